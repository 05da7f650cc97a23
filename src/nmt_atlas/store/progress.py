"""Learners' progress: SQLite in the user's data folder, or PostgreSQL by URL."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from pydantic import Field, JsonValue
from sqlalchemy import ColumnElement, Connection, Executable, Row, and_, case, func, select

from nmt_atlas.domain.base import Frozen
from nmt_atlas.store import learners, log
from nmt_atlas.store.accounts import OPEN, SchoolWarden, Warden
from nmt_atlas.store.database import Database
from nmt_atlas.store.learners import Identity, Who
from nmt_atlas.store.log import Given, Kept
from nmt_atlas.store.memory import MemoryStore
from nmt_atlas.store.people import PeopleStore
from nmt_atlas.store.tables import Answer, Place
from nmt_atlas.store.tables import Identity as Known
from nmt_atlas.store.upgrading import upgrade


class LessonProgress(Frozen):
    """How a learner stands in one lesson, computed from their answers.

    What a lesson shows is the present run: ``step`` is the last step seen, ``attempts`` the number
    of answers and ``best`` the best score of each question (its id -> 0..1) since the learner
    began or last started over. ``ever`` is the best score of each question in any run; starting
    over never takes it away.
    """

    lesson: str
    step: str = ""
    attempts: int = 0
    best: dict[str, float] = Field(default_factory=dict)
    ever: dict[str, float] = Field(default_factory=dict)
    run: int = 1
    begun_at: datetime | None = None

    def share(self, questions: int) -> float:
        """Best score of this run over all questions, 0..1."""
        return sum(self.best.values()) / questions if questions else 0.0


class ProgressStore:
    """Reads and writes learners' progress; safe to use from several threads.

    ``memory`` knows what is due, ``people`` who learns here by name, ``warden`` who may what.
    Every method is one transaction. A learner is an
    :class:`~nmt_atlas.store.learners.Identity`, or the key of a browser's
    cookie. Pages use it through ``store.background.Recorder``.

    Parameters
    ----------
    url
        A SQLAlchemy database URL of SQLite or PostgreSQL.

    Raises
    ------
    StoreError
        Where the database cannot be opened, upgraded, read or written, or was made by a
        newer version of the atlas; by any method. Its ``public`` is what visitors may read.
    """

    def __init__(self, url: str) -> None:
        self.database = Database(url)
        try:
            upgrade(self.database)
        except BaseException:
            self.database.close()
            raise
        self.warden: Warden = OPEN
        self.memory = MemoryStore(self.database)
        self.people = PeopleStore(self.database)

    def govern(self) -> None:
        """Ask the accounts at each read and write from now on: a school's server."""
        self.warden = SchoolWarden(self.database)
        self.people = PeopleStore(self.database, self.warden)

    def close(self) -> None:
        """Release the database."""
        self.database.close()

    def ensure_learner(self, learner: Who, now: datetime, name: str = "") -> int:
        """Make the learner known; a given name replaces the old one.

        Returns
        -------
        int
            The learner's id in this database.
        """

        def work(connection: Connection) -> int:
            number = learners.ensure(connection, who, now)
            if name:
                learners.rename(connection, number, name)
            return number

        who = learners.identity(learner)
        return self.database.write(work)

    def recognise(self, learner: Who, also: Identity, now: datetime) -> bool:
        """Let one more identity lead to a learner.

        Returns
        -------
        bool
            Whether it leads to this learner now; False where it leads to somebody else.
        """

        def work(connection: Connection) -> bool:
            number = learners.ensure(connection, who, now)
            learners.link(connection, number, also, now)
            return learners.find(connection, also) == number

        who = learners.identity(learner)
        return self.database.write(work)

    def learner_name(self, learner: Who) -> str:
        """The learner's name, or an empty string."""
        who = learners.identity(learner)
        return self.database.read(lambda connection: learners.name_of(connection, who))

    def record(
        self,
        learner: Who,
        lesson: str,
        question: str,
        *,
        answer: JsonValue,
        score: float,
        now: datetime,
        kind: str = "",
        rating: int | None = None,
        duration_ms: int | None = None,
        uid: str | None = None,
        card: str = "",
        hints: int = 0,
    ) -> bool:
        """Keep one answer; what each value means stands at :class:`~nmt_atlas.store.log.Given`.

        Parameters
        ----------
        uid
            The answer's own name; None gives it a fresh one.

        Returns
        -------
        bool
            False where an answer of this ``uid`` is kept already; then nothing changes.
        """
        name = uid or uuid.uuid4().hex
        given = Given(
            name, lesson, question, kind, answer, score, now, rating, duration_ms, card, hints
        )
        who = learners.identity(learner)

        def work(connection: Connection) -> bool:
            return log.keep(connection, learners.ensure(connection, who, now), given)

        return self.database.write(work)

    def reach(self, learner: Who, lesson: str, step: str, now: datetime) -> None:
        """Remember the step of a lesson that the learner has reached."""
        who = learners.identity(learner)
        self.database.write(
            lambda connection: log.reach(
                connection, learners.ensure(connection, who, now), lesson, step, now
            )
        )

    def start_over(self, learner: Who, lesson: str, now: datetime) -> None:
        """Begin a lesson anew. Every answer stays; the lesson's progress counts from here on."""
        who = learners.identity(learner)
        self.database.write(
            lambda connection: log.start_over(
                connection, learners.ensure(connection, who, now), lesson, now
            )
        )

    def progress(self, learner: Who, lesson: str) -> LessonProgress:
        """How a learner stands in one lesson."""
        chosen = _standing(learners.identity(learner), Place.lesson == lesson)
        found = self.database.read(lambda connection: connection.execute(chosen).all())
        return _by_lesson(found).get(lesson, LessonProgress(lesson=lesson))

    def progress_of(self, learner: Who) -> dict[str, LessonProgress]:
        """How a learner stands in every lesson that they have begun, by the lesson's id."""
        chosen = _standing(learners.identity(learner))
        return _by_lesson(self.database.read(lambda connection: connection.execute(chosen).all()))

    def answers(self, learner: Who, lesson: str | None = None) -> tuple[Kept, ...]:
        """A learner's answers, of all runs, in the order in which they were kept.

        Parameters
        ----------
        lesson
            Only those of this lesson; None for all.
        """

        def work(connection: Connection) -> tuple[Kept, ...]:
            number = learners.find(connection, who)
            return () if number is None else log.answers(connection, number, lesson)

        who = learners.identity(learner)
        return self.database.read(work)


def _standing(who: Identity, *only: ColumnElement[bool]) -> Executable:
    """One row for each question answered, one for each lesson without answers."""
    now = Answer.run == Place.run
    return (
        select(
            Place.lesson,
            Place.step,
            Place.run,
            Place.begun_at,
            Answer.question,
            func.sum(case((now, 1), else_=0)).label("attempts"),
            func.max(case((now, Answer.score))).label("best"),
            func.max(Answer.score).label("ever"),
        )
        .join(Known, Known.learner_id == Place.learner_id)
        .outerjoin(
            Answer,
            and_(Answer.learner_id == Place.learner_id, Answer.lesson == Place.lesson),
        )
        .where(Known.provider == who.provider, Known.key == who.key, *only)
        .group_by(Place.lesson, Place.step, Place.run, Place.begun_at, Answer.question)
        .order_by(Place.lesson, Answer.question)
    )


def _by_lesson(rows: Iterable[Row[Any]]) -> dict[str, LessonProgress]:
    lessons: dict[str, list[Row[Any]]] = {}
    for row in rows:
        lessons.setdefault(row.lesson, []).append(row)
    return {lesson: _progress(group) for lesson, group in lessons.items()}


def _progress(rows: list[Row[Any]]) -> LessonProgress:
    first = rows[0]
    return LessonProgress(
        lesson=first.lesson,
        step=first.step,
        attempts=sum(row.attempts for row in rows),
        best={row.question: row.best for row in rows if row.best is not None},
        ever={row.question: row.ever for row in rows if row.ever is not None},
        run=first.run,
        begun_at=first.begun_at,
    )
