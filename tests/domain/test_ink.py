"""What is drawn on a view: kept, packed into an address, told in words."""

from __future__ import annotations

import base64
import math
import zlib
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmt_atlas.domain.address import Address
from nmt_atlas.domain.changes import named
from nmt_atlas.domain.ink import LONGEST, MOST, Ink, drawn, fits, packed, rubbed, unpacked
from nmt_atlas.domain.picks import Penned, Rubbed
from nmt_atlas.domain.presenting import Prepared
from nmt_atlas.domain.view_state import ViewState, read_query

millimetres = st.floats(-2000, 2000, allow_nan=False)
heights = st.floats(-3, 3, allow_nan=False)
strokes = st.builds(
    Penned,
    n=st.integers(0, 9),
    color=st.sampled_from(["blue", "amber", "dark"]),
    width=st.sampled_from(["thin", "medium", "thick"]),
    body=st.lists(
        st.lists(st.tuples(millimetres, millimetres, millimetres), max_size=6), max_size=3
    ),
    screen=st.lists(st.lists(st.tuples(heights, heights), max_size=6), max_size=3),
)


def ring(number: int, count: int = 28) -> Penned:
    """A ring round a place of the body."""
    turn = 2 * math.pi / (count - 1)
    some = Random(number)
    line = [
        (40 * math.cos(turn * k), -90 - 9 * some.random(), 1200 + 40 * math.sin(turn * k))
        for k in range(count)
    ]
    return Penned(n=number, color="amber", width="thick", body=(tuple(line),))


def rings(count: int) -> tuple[Ink, ...]:
    """So many rings."""
    ink: tuple[Ink, ...] = ()
    for number in range(count):
        ink = drawn(ink, ring(number))
    return ink


@settings(deadline=None)
@given(st.lists(strokes, max_size=4))
def test_an_address_gives_back_what_was_drawn(told: list[Penned]) -> None:
    ink: tuple[Ink, ...] = ()
    for one in told:
        ink = drawn(ink, one)
    assert unpacked(packed(ink)) == ink


def test_a_view_with_a_drawing_is_an_address() -> None:
    state = ViewState(selection=("soleus-right",), ink=rings(3))
    query = state.to_query()
    assert len(query) < 700
    assert read_query(query) == (state, ())


def test_a_drawing_that_is_too_long_is_left_out_of_an_address() -> None:
    state = ViewState(selection=("soleus-right",), ink=rings(MOST))
    assert not fits(state.ink)
    assert "ink=" not in state.to_query()
    assert fits(state.ink[:8])


@settings(deadline=None)
@given(st.text(max_size=60) | st.text("AZaz09-_", max_size=200))
def test_no_text_in_a_link_raises(text: str) -> None:
    state, _said = read_query(f"ink={text}")
    assert isinstance(state.ink, tuple)


@pytest.mark.parametrize("text", ["abc", "eNo", "A" * (LONGEST + 1), packed(rings(2))[:-9]])
def test_what_is_no_drawing_is_told(text: str) -> None:
    with pytest.raises(ValueError, match=r"drawing|can be"):
        unpacked(text)
    state, said = read_query(f"ink={text}")
    assert state.ink == ()
    assert len(said) == 1


def test_a_bomb_is_not_unpacked() -> None:
    bomb = zlib.compress(b"\x01\x01" + b"\x01" * 10_000_000, 9)
    text = base64.urlsafe_b64encode(bomb).decode()
    for some in (text, text[:LONGEST]):
        with pytest.raises(ValueError, match=r"drawing|can be"):
            unpacked(some)


def test_places_that_are_where_the_last_one_was_are_one() -> None:
    told = Penned(n=1, color="blue", width="thin", body=(((0, 0, 0), (0.1, 0, 0), (5, 0, 0)),))
    (one,) = drawn((), told)
    assert one.body == (((0.0, 0.0, 0.0), (5.0, 0.0, 0.0)),)


def test_a_stroke_of_nothing_is_none() -> None:
    assert drawn((), Penned(n=1, color="blue", width="thin", body=((),))) == ()


def test_what_is_rubbed_out_keeps_the_numbers_of_the_others() -> None:
    ink = rubbed(rings(4), (2, 9))
    assert [one.id for one in ink] == [1, 3, 4]
    assert [one.id for one in drawn(ink, ring(9))] == [1, 3, 4, 5]


@pytest.mark.parametrize(
    "raw",
    [
        {"n": 1, "color": "red", "width": "thin"},
        {"n": 1, "color": "blue", "width": "thin", "body": [[[0, 0]]]},
        {"n": 1, "color": "blue", "width": "thin", "body": [[[0, 0, float("nan")]]]},
        {"n": 1, "color": "blue", "width": "thin", "screen": [[[0, 400]]]},
        {"n": 1, "color": "blue", "width": "thin", "body": [[[0, 0, 0]] * 241]},
        {"n": 1, "color": "blue", "width": "thin", "body": [[]] * 25},
    ],
)
def test_a_stroke_that_fits_nothing_is_none(raw: object) -> None:
    assert Penned.read(raw) is None


def test_an_eraser_tells_numbers() -> None:
    assert Rubbed.read({"n": 1, "ids": [1, 2]}) == Rubbed(n=1, ids=(1, 2))
    assert Rubbed.read({"n": 1, "ids": ["1"]}) is None


def test_undo_says_what_it_takes_back() -> None:
    none, two = ViewState(), ViewState(ink=rings(2))
    assert named(none, two) == "draw a line"
    assert named(two, two.changed(ink=two.ink[:1])) == "rub a line out"
    assert named(two, none) == "take the drawing away"
    other = two.changed(xray=True, ink=())
    assert named(two, other) == "X-ray"


def test_drawing_is_no_step_of_the_history_and_no_other_view() -> None:
    state = ViewState(selection=("soleus-right",))
    drawn_on = state.changed(ink=rings(1))
    assert not Address(state=drawn_on).is_step_from(Address(state=state))
    assert Prepared(title="Soleus", state=state).is_seen(drawn_on)
