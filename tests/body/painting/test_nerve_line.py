"""A nerve's course as one line, and its stations on it."""

import numpy as np
import pytest

from nmt_atlas.body.painting.nerve_line import between, line_of, near_on, stations_on
from nmt_atlas.domain.recipe import Pieces, Tube


def tube(*places, branches=()):
    return Tube(
        course=[(*one, 1.0) for one in places],
        branches=[[(*one, 1.0) for one in branch] for branch in branches],
    )


TRUNK = tube((0, 0, 100), (0, 0, 60))


def test_a_part_that_begins_where_the_trunk_ends_goes_on_with_it_and_another_does_not():
    line = line_of([TRUNK, tube((5, 0, 58), (5, 0, 0)), tube((90, 0, 90), (90, 0, 0))])
    assert line[0].tolist() == [0, 0, 100]
    assert line[-1] == pytest.approx([5, 0, 0])
    assert (line[:, 0] <= 5).all()


def test_the_longest_branch_at_its_end_is_the_last_of_it():
    forked = tube(
        (0, 0, 100),
        (0, 0, 60),
        branches=[[(0, 0, 60), (9, 0, 55)], [(0, 0, 60), (-40, 0, 0)], [(0, 0, 100), (99, 0, 0)]],
    )
    assert line_of([forked])[-1] == pytest.approx([-40, 0, 0])


def test_of_many_nerves_in_one_part_the_one_at_the_narrow_places_is_meant():
    many = Pieces(pieces=[tube((0, 0, 50), (0, 0, 0)), tube((30, 0, 50), (30, 0, 0))])
    assert line_of([many], [(29, 0, 20)])[:, 0] == pytest.approx(30)
    assert len(line_of([])) == 0


def test_stations_stand_at_their_narrow_places_and_the_others_between_them():
    line = line_of([TRUNK])
    found = stations_on(line, [0.0, 0.25, 0.5, 1.0], [None, None, (1.0, 0.0, 70.0), None])
    assert found[2] == (1.0, 0.0, 70.0)
    heights = [z for _, _, z in found]
    assert heights == pytest.approx([100, 85, 70, 60], abs=1.5)


def test_a_narrow_place_off_the_line_moves_no_other_station():
    found = stations_on(line_of([TRUNK]), [0.0, 0.5, 0.9], [None, (300.0, 0.0, 0.0), None])
    assert found[1] == (300.0, 0.0, 0.0)
    assert found[2][2] == pytest.approx(64, abs=0.5)


def test_pieces_of_the_line():
    line = line_of([TRUNK])
    assert np.ptp(near_on(line, (0, 0, 80), 8)[:, 2]) <= 16
    assert len(near_on(line, (500, 0, 80), 8)) == 1
    there, back = between(line, (0, 0, 90), (0, 0, 70)), between(line, (0, 0, 70), (0, 0, 90))
    assert there.tolist() == back[::-1].tolist()
