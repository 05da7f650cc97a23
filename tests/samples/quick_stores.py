"""Stores that begin as a copy of an upgraded one, where upgrading is not what is tested.

Six upgrades cost a new store fifty milliseconds, and a thousand tests begin with one.
"""

from __future__ import annotations

import functools
from sqlite3 import Connection as SqliteConnection
from sqlite3 import connect
from typing import cast

import pytest

from nmt_atlas.store import progress
from nmt_atlas.store.database import Database
from nmt_atlas.store.upgrading import revision_of, upgrade

UPGRADED_FOR_REAL = {"test_upgrading", "test_database", "test_together", "test_backup"}
"""Modules in which a store is upgraded as everywhere outside the tests."""


def use_copies(patch: pytest.MonkeyPatch) -> None:
    """Have new stores in SQLite begin as copies."""
    patch.setattr(progress, "upgrade", _copied)


def _copied(database: Database) -> None:
    if database.engine.dialect.name == "sqlite" and database.read(revision_of) is None:
        raw = database.engine.raw_connection()
        try:
            _upgraded().backup(cast("SqliteConnection", raw.driver_connection))
        finally:
            raw.close()
    upgrade(database)


@functools.cache
def _upgraded() -> SqliteConnection:
    """A store in memory on which every upgrade was made."""
    made = Database("sqlite://")
    upgrade(made)
    kept = connect(":memory:", check_same_thread=False)
    raw = made.engine.raw_connection()
    cast("SqliteConnection", raw.driver_connection).backup(kept)
    raw.close()
    made.close()
    return kept
