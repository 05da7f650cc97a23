"""Grades: the best of what came in time, what came late beside it."""

from __future__ import annotations

import csv
import io
from datetime import UTC, datetime, timedelta

import pytest

from nmt_atlas.domain.school.assignments import (
    Answered,
    Standing,
    Work,
    by_learner,
    facts_of,
    grades_csv,
    standing_of,
)

OPENS = datetime(2026, 3, 1, 9, 0, tzinfo=UTC)
DUE = OPENS + timedelta(days=7)
WORK = Work(id=1, group=1, lesson="hip", opens_at=OPENS, due_at=DUE)
BOTH = ("a", "b")


def given(question: str, score: float, days: float, learner: int = 7) -> Answered:
    return Answered(learner, question, score, OPENS + timedelta(days=days))


def test_the_best_in_time_counts_and_what_is_late_is_told_beside_it() -> None:
    answers = [given("a", 0.2, 1), given("a", 0.6, 2), given("a", 0.4, 3), given("b", 1.0, 8)]
    found = standing_of(WORK, BOTH, answers, DUE + timedelta(days=2))
    assert (found.grade, found.with_late) == (pytest.approx(0.3), pytest.approx(0.8))
    assert (found.state, found.answered, found.questions) == ("done", 2, 2)
    assert found.last == answers[-1].at


def test_the_very_moment_that_it_is_due_is_in_time() -> None:
    at = [given("a", 1.0, 7)]
    assert standing_of(WORK, BOTH, at, DUE).grade == pytest.approx(0.5)


def test_a_question_that_the_lesson_has_no_more_counts_for_nothing() -> None:
    found = standing_of(WORK, ("a",), [given("old", 1.0, 1)], OPENS)
    assert (found.grade, found.answered, found.state) == (0.0, 0, "open")


@pytest.mark.parametrize(
    ("days", "answers", "state"),
    [
        (-1, [], "not yet"),
        (1, [], "open"),
        (1, [given("a", 0.0, 1)], "begun"),
        (8, [given("a", 0.0, 1)], "over"),
        (8, [], "over"),
        (8, [given("a", 0.0, 1), given("b", 0.0, 1)], "done"),
    ],
)
def test_every_state(days: float, answers: list[Answered], state: str) -> None:
    assert standing_of(WORK, BOTH, answers, OPENS + timedelta(days=days)).state == state


def test_without_a_date_nothing_is_late() -> None:
    work = WORK.model_copy(update={"due_at": None})
    found = standing_of(work, BOTH, [given("a", 1.0, 400)], OPENS + timedelta(days=500))
    assert (found.grade, found.state) == (pytest.approx(0.5), "begun")


def test_a_lesson_without_questions_has_no_grade() -> None:
    assert standing_of(WORK, (), [], OPENS) == Standing(state="open")


def test_facts_tell_what_is_known_least_by_the_first_try() -> None:
    answers = [
        given("a", 1.0, 1, 1), given("a", 0.0, 1, 2), given("a", 1.0, 2, 2),
        given("b", 0.2, 1, 1), given("b", 0.0, 0.5, 1),
    ]  # fmt: skip
    b, a = facts_of(("a", "b", "c"), answers)
    assert (b.question, b.answered, b.first, b.best) == ("b", 1, 0.0, 0.2)
    assert (a.question, a.answered, a.first, a.best) == ("a", 2, 0.5, 1.0)


def test_the_table_is_one_that_a_spreadsheet_reads_and_runs_nothing() -> None:
    standing = Standing(state="over", grade=0.3, with_late=0.8)
    text = grades_csv(["Hip, again"], [('=HYPERLINK("x")', [standing]), ("Bea", [standing])])
    rows = list(csv.reader(io.StringIO(text)))
    heads = ["Hip, again (grade)", "Hip, again (with late)", "Hip, again (state)"]
    assert rows[0] == ["name", *heads]
    assert rows[1] == ['\'=HYPERLINK("x")', "30.0", "80.0", "over"]
    assert rows[2][0] == "Bea"


def test_answers_are_told_apart_by_learner() -> None:
    one, two = given("a", 1, 1, 1), given("a", 1, 1, 2)
    assert by_learner([one, two, one]) == {1: (one, one), 2: (two,)}
