"""What waits to be sent to one screen: never more than the newest of each kind, and a few words.

A screen on a bad network does not get every step that it has missed: it gets how things stand. One
that takes nothing at all for too long is let go, so that nobody's memory fills up with it.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Awaitable, Callable

Packet = str | bytes
Write = Callable[[Packet], Awaitable[None]]

PATIENCE = 15.0
"""Seconds that a screen may take nothing while something waits for it."""
_MOST_WORDS = 60
"""So many words to one screen may wait; whoever lets more pile up has gone."""

_LOG = logging.getLogger(__name__)


class Outbox:
    """Sends to one screen, one thing after the other.

    Parameters
    ----------
    write
        Sends something; done when the network has taken it.
    give_up
        Called once where the screen takes nothing any more.
    patience
        Seconds to wait.
    """

    def __init__(
        self, write: Write, give_up: Callable[[], None], patience: float = PATIENCE
    ) -> None:
        self._write = write
        self._give_up = give_up
        self._patience = patience
        self._newest: dict[str, Packet] = {}
        self._words: deque[Packet] = deque()
        self._pump: asyncio.Task[None] | None = None
        self.closed = False

    @property
    def waiting(self) -> int:
        """How much waits."""
        return len(self._newest) + len(self._words)

    def show(self, kind: str, packet: Packet) -> None:
        """Send how something stands; what waits of the same kind is not sent any more."""
        if not self.closed:
            self._newest.pop(kind, None)
            self._newest[kind] = packet
            self._begin()

    def tell(self, packet: Packet) -> None:
        """Send a word; every word is sent, in order, before what is shown."""
        if self.closed:
            return
        if len(self._words) >= _MOST_WORDS:
            self._end()
            return
        self._words.append(packet)
        self._begin()

    def close(self) -> None:
        """Send nothing more."""
        self.closed = True
        self._newest.clear()
        self._words.clear()
        if self._pump is not None:
            self._pump.cancel()
            self._pump = None

    def _begin(self) -> None:
        if self._pump is None:
            self._pump = asyncio.ensure_future(self._send())

    async def _send(self) -> None:
        try:
            while packet := self._next():
                begun = time.monotonic()
                await asyncio.wait_for(self._write(packet), self._patience)
                if time.monotonic() - begun > 1:
                    _LOG.info("a screen of a class takes its time")
        except TimeoutError:
            self._pump = None
            self._end()
        except Exception as error:  # noqa: BLE001  (the screen is gone, in whatever way)
            _LOG.debug("a screen of a class is gone: %r", error)
            self._pump = None
            self.close()
        else:
            self._pump = None

    def _next(self) -> Packet | None:
        if self._words:
            return self._words.popleft()
        if self._newest:
            return self._newest.pop(next(iter(self._newest)))
        return None

    def _end(self) -> None:
        self.close()
        self._give_up()
