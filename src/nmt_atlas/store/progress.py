"""Learners' progress: SQLite in the user's data folder, or any database by URL."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from pydantic import Field
from sqlalchemy import create_engine, event, func, select
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, SQLAlchemyError
from sqlalchemy.orm import Session, sessionmaker
from sqlalchemy.pool import StaticPool

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store.tables import Attempt, Learner, Place
from nmt_atlas.store.upgrades import UPGRADES, made, upgrade

_REMEDY = (
    "Check that the folder exists and may be written, or give another database with "
    "NMT_ATLAS_DATABASE (for example sqlite:///progress.sqlite3)."
)


class LessonProgress(Frozen):
    """How a learner stands in one lesson.

    ``best`` maps question id to the best score so far (0..1); ``step`` is the last step seen.
    """

    lesson: str
    step: str = ""
    attempts: int = 0
    best: dict[str, float] = Field(default_factory=dict)

    def share(self, questions: int) -> float:
        """Best score over all questions, 0..1."""
        return sum(self.best.values()) / questions if questions else 0.0


class ProgressStore:
    """Reads and writes learners' progress.

    Parameters
    ----------
    url
        A SQLAlchemy database URL.

    Raises
    ------
    StoreError
        Where the database cannot be opened, upgraded, read or written, or was made by a
        newer version of the atlas.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._engine = _engine(url)
        self._sessions = sessionmaker(self._engine, expire_on_commit=False)
        with self._guard(), self._engine.begin() as connection:
            if made(connection) > len(UPGRADES):
                raise StoreError(
                    "this database was made by a newer NMT Atlas",
                    where=self._shown,
                    remedy="Update nmt-atlas, or name another database.",
                )
            upgrade(connection, datetime.now(UTC))

    @property
    def _shown(self) -> str:
        return make_url(self.url).render_as_string(hide_password=True)

    def close(self) -> None:
        """Release the database."""
        self._engine.dispose()

    @contextmanager
    def _guard(self) -> Iterator[None]:
        try:
            yield
        except SQLAlchemyError as error:
            cause = getattr(error, "orig", None) or error
            raise StoreError(
                f"the learners' database cannot be used ({cause}).",
                where=self._shown,
                remedy=_REMEDY,
            ) from error

    @contextmanager
    def _session(self) -> Iterator[Session]:
        with self._guard(), self._sessions.begin() as session:
            yield session

    def ensure_learner(self, key: str, now: datetime, name: str = "") -> None:
        """Make the learner known; a given name replaces the old one."""
        with self._session() as session:
            learner = session.get(Learner, key)
            if learner is None:
                session.add(Learner(key=key, name=name, created_at=now))
            elif name:
                learner.name = name

    def learner_name(self, key: str) -> str:
        """The learner's name, or an empty string."""
        with self._session() as session:
            learner = session.get(Learner, key)
            return learner.name if learner else ""

    def record(
        self, learner: str, lesson: str, question: str, *, answer: str, score: float, now: datetime
    ) -> None:
        """Keep one answer."""
        self.ensure_learner(learner, now)
        with self._session() as session:
            session.add(
                Attempt(
                    learner=learner,
                    lesson=lesson,
                    question=question,
                    answer=answer[:240],
                    score=score,
                    at=now,
                )
            )

    def reach(self, learner: str, lesson: str, step: str, now: datetime) -> None:
        """Remember the step of a lesson that the learner has reached."""
        self.ensure_learner(learner, now)
        with self._session() as session:
            session.merge(Place(learner=learner, lesson=lesson, step=step, at=now))

    def progress(self, learner: str, lesson: str) -> LessonProgress:
        """How a learner stands in one lesson."""
        with self._session() as session:
            rows = session.execute(
                select(Attempt.question, func.max(Attempt.score), func.count())
                .where(Attempt.learner == learner, Attempt.lesson == lesson)
                .group_by(Attempt.question)
            ).all()
            place = session.get(Place, (learner, lesson))
        return LessonProgress(
            lesson=lesson,
            step=place.step if place else "",
            attempts=sum(row[2] for row in rows),
            best={row[0]: row[1] for row in rows},
        )

    def forget(self, learner: str, lesson: str) -> None:
        """Begin a lesson anew: drop its answers and place."""
        with self._session() as session:
            for table in (Attempt, Place):
                for row in session.scalars(
                    select(table).where(table.learner == learner, table.lesson == lesson)
                ):
                    session.delete(row)


def _engine(url: str) -> Engine:
    try:
        address = make_url(url)
        file = address.database
        if address.get_backend_name() == "sqlite" and file and file != ":memory:":
            _make_folder(Path(file))
        if address.get_backend_name() == "sqlite" and file in (None, "", ":memory:"):
            shared = {"check_same_thread": False}  # one connection, or each thread had its own
            engine = create_engine(address, poolclass=StaticPool, connect_args=shared)
        else:
            engine = create_engine(address)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise StoreError(
            f"the database address cannot be read ({error}).", where=url, remedy=_REMEDY
        ) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _tune_sqlite)
    return engine


def _make_folder(path: Path) -> None:
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder for the learners' database cannot be made ({error.strerror}).",
            where=str(path.parent),
            remedy=_REMEDY,
        ) from error


def _tune_sqlite(connection: object, _record: object) -> None:
    cursor = connection.cursor()  # type: ignore[attr-defined]
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA busy_timeout=5000")
    cursor.close()
