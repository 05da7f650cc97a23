"""How a server ends: it says so, lets what was said arrive, and closes; nothing kept is lost."""

from __future__ import annotations

import logging
import signal
from collections.abc import Callable, Sequence
from typing import Any

GRACE = 0.6
"""Seconds between saying farewell and closing: what was said must still arrive."""
_LOG = logging.getLogger(__name__)


class Stopping:
    """Serves until the process is told to end.

    A first SIGTERM or SIGINT (Ctrl+C) begins the end, a second one does not wait.

    Parameters
    ----------
    server
        Panel's server.
    farewells
        What is said, and to whom, before anything is closed; on the loop.
    grace
        Seconds that what was said has to arrive.
    """

    def __init__(
        self, server: Any, farewells: Sequence[Callable[[], None]], grace: float = GRACE
    ) -> None:
        self.begun = False
        self._server, self._farewells, self._grace = server, tuple(farewells), grace

    def run(self) -> None:
        """Serve; returns when everything is closed."""
        server = self._server
        loop = server.io_loop.asyncio_loop
        try:
            for one in (signal.SIGTERM, signal.SIGINT):
                loop.add_signal_handler(one, self.begin)
        except (NotImplementedError, RuntimeError):  # Windows, or a thread: Bokeh's own way
            server.run_until_shutdown()
            return
        server.start()
        server.io_loop.start()
        server.stop()

    def begin(self) -> None:
        """Say farewell; close a moment later."""
        if self.begun:
            self._server.io_loop.stop()
            return
        self.begun = True
        _LOG.info("the server is stopping")
        for farewell in self._farewells:
            try:
                farewell()
            except Exception:  # noqa: BLE001  (the end must come)
                _LOG.exception("a farewell could not be said")
        self._server.io_loop.asyncio_loop.call_later(self._grace, self._server.io_loop.stop)
