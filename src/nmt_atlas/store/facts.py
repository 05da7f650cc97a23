"""What a database holds, told without changing it."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, func, select

from nmt_atlas.domain.base import Frozen
from nmt_atlas.store.database import Database
from nmt_atlas.store.tables import Answer, Learner, Place
from nmt_atlas.store.upgrading import HEAD, known, revision_of


class Facts(Frozen):
    """What a database holds.

    Attributes
    ----------
    database
        Its address, without the password.
    kind
        ``sqlite`` or ``postgresql``.
    revision
        Where it stands; None where it has no tables yet.
    state
        ``current``; ``older`` (the next opening upgrades it), ``newer`` (made by a newer atlas),
        or ``empty``.
    learners, lessons, answers
        How many there are; None where the database is not current.
    first_answer, last_answer
        When the first and the last answer was given.
    """

    database: str
    kind: str
    revision: str | None
    state: str
    learners: int | None = None
    lessons: int | None = None
    answers: int | None = None
    first_answer: datetime | None = None
    last_answer: datetime | None = None


def look(database: Database) -> Facts:
    """Tell what a database holds; it is neither made nor upgraded.

    Raises
    ------
    StoreError
        Where it cannot be read.
    """
    return database.read(lambda connection: _look(connection, database.shown))


def _look(connection: Connection, shown: str) -> Facts:
    revision = revision_of(connection)
    told = Facts(
        database=shown,
        kind=connection.dialect.name,
        revision=revision,
        state=_state(revision),
    )
    if told.state != "current":
        return told
    learners = select(func.count()).select_from(Learner).scalar_subquery()
    lessons = select(func.count(Place.lesson.distinct())).scalar_subquery()
    row = connection.execute(
        select(learners, lessons, func.count(Answer.id), func.min(Answer.at), func.max(Answer.at))
    ).one()
    names = ("learners", "lessons", "answers", "first_answer", "last_answer")
    return told.model_copy(update=dict(zip(names, row, strict=True)))


def _state(revision: str | None) -> str:
    if revision is None:
        return "empty"
    if revision == HEAD:
        return "current"
    return "older" if revision in known() else "newer"
