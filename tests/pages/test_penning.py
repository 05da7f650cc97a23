"""The pen of a visit: drawn, rubbed out, undone by name, kept, put away."""

from __future__ import annotations

import math
from random import Random
from typing import Any

import pytest

from nmt_atlas.atlas.known import read_link
from nmt_atlas.domain.ink import MOST, Ink, drawn, fits
from nmt_atlas.domain.picks import Penned
from nmt_atlas.pages import penning
from nmt_atlas.pages.commands import COMMANDS
from nmt_atlas.pages.tools import command, tools_of
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.jottings import Jottings

LINE = [[[-40.0, -95.0, 1400.0], [-60.0, -90.0, 1380.0]]]


def rings(count: int) -> tuple[Ink, ...]:
    """So many rings that are drawn by hand."""
    ink: tuple[Ink, ...] = ()
    for n in range(count):
        some = Random(n)
        deep = [-90 - 9 * some.random() for _ in range(26)]
        line = [(40 * math.cos(k / 4), y, 40 * math.sin(k / 4)) for k, y in enumerate(deep)]
        ink = drawn(ink, Penned(n=n, color="blue", width="thin", body=(tuple(line),)))
    return ink


@pytest.fixture
def held(visit: Visit) -> Visit:
    """A visit with the pen in the hand."""
    penning.watch(visit)
    assert command(visit, "pen")
    return visit


def stroke(visit: Visit, number: int = 1, **changes: Any) -> None:
    """The browser tells a stroke."""
    told = {"n": number, "color": "amber", "width": "thin", "body": LINE, "screen": [], **changes}
    visit.view.canvas.penned = told


def test_the_pen_is_taken_and_put_away(held: Visit) -> None:
    canvas = held.view.canvas
    assert canvas.tool == "pen"
    assert command(held, "pen-color-amber")
    assert command(held, "pen-width-thick")
    assert canvas.pen == {"color": "amber", "width": "thick", "erase": False}
    assert command(held, "pen")
    assert canvas.tool == "pick"
    assert not held.pen.held


def test_another_tool_puts_it_away(held: Visit) -> None:
    held.view.canvas.tool = "brush"
    assert not held.pen.held
    assert held.view.canvas.tool == "brush"


def test_a_stroke_is_part_of_the_view_and_undone_by_name(held: Visit) -> None:
    stroke(held)
    (one,) = held.state.ink
    assert (one.color, one.width, one.body[0][0]) == ("amber", "thin", (-40.0, -95.0, 1400.0))
    assert held.view.canvas.ink[0]["id"] == one.id
    undo = next(one for one in COMMANDS if one.id == "undo")
    assert undo.label(held) == "Undo: draw a line"
    assert command(held, "undo")
    assert held.state.ink == ()
    assert held.view.canvas.ink == []
    assert command(held, "redo")
    assert held.state.ink == (one,)


def test_the_eraser_takes_strokes_and_clear_all_of_them(held: Visit) -> None:
    for number in (1, 2, 3):
        stroke(held, number)
    held.view.canvas.rubbed = {"n": 1, "ids": [2]}
    assert [one.id for one in held.state.ink] == [1, 3]
    assert command(held, "pen-clear")
    assert held.state.ink == ()
    assert not command(held, "pen-clear")
    assert "Nothing is drawn yet." in str(held.notices)


def test_what_is_no_stroke_is_nothing(held: Visit) -> None:
    stroke(held, color="red")
    held.view.canvas.rubbed = {"n": 1, "ids": ["x"]}
    assert held.state.ink == ()


def test_a_view_that_is_full_says_so(held: Visit) -> None:
    held.view.change(ink=rings(MOST))
    stroke(held, MOST)
    assert len(held.state.ink) == MOST
    assert not held.pen.held
    assert "rub some out" in str(held.notices)


def test_a_drawing_that_outgrows_the_address_says_so_once(held: Visit) -> None:
    rings_now = rings(MOST)
    longest = max(n for n in range(MOST) if fits(rings_now[:n]))
    held.view.change(ink=rings_now[:longest])
    assert "too long" not in str(held.notices)
    line = [[7 * k * k % 900, -90.0 - k % 7, 900 + 9.5 * k] for k in range(120)]
    stroke(held, body=[line])
    assert "too long for an address" in str(held.notices)
    assert "ink=" not in held.state.to_query()
    assert command(held, "pen-note")
    assert Jottings(held.store.database).all(held.learner) == ()


@pytest.mark.parametrize(("ident", "sort"), [("pen-note", "note"), ("pen-view", "view")])
def test_a_drawing_is_kept_with_its_view(held: Visit, ident: str, sort: str) -> None:
    held.select("piriformis-right")
    stroke(held)
    assert command(held, ident)
    (one,) = Jottings(held.store.database).all(held.learner)
    assert one.kept.sort == sort
    assert read_link(held.atlas, one.kept.view).state.ink == held.state.ink
    assert "Kept as" in str(held.notices)


def test_the_bar_is_there_while_the_pen_is_held(held: Visit) -> None:
    bar = [one for one in tools_of(held) if one.bar]
    assert {"pen-erase", "pen-clear", "pen-away", "undo", "redo"} <= {one.id for one in bar}
    assert len({one.color for one in bar if one.color}) == 3
    assert len({one.px for one in bar if one.px and not one.color}) == 3
    assert command(held, "pen-away")
    assert not [one for one in tools_of(held) if one.bar]
