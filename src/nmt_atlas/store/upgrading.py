"""Bring a database up to date when it is opened: all missing upgrades, in one transaction.

The upgrades stand in ``migrations/versions`` and are run by Alembic in this process. Whoever comes
first holds a lock; programs that start together wait for it and find the work done.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.resources import as_file, files
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store.database import Database

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0006"
"""The newest revision (a test compares it with the files)."""
FIRST = "0001"
"""What the first release made, before Alembic kept count."""

_HANDED_OVER = 2
"""The number in ``upgrade`` from which on Alembic keeps count."""
_LOCK = 0x4E4D5441  # "NMTA": the name of PostgreSQL's lock
_PATIENCE = 60.0  # seconds: whoever upgrades may have a large database
_alembic = threading.Lock()  # Alembic keeps what it works on in module globals


def upgrade(database: Database) -> None:
    """Make every upgrade that is still missing.

    Raises
    ------
    StoreError
        Where the database was made by a newer version (it is not touched), or an upgrade fails
        (then none is made).
    """
    if database.read(revision_of) == HEAD:
        return
    with _alembic:
        database.write_patiently(lambda one: _upgrade(one, database.shown), _PATIENCE)


def revision_of(connection: Connection) -> str | None:
    """The revision that a database stands at; None for one without tables.

    A database of the first release, which counted by itself, stands at :data:`FIRST`; one of a
    newer version has a revision that is not among :func:`known`.
    """
    tables = inspect(connection)
    if tables.has_table("alembic_version"):
        found = connection.execute(text("select version_num from alembic_version")).scalar()
        if found is not None:
            return str(found)
    if not tables.has_table("upgrade"):
        return None
    number = connection.execute(text('select max("number") from "upgrade"')).scalar()
    if number is None:
        return None  # the first release stopped before its upgrade was counted
    return FIRST if number < _HANDED_OVER else f"upgrade {number}"


def known() -> frozenset[str]:
    """Every revision that this version can read."""
    from alembic.script import ScriptDirectory

    with _config() as config:
        scripts = ScriptDirectory.from_config(config)
        return frozenset(one.revision for one in scripts.walk_revisions())


def newer(where: str) -> StoreError:
    """The error for a database that a newer version has made."""
    return StoreError(
        "this database was made by a newer NMT Atlas.",
        where=where,
        remedy="Update nmt-atlas, or name another database with NMT_ATLAS_DATABASE.",
    )


def _upgrade(connection: Connection, shown: str) -> None:
    from alembic import command

    if connection.dialect.name == "postgresql":
        connection.execute(text(f"select pg_advisory_xact_lock({_LOCK})"))
    revision = revision_of(connection)
    if revision == HEAD:
        return
    if revision is not None and revision not in known():
        raise newer(shown)
    with _config() as config:
        config.attributes["connection"] = connection
        if revision == FIRST:
            command.stamp(config, FIRST)
        command.upgrade(config, "head")


@contextmanager
def _config() -> Iterator[Config]:
    from alembic.config import Config

    with as_file(files("nmt_atlas.store") / "migrations") as folder:
        config = Config()
        config.set_main_option("script_location", str(folder).replace("%", "%%"))
        config.set_main_option("path_separator", "os")
        yield config
