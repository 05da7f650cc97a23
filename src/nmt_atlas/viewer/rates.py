"""How often somebody may try something: so many at once, and so many a second from then on."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

_MOST = 4_096


class Rates:
    """A bucket for each of many; the one least recently asked for is forgotten first.

    Parameters
    ----------
    burst, rate
        How many at once, and how many a second.
    clock
        Seconds that never jump.
    """

    def __init__(
        self, burst: float, rate: float, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._burst, self._rate, self._clock = burst, rate, clock
        self._held: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def take(self, who: str) -> bool:
        """Take one of somebody's; False where nothing is left."""
        now = self._clock()
        left, seen = self._held.pop(who, (self._burst, now))
        left = min(self._burst, left + (now - seen) * self._rate)
        allowed = left >= 1
        self._held[who] = (left - 1 if allowed else left, now)
        while len(self._held) > _MOST:
            self._held.popitem(last=False)
        return allowed
