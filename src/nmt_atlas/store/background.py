"""The store's own thread: pages hand their reads and writes over and never wait.

All visitors share one event loop. A database that is locked, slow or silent would stop every one of
them, so no page calls the store itself::

    recorder = Recorder(store)                       # one for the whole server
    loop = pn.state.curdoc.add_next_tick_callback    # the visitor's own: changes of pages go here

    recorder.submit(
        lambda store: store.record(learner, "hip", "q1", answer=given, score=1.0, now=now, uid=uid),
        failed=lambda error: tell(say(error.public)),
        deliver=loop,
    )
    recorder.submit(                                  # sees the answer above: work keeps its order
        lambda store: store.progress_of(learner), then=show_progress, deliver=loop
    )
    ...
    recorder.close()                                  # when the server stops: nothing is dropped
    store.close()

The time and the ``uid`` of an answer are taken where it is given, not where it is written. Work
that is not a page's may wait for the future that ``submit`` returns.
"""

from __future__ import annotations

import logging
import queue
import threading
from collections.abc import Callable
from concurrent.futures import Future
from typing import TypeVar

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.store.progress import ProgressStore

Result = TypeVar("Result")
Deliver = Callable[[Callable[[], None]], object]
"""Takes a call over to where it may change a page: a document's ``add_next_tick_callback``."""

MOST = 10_000
"""Pieces of work that may wait; what comes on top is refused, so that memory stays bounded."""

_log = logging.getLogger(__name__)


class Recorder:
    """Does work on the store on a thread of its own, one piece after the other, in order.

    Parameters
    ----------
    store
        What the work is done on. It stays the caller's to close, after the recorder.
    """

    def __init__(self, store: ProgressStore) -> None:
        self._store = store
        self._waiting: queue.SimpleQueue[Callable[[], None] | None] = queue.SimpleQueue()
        self._open = threading.Lock()
        self._closed = False
        self._thread = threading.Thread(target=self._work, name="nmt-atlas-store", daemon=True)
        self._thread.start()

    def submit(
        self,
        work: Callable[[ProgressStore], Result],
        then: Callable[[Result], object] | None = None,
        failed: Callable[[StoreError], object] | None = None,
        *,
        deliver: Deliver | None = None,
    ) -> Future[Result]:
        """Hand work over; returns at once.

        Parameters
        ----------
        work
            Called with the store, on the store's thread; it must touch no page.
        then
            Called with what the work returns.
        failed
            Called with the error where it fails. What is no StoreError is a fault of the atlas: its
            trace is logged and a StoreError stands for it.
        deliver
            Takes the call of ``then`` or ``failed`` over to the page; without it they are called on
            the store's thread.

        Returns
        -------
        concurrent.futures.Future
            The result, or the error that the work raised.
        """
        future: Future[Result] = Future()

        def piece() -> None:
            _settle(future, lambda: work(self._store))
            _tell(future, then, failed, deliver)

        if not self._take(piece):
            future.set_exception(_refusal())
            _tell(future, then, failed, deliver)
        return future

    @property
    def waiting(self) -> int:
        """How many pieces of work wait."""
        return self._waiting.qsize()

    def close(self, timeout: float = 30.0) -> bool:
        """Take no more work, do what waits, and stop.

        Parameters
        ----------
        timeout
            Seconds to wait; a silent database must not keep the server from stopping.

        Returns
        -------
        bool
            Whether all work was done; where not, how much was left is logged.
        """
        with self._open:
            if not self._closed:
                self._closed = True
                self._waiting.put(None)
        self._thread.join(timeout)
        if self._thread.is_alive():
            _log.error("the learners' database is silent; %d left undone", self._waiting.qsize())
        return not self._thread.is_alive()

    def _take(self, piece: Callable[[], None]) -> bool:
        with self._open:
            if self._closed or self._waiting.qsize() >= MOST:
                return False
            self._waiting.put(piece)
            return True

    def _work(self) -> None:
        while (piece := self._waiting.get()) is not None:
            piece()
            del piece  # while it waits for the next one, nothing holds whoever asked for this


def _refusal() -> StoreError:
    return StoreError(
        "the learners' database is closed, or too much waits for it.",
        remedy="Look into the log for what keeps it busy.",
        public=mark("too much is waiting to be kept. Try again in a moment."),
    )


def _settle(future: Future[Result], work: Callable[[], Result]) -> None:
    try:
        future.set_result(work())
    except StoreError as error:
        _log.warning("%s", error.logged)
        future.set_exception(error)
    except Exception as error:  # noqa: BLE001  (the thread must live; the future tells it)
        _log.exception("work on the store failed")
        future.set_exception(error)


def _tell(
    future: Future[Result],
    then: Callable[[Result], object] | None,
    failed: Callable[[StoreError], object] | None,
    deliver: Deliver | None,
) -> None:
    """Tell the page; where that fails too (its visitor has left) the log is told."""

    def call() -> None:
        error = future.exception()
        if error is None and then is not None:
            then(future.result())
        elif error is not None and failed is not None:
            failed(error if isinstance(error, StoreError) else StoreError("the store failed."))

    try:
        call() if deliver is None else deliver(call)
    except Exception:  # noqa: BLE001  (the thread must live)
        _log.exception("a page could not be told what the store did")
