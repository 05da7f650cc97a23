"""What can wait until what the person has asked for is on its way to them."""

from __future__ import annotations

from collections.abc import Callable

import panel as pn


class Later:
    """Calls something once after the present event, however often it was asked to.

    Without a browser it is called at once.

    Parameters
    ----------
    run
        What to call.
    """

    def __init__(self, run: Callable[[], None]) -> None:
        self._run = run
        self._waiting = False

    def __call__(self) -> None:
        """Ask for it."""
        document = pn.state.curdoc
        if document is None or document.session_context is None:
            self._run()
        elif not self._waiting:
            self._waiting = True
            document.add_next_tick_callback(self.now)

    def now(self) -> None:
        """Do what was asked for, if anything was."""
        if self._waiting:
            self._waiting = False
            self._run()
