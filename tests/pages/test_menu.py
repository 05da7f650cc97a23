"""What is offered on the canvas, and what a choice there does."""

from __future__ import annotations

import logging
from typing import Any

import pytest

from nmt_atlas.domain.prospects import PROSPECTS
from nmt_atlas.pages.commands import COMMANDS
from nmt_atlas.pages.menu import BodyMenu
from nmt_atlas.pages.visit import Visit

PART = "piriformis-right"


@pytest.fixture
def menu(visit: Visit) -> BodyMenu:
    return BodyMenu(visit)


def chosen(visit: Visit, ident: str, part: str = "") -> None:
    canvas = visit.view.canvas
    canvas.menu_chosen = {"n": canvas.menu_chosen.get("n", 0) + 1, "id": ident, "part": part}


def items(visit: Visit) -> dict[str, dict[str, str]]:
    return {item["id"]: item for item in visit.view.canvas.menu}


def test_the_menu_has_what_is_for_menus_and_the_canvas_has_all_regions(
    visit: Visit, menu: BodyMenu
) -> None:
    assert list(items(visit)) == [one.id for one in COMMANDS if "menu" in one.places]
    assert len(visit.view.canvas.regions) == len(PROSPECTS)
    assert all(not item["off"] for item in visit.view.canvas.menu)


def test_a_choice_is_done_with_the_part_whose_menu_it_was(visit: Visit, menu: BodyMenu) -> None:
    chosen(visit, "hide", PART)
    assert visit.state.hidden == (PART,)


def test_in_the_menu_of_one_of_several_it_is_done_with_all(visit: Visit, menu: BodyMenu) -> None:
    both = (PART, "gluteus-medius-right")
    visit.show(visit.state.changed(selection=both))
    chosen(visit, "hide", PART)
    assert visit.state.hidden == both


def test_the_cube_and_the_regions_are_commands_too(visit: Visit, menu: BodyMenu) -> None:
    chosen(visit, "view-posterior")
    assert visit.state.camera == "posterior"
    visit.select("piriformis-left")
    chosen(visit, "region-knee")
    assert visit.state.spot is not None
    assert visit.state.spot[0] > 0


def test_a_view_is_gone_to_however_often_it_is_asked_for(visit: Visit, menu: BodyMenu) -> None:
    for _ in range(3):
        before = visit.view.canvas.aim
        chosen(visit, "view-posterior")
        assert visit.view.canvas.aim > before


def test_words_follow_the_language(visit: Visit, menu: BodyMenu) -> None:
    english = [item["label"] for item in visit.view.canvas.regions]
    visit.read_in(visit.taste.changed(language="es"))
    menu.write()
    assert len(visit.view.canvas.regions) == len(english)


@pytest.mark.parametrize("raw", [{}, {"n": 1}, {"n": 1, "id": "no-such", "part": ""}, "hide", None])
def test_what_is_no_choice_does_nothing_and_is_logged(
    visit: Visit, menu: BodyMenu, raw: Any, caplog: pytest.LogCaptureFixture
) -> None:
    before = visit.state
    with caplog.at_level(logging.WARNING):
        menu.choose(raw)
    assert visit.state == before
    assert "could not be read" in caplog.text


def test_what_cannot_be_done_is_told(visit: Visit, menu: BodyMenu) -> None:
    chosen(visit, "undo")
    assert any("nothing to undo" in one.text for one in visit.notices.waiting)


def test_a_rectangle_selects_what_is_in_it_together_with_what_is_selected(visit: Visit) -> None:
    visit.select("sacrum")
    visit.view.canvas.enclosed = {"n": 1, "parts": [PART, "nothing-such", "sacrum"]}
    assert visit.state.selection == ("sacrum", PART)
    before = visit.state
    for raw in ({"n": 2, "parts": []}, {"n": 3, "parts": "all"}, {"parts": [PART]}):
        visit.view.canvas.enclosed = raw
        assert visit.state == before


def test_a_camera_that_arrived_where_it_was_sent_is_kept_as_its_way(visit: Visit) -> None:
    visit.view.change(camera="posterior")
    canvas = visit.view.canvas
    sent = dict(canvas.scene["camera"])
    canvas.camera_now = {"up": [0, 0, 1], **sent}
    assert visit.state.camera == "posterior"
    moved = {**sent, "position": [sent["position"][0] + 40, *sent["position"][1:]]}
    canvas.camera_now = {"up": [0, 0, 1], **moved}
    assert not isinstance(visit.state.camera, str)


def test_names_as_numbers_reach_the_canvas(visit: Visit) -> None:
    by_id = {one.id: one for one in COMMANDS}
    by_id["labels-numbers"].run(visit)
    assert visit.view.canvas.scene["label_style"] == "numbers"
    by_id["labels-numbers"].run(visit)
    assert not visit.state.labels
