"""How the processes of one school tell each other that there is something new in a room.

A notice says no more than which room: whoever hears it reads what is new from the database. So a
notice that is lost, or comes twice, harms nothing.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable
from typing import Any, Protocol

from sqlalchemy import text

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.store.database import Database
from nmt_atlas.store.rooms import CHANNEL

Heard = Callable[[str], None]
EVERY = "*"
"""Notices may have been lost: there may be something new in every room."""
_LOOK = 1.0
_AGAIN = (0.2, 1.0, 3.0)
_LOG = logging.getLogger(__name__)


class Bus(Protocol):
    """Tells other processes, and hears them."""

    def start(self, heard: Heard) -> None:
        """Call ``heard`` with each notice, on a thread of the bus's own."""
        ...

    def tell(self, notice: str) -> None:
        """Tell the others something that is in no table; it may be lost."""
        ...

    def stop(self) -> None:
        """Hear nothing more."""
        ...


class Alone:
    """There is one process: whoever writes knows it."""

    def start(self, heard: Heard) -> None:
        """Hear nothing."""

    def tell(self, notice: str) -> None:
        """Tell nobody."""

    def stop(self) -> None:
        """Nothing runs."""


class Listening:
    """PostgreSQL's notices, by one connection that does nothing but listen.

    Parameters
    ----------
    database
        A PostgreSQL database; notices are sent by its ordinary connections.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._stop = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self, heard: Heard) -> None:
        """Listen, and go on listening when the server comes back."""
        self._thread = threading.Thread(
            target=self._run, args=(heard,), name="nmt-atlas-listens", daemon=True
        )
        self._thread.start()

    def tell(self, notice: str) -> None:
        """Tell the others; where the database is away nobody is told."""
        told = {"channel": CHANNEL, "what": notice}
        query = text("select pg_notify(:channel, :what)")
        try:
            self._database.write(lambda one: one.execute(query, told))
        except StoreError as error:
            _LOG.warning("the other processes could not be told: %s", error)

    def stop(self) -> None:
        """End the connection."""
        self._stop.set()
        if self._thread is not None:
            self._thread.join(3 * _LOOK)

    def _run(self, heard: Heard) -> None:
        import psycopg

        failed = 0
        while not self._stop.is_set():
            try:
                with self._connected() as connection:
                    connection.execute(f"listen {CHANNEL}")
                    heard(EVERY)
                    failed = 0
                    while not self._stop.is_set():
                        for notice in connection.notifies(timeout=_LOOK):
                            heard(notice.payload)
            except psycopg.Error as error:
                _LOG.warning("the database's notices cannot be heard: %s", error)
                self._stop.wait(_AGAIN[min(failed, len(_AGAIN) - 1)])
                failed += 1

    def _connected(self) -> Any:  # noqa: ANN401  (the extra `school` may be missing)
        import psycopg

        url = self._database.url
        given, named = self._database.engine.dialect.create_connect_args(url)
        named = {**named, "application_name": "nmt-atlas-listens", "connect_timeout": 5}
        return psycopg.connect(*given, **named, autocommit=True)


def bus_of(database: Database) -> Bus:
    """The bus that goes with a database: SQLite is one machine's and one process's."""
    return Listening(database) if database.url.get_backend_name() == "postgresql" else Alone()
