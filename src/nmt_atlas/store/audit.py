"""The audit log: who did what with accounts, classes, groups and grades. It is only added to.

Learners stand in it by their number alone, so that whoever is erased is erased here as well.
"""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import Connection, insert, select

from nmt_atlas.domain.base import Frozen
from nmt_atlas.store import tables
from nmt_atlas.store.columns import aware
from nmt_atlas.store.database import Database

OPERATOR = "operator"
"""Whoever runs commands on the server's machine."""
STRANGER = "stranger"
"""Somebody who is not signed in."""


class Line(Frozen):
    """One line; ``who`` is ``learner 7``, ``operator`` or ``stranger``."""

    id: int
    at: datetime
    who: str
    what: str
    about: str = ""
    allowed: bool = True


def learner(number: int | None) -> str:
    """How a learner stands in the log."""
    return STRANGER if number is None else f"learner {number}"


def note(
    connection: Connection,
    now: datetime,
    who: str,
    what: str,
    about: str = "",
    *,
    allowed: bool = True,
) -> None:
    """Add a line, in the transaction of what it tells."""
    values = {"at": aware(now), "who": who, "what": what, "about": about, "allowed": int(allowed)}
    connection.execute(insert(tables.Audit).values(**values))


def lines(database: Database, *, most: int = 200, after: int = 0) -> tuple[Line, ...]:
    """The newest lines (after a number), the oldest first."""
    audit = tables.Audit
    chosen = select(audit).where(audit.id > after).order_by(audit.id.desc()).limit(most)
    rows = database.read(lambda one: one.execute(chosen).all())
    return tuple(
        Line(
            id=row.id,
            at=row.at,
            who=row.who,
            what=row.what,
            about=row.about,
            allowed=bool(row.allowed),
        )
        for row in reversed(rows)
    )
