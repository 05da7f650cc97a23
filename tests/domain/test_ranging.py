"""Ranges beside what is usual and the other side, and the muscles that may limit them."""

from __future__ import annotations

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.assessed import Assessed
from nmt_atlas.domain.motion import Against, Motion
from nmt_atlas.domain.ranging import Who, fitting, limiters, read
from nmt_atlas.library import data_paths, load_library
from nmt_atlas.library.library import Library


@pytest.fixture(scope="module")
def whole() -> Library:
    return load_library(data_paths()).library


def motion(library: Library, ident: str) -> Motion:
    found: Motion = library.of("motion")[ident]
    return found


def test_a_side_that_lacks_more_than_measuring_errs_is_limited(whole: Library) -> None:
    one = motion(whole, "shoulder-flexion")
    right, left = read(one, {"right": 140, "left": 165})
    assert (right.lacks, right.lopsided, right.limited) == (25, True, True)
    assert (left.lopsided, left.limited) == (False, False)
    right, _ = read(one, {"right": 160, "left": 167})
    assert not right.lopsided, "seven degrees are less than two measurements may differ"


def test_half_of_all_people_lie_below_a_mean_and_are_not_limited(whole: Library) -> None:
    (one,) = read(motion(whole, "hip-abduction"), {"right": 38})
    assert one.standing == "below-some", "below the handbook, within two spreads of the mean"
    assert not one.limited


def test_less_than_every_source_is_limited(whole: Library) -> None:
    (one,) = read(motion(whole, "knee-flexion"), {"left": 95})
    assert (one.standing, one.limited) == ("below", True)


def test_sources_that_tell_of_others_are_left_out(whole: Library) -> None:
    one = motion(whole, "ankle-dorsiflexion")
    told = [usual.sex for usual in fitting(one, Who(age=50, sex="female"))]
    assert set(told) == {"", "female"}
    assert {usual.ages for usual in fitting(one, Who(age=50, sex="female"))} == {None, (45, 69)}
    assert len(fitting(one, Who())) == len(one.usual)


def test_muscles_that_do_the_opposite_may_limit_it_those_that_mainly_do_first(
    whole: Library,
) -> None:
    assert whole.joints is not None
    found = limiters(
        motion(whole, "ankle-dorsiflexion"), "left", whole.muscles.values(), whole.joints
    )
    assert [one.muscle for one in found[:2]] == ["gastrocnemius", "soleus"]
    assert {one.side for one in found} == {"left"}
    assert "tibialis-anterior" not in {one.muscle for one in found}


def test_turning_the_head_is_limited_from_both_sides(whole: Library) -> None:
    assert whole.joints is not None
    found = limiters(motion(whole, "neck-rotation"), "right", whole.muscles.values(), whole.joints)
    sides = {one.muscle: one.side for one in found}
    assert sides["sternocleidomastoid"] == "right", "the right one turns the head to the left"
    assert sides["splenius"] == "left"


def test_an_opposite_names_a_movement_or_words_not_both() -> None:
    with pytest.raises(ValidationError, match="movement"):
        Against(joint="hip")
    with pytest.raises(ValidationError, match="movement"):
        Against(joint="hip", movement="flexion", words=("flexion",))


def test_what_no_joint_can_do_is_not_taken(whole: Library) -> None:
    one = motion(whole, "neck-flexion")
    begun = Assessed().measured(one, "midline", 40)
    assert begun.ranges == {"neck-flexion": {"midline": 40}}
    assert begun.measured(one, "right", 40) == begun, "it has no sides"
    assert begun.measured(one, "midline", 400).ranges == {}
    assert begun.measured(one, "midline", None).ranges == {}
