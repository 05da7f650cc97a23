"""What learners keep: notes, favourites, views of their own; a log that is only added to.

What is removed stays in the log, and its last event says so. What there is now is computed.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, func, select

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.note import MOST_KEPT, Dated, Kept
from nmt_atlas.store import learners
from nmt_atlas.store.columns import aware
from nmt_atlas.store.database import Database, insert_into, is_new
from nmt_atlas.store.learners import Who
from nmt_atlas.store.tables import Jotting

_TRIES = 5


class Jottings:
    """Reads and writes what learners keep. Every method is one transaction.

    Parameters
    ----------
    database
        The learners' database, up to date.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    def keep(self, learner: Who, kept: Iterable[Kept], now: datetime) -> int:
        """Keep things, or keep them as they are now; what has not changed is no event.

        Returns
        -------
        int
            How many were new or different.
        """
        things = list(kept)
        who = learners.identity(learner)

        def work(connection: Connection) -> int:
            number = learners.ensure(connection, who, now)
            there = {one.kept.id: one.kept for one in _now(connection, number)}
            fresh = [one for one in things if there.get(one.id) != one]
            if len(there.keys() | {one.id for one in fresh}) > MOST_KEPT:
                raise _too_many()
            for one in fresh:
                _add(connection, number, one.id, one.model_dump(mode="json"), now)
            return len(fresh)

        return self._database.write(work)

    def remove(self, learner: Who, ident: str, now: datetime) -> bool:
        """Take something away; False where it is not there."""
        who = learners.identity(learner)

        def work(connection: Connection) -> bool:
            number = learners.find(connection, who)
            if number is None or not any(one.kept.id == ident for one in _now(connection, number)):
                return False
            _add(connection, number, ident, None, now)
            return True

        return self._database.write(work)

    def restore(self, learner: Who, ident: str, now: datetime) -> bool:
        """Bring back what was taken away, as it was last; False where there is nothing."""
        who = learners.identity(learner)

        def work(connection: Connection) -> bool:
            number = learners.find(connection, who)
            if number is None:
                return False
            rows = [one for one in _events(connection, number) if one.thing == ident]
            last = next((one for one in reversed(rows) if one.body is not None), None)
            if last is None or rows[-1].body is not None:
                return False
            _add(connection, number, ident, last.body, now)
            return True

        return self._database.write(work)

    def all(self, learner: Who) -> tuple[Dated, ...]:
        """What there is now, in the order in which it was first kept."""
        who = learners.identity(learner)

        def work(connection: Connection) -> tuple[Dated, ...]:
            number = learners.find(connection, who)
            return () if number is None else _now(connection, number)

        return self._database.read(work)


def _events(connection: Connection, learner: int) -> list[Row[tuple[str, Any, datetime]]]:
    chosen = select(Jotting.thing, Jotting.body, Jotting.at).where(Jotting.learner_id == learner)
    return list(connection.execute(chosen.order_by(Jotting.number)))


def _now(connection: Connection, learner: int) -> tuple[Dated, ...]:
    """The last word on each thing; what cannot be read any more is passed over."""
    found: dict[str, Dated] = {}
    made: dict[str, datetime] = {}
    for one in _events(connection, learner):
        made.setdefault(one.thing, one.at)
        if one.body is None:
            found.pop(one.thing, None)
            continue
        kept = Kept.model_validate(one.body)
        found[one.thing] = Dated(kept=kept, made_at=made[one.thing], changed_at=one.at)
    return tuple(found[thing] for thing in made if thing in found)


def _add(connection: Connection, learner: int, thing: str, body: object, now: datetime) -> None:
    """Add an event after the last one; two programs at once are told apart by their numbers."""
    last = (
        select(func.coalesce(func.max(Jotting.number), 0) + 1)
        .where(Jotting.learner_id == learner)
        .scalar_subquery()
    )
    for _ in range(_TRIES):
        added = insert_into(connection, Jotting).values(
            uid=uuid.uuid4().hex,
            learner_id=learner,
            number=last,
            thing=thing,
            body=body,
            at=aware(now),
        )
        if is_new(connection, added):
            return
    raise StoreError("a note cannot be kept: too many write at once.", where=thing)


def _too_many() -> StoreError:
    return StoreError(
        f"a learner keeps more than {MOST_KEPT:,} notes.",
        remedy="Remove some.",
        public=mark("there are too many notes. Remove some."),
    )
