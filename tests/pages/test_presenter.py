"""Before a class: what the keys do, and that no name is told where names are hidden."""

from __future__ import annotations

import pytest
from seen import command, working

from nmt_atlas.pages.commands import COMMANDS
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.tools import command as do
from nmt_atlas.pages.visit import Visit


@pytest.fixture
def frame(visit: Visit) -> Frame:
    return Frame(visit)


def test_the_bars_go_and_come_back(frame: Frame) -> None:
    visit = frame.visit
    assert not frame.shell.stage.get("on")
    visit.select("piriformis-right")
    command(frame, "present")
    assert frame.shell.stage["on"]
    assert frame.shell.stage["caption"] == "Piriformis, right side"
    assert visit.view.canvas.scale > 1.5, "names are large"
    working(frame, "leave")
    assert not frame.shell.stage.get("on")
    assert visit.view.canvas.scale == 1.0


def test_arrows_go_through_the_muscle_and_its_pain(frame: Frame) -> None:
    visit = frame.visit
    visit.select("piriformis-right")
    command(frame, "present")
    captions, overlays = [], []
    for _ in range(2):
        command(frame, "present-next")
        captions.append(frame.shell.stage["caption"])
        overlays.append(visit.state.overlay)
    assert captions[0] == "Piriformis, right side"
    assert captions[1] == "Piriformis, right side: the muscle and its pain"
    assert overlays == [(), ("piriformis-1:right",)]
    assert frame.shell.stage["count"].startswith("2 of ")
    command(frame, "present-back")
    assert frame.shell.stage["caption"] == captions[0]


def test_where_nothing_is_chosen_the_regions_are_shown(frame: Frame) -> None:
    command(frame, "present")
    command(frame, "present-next")
    assert frame.shell.stage["caption"] == "The whole body"
    command(frame, "present-next")
    assert frame.shell.stage["caption"] == "Head"


def test_a_kept_view_is_presented(frame: Frame) -> None:
    visit = frame.visit
    visit.select("gluteus-medius-left")
    command(frame, "present-keep")
    kept = visit.state
    visit.select("")
    command(frame, "present")
    command(frame, "present-next")
    assert visit.state.selection == kept.selection
    assert frame.shell.stage["count"] == "1 of 1"


def test_hidden_names_are_told_by_nothing(frame: Frame) -> None:
    visit = frame.visit
    visit.select("piriformis-right")
    visit.view.change(labels=True)
    command(frame, "present")
    command(frame, "present-names")
    assert visit.view.canvas.silent
    assert "caption" not in frame.shell.stage
    assert not visit.view.canvas.scene.get("labels")
    command(frame, "present-names")
    assert not visit.view.canvas.silent
    command(frame, "present-names")
    working(frame, "leave")
    assert not visit.view.canvas.silent, "leaving shows them again"


@pytest.mark.parametrize(
    ("ident", "field"), [("spot", "spotlight"), ("pointer", "pointer"), ("black", "black")]
)
def test_spotlight_dot_and_black_screen(frame: Frame, ident: str, field: str) -> None:
    command(frame, "present")
    command(frame, f"present-{ident}")
    assert frame.shell.stage[field]
    command(frame, f"present-{ident}")
    assert not frame.shell.stage.get(field)


def test_a_number_calls_one_point_up(frame: Frame) -> None:
    visit = frame.visit
    visit.select("piriformis-right")
    visit.view.change(overlay=())
    command(frame, "present")
    command(frame, "present-point-1")
    assert visit.state.overlay == ("piriformis-1:right",)
    assert frame.shell.stage["caption"].startswith("Piriformis 1:")
    command(frame, "present-point-9")
    assert visit.state.overlay == ("piriformis-1:right",), "there is no ninth"


def test_its_keys_mean_something_before_a_class_alone(frame: Frame) -> None:
    for one in COMMANDS:
        if "presenter" in one.places:
            assert not do(frame.visit, one.id), one.id
    over = {one["key"] for one in frame.shell.tools if one.get("over")}
    assert over >= {"h", "s", "b", "ArrowRight", "PageDown", "1", "9"}
