"""The sheet of a plan: what it says, and what the colours of its picture mean."""

from __future__ import annotations

from datetime import date

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.assessing import AssessOrder, sheet_of, state_of_work, target_of_work
from nmt_atlas.domain.assessed import Assessed
from nmt_atlas.domain.plan import Course, Goal, Plan
from nmt_atlas.library import data_paths, load_library
from nmt_atlas.library.library import Library

SEEN = frozenset({"head-forward", "round-upper-back", "blades-apart"})
BEGINS = date(2026, 3, 2)


@pytest.fixture(scope="module")
def whole() -> Library:
    return load_library(data_paths()).library


def order(assessed: Assessed, language: str = "en") -> AssessOrder:
    goal = Goal(words="Reach the shelf", measure="degrees", now=140, wanted=165, by=BEGINS)
    plan = Plan(goals=(goal,), course=Course(begins=BEGINS))
    return AssessOrder(plan=plan, assessed=assessed, language=language)


STIFF = Assessed(ranges={"shoulder-flexion": {"right": 140, "left": 168}})


def test_goals_have_a_column_for_each_day_on_which_they_are_measured_again(whole: Library) -> None:
    sheet = sheet_of(whole, order(STIFF))
    heads, goal = sheet.goals
    assert len(heads) == len(goal) > 4
    assert goal[:3] == ("Reach the shelf", "140 degrees", "165 degrees")
    assert ("Flexion of the shoulder (right)", "140°") in sheet.found


def test_what_may_limit_a_motion_is_not_said_to_be_tight(whole: Library) -> None:
    sheet = sheet_of(whole, order(STIFF))
    assert [one.words for one in sheet.legend] == ["May be short"]
    assert set(whole.muscles["latissimus-dorsi"].parts) <= set(
        target_of_work(whole, order(STIFF)).tight
    )


def test_the_legend_names_what_the_picture_shows_and_nothing_else(whole: Library) -> None:
    assert sheet_of(whole, order(Assessed())).legend == ()
    seen = sheet_of(whole, order(Assessed(seen=SEEN)))
    assert [one.words for one in seen.legend] == ["Tight or short", "Weak or long"]
    assert [one.texture for one in seen.legend] == ["lines", "dots"]


def test_the_sheet_is_told_in_spanish(whole: Library) -> None:
    sheet = sheet_of(whole, order(STIFF, "es"))
    assert [one.words for one in sheet.legend] == ["Puede estar acortado"]
    assert sheet.goals[0][0] != "What shall be possible"


def test_the_picture_shows_them_in_the_colour_of_the_legend(atlas: Atlas) -> None:
    limited = Assessed(ranges={"hip-turning-in": {"right": 10, "left": 44}})
    state = state_of_work(atlas.library, order(limited), atlas.body())
    assert state.tight == ("piriformis-right",)
    assert state.selection == (), "what is selected has a colour of its own"
