"""Several learners on one machine, by name: who there is, and who learns in a browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, delete, func, select

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.store import cards, learners, tables
from nmt_atlas.store.accounts import OPEN, Warden
from nmt_atlas.store.columns import UtcDateTime
from nmt_atlas.store.database import Database, insert_into, is_new
from nmt_atlas.store.learners import Identity, Who
from nmt_atlas.store.memory import keep_setting
from nmt_atlas.store.written import dumps

NAMED = "name"
"""The provider of identities that are names on this machine."""
LONGEST = 60
"""Characters that a name may have."""
_CHOSEN = "learner"
"""The setting of a browser that says who learns in it."""
_FORM, _VERSION = "nmt-atlas-learner", 1
_LARGEST = 200_000_000
_THEIRS: Mapping[str, Table] = {
    one.__tablename__: tables.Base.metadata.tables[one.__tablename__]
    for one in (tables.Place, tables.Answer, tables.Withdrawn, tables.Setting)
}


def named(name: str) -> Identity:
    """Who is called so on this machine.

    Raises
    ------
    StoreError
        Where nobody can be called so.
    """
    clean = " ".join(name.split())
    if not (0 < len(clean) <= LONGEST and clean.isprintable()):
        raise StoreError(
            f"a learner's name must have 1 to {LONGEST} printable characters.",
            where=repr(name[:20]),
            public=mark("a name has 1 to 60 letters."),
            private=True,
        )
    return Identity(NAMED, clean)


class PeopleStore:
    """Reads and writes who learns on this machine. Every method is one transaction.

    Parameters
    ----------
    database
        The learners' database, up to date.
    warden
        Says whether somebody may choose who learns.
    """

    def __init__(self, database: Database, warden: Warden = OPEN) -> None:
        self._database = database
        self._warden = warden

    def names(self) -> tuple[str, ...]:
        """Everybody who has a name here, in their order."""
        chosen = select(tables.Identity.key).where(tables.Identity.provider == NAMED)
        found = self._database.read(lambda one: one.execute(chosen).scalars().all())
        return tuple(sorted(found, key=str.casefold))

    def chosen(self, browser: Who) -> Identity | None:
        """Who learns in a browser; None where nobody was chosen, or they are gone."""
        who = learners.identity(browser)

        def work(connection: Connection) -> Identity | None:
            number = learners.find(connection, who)
            setting = tables.Setting
            asked = select(setting.value).where(
                setting.learner_id == number, setting.name == _CHOSEN
            )
            name = connection.execute(asked).scalar() if number is not None else None
            if not isinstance(name, str) or not name:
                return None
            found = Identity(NAMED, name)
            return found if learners.find(connection, found) is not None else None

        return self._database.read(work)

    def choose(self, browser: Who, name: str, now: datetime) -> Identity | None:
        """Let somebody learn in a browser; a new name makes them known, an empty one is nobody.

        Raises
        ------
        StoreError
            Where nobody can be called so.
        """
        self._warden.demand(browser, "people", now, "choose who learns")
        who, person = learners.identity(browser), named(name) if name else None

        def work(connection: Connection) -> None:
            if person is not None:
                learners.rename(connection, learners.ensure(connection, person, now), person.key)
            number = learners.ensure(connection, who, now)
            keep_setting(connection, number, _CHOSEN, person.key if person else "", now)

        self._database.write(work)
        return person

    def count(self, learner: Who) -> int:
        """How many answers a learner gave."""

        def work(connection: Connection) -> int:
            number = learners.find(connection, learners.identity(learner))
            asked = select(func.count()).where(tables.Answer.learner_id == number)
            return int(connection.execute(asked).scalar_one()) if number is not None else 0

        return self._database.read(work)

    def export(self, learner: Who, file: Path) -> int:
        """Write everything that one learner did to a file (JSON); returns how many answers.

        Raises
        ------
        StoreError
            Where there is no such learner, or the file is there already or cannot be written.
        """
        who = learners.identity(learner)
        kept = self._database.snapshot(lambda one: _rows(one, _number(one, who)))
        try:
            with file.open("x", encoding="utf-8") as out:
                out.write(dumps({_FORM: _VERSION, "name": who.key, **kept}) + "\n")
        except OSError as error:
            raise StoreError(
                f"the file cannot be written ({error.strerror}).",
                where=str(file),
                remedy="Name one that is not there yet, in a folder that may be written.",
            ) from error
        return len(kept["answer"])

    def take_in(self, file: Path, name: str, now: datetime) -> int:
        """Add what an export holds to somebody; an answer that is here already counts once.

        Returns
        -------
        int
            How many answers were new.

        Raises
        ------
        StoreError
            Where the file cannot be read or is no export; then nothing is changed.
        """
        data, who = _read(file), named(name)
        return self._database.write(lambda one: _put(one, learners.ensure(one, who, now), data))

    def erase(self, learner: Who) -> int:
        """Erase everything that is known of a learner, for good; returns how many answers.

        Raises
        ------
        StoreError
            Where there is no such learner.
        """
        who = learners.identity(learner)

        def work(connection: Connection) -> int:
            number, gone = _number(connection, who), 0
            cards.hold(connection, number)
            for table in tables.OF_LEARNER:
                here = table.__table__.c.learner_id == number
                done = connection.execute(delete(table.__table__).where(here))  # type: ignore[arg-type]
                gone = done.rowcount if table is tables.Answer else gone
            connection.execute(delete(tables.Learner).where(tables.Learner.id == number))
            return gone

        return self._database.write(work)


def _number(connection: Connection, who: Identity) -> int:
    found = learners.find(connection, who)
    if found is None:
        raise StoreError(
            "nobody of that name learns here.",
            where=who.key,
            remedy="`nmt-atlas learners list` tells who does.",
            private=True,
        )
    return found


def _rows(connection: Connection, number: int) -> dict[str, list[dict[str, Any]]]:
    found = {}
    for name, table in _THEIRS.items():
        chosen = select(table).where(table.c.learner_id == number).order_by(*table.primary_key)
        rows = connection.execute(chosen).mappings()
        found[name] = [
            {
                key: value.isoformat() if isinstance(value, datetime) else value
                for key, value in row.items()
                if key not in ("id", "learner_id")
            }
            for row in rows
        ]
    return found


def _read(file: Path) -> dict[str, list[dict[str, Any]]]:
    """An export, every row with its types."""
    try:
        if file.stat().st_size > _LARGEST:
            raise _no_export(file)
        data = json.loads(file.read_text(encoding="utf-8"))
        if data[_FORM] != _VERSION:
            raise _no_export(file)
        return {name: [_typed(table, row) for row in data[name]] for name, table in _THEIRS.items()}
    except OSError as error:
        raise StoreError(
            f"the file cannot be read ({error.strerror}).",
            where=str(file),
            remedy="Check its name and who may read it.",
        ) from error
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise _no_export(file) from error


def _typed(table: Table, row: Mapping[str, Any]) -> dict[str, Any]:
    wanted = {one.name for one in table.columns} - {"id", "learner_id"}
    if set(row) != wanted:
        raise ValueError(table.name)
    return {
        key: datetime.fromisoformat(value)
        if isinstance(table.columns[key].type, UtcDateTime)
        else value
        for key, value in row.items()
    }


def _no_export(file: Path) -> StoreError:
    return StoreError(
        "this is no export of a learner.",
        where=str(file),
        remedy="Name a file that `nmt-atlas learners export` has made.",
    )


def _put(connection: Connection, number: int, data: Mapping[str, list[dict[str, Any]]]) -> int:
    """Add what is not there yet, and count every card anew."""
    new = 0
    models = (tables.Place, tables.Answer, tables.Withdrawn, tables.Setting)
    for model in models:
        for row in data[model.__tablename__]:
            added = is_new(
                connection, insert_into(connection, model).values(learner_id=number, **row)
            )
            new += added and model is tables.Answer
    cards.replay_all(connection, number)
    return new
