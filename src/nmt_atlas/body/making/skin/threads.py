"""Work that needs nothing of each other, done on two cores."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import TypeVar

A = TypeVar("A")
B = TypeVar("B")

_CORES = 2


def each(work: Callable[[A], B], things: Iterable[A]) -> list[B]:
    """Results of ``work`` in the order of ``things``; numpy and scipy let threads run at once."""
    with ThreadPoolExecutor(_CORES) as pool:
        return list(pool.map(work, things))
