"""Slow work beside the loop that all visitors share."""

from __future__ import annotations

import logging
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import TypeVar

import panel as pn

T = TypeVar("T")

_LOG = logging.getLogger(__name__)
_WORKER = ThreadPoolExecutor(max_workers=1, thread_name_prefix="nmt-atlas-drawing")


def later(work: Callable[[], T], then: Callable[[T], None]) -> None:
    """Do slow work in a thread, and go on with what came of it on the visitor's page.

    Where there is no page (tests, notebooks) it is done at once. What fails goes to the log; the
    page stays as it is.
    """
    document = pn.state.curdoc
    if document is None:
        then(work())
        return

    def done(future: Future[T]) -> None:
        failure = future.exception()
        if failure is not None:
            _LOG.error("work beside the page failed", exc_info=failure)
        elif document.session_context is not None:
            document.add_next_tick_callback(lambda: then(future.result()))

    _WORKER.submit(work).add_done_callback(done)
