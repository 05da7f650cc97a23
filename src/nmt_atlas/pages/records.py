"""How pages have the store do something: never on the loop that all visitors share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol, TypeVar

from nmt_atlas.domain.errors import StoreError
from nmt_atlas.pages.later import Deliver, to_this_page
from nmt_atlas.store.background import Recorder

T = TypeVar("T")


class Records(Protocol):
    """Does the store's work without keeping anybody waiting."""

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[StoreError], None],
    ) -> None:
        """Do the work; then go on with what came of it, or with why it failed."""
        ...


class AtOnce:
    """Does the store's work at once: for tests and notebooks."""

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[StoreError], None],
    ) -> None:
        """Do the work; then go on with what came of it, or with why it failed."""
        try:
            found = work()
        except StoreError as error:
            failed(error)
        else:
            then(found)


class InBackground:
    """Does the store's work on the server's recorder and goes on on the present visitor's page.

    Parameters
    ----------
    recorder
        The one recorder of the server.
    deliver
        Takes calls over to the page; None: that of the present visitor.
    """

    def __init__(self, recorder: Recorder, deliver: Deliver | None = None) -> None:
        self._recorder = recorder
        self._deliver = deliver or to_this_page()

    def submit(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[StoreError], None],
    ) -> None:
        """Hand the work over; go on with what came of it, or with why it failed."""
        self._recorder.submit(lambda _store: work(), then, failed, deliver=self._deliver)
