"""Leaving the whole app: nothing stays of who left.

The visitors are no browsers, but their pages are asked for and opened as those of browsers are.
"""

from __future__ import annotations

import asyncio
import ctypes
import gc
from collections.abc import Callable
from pathlib import Path
from typing import Any
from weakref import ref

import pytest
from browser_samples import wait_until
from house import House
from web_visitor import WebVisitor

FREED_MB = 10.0


async def load(url: str, visits: int, seen: Callable[[], None] = lambda: None) -> None:
    """Visits that are opened and left, each beside a page that never becomes one."""
    for _ in range(visits):
        visitor = await WebVisitor(url).open()
        seen()
        await WebVisitor(url).ask()
        visitor.close()


def test_of_ten_visits_nothing_stays(house: House) -> None:
    gone: list[ref[Any]] = []

    def note() -> None:
        assert house.latest is not None
        frame = house.latest
        gone.extend(map(ref, (frame, frame.visit, frame.shell, frame.book.now)))

    asyncio.run(load(house.url, 10, note))
    house.latest = None

    def freed() -> bool:
        gc.collect()
        return not any(one() is not None for one in gone)

    wait_until(freed, 30)


@pytest.mark.release
def test_a_hundred_page_loads_leave_nothing(house: House) -> None:
    """Half of them real visits over a websocket, half only pages."""

    async def loads(visits: int) -> None:
        await load(house.url, visits)
        await asyncio.sleep(15)
        give_back()

    asyncio.run(loads(20))  # what is made once is made now
    before = resident()
    asyncio.run(loads(50))
    assert resident() - before < FREED_MB


def give_back() -> None:
    """Free what can be freed, and have the C library return what it holds in reserve."""
    gc.collect()
    ctypes.CDLL(None).malloc_trim(0)


def resident() -> float:
    """Resident memory of this process in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
