"""Leaving the whole app: nothing stays of who left.

The visitors are no browsers, but their pages are asked for and opened as those of browsers are.
"""

from __future__ import annotations

import asyncio
import gc
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from subprocess import DEVNULL, Popen
from typing import Any
from weakref import ref

import pytest
from browser_samples import answers, free_port, wait_until
from house import House
from web_visitor import WebVisitor

FREED_MB = 10.0


async def load(url: str, visits: int, seen: Callable[[], None] = lambda: None) -> None:
    """Visits that are opened and left, each beside a page that never becomes one."""
    for _ in range(visits):
        visitor = await WebVisitor(url).open()
        seen()
        await WebVisitor(url).ask()
        await visitor.leave()


@pytest.mark.slow
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


@pytest.mark.slow
def test_a_hundred_page_loads_leave_nothing(tmp_path: Path) -> None:
    """Half of them real visits over a websocket, half only pages, in a server of its own."""
    with serving(tmp_path) as (url, pid):

        async def loads(visits: int) -> float:
            await load(url, visits)
            await asyncio.sleep(15)  # the server drops who left, and collects
            return resident(pid)

        before = asyncio.run(loads(40))  # what is made once is made now
        assert asyncio.run(loads(50)) - before < FREED_MB


@contextmanager
def serving(folder: Path) -> Iterator[tuple[str, int]]:
    """The app in a process of its own: its address and its number."""
    port = free_port()
    command = [sys.executable, "-m", "nmt_atlas.cli", "serve", "--port", str(port), "--no-browser"]
    kept = {**os.environ, "NMT_ATLAS_DATABASE": f"sqlite:///{folder}/p.sqlite3"}
    with Popen(command, stdout=DEVNULL, stderr=DEVNULL, env=kept) as server:
        try:
            wait_until(lambda: answers(port), 60)
            yield f"http://localhost:{port}/", server.pid
        finally:
            server.terminate()


def resident(process: int) -> float:
    """Resident memory of a process in MB."""
    status = Path(f"/proc/{process}/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
