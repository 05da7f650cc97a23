"""What the pages do: each control does what it says, and no more is rebuilt than has changed."""

from __future__ import annotations

from typing import Any

import pytest
from seen import act, blocks_in, choose, inside, labels, leaves, press, shown_on, text_on

from nmt_atlas.domain.anatomy import GROUPS
from nmt_atlas.domain.view_state import DEFAULT_LAYERS, Camera
from nmt_atlas.pages.bits import ESSENTIAL, SPILLOVER
from nmt_atlas.pages.explore import ExplorePage
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.reader import Reader
from nmt_atlas.pages.visit import Visit


@pytest.fixture
def frame(visit: Visit) -> Frame:
    return Frame(visit)


@pytest.fixture
def explore(frame: Frame) -> ExplorePage:
    page = frame.book.now
    assert isinstance(page, ExplorePage)
    return page


def told(visit: Visit) -> str:
    return visit.notices.now.text if visit.notices.now else ""


# Explore


def test_a_cut_is_moved_by_a_slider_with_nothing_dragged(explore: ExplorePage) -> None:
    """What is dragged on the canvas can be done by keys too (2.1.1, 2.5.7)."""
    visit = explore.visit
    visit.show(visit.state.changed(clip=((0.0, 0.0, 1.0, 900.0), ("x", 10.0))))
    assert shown_on(explore.left, "cut:0")["value"] == 900
    act(explore.left, "cut:0", "1100")
    act(explore.left, "cut:1", "-40")
    assert visit.state.clip == ((0.0, 0.0, 1.0, 1100.0), ("x", -40.0))
    assert shown_on(explore.left, "cut:0")["value"] == 1100
    for nonsense in ("high", "nan", "inf"):
        act(explore.left, "cut:0", nonsense)
    assert visit.state.clip[0] == (0.0, 0.0, 1.0, 1100.0)
    visit.view.undo()
    assert visit.state.clip[1] == ("x", 10.0)


@pytest.mark.parametrize("group", GROUPS)
def test_a_layer_is_shown_while_its_switch_is_on(explore: ExplorePage, group: str) -> None:
    visit = explore.visit

    def on() -> bool:
        return bool(shown_on(explore.left, f"layer:{group}").get("on"))

    assert on() == (group in DEFAULT_LAYERS)
    act(explore.left, f"layer:{group}", not on())
    assert on() != (group in DEFAULT_LAYERS)
    assert (group in visit.state.layers) == on()
    assert visit.view.canvas.scene["groups"][group].get("visible", True) == on()
    visit.view.undo()
    assert on() == (group in DEFAULT_LAYERS)


def test_the_skin_and_a_nerve_are_set_among_the_layers(explore: ExplorePage) -> None:
    act(explore.left, "skin", "0.5")
    assert explore.visit.state.skin == 0.5
    act(explore.left, "nerve", "sciatic-nerve")
    assert explore.visit.state.nerve == "sciatic-nerve:right"
    assert shown_on(explore.left, "nerve")["value"] == "sciatic-nerve"
    act(explore.left, "nerve", "")
    assert explore.visit.state.nerve == ""


@pytest.mark.parametrize(
    ("ident", "value"),
    [
        ("skin", "much"),
        ("skin", "nan"),
        ("nerve", "unicorn"),
        ("layer:unicorns", True),
        ("rocket", True),
    ],
)
def test_what_no_control_offers_does_nothing(
    explore: ExplorePage, ident: str, value: object
) -> None:
    before = explore.visit.state, explore.visit.taste
    act(explore.left, ident, value)
    assert (explore.visit.state, explore.visit.taste) == before


def test_a_page_is_few_components(frame: Frame) -> None:
    shell = frame.shell
    slots = (shell.left, shell.right, shell.notices)
    assert sum(len(list(inside(one))) for one in slots) <= 3


# The card


def test_the_card_slides_in_where_something_is_chosen(frame: Frame) -> None:
    shell, visit = frame.shell, frame.visit
    assert (shell.right_open, shell.right_title) == (False, "")
    visit.select("piriformis-right")
    assert (shell.right_open, shell.right_title) == (True, "Piriformis")
    shell.right_open = False
    visit.view.change(skin=0.4)
    assert not shell.right_open, "what was put away stays away"
    visit.select("gluteus-medius-right")
    assert shell.right_open, "until something else is chosen"
    visit.select("")
    assert (shell.right_open, shell.right_title) == (False, "")


def test_the_card_tells_of_what_is_selected(explore: ExplorePage) -> None:
    explore.visit.select("piriformis-left")
    shown = text_on(explore.right)
    for words in (
        "Piriformis",
        "Musculus piriformis · left side",
        "Where Piriformis begins.",
        "The pain charted for Piriformis.",
        "The nerve passes under the muscle",
        "Read from a textbook.",
        "A (2020). T",
    ):
        assert words in shown
    assert explore.topic == "Piriformis"
    explore.visit.select("gluteus-medius-left", add=True)
    assert explore.topic == "2 structures"
    press(explore.right, "Gluteus Medius (left)")
    assert explore.visit.state.selection == ("gluteus-medius-left",)
    explore.visit.select("sacrum")
    assert explore.topic == "Sacrum"


def test_zones_have_the_colours_that_they_are_painted_in(explore: ExplorePage) -> None:
    explore.visit.select("piriformis-right")
    (leaf,) = leaves(explore.right)
    dots = {
        block["runs"][0]["color"]: " ".join(run.get("text", "") for run in block["runs"])
        for block in blocks_in(leaf.blocks)
        if block["kind"] == "text" and block["runs"][0].get("color")
    }
    assert "The pain charted for Piriformis." in dots[ESSENTIAL]
    assert "The wider pain" in dots[SPILLOVER]
    painted = {layer["kind"]: layer["color"] for layer in explore.visit.view.canvas.paint}
    assert painted == {"essential": ESSENTIAL, "spillover": SPILLOVER}


def test_a_point_is_wiped_and_painted(explore: ExplorePage) -> None:
    explore.visit.select("piriformis-left")
    (leaf,) = leaves(explore.right)

    def switch() -> dict[str, Any]:
        found = next(one for one in blocks_in(leaf.blocks) if one["kind"] == "chips")
        (chip,) = found["chips"]
        return dict(chip)

    assert switch()["on"]
    press(explore.right, "Piriformis 1", value=False)
    assert explore.visit.state.overlay == ()
    assert not switch().get("on")
    press(explore.right, "Piriformis 1")
    assert explore.visit.state.overlay == ("piriformis-1:left",)


def test_the_card_leads_on(explore: ExplorePage, frame: Frame) -> None:
    explore.visit.select("piriformis-left")
    press(explore.right, "Show the sciatic nerve")
    state = explore.visit.state
    assert state.nerve == "sciatic-nerve:left"
    assert state.overlay == ("piriformis-1:left",), "the pain stays"
    press(explore.right, "Read it in the library")
    assert frame.book.now.id == "library"
    assert frame.book.address().keys == {"doc": "muscle/piriformis"}
    assert "Where Piriformis begins." in text_on(frame.shell.right)


def test_a_leaf_sends_little_for_a_click(explore: ExplorePage) -> None:
    explore.visit.select("piriformis-left")
    (leaf,) = leaves(explore.right)
    assert len(leaf.text) < 8_000


# Nerves


def test_a_nerve_is_followed_turned_and_left(explore: ExplorePage) -> None:
    visit = explore.visit
    visit.follow("sciatic-nerve", "right")
    assert explore.topic == "Sciatic nerve"
    shown = text_on(explore.right)
    assert "Sciatic nerve at piriformis" in shown
    assert "It leaves the pelvis." in shown
    choose(explore.right, "nerve-side", "left")
    assert visit.state.nerve == "sciatic-nerve:left"
    press(explore.right, "Back to the whole body")
    assert visit.state.nerve == ""
    assert explore.topic == ""


@pytest.mark.parametrize(("side", "x"), [("right", -70), ("left", 70)])
def test_looking_closely_stays_on_the_side(explore: ExplorePage, side: str, x: float) -> None:
    explore.visit.follow("sciatic-nerve", side)
    press(explore.right, "Look closely")
    spot = explore.visit.state.spot
    assert spot is not None
    assert spot[0] == pytest.approx(x)


def test_turning_the_body_rebuilds_nothing(
    explore: ExplorePage, monkeypatch: pytest.MonkeyPatch
) -> None:
    explore.visit.follow("sciatic-nerve", "right")
    written: list[object] = []
    monkeypatch.setattr(Reader, "write", lambda *given: written.append(given))
    for leaf in (*leaves(explore.right), *leaves(explore.left)):
        leaf.param.watch(lambda event: written.append(event.name), ["text", "topic"])
    for step in range(3):
        explore.visit.view.canvas.camera_now = {
            "position": [900.0 + step, 0, 900],
            "target": [0, 0, 900],
        }
    assert isinstance(explore.visit.state.camera, Camera)
    assert written == []


def test_a_page_that_is_not_open_is_not_written(explore: ExplorePage, frame: Frame) -> None:
    (leaf,) = leaves(explore.right)
    frame.book.open("library")
    before = leaf.text
    frame.visit.follow("sciatic-nerve", "right")
    assert leaf.text is before
    frame.book.open("explore")
    assert "It leaves the pelvis." in text_on(explore.right)


def test_a_page_without_a_leaf_says_nothing_unpressed(explore: ExplorePage) -> None:
    assert "Look closely" not in labels(explore.right)
    explore.visit.follow("sciatic-nerve", "right")
    assert "Look closely" in labels(explore.right)
