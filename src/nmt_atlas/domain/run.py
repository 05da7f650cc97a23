"""A run through a lesson: which step, what was answered, what counts, what comes next.

A :class:`Run` is frozen; every event gives another run. Time comes in as an argument. What must
last is given out as :class:`Given`, which the caller puts into the store's log.

What counts: the first answer to a question in a run. An answered question stays answered, also
after a reload. Going on without an answer is no answer: the question is skipped, and can be
answered later. An answer to an earlier form of a question (``replaces``) is history only.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any, Literal, Self

from pydantic import AwareDatetime, Field

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.questions import (
    Anatomy,
    Answer,
    Outcome,
    Question,
    Verdict,
    kind_name,
    outcome_of,
)

HINT_COST = 0.25
"""The share of its marks that an answer loses where the hint was read first."""

END = "_end"
"""Stands for the summary where a step's id is expected; no step can be called so."""


class Given(Frozen):
    """One answer as the log keeps it.

    Attributes
    ----------
    question, kind
        The question's id and its kind.
    answer
        What was given, as plain data.
    score
        0..1.
    at
        When, with its zone.
    duration_ms
        How long the question had been shown; None where nobody measured.
    run
        The run through the lesson that it was given in, counted from 1.
    uid
        The same for the same question of the same run, so that an answer that is sent twice is
        kept once.
    """

    question: str
    kind: str = ""
    answer: Any = None
    score: float = Field(ge=0, le=1)
    at: AwareDatetime
    duration_ms: int | None = Field(default=None, ge=0)
    run: int = 1
    uid: str = ""

    @property
    def hinted(self) -> bool:
        """True where the hint was read first."""
        return isinstance(self.answer, Mapping) and self.answer.get("hinted") is True

    @property
    def outcome(self) -> Outcome:
        """How the answer was, whatever the hint cost."""
        return outcome_of(self.score / (1 - HINT_COST) if self.hinted else self.score)


class Again(Frozen):
    """A question to look at once more, and the place of its step."""

    question: Question
    step: Step
    position: int
    outcome: Outcome | Literal["skipped"]


class Summary(Frozen):
    """How a run went: ``score`` of ``of``, and what was not right."""

    score: float
    of: int
    again: tuple[Again, ...] = ()


class Run(Frozen):
    """One learner's way through one lesson.

    Attributes
    ----------
    lesson
        The lesson, in the learner's language.
    learner
        Whose run it is: the key that the store knows the learner by.
    number
        The learner's runs through this lesson, counted from 1; it decides the order of choices.
    position
        The step that is shown, counted from 0; one past the last is the summary.
    furthest
        The furthest step that was shown.
    answers
        The answer that counts for each question that has one.
    shown_at
        When the present step was opened.
    begun_at
        When the run was begun; None where nobody knows.
    passed
        The question that was just left without an answer; empty for none.
    replaced
        Questions without an answer here whose earlier form was answered.
    hinted
        Open questions whose hint was read.
    practising
        True while an answered question is tried once more, which counts for nothing.
    practice
        The last such try; None where there was none.
    """

    lesson: Lesson
    learner: str
    number: int = Field(default=1, ge=1)
    position: int = Field(default=0, ge=0)
    furthest: int = Field(default=0, ge=0)
    answers: tuple[Given, ...] = ()
    shown_at: AwareDatetime
    begun_at: AwareDatetime | None = None
    passed: str = ""
    replaced: frozenset[str] = frozenset()
    hinted: frozenset[str] = frozenset()
    practising: bool = False
    practice: Given | None = None

    @classmethod
    def begin(
        cls,
        lesson: Lesson,
        *,
        learner: str,
        now: AwareDatetime,
        number: int = 1,
        log: Iterable[Given] = (),
        reached: str = "",
        begun_at: AwareDatetime | None = None,
    ) -> Self:
        """Open a lesson where it was left.

        Parameters
        ----------
        lesson
            The lesson.
        learner
            The key that the store knows the learner by.
        now
            The present time.
        number
            Which run this is; answers of other runs do not count in it.
        log
            The learner's answers in this lesson, oldest first.
        reached
            The step (id) that was shown last, or :data:`END`.
        begun_at
            When this run was begun; None for now.
        """
        everything = list(log)
        known = {question.id for question in lesson.questions}
        first: dict[str, Given] = {}
        for one in everything:
            if one.question in known and one.run == number:
                first.setdefault(one.question, one)
        position = _place(lesson, reached)
        return cls(
            lesson=lesson,
            learner=learner,
            number=number,
            position=position,
            furthest=position,
            answers=tuple(first.values()),
            shown_at=now,
            begun_at=begun_at or now,
            replaced=_replaced(lesson, {one.question for one in everything}),
        )

    # What is shown

    @property
    def finished(self) -> bool:
        """True where the summary is shown."""
        return self.position >= len(self.lesson.steps)

    @property
    def step(self) -> Step | None:
        """The step that is shown; None for the summary."""
        return None if self.finished else self.lesson.steps[self.position]

    @property
    def question(self) -> Question | None:
        """The question that is shown."""
        return self.step.question if self.step else None

    @property
    def given(self) -> Given | None:
        """The answer to the question that is shown; None where it is open."""
        return self.answer_to(self.question.id) if self.question else None

    @property
    def asking(self) -> bool:
        """True while an answer is awaited, be it for practice."""
        return self.question is not None and (self.given is None or self.practising)

    @property
    def reached(self) -> str:
        """What is shown, as the store and the address name it."""
        return self.step.id if self.step else END

    @property
    def ends_at(self) -> datetime | None:
        """When the time of a timed lesson is up; None where no clock runs."""
        if not self.lesson.timed or self.begun_at is None or self.finished:
            return None
        return self.begun_at + timedelta(minutes=self.lesson.minutes)

    def seconds_left(self, now: AwareDatetime) -> int:
        """How many seconds of a timed lesson are left, at least 0."""
        ends = self.ends_at
        return max(0, round((ends - now).total_seconds())) if ends else 0

    @property
    def skipped(self) -> frozenset[str]:
        """Questions that were passed without an answer."""
        passed = self.lesson.steps[: self.furthest]
        asked = {step.question.id for step in passed if step.question}
        return frozenset(asked - {one.question for one in self.answers})

    @property
    def choices(self) -> tuple[str, ...]:
        """What there is to choose among; empty where nothing is."""
        return self.question.choices(str(self.number)) if self.question else ()

    def answer_to(self, question: str) -> Given | None:
        """The answer that counts for a question (id)."""
        return next((one for one in self.answers if one.question == question), None)

    def summary(self) -> Summary:
        """How the run stands; questions without an answer are skipped, not wrong."""
        again = []
        for position, step in enumerate(self.lesson.steps):
            if step.question is None:
                continue
            given = self.answer_to(step.question.id)
            how = given.outcome if given else "skipped"
            if how != "right":
                again.append(
                    Again(question=step.question, step=step, position=position, outcome=how)
                )
        score = sum(one.score for one in self.answers)
        return Summary(score=score, of=len(self.lesson.questions), again=tuple(again))

    # Events

    def go(self, position: int, now: AwareDatetime) -> Self:
        """Show a step; one past the last is the summary, what lies beyond is brought back."""
        at = min(max(position, 0), len(self.lesson.steps))
        furthest = max(self.furthest, at)
        return self._with(
            position=at,
            furthest=furthest,
            shown_at=now,
            passed="",
            practising=False,
            practice=None,
        )

    def go_to(self, reached: str, now: AwareDatetime) -> Self:
        """Show the step of an id, or the summary; an unknown one is the beginning."""
        return self.go(_place(self.lesson, reached), now)

    def next(self, now: AwareDatetime) -> Self:
        """Go one step on; a question without an answer is passed."""
        passed = self.question.id if self.question and self.given is None else ""
        return self.go(self.position + 1, now)._with(passed=passed)

    def previous(self, now: AwareDatetime) -> Self:
        """Go one step back."""
        return self.go(self.position - 1, now)

    def answer(
        self, answer: Answer, anatomy: Anatomy, now: AwareDatetime
    ) -> tuple[Self, Given | None]:
        """Answer the question that is shown.

        Returns
        -------
        run, given
            The run with the answer, and what the store should keep; the same run and None where
            nothing is asked, or where the question has its answer already.
        """
        question = self.question
        if question is None or not self.asking:
            return self, None
        hinted = question.id in self.hinted
        verdict: Verdict = question.grade(answer, anatomy)
        given = Given(
            question=question.id,
            kind=kind_name(type(question)),
            answer=_kept(answer, hinted=hinted),
            score=verdict.score * (1 - HINT_COST) if hinted else verdict.score,
            at=now,
            duration_ms=max(0, round((now - self.shown_at).total_seconds() * 1000)),
            run=self.number,
            uid=_uid(self.learner, self.number, self.lesson.id, question.id),
        )
        if self.practising:
            return self._with(practising=False, practice=given), None
        return self._with(answers=(*self.answers, given), passed=""), given

    def read_hint(self) -> Self:
        """Read the hint of the open question, which costs some of its marks."""
        question = self.question
        if question is None or not question.hint or self.given is not None:
            return self
        return self._with(hinted=self.hinted | {question.id})

    def again(self, now: AwareDatetime) -> Self:
        """Try an answered question once more; nothing of that counts."""
        if self.given is None:
            return self
        return self._with(practising=True, practice=None, shown_at=now)

    def start_over(self, now: AwareDatetime) -> Self:
        """The next run, from the first step; nothing that was answered before counts in it."""
        number = self.number + 1
        return type(self)(
            lesson=self.lesson,
            learner=self.learner,
            number=number,
            shown_at=now,
            begun_at=now,
        )

    def told(self, lesson: Lesson) -> Self:
        """The same run with the lesson in another language."""
        return self._with(lesson=lesson)

    def _with(self, **changes: object) -> Self:
        return self.model_copy(update=changes)


def best_share(lesson: Lesson, best: Mapping[str, float]) -> float:
    """The best scores of a lesson's present questions as a share of all of them, 0..1.

    Scores of questions that the lesson no longer asks, or asked in an earlier form, are left out.
    """
    questions = lesson.questions
    held = sum(best.get(question.id, 0.0) for question in questions)
    return held / len(questions) if questions else 0.0


def _place(lesson: Lesson, reached: str) -> int:
    """The place of a step by its id, or by its number counted from 1."""
    if reached == END:
        return len(lesson.steps)
    if reached.isdecimal() and not any(step.id == reached for step in lesson.steps):
        return min(max(int(reached[:6]) - 1, 0), len(lesson.steps) - 1)
    return next((n for n, step in enumerate(lesson.steps) if step.id == reached), 0)


def _replaced(lesson: Lesson, answered: set[str]) -> frozenset[str]:
    return frozenset(
        question.id
        for question in lesson.questions
        if question.replaces in answered and question.id not in answered
    )


def _kept(answer: Answer, *, hinted: bool) -> dict[str, Any]:
    """An answer as the log keeps it; that a hint was read is told only where one was."""
    told = answer.model_dump(mode="json", exclude={"hinted"})
    return {**told, "hinted": True} if hinted else told


def _uid(*what: object) -> str:
    return hashlib.sha256("\n".join(map(str, what)).encode()).hexdigest()[:40]
