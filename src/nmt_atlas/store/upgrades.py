"""Numbered upgrades of the database: each is made once, in order, in one transaction."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import Connection, insert, inspect, select

from nmt_atlas.store.tables import Attempt, Base, Learner, Place, Upgrade


def _first_tables(connection: Connection) -> None:
    names = [table.__tablename__ for table in (Learner, Attempt, Place)]
    Base.metadata.create_all(connection, tables=[Base.metadata.tables[name] for name in names])


UPGRADES: tuple[Callable[[Connection], None], ...] = (_first_tables,)
"""Upgrade number n is ``UPGRADES[n - 1]``. Never change one that was released; add another."""


def made(connection: Connection) -> int:
    """How many upgrades the database has seen."""
    if not inspect(connection).has_table(Upgrade.__tablename__):
        return 0
    numbers = connection.execute(select(Upgrade.number)).scalars().all()
    return max(numbers, default=0)


def upgrade(connection: Connection, now: datetime) -> int:
    """Make every upgrade that is still missing.

    Returns
    -------
    int
        The number that the database stands at.
    """
    Base.metadata.create_all(connection, tables=[Base.metadata.tables[Upgrade.__tablename__]])
    done = made(connection)
    for number, change in enumerate(UPGRADES[done:], start=done + 1):
        change(connection)
        connection.execute(insert(Upgrade).values(number=number, made_at=now))
    return max(done, len(UPGRADES))
