"""One database: its address, its connections, and work done in one transaction."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from sqlite3 import SQLITE_BUSY
from sqlite3 import Connection as SqliteConnection
from sqlite3 import OperationalError as SqliteError
from typing import Any, TypeVar

from platformdirs import user_data_path
from sqlalchemy import URL, Connection, create_engine, event
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.engine import Engine, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import QueuePool

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store.failures import REMEDY, shown, store_error, without_secrets
from nmt_atlas.store.tables import Base
from nmt_atlas.store.written import dumps

DATABASE = "NMT_ATLAS_DATABASE"
PATIENCE = 5.0
"""Seconds that a lock, or a host that does not answer, is waited for."""

Result = TypeVar("Result")
Work = Callable[[Connection], Result]

_WRITES = "nmt_atlas_writes"
_POSTGRESQL = {"postgres", "postgresql"}
_DRIVERS = {"psycopg": "school"}
_DEFAULTS: dict[str, str | int] = {
    "connect_timeout": round(PATIENCE),
    "tcp_user_timeout": 10_000,
    "application_name": "nmt-atlas",
    "options": "-c statement_timeout=10s -c lock_timeout=5s "
    "-c idle_in_transaction_session_timeout=60s",
}


def database_url() -> str:
    """The address of the database that the environment names, or of the user's own file."""
    named = os.environ.get(DATABASE, "")
    folder = Path(user_data_path("nmt-atlas", appauthor=False))
    return named or f"sqlite:///{folder / 'progress.sqlite3'}"


class Database:
    """A database and its connections; safe to use from several threads.

    Parameters
    ----------
    address
        A SQLAlchemy database URL: SQLite (one file, or in memory) or PostgreSQL by psycopg.
    create
        Make the folder of a SQLite file that is not there; False refuses a missing file.

    Raises
    ------
    StoreError
        Where the address cannot be read, its driver is missing, or the folder cannot be made.
    """

    def __init__(self, address: str, *, create: bool = True) -> None:
        self.url = read_url(address)
        if self.file is not None:
            _prepare(self.file, create)
        self.engine = _engine(self.url)

    @property
    def shown(self) -> str:
        """The address without its password."""
        return shown(self.url)

    @property
    def file(self) -> Path | None:
        """The file of a SQLite database, None for one in memory and for PostgreSQL."""
        return None if _in_memory(self.url) or not _is_sqlite(self.url) else _file(self.url)

    def read(self, work: Work[Result]) -> Result:
        """Do work that only reads, in one transaction."""
        return self._do(lambda: self._once(work, writes=False))

    def snapshot(self, work: Work[Result]) -> Result:
        """Do long work that reads one moment of the database, whatever others write meanwhile."""

        def still(connection: Connection) -> Result:
            if connection.dialect.name == "postgresql":
                connection.exec_driver_sql(
                    "SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY"
                )
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            return work(connection)

        return self._translated(lambda: self._once(still, writes=False))

    def write(self, work: Work[Result]) -> Result:
        """Do work that writes, in one transaction: all of it is kept, or nothing.

        Where the server drops the connection it is replaced and the work done once more: it must
        do no harm a second time, for the server may have kept the first and not said so.
        """
        return self._do(lambda: self._once(work, writes=True))

    def write_patiently(self, work: Work[Result], patience: float) -> Result:
        """Do long work that writes; wait ``patience`` seconds for whoever does such work now."""

        def patiently(connection: Connection) -> Result:
            if connection.dialect.name == "postgresql":
                milliseconds = round(patience * 1000)
                connection.exec_driver_sql(f"SET LOCAL lock_timeout = {milliseconds}")
                connection.exec_driver_sql("SET LOCAL statement_timeout = 0")
            return work(connection)

        return self._do(lambda: self._once(patiently, writes=True, patience=patience))

    def close(self) -> None:
        """Release the connections."""
        self.engine.dispose()

    def _do(self, once: Callable[[], Result]) -> Result:
        return self._translated(lambda: _again(once))

    def _translated(self, once: Callable[[], Result]) -> Result:
        try:
            return once()
        except SQLAlchemyError as error:
            raise store_error(error, self.url) from error

    def _once(self, work: Work[Result], *, writes: bool, patience: float = PATIENCE) -> Result:
        options: dict[str, Any] = {_WRITES: writes}
        with (
            self.engine.connect() as connection,
            _waiting(connection, patience),
            connection.execution_options(**options).begin(),
        ):
            return work(connection)


def _again(once: Callable[[], Result]) -> Result:
    """Once more where the server has dropped the connection, as after its restart."""
    try:
        return once()
    except DBAPIError as error:
        if not error.connection_invalidated:
            raise
        return once()


@contextmanager
def _waiting(connection: Connection, patience: float) -> Iterator[None]:
    """How long SQLite waits for its lock, which it takes before any statement can say so."""
    raw = connection.connection.dbapi_connection
    if not isinstance(raw, SqliteConnection) or patience == PATIENCE:
        yield
        return
    raw.execute(f"PRAGMA busy_timeout={round(patience * 1000)}")
    try:
        yield
    finally:
        raw.execute(f"PRAGMA busy_timeout={round(PATIENCE * 1000)}")


def insert_into(connection: Connection, table: type[Base]) -> sqlite.Insert | postgresql.Insert:
    """An insert that may be told what to do where the row is already there."""
    if connection.dialect.name == "postgresql":
        return postgresql.insert(table)
    return sqlite.insert(table)


def read_url(address: str) -> URL:
    """Read a database's address.

    Raises
    ------
    StoreError
        Where it cannot be read or is neither SQLite nor PostgreSQL.
    """
    try:
        url = make_url(address)
    except (ArgumentError, ValueError) as error:
        raise _unreadable(address) from error
    if url.drivername in _POSTGRESQL:
        url = url.set(drivername="postgresql+psycopg")
    if url.get_backend_name() not in ("sqlite", "postgresql"):
        raise StoreError(
            f"the atlas keeps progress in SQLite or PostgreSQL, not in “{url.drivername}”.",
            where=shown(url),
            remedy=REMEDY,
        )
    return url


def _unreadable(address: str) -> StoreError:
    return StoreError(
        "the database address cannot be read.",
        where=without_secrets(address),
        remedy=f"{REMEDY} Signs like @ or / in a password are written %40 and %2F.",
    )


def _is_sqlite(url: URL) -> bool:
    return url.get_backend_name() == "sqlite"


def _in_memory(url: URL) -> bool:
    return _is_sqlite(url) and url.database in (None, "", ":memory:")


def _file(url: URL) -> Path:
    return Path(url.database or "")


def _prepare(file: Path, create: bool) -> None:
    if not create and not file.exists():
        raise StoreError(
            "there is no database here.",
            where=str(file),
            remedy=f"`nmt-atlas serve` makes it; or name another with {DATABASE}.",
        )
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise StoreError(
            f"the folder for the learners' database cannot be made ({error.strerror}).",
            where=str(file.parent),
            remedy=REMEDY,
        ) from error


def _engine(url: URL) -> Engine:
    make = _sqlite if _is_sqlite(url) else _postgresql
    try:
        return make(url)
    except (ModuleNotFoundError, NoSuchModuleError) as error:
        raise _no_driver(url, getattr(error, "name", "") or "") from error
    except (ArgumentError, ValueError) as error:
        raise _unreadable(shown(url)) from error


def _no_driver(url: URL, module: str) -> StoreError:
    extra = _DRIVERS.get(module)
    return StoreError(
        f"the driver of this database is not installed ({module or url.drivername}).",
        where=shown(url),
        remedy=f"Install it with `pip install nmt-atlas[{extra}]`."
        if extra
        else "Write the address as postgresql://… and install `nmt-atlas[school]`.",
    )


def _postgresql(url: URL) -> Engine:
    known = {key: value for key, value in _DEFAULTS.items() if key not in url.query}
    return create_engine(
        url,
        connect_args=known,
        pool_pre_ping=True,
        pool_timeout=PATIENCE,
        isolation_level="READ COMMITTED",
        json_serializer=dumps,
    )


def _sqlite(url: URL) -> Engine:
    # In memory all threads take turns on one connection, for each would have a database of its own.
    alone: dict[str, Any] = {"pool_size": 1, "max_overflow": 0} if _in_memory(url) else {}
    engine = create_engine(
        url,
        poolclass=QueuePool,
        pool_timeout=PATIENCE,
        connect_args={"check_same_thread": False},
        json_serializer=dumps,
        **alone,
    )
    event.listen(engine, "connect", _tune_sqlite)
    event.listen(engine, "begin", _begin_sqlite)
    return engine


def _tune_sqlite(connection: SqliteConnection, _record: object) -> None:
    connection.isolation_level = None  # transactions are begun by _begin_sqlite, not by sqlite3
    connection.execute("PRAGMA foreign_keys=ON")
    connection.execute(f"PRAGMA busy_timeout={round(PATIENCE * 1000)}")
    _write_ahead(connection, time.monotonic() + PATIENCE)


def _write_ahead(connection: SqliteConnection, until: float) -> None:
    """Let readers go on while one writes. The change of mode itself does not wait for a lock."""
    while True:
        try:
            if connection.execute("PRAGMA journal_mode").fetchone()[0] not in ("wal", "memory"):
                connection.execute("PRAGMA journal_mode=WAL")
            return
        except SqliteError as error:
            if error.sqlite_errorcode & 0xFF != SQLITE_BUSY or time.monotonic() > until:
                raise
            time.sleep(0.02)


def _begin_sqlite(connection: Connection) -> None:
    """Whoever will write takes the lock at once: a reader that turns writer could only fail."""
    writes = connection.get_execution_options().get(_WRITES)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
