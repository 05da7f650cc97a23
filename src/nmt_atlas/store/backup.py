"""All that learners did, in one file that goes into either kind of database.

A backup is JSON Lines: a heading, one line for each row, and an end that counts the rows of every
table and gives the SHA-256 of all lines before it. It is read as one moment of the database, while
the atlas goes on serving, and takes its name only when it is whole.
"""

from __future__ import annotations

import hashlib
import json
import os
import tempfile
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from itertools import groupby, islice
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table, func, insert, select, text

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store.columns import UtcDateTime
from nmt_atlas.store.database import Database
from nmt_atlas.store.tables import KEPT, Base
from nmt_atlas.store.upgrading import HEAD, upgrade
from nmt_atlas.store.written import dumps

_FORM = "nmt-atlas-database"
_VERSION = 1
_BATCH = 500
_PATIENCE = 60.0  # seconds
_TABLES: dict[str, Table] = {
    one.__tablename__: Base.metadata.tables[one.__tablename__] for one in KEPT
}

_ADDED: dict[str, dict[str, dict[str, Any]]] = {
    "0002": {"answer": {"card": "", "hints": 0}},
    "0003": {},
    "0004": {},
    "0005": {},
}
"""Older revision -> table -> what its rows had not yet."""

Row = Mapping[str, Any]


def back_up(
    database: Database, file: Path, now: datetime, *, replace: bool = False
) -> Counter[str]:
    """Write everything that learners did to one file.

    Parameters
    ----------
    database
        Any database of the atlas; it is brought up to date first.
    file
        The file to make.
    now
        The present time, told in the heading.
    replace
        Whether a file that is there already may be replaced.

    Returns
    -------
    Counter
        Rows by table.

    Raises
    ------
    StoreError
        Where the database cannot be read or the file not written; then no file is left behind,
        and one that was there is as it was.
    """
    if file.exists() and not replace:
        raise StoreError(
            "this file is there already.",
            where=str(file),
            remedy="Name another, or say --replace.",
        )
    upgrade(database)
    heading = {_FORM: _VERSION, "revision": HEAD, "made_at": now.astimezone(UTC).isoformat()}
    with _new_file(file) as out:
        return database.snapshot(lambda connection: _write(connection, out, heading))


def restore(file: Path, database: Database) -> Counter[str]:
    """Put a backup into an empty database, all of it or nothing.

    A database in which somebody has learned is refused: nothing that a learner did is deleted, and
    two databases cannot be told apart once they are mixed.

    Returns
    -------
    Counter
        Rows by table.

    Raises
    ------
    StoreError
        Where the file is no whole backup (the database is not touched), or the database is not
        empty or cannot be written.
    """
    for _ in read_backup(file):  # every line and the end, before the database is touched
        pass
    upgrade(database)
    return database.write_patiently(lambda one: _fill(one, file, database.shown), _PATIENCE)


def rows_of(connection: Connection) -> Counter[str]:
    """How many rows each table has."""
    return Counter(
        {
            name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for name, table in _TABLES.items()
        }
    )


# Writing


def _write(connection: Connection, out: IO[bytes], heading: Row) -> Counter[str]:
    digest = hashlib.sha256()
    counts: Counter[str] = Counter(dict.fromkeys(_TABLES, 0))

    def line(data: Row) -> None:
        written = dumps(data).encode() + b"\n"
        digest.update(written)
        out.write(written)

    line(heading)
    for name, table in _TABLES.items():
        chosen = select(table).order_by(*table.primary_key)
        found = connection.execution_options(yield_per=_BATCH).execute(chosen)
        for row in found.mappings():
            line({"table": name, "row": {key: _plain(value) for key, value in row.items()}})
            counts[name] += 1
    out.write(dumps({"end": counts, "sha256": digest.hexdigest()}).encode() + b"\n")
    return counts


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


@contextmanager
def _new_file(file: Path) -> Iterator[IO[bytes]]:
    """A file that takes its name when it is whole, and is gone where that fails."""
    try:
        handle, name = tempfile.mkstemp(prefix=f".{file.name}.", dir=file.parent)
    except OSError as error:
        raise _unwritable(file, error) from error
    try:
        with os.fdopen(handle, "wb") as out:
            yield out
            out.flush()
            os.fsync(out.fileno())
        Path(name).replace(file)
    except OSError as error:
        raise _unwritable(file, error) from error
    finally:
        Path(name).unlink(missing_ok=True)


def _unwritable(file: Path, error: OSError) -> StoreError:
    return StoreError(
        f"the backup cannot be written ({error.strerror}).",
        where=str(file),
        remedy="Name a file in a folder that is there, may be written and has room.",
    )


# Reading


def read_backup(file: Path) -> Iterator[tuple[str, Row]]:
    """Every row of a backup with its table; the end is verified when it is reached.

    Raises
    ------
    StoreError
        Where the file cannot be read, is no backup, was made by another version, or is not whole.
    """
    try:
        with file.open("rb") as lines:
            yield from _rows(file, lines)
    except OSError as error:
        raise StoreError(
            f"the backup cannot be read ({error.strerror}).",
            where=str(file),
            remedy="Check the file's name and who may read it.",
        ) from error


def _rows(file: Path, lines: IO[bytes]) -> Iterator[tuple[str, Row]]:
    digest = hashlib.sha256()
    counts: Counter[str] = Counter()
    added: Mapping[str, Row] = {}
    for number, written in enumerate(lines, start=1):
        data = _line(file, number, written)
        if number == 1:
            added = _check_heading(file, data)
        elif "end" in data:
            whole = _counted(data["end"]) == counts and data.get("sha256") == digest.hexdigest()
            if not whole or lines.readline():
                raise _damaged(file, f"line {number} does not fit what stands before it")
            return
        else:
            name = str(data.get("table"))
            counts[name] += 1
            yield name, _row(file, number, name, data.get("row"), added.get(name, {}))
        digest.update(written)
    raise _damaged(file, "its end is missing")


def _counted(end: object) -> Counter[str]:
    """The rows that an end counts, of tables that have any."""
    counts = end if isinstance(end, dict) else {}
    return Counter({name: count for name, count in counts.items() if count})


def _line(file: Path, number: int, written: bytes) -> dict[str, Any]:
    try:
        data = json.loads(written)
    except (ValueError, RecursionError) as error:
        raise _damaged(file, f"line {number} cannot be read") from error
    if not isinstance(data, dict):
        raise _damaged(file, f"line {number} is no row")
    return data


def _check_heading(file: Path, data: Row) -> Mapping[str, Row]:
    """What has to be added to the rows of each table."""
    if _FORM not in data:
        raise StoreError(
            "this is no backup of an NMT Atlas database.",
            where=str(file),
            remedy="Name a file that `nmt-atlas database backup` has made.",
        )
    revision = data.get("revision")
    if data[_FORM] != _VERSION or revision not in (HEAD, *_ADDED):
        raise StoreError(
            f"this backup was made by another version of the atlas ({revision}).",
            where=str(file),
            remedy="Restore it with that version or a newer one.",
        )
    return _ADDED.get(str(revision), {})


def _row(file: Path, number: int, name: str, row: object, added: Row) -> Row:
    table = _TABLES.get(name)
    whole = {**row, **added} if isinstance(row, dict) and not added.keys() & row.keys() else None
    if table is None or whole is None or set(whole) != set(table.columns.keys()):
        raise _damaged(file, f"line {number} is no row of this database")
    try:
        return {key: _typed(table, key, value) for key, value in whole.items()}
    except (TypeError, ValueError) as error:
        raise _damaged(file, f"line {number} holds no time where one should be") from error


def _typed(table: Table, key: str, value: object) -> object:
    if value is None or not isinstance(table.columns[key].type, UtcDateTime):
        return value
    moment = datetime.fromisoformat(str(value))
    if moment.tzinfo is None:
        raise ValueError(value)
    return moment


def _damaged(file: Path, why: str) -> StoreError:
    return StoreError(
        f"this backup is damaged ({why}); nothing was restored.",
        where=str(file),
        remedy="Use another copy of it, or an older backup.",
    )


# Filling


def _fill(connection: Connection, file: Path, shown: str) -> Counter[str]:
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"lock table {', '.join(_TABLES)} in exclusive mode"))
    if rows_of(connection).total():
        raise StoreError(
            "this database is not empty; a backup goes into an empty one only.",
            where=shown,
            remedy="Name another with NMT_ATLAS_DATABASE, or put this one aside first.",
        )
    for name, group in groupby(read_backup(file), key=lambda one: one[0]):
        while batch := [row for _, row in islice(group, _BATCH)]:
            connection.execute(insert(_TABLES[name]), batch)
    if connection.dialect.name == "postgresql":
        for name in ("learner", "answer", "room", "member", "ballot", *_NUMBERED):
            connection.execute(text(_COUNT_ON.format(table=name)))
    return rows_of(connection)


_NUMBERED = ("audit", "study_group", "assignment")
_COUNT_ON = """
select setval(pg_get_serial_sequence('{table}', 'id'),
              (select coalesce(max(id), 0) + 1 from {table}), false)
"""
