"""What can wait until what the person has asked for is on its way to them."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from functools import cache
from typing import Any, TypeVar

import panel as pn

T = TypeVar("T")
_LOG = logging.getLogger(__name__)

Deliver = Callable[[Callable[[], None]], object]
"""Takes a call over to where it may change a page."""


def at_once(call: Callable[[], None]) -> None:
    """Call it here and now: there is no browser."""
    call()


def to_this_page() -> Deliver:
    """Takes calls of other threads over to the page of the present visitor."""
    document = pn.state.curdoc
    if document is None or document.session_context is None:
        return at_once
    return document.add_next_tick_callback


def when_done(future: Future[T], then: Callable[[T], None]) -> None:
    """Go on with what a worker makes; the page does not wait. Without a browser it is waited for.

    What fails is logged, and nothing is done.
    """
    deliver = to_this_page()
    if deliver is at_once:
        then(future.result())
        return

    def done(future: Future[T]) -> None:
        error = None if future.cancelled() else future.exception()
        if error is not None:
            _LOG.error("a worker failed", exc_info=error)
        elif not future.cancelled():
            deliver(lambda: then(future.result()))

    future.add_done_callback(done)


def aside(work: Callable[[], T], then: Callable[[T], None]) -> None:
    """Do something of more than a few milliseconds in a thread, and go on on the page."""
    if to_this_page() is at_once:
        then(work())
    else:
        when_done(_thread().submit(work), then)


@cache
def _thread() -> ThreadPoolExecutor:
    """The one thread: work that is asked for quickly, as for each key, is done in order."""
    return ThreadPoolExecutor(1, "nmt-atlas-aside")


class Later:
    """Calls something once after the present event, however often it was asked to.

    Without a browser it is called at once.

    Parameters
    ----------
    run
        What to call.
    rest_ms
        Wait until nobody has asked for so long, as for a search while somebody types.
    """

    def __init__(self, run: Callable[[], None], rest_ms: int = 0) -> None:
        self._run = run
        self._rest_ms = rest_ms
        self._waiting = False
        self._timer: Any = None

    def __call__(self) -> None:
        """Ask for it."""
        document = pn.state.curdoc
        if document is None or document.session_context is None:
            self._run()
        elif self._rest_ms:
            if self._waiting:
                document.remove_timeout_callback(self._timer)
            self._waiting = True
            self._timer = document.add_timeout_callback(self.now, self._rest_ms)
        elif not self._waiting:
            self._waiting = True
            document.add_next_tick_callback(self.now)

    def now(self) -> None:
        """Do what was asked for, if anything was."""
        if self._waiting:
            self._waiting = False
            self._run()
