"""How often somebody may do something: so many at once, and so many a second from then on."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

Clock = Callable[[], float]
_MOST = 4_096


class Bucket:
    """So many at once, and so many a second from then on.

    Parameters
    ----------
    burst, rate
        How many at once, and how many a second.
    clock
        Seconds that never jump.
    """

    __slots__ = ("_burst", "_clock", "_left", "_rate", "_seen")

    def __init__(self, burst: float, rate: float, clock: Clock = time.monotonic) -> None:
        self._burst, self._rate, self._clock = burst, rate, clock
        self._left, self._seen = burst, clock()

    @property
    def empty(self) -> bool:
        """Whether nothing is left now."""
        self._fill()
        return self._left < 1

    def take(self) -> bool:
        """Take one; False where there is none."""
        if self.empty:
            return False
        self._left -= 1
        return True

    def give_back(self) -> None:
        """Give one back that was taken: it did not count."""
        self._left = min(self._burst, self._left + 1)

    def _fill(self) -> None:
        now = self._clock()
        self._left = min(self._burst, self._left + (now - self._seen) * self._rate)
        self._seen = now


class Buckets:
    """A bucket for each of many, the least recently asked for forgotten first."""

    def __init__(self, burst: float, rate: float, clock: Clock = time.monotonic) -> None:
        self._given = burst, rate, clock
        self._held: OrderedDict[str, Bucket] = OrderedDict()

    def of(self, who: str) -> Bucket:
        """Somebody's bucket."""
        found = self._held.setdefault(who, Bucket(*self._given))
        self._held.move_to_end(who)
        while len(self._held) > _MOST:
            self._held.popitem(last=False)
        return found

    def take(self, who: str) -> bool:
        """Take one of somebody's; False where there is none."""
        return self.of(who).take()

    def give_back(self, who: str) -> None:
        """Give one of somebody's back: what they did does not count."""
        self.of(who).give_back()
