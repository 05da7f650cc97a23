"""What the store knows of a learner's lessons, as the pages read it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.run import Given, Run
from nmt_atlas.store.learners import Who
from nmt_atlas.store.progress import ProgressStore


@dataclass(frozen=True)
class Remembered:
    """One lesson as it was left.

    Attributes
    ----------
    log
        Every answer that was given in it, oldest first.
    number
        The run through the lesson, counted from 1.
    reached
        The step that was shown last.
    begun_at
        When that run was begun; None where none was.
    """

    log: tuple[Given, ...] = ()
    number: int = 1
    reached: str = ""
    begun_at: datetime | None = None

    def run(self, lesson: Lesson, learner: str, now: datetime, step: str = "") -> Run:
        """Go on with the lesson, at a step (id) or where it was left."""
        return Run.begin(
            lesson,
            learner=learner,
            now=now,
            number=self.number,
            log=self.log,
            reached=step or self.reached,
            begun_at=self.begun_at,
        )


NOTHING = Remembered()
"""A lesson that was never begun."""


@dataclass(frozen=True)
class Standing:
    """How a learner stands in a lesson that was begun: the step reached, and the best scores."""

    reached: str = ""
    best: Mapping[str, float] = field(default_factory=dict)


def remember(store: ProgressStore, learner: Who, lesson: str) -> Remembered:
    """Read one lesson as the learner left it."""
    progress = store.progress(learner, lesson)
    log = tuple(
        Given(
            question=one.question,
            kind=one.kind,
            answer=one.answer,
            score=one.score,
            at=one.at,
            duration_ms=one.duration_ms,
            run=one.run,
            uid=one.uid,
        )
        for one in store.answers(learner, lesson)
    )
    return Remembered(
        log=log, number=progress.run, reached=progress.step, begun_at=progress.begun_at
    )


def keep_answer(store: ProgressStore, learner: Who, lesson: str, given: Given, card: str) -> None:
    """Put an answer into the log as a review of its card; sent twice it is kept once."""
    store.record(
        learner,
        lesson,
        given.question,
        answer=given.answer,
        score=given.score,
        now=given.at,
        kind=given.kind,
        duration_ms=given.duration_ms,
        uid=given.uid,
        card=card,
        hints=int(given.hinted),
    )


def standings(store: ProgressStore, learner: Who) -> dict[str, Standing]:
    """Read how the learner stands in every lesson that was begun."""
    return {
        lesson: Standing(reached=one.step, best=one.ever)
        for lesson, one in store.progress_of(learner).items()
    }
