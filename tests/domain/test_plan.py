"""Plans: goals that can be measured, and the days on which they are looked at again."""

from __future__ import annotations

from datetime import date

import pytest

from nmt_atlas.domain.plan import Course, Goal, Measure, Plan

BEGINS = date(2026, 11, 2)


def goal(now: float, wanted: float, measure: Measure = "degrees", by: int = 30) -> Goal:
    return Goal(
        words="Reach the shelf",
        measure=measure,
        motion="shoulder-flexion" if measure == "degrees" else None,
        now=now,
        wanted=wanted,
        by=date(2026, 11, by),
    )


def test_a_goal_tells_how_much_of_the_way_is_gone() -> None:
    pain = goal(7, 3, "pain")
    assert [pain.share(one) for one in (8, 7, 5, 3, 0)] == [0, 0, 0.5, 1, 1]
    assert pain.reached(3)
    assert not pain.reached(4)


@pytest.mark.parametrize(
    ("one", "faults"),
    [
        (goal(140, 165), []),
        (goal(140, 146), ["within-error"]),
        (goal(140, 140), ["no-change"]),
        (goal(7, 6, "pain"), ["within-error"]),
        (goal(7, 5, "pain"), []),
        (goal(140, 165, by=1), ["by-past"]),
        (goal(140, 165, by=5), ["review-missing"]),
    ],
)
def test_goals_that_cannot_be_told_are_told(one: Goal, faults: list[str]) -> None:
    plan = Plan(goals=(one,), course=Course(begins=BEGINS))
    assert [fault for _, fault in plan.faults({"shoulder-flexion": 8})] == faults


def test_the_last_session_is_always_a_review() -> None:
    course = Course(begins=BEGINS, sessions=5, apart=7, looked_at=2)
    assert [one.day for one in course.days] == [2, 9, 16, 23, 30]
    assert [one.day for one in course.reviews] == [9, 23, 30]
    assert Course(begins=BEGINS, sessions=2, looked_at=6).reviews == (date(2026, 11, 9),)
