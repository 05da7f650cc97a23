from __future__ import annotations

from typing import Any

import pytest

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.taste import Taste
from nmt_atlas.pages.settings import choose, settings_of
from nmt_atlas.pages.visit import Visit


def told(visit: Visit) -> str:
    """What the visitor is told now."""
    return visit.notices.now.text if visit.notices.now else ""


def tap(visit: Visit, **what: object) -> None:
    """What the browser tells after a click."""
    n = int(visit.view.canvas.picked.get("n", 0)) + 1
    visit.view.canvas.picked = {
        "n": n,
        "part": "",
        "marker": "",
        "skin_vertex": -1,
        "modifiers": [],
        **what,
    }


def test_a_click_selects_and_paints_the_charted_pain(visit: Visit) -> None:
    tap(visit, part="piriformis-right")
    assert visit.state.selection == ("piriformis-right",)
    assert visit.state.overlay == ("piriformis-1:right",)
    assert visit.view.canvas.scene["selected"] == ["piriformis-right"]
    assert {layer["kind"] for layer in visit.view.canvas.paint} == {"essential", "spillover"}
    assert all(
        len(layer["vertices"]) == 4 * len(layer["weights"]) for layer in visit.view.canvas.paint
    )


def test_shift_adds_and_the_background_clears(visit: Visit) -> None:
    tap(visit, part="piriformis-right")
    tap(visit, part="gluteus-medius-right", modifiers=["shift"])
    assert visit.state.selection == ("piriformis-right", "gluteus-medius-right")
    tap(visit)
    assert visit.state.selection == visit.state.overlay == ()


def test_every_step_can_be_taken_back_and_done_again(visit: Visit) -> None:
    first = visit.state
    assert not visit.view.can_undo
    visit.select("piriformis-right")
    visit.reveal("gluteus-medius", "left")
    last = visit.state
    assert last.selection == ("gluteus-medius-left",)
    visit.view.undo()
    visit.view.undo()
    assert (visit.state, visit.view.can_undo, visit.view.can_redo) == (first, False, True)
    assert visit.view.canvas.paint == []
    visit.view.redo()
    visit.view.redo()
    assert (visit.state, visit.view.can_redo) == (last, False)
    visit.view.undo()
    visit.select("sacrum")
    assert not visit.view.can_redo


def test_a_marker_shows_its_point_alone(visit: Visit) -> None:
    visit.show(visit.state.changed(overlay=("piriformis-1:right", "gluteus-medius-1:right")))
    tap(visit, marker="gluteus-medius-1:right", part="gluteus-medius-right")
    assert visit.state.overlay == ("gluteus-medius-1:right",)


def test_a_nerve_is_followed_through_its_narrow_places(visit: Visit) -> None:
    visit.follow("sciatic-nerve", "left")
    assert visit.state.nerve == "sciatic-nerve:left"
    assert "nerves" in visit.state.layers
    assert visit.state.isolated == ("piriformis-left",)
    assert "narrow-place" in {marker["kind"] for marker in visit.view.canvas.scene["markers"]}


def test_what_a_body_lacks_is_told(visit: Visit) -> None:
    before = visit.state
    visit.reveal("unicorn")
    assert "unicorn" in told(visit)
    assert visit.state == before


def test_a_free_camera_is_kept_without_a_step_of_its_own(visit: Visit) -> None:
    visit.view.canvas.camera_now = {
        "position": [0, -900, 900],
        "target": [0, 0, 900],
        "up": [0, 0, 1],
    }
    assert visit.state.camera.position == (0, -900, 900)
    assert not visit.view.can_undo


def test_who_takes_the_click_keeps_it(visit: Visit) -> None:
    seen: list[Pick] = []
    visit.taps.first = lambda pick: bool(seen.append(pick)) or True
    tap(visit, part="piriformis-right")
    assert seen[0].part == "piriformis-right"
    assert visit.state.selection == ()


@pytest.mark.parametrize(
    "raw",
    [{}, {"n": "x"}, {"n": 1, "part": ["a"]}, {"n": 2, "skin_vertex": 1e400}, {"n": 3, "evil": 1}],
)
def test_what_is_no_click_is_dropped_and_logged(
    visit: Visit, raw: dict[str, object], caplog: pytest.LogCaptureFixture
) -> None:
    before = visit.state
    visit.taps.take(raw)
    assert visit.state == before
    assert "could not be read" in caplog.text


@pytest.mark.parametrize(
    "raw",
    [
        {"position": [0, 0, float("nan")], "target": [0, 0, 0]},
        {"position": [0, 0, 1], "target": [0, 0, 1]},
        {"position": "abc"},
        {"position": [0, 0, 1e9], "target": [0, 0, 0]},
        {"position": [0, -900, 0], "target": [0, 0, 0], "up": [0, 0, 0], "target2": 1},
    ],
)
def test_what_is_no_camera_is_dropped(visit: Visit, raw: dict[str, object]) -> None:
    visit.view.canvas.camera_now = raw
    camera = visit.state.camera
    assert camera == "anterior" or camera.up == (0, -1, 0)


def test_pressing_a_view_after_turning_goes_there_again(visit: Visit) -> None:
    canvas = visit.view.canvas
    canvas.camera_now = {"position": [900, 0, 900], "target": [0, 0, 900], "up": [0, 0, 1]}
    assert canvas.aim == 0, "turning alone sends nothing"
    visit.view.change(camera="anterior")
    assert canvas.aim == 1, "the browser is told though the view was asked for before"


def test_no_name_is_betrayed_while_names_are_off(visit: Visit) -> None:
    assert not visit.view.canvas.silent
    visit.view.change(labels=False)
    assert visit.view.canvas.silent
    visit.view.undo()
    assert not visit.view.canvas.silent


def test_it_is_drawn_first_and_told_after(visit: Visit) -> None:
    order: list[str] = []
    visit.view.canvas.param.watch(lambda _event: order.append("drawn"), "scene")
    visit.view.param.watch(lambda _event: order.append("told"), "state")
    visit.select("piriformis-right")
    visit.view.undo()
    visit.view.redo()
    assert order == ["drawn", "told"] * 3


def test_undo_never_takes_back_language_or_theme(visit: Visit) -> None:
    visit.select("piriformis-right")
    visit.read_in(Taste(language="es", theme="dark"))
    visit.view.undo()
    assert visit.taste == Taste(language="es", theme="dark")
    assert visit.view.canvas.scene["theme"] == "dark"
    visit.view.redo()
    assert visit.taste.language == "es"


def test_who_follows_a_state_keeps_the_own_taste(visit: Visit, make_visit: Any) -> None:
    teacher = make_visit(visit.atlas, taste=Taste(language="es", theme="dark"))
    teacher.select("piriformis-right")
    visit.show(teacher.state)
    assert visit.taste == Taste()
    assert "theme" not in visit.view.canvas.scene


def test_one_thing_is_told_at_a_time(visit: Visit) -> None:
    for number in range(5):
        visit.tell(f"Nothing is called {number}.", "search")
    assert told(visit) == "Nothing is called 4."
    assert len(visit.notices.waiting) == 1, "five failed searches are one notice"
    visit.tell("Another thing.")
    visit.tell("Another thing.")
    assert len(visit.notices.waiting) == 2
    now = visit.notices.now
    assert now is not None
    visit.dismiss(now.number)
    assert told(visit) == "Nothing is called 4."


def test_a_failing_store_is_told_and_the_visit_goes_on(visit: Visit) -> None:
    def broken() -> None:
        raise StoreError("no room at /srv/atlas", public="the disk is full")

    done: list[object] = []
    visit.keep(broken, done.append)
    assert "the disk is full" in told(visit)
    assert "/srv" not in told(visit), "where the database lies is for whoever runs the atlas"
    assert done == []
    visit.keep(lambda: 3, done.append)
    assert done == [3]


def test_a_tone_of_skin_is_set_for_oneself_and_taken_back_by_no_undo(visit: Visit) -> None:
    tones = next(one for one in settings_of(visit) if one.id == "tone")
    assert (len(tones.options), tones.value) == (6, "pale")
    assert "tone" not in visit.view.canvas.scene
    choose(visit, "tone", "deep")
    assert visit.view.canvas.scene["tone"] == "deep"
    visit.select("piriformis-right")
    visit.view.undo()
    assert visit.taste.tone == "deep"
    choose(visit, "tone", "green")
    assert visit.taste.tone == "deep"
