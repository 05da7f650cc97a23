"""Lessons that are set to a group with dates: who has done what, how well, in time or late.

A grade is the mean, over all questions of the lesson, of the best score that somebody reached until
the date; what came later is told beside it. Nothing is taken away by trying again.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Literal, NamedTuple

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.classroom.results import harmless

State = Literal["not yet", "open", "begun", "done", "over"]
"""Of one learner's work: it opens later; nothing was answered; something; everything; the date is
past and something is missing."""


class Work(Frozen):
    """A lesson that is set to a group; ``due_at`` is None where there is no date."""

    id: int
    group: int
    lesson: str
    opens_at: datetime
    due_at: datetime | None = None


class Answered(NamedTuple):
    """One answer of a learner: which question, how well, and when."""

    learner: int
    question: str
    score: float
    at: datetime


class Standing(Frozen):
    """How one learner stands in one work.

    Attributes
    ----------
    grade
        0 to 1, of what was answered in time; ``with_late`` of everything.
    answered
        How many questions were answered, of how many.
    last
        When they answered last; None where they never did.
    """

    state: State
    grade: float = 0.0
    with_late: float = 0.0
    answered: int = 0
    questions: int = 0
    last: datetime | None = None


class Fact(Frozen):
    """How a group stands in one question: how many answered, how well at their first try."""

    question: str
    answered: int
    first: float
    best: float


def standing_of(
    work: Work, questions: Sequence[str], answers: Iterable[Answered], now: datetime
) -> Standing:
    """How a learner stands, by their own answers to the lesson.

    Parameters
    ----------
    questions
        The lesson's questions (ids); answers to others count for nothing.
    """
    mine = [one for one in answers if one.question in questions]
    in_time = [one for one in mine if work.due_at is None or one.at <= work.due_at]
    answered = len({one.question for one in mine})
    return Standing(
        state=_state(work, answered, len(questions), now),
        grade=_mean(questions, in_time),
        with_late=_mean(questions, mine),
        answered=answered,
        questions=len(questions),
        last=max((one.at for one in mine), default=None),
    )


def _mean(questions: Sequence[str], answers: Iterable[Answered]) -> float:
    """The mean of the best scores over all questions; a question without answer is 0."""
    best: dict[str, float] = {}
    for one in answers:
        best[one.question] = max(one.score, best.get(one.question, 0.0))
    return sum(best.values()) / len(questions) if questions else 0.0


def _state(work: Work, answered: int, questions: int, now: datetime) -> State:
    if questions and answered == questions:
        return "done"
    if now < work.opens_at:
        return "not yet"
    if work.due_at is not None and now > work.due_at:
        return "over"
    return "begun" if answered else "open"


def facts_of(questions: Sequence[str], answers: Iterable[Answered]) -> tuple[Fact, ...]:
    """How a group stands, question by question; what is known least stands first."""
    first: dict[tuple[str, int], Answered] = {}
    best: dict[tuple[str, int], float] = {}
    for one in sorted(answers, key=lambda given: given.at):
        key = (one.question, one.learner)
        first.setdefault(key, one)
        best[key] = max(one.score, best.get(key, 0.0))
    found = []
    for question in questions:
        firsts = [given.score for (asked, _), given in first.items() if asked == question]
        bests = [score for (asked, _), score in best.items() if asked == question]
        if firsts:
            middle = sum(firsts) / len(firsts), sum(bests) / len(bests)
            found.append(
                Fact(question=question, answered=len(firsts), first=middle[0], best=middle[1])
            )
    return tuple(sorted(found, key=lambda one: (one.first, one.best, one.question)))


def grades_csv(
    titles: Sequence[str], rows: Iterable[tuple[str, Sequence[Standing]]], points: float = 100.0
) -> str:
    """The grades of a group as a table: a line a learner; three columns a work.

    Parameters
    ----------
    titles
        Of the works, in order.
    rows
        Name, and how they stand in each work.
    points
        What a grade of 1 is worth.
    """
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\r\n")
    heads = [f"{title} ({what})" for title in titles for what in ("grade", "with late", "state")]
    table.writerow([harmless(one) for one in ("name", *heads)])
    for name, standings in rows:
        cells: list[str] = [harmless(name)]
        for one in standings:
            cells += [f"{points * one.grade:.1f}", f"{points * one.with_late:.1f}", one.state]
        table.writerow(cells)
    return out.getvalue()


def by_learner(answers: Iterable[Answered]) -> Mapping[int, tuple[Answered, ...]]:
    """Answers, each learner's own."""
    found: dict[int, list[Answered]] = {}
    for one in answers:
        found.setdefault(one.learner, []).append(one)
    return {learner: tuple(given) for learner, given in found.items()}
