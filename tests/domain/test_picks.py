"""What a browser tells is read, and what is none of it is refused."""

from __future__ import annotations

import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmt_atlas.domain.picks import (
    EVENTS,
    CameraNow,
    Event,
    Pick,
    Ready,
    StillClick,
    described,
    read_event,
    sees,
    through,
)

PICK = {
    "n": 3,
    "part": "soleus-left",
    "point": [90, 30.5, 200],
    "normal": [0.0, 1.0, 0.0],
    "marker": "",
    "skin_vertex": 17,
    "skin_point": [91, 40, 200],
    "beneath": [["tibia-left", [90, 10, 200]]],
    "modifiers": ["shift"],
    "button": 0,
}
CAMERA = {"position": [0, -1300, 900], "target": [0, 0, 900], "up": [0, 0, 1]}
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.binary(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_a_click_is_read() -> None:
    pick = Pick.read(PICK)
    assert pick is not None
    assert (pick.n, pick.part, pick.point) == (3, "soleus-left", (90.0, 30.5, 200.0))
    assert pick.modifiers == ("shift",)
    assert Pick.read({"n": 1}) == Pick(n=1)


@pytest.mark.parametrize(
    "change",
    [
        {"n": -1},
        {"n": True},
        {"n": "1"},
        {"n": 1.5},
        {"part": 7},
        {"beneath": [["tibia-left", [0, 0]]]},
        {"beneath": [["tibia-left", [0, 0, 0]]] * 4},
        {"part": "x" * 201},
        {"point": [0, 0]},
        {"point": [0, 0, math.nan]},
        {"point": [0, 0, math.inf]},
        {"point": [0, 0, 1e9]},
        {"point": ["0", 0, 0]},
        {"normal": [0, 0, 2]},
        {"skin_vertex": -2},
        {"modifiers": ["hyper"]},
        {"modifiers": ["shift"] * 5},
        {"button": 9},
        {"script": "alert(1)"},
    ],
)
def test_a_damaged_click_is_none(change: dict[str, Any]) -> None:
    assert Pick.read({**PICK, **change}) is None


@pytest.mark.parametrize("raw", [None, 3, "picked", [], [["n", 1]], b"n", {1: 2}])
def test_what_is_no_dictionary_of_names_is_none(raw: object) -> None:
    assert Pick.read(raw) is None


@pytest.mark.parametrize(
    "change",
    [
        {"position": [math.nan, 0, 0]},
        {"position": [0, 0, 900]},
        {"up": [0, 0, 0]},
        {"up": [0, 2, 0]},
        {"up": [0, -1, 0]},
        {"target": None},
    ],
)
def test_a_camera_that_sees_nothing_is_none(change: dict[str, Any]) -> None:
    assert CameraNow.read(CAMERA) is not None
    assert CameraNow.read({**CAMERA, **change}) is None


def test_sees_takes_every_preset_and_no_overflow() -> None:
    assert sees((0, 0, 3000), (0, 0, 900), (0, -1, 0))
    assert not sees((0, 0, 3000), (0, 0, 900), (0, 0, -5))
    assert not sees((1e200, 0, 0), (0, 0, 0), (0, 1e200, 0))


def test_a_share_lies_in_the_picture() -> None:
    assert StillClick.read({"n": 1, "x": 0, "y": 1}) is not None
    assert StillClick.read({"n": 1, "x": 0, "y": 1.01}) is None


def test_a_bare_value_is_read_into_its_only_field() -> None:
    assert Ready.read("own") == Ready(body="own")
    assert Ready.read({"body": "own"}) is None
    assert read_event("window_width", 640) is not None
    assert read_event("window_width", -1) is None
    assert read_event("index_url", "https://elsewhere") is None


@settings(max_examples=50, deadline=None)
@given(raw=ANYTHING)
@pytest.mark.parametrize("kind", EVENTS, ids=lambda kind: kind.__name__)
def test_nothing_raises(kind: type[Event], raw: object) -> None:
    found = kind.read(raw)
    assert found is None or isinstance(found, kind)


@settings(max_examples=50, deadline=None)
@given(key=st.sampled_from(sorted(PICK)), value=ANYTHING)
def test_one_foreign_value_never_raises(key: str, value: object) -> None:
    found = Pick.read({**PICK, key: value})
    assert found is None or all(map(math.isfinite, found.point or ()))


def test_every_event_has_a_parameter_of_its_own_and_says_what_it_is() -> None:
    assert len({kind.parameter for kind in EVENTS}) == len(EVENTS)
    assert all((kind.__doc__ or "").strip() for kind in EVENTS)
    assert all(len(kind.model_fields) == 1 for kind in EVENTS if kind.plain)
    assert described()["picked"]["fields"]["part"]["default"] == ""
    assert "title" not in described()["picked"]["fields"]["part"]


TENDON = Pick(
    n=1,
    part="calcaneal-tendon-right",
    point=(0, 1, 0),
    normal=(0, 1, 0),
    beneath=(("tibial-nerve-right", (0, 2, 0)), ("soleus-right", (0, 3, 0)), ("tibia", (0, 4, 0))),
)


def covers(part: str) -> bool:
    return "tendon" in part or "nerve" in part


def test_a_click_goes_through_what_only_lies_over_the_rest() -> None:
    reached = through(TENDON, covers)
    assert (reached.part, reached.point) == ("soleus-right", (0, 3, 0))
    assert reached.normal is None, "how that surface lies nobody has told"
    assert reached.beneath == (("tibia", (0, 4, 0)),)


def test_a_click_does_not_go_through_a_muscle_nor_into_the_void() -> None:
    muscle = TENDON.model_copy(update={"part": "plantaris-right"})
    assert through(muscle, covers) is muscle
    bare = TENDON.model_copy(update={"beneath": TENDON.beneath[:1]})
    assert through(bare, covers) is bare
    assert through(Pick(n=1), covers) == Pick(n=1)
