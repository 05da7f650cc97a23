"""Planes that cut the body open."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.sections import (
    axis_of,
    facing,
    mirrored,
    place_on,
    placed,
    plane_of,
    reach_of,
    through,
    told,
    turned,
)
from nmt_atlas.domain.view_state import ViewState, pairs_of, read_values

FRONT = (0.0, -2000.0, 900.0)


def test_an_older_link_of_one_plane_is_read() -> None:
    state, notices = read_values(pairs_of('clip=["x",20]'))
    assert not notices
    assert state.clip == (("x", 20.0),)
    assert read_values(pairs_of(state.to_query()))[0] == state


def test_two_planes_and_no_third() -> None:
    two = ViewState(clip=((0, 0, 1, 700.0), ("y", -30.0)))
    assert read_values(pairs_of(two.to_query()))[0] == two
    with pytest.raises(ValidationError):
        ViewState(clip=(("x", 0.0),) * 3)
    state, notices = read_values(pairs_of('clip=[["x",0],["y",0],["z",0]]'))
    assert (state.clip, len(notices)) == ((), 1)


@pytest.mark.parametrize("raw", ["[0,0,0,5]", '["w",3]', "[[1,2]]", "[null]", "7", "[1,0,0,1e9]"])
def test_what_is_no_plane_is_told(raw: str) -> None:
    state, notices = read_values(pairs_of(f"clip={raw}"))
    assert (state.clip, len(notices)) == ((), 1)


def test_an_oblique_plane_has_a_unit_vector() -> None:
    (section,) = ViewState(clip=((1, 1, 0, 10.0),)).clip
    assert section == (0.7071, 0.7071, 0.0, 10.0)
    plane = plane_of(section, FRONT)
    assert (plane.normal, plane.distance) == ((0.7071, 0.7071, 0.0), 10.0)


def test_a_cut_facing_the_eye_stays_when_the_eye_goes_round() -> None:
    section = facing("y", (10.0, -40.0, 700.0), FRONT)
    assert section == (0.0, -1.0, 0.0, 40.0)
    behind = (0.0, 2000.0, 900.0)
    assert plane_of(section, FRONT) == plane_of(section, behind)
    assert plane_of(("y", -40.0), FRONT).normal != plane_of(("y", -40.0), behind).normal


def test_other_half_and_other_side() -> None:
    section = through((100.0, 0.0, 700.0), (1.0, 0.0, 1.0))
    x, y, z, distance = section
    assert turned(section) == (-x, y, -z, -distance)
    assert mirrored(section) == (-x, y, z, distance)
    assert mirrored(("x", 30.0)) == ("x", -30.0)
    assert turned(("x", 30.0)) == ("x", 30.0)


@pytest.mark.parametrize(
    ("section", "axis", "place", "words"),
    [
        (("x", 20.0), "x", 20.0, "Cut lengthwise, 20 mm left of the middle"),
        ((-1.0, 0.0, 0.0, 35.0), "x", -35.0, "Cut lengthwise, 35 mm right of the middle"),
        ((1.0, 0.0, 0.0, 0.2), "x", 0.2, "Cut through the middle"),
        ((0.0, 0.0, 1.0, 700.0), "z", 700.0, "Cut across, 780 mm above the soles"),
        (("y", -12.0), "y", -12.0, "Cut between front and back, at -12 mm"),
        ((0.7071, 0.7071, 0.0, 10.0), None, 10.0, "Oblique cut"),
    ],
)
def test_where_it_lies_is_told(section, axis, place, words) -> None:
    assert axis_of(section) == axis
    assert place_on(section) == pytest.approx(place)
    assert told(section) == words


@pytest.mark.parametrize(
    "section",
    [("x", 20.0), (0.0, 0.0, 1.0, 900.0), (0.0, -1.0, 0.0, -30.0), (0.6, 0.0, 0.8, 500.0)],
)
def test_a_cut_is_moved_along_its_own_way(section) -> None:
    moved = placed(section, 40.0)
    assert place_on(moved) == 40.0
    assert axis_of(moved) == axis_of(section)
    assert moved[:-1] == section[:-1], "it faces where it faced"
    assert placed(section, place_on(section)) == section
    low, high = reach_of(section)
    assert low < place_on(section) < high


def test_a_cut_reaches_through_the_whole_body_and_no_further() -> None:
    assert reach_of(("z", 0.0)) == reach_of((0.0, 0.0, -1.0, 0.0)) == (-90.0, 1760.0)
    low, high = reach_of((0.6, 0.0, 0.8, 500.0))
    assert (low, high) == (-342.0, 1678.0)
    assert place_on(placed(("z", 0.0), 1e9)) < 1e5
