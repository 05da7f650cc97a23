"""Rooms without a network, in a store in a file."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from class_samples import Clock, OneQuestion, see_by_number

from nmt_atlas.classroom import liveroom
from nmt_atlas.classroom.bus import Bus
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.store.progress import ProgressStore


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store(tmp_path: Path) -> Iterator[ProgressStore]:
    opened = ProgressStore(f"sqlite:///{tmp_path / 'class.sqlite3'}")
    yield opened
    opened.close()


@pytest.fixture
def seen(monkeypatch: pytest.MonkeyPatch) -> None:
    """What the body shows is drawn by nobody."""
    monkeypatch.setattr(liveroom, "see_packet", see_by_number)


@pytest.fixture
def run(store: ProgressStore, clock: Clock, seen: None) -> Callable[..., Any]:
    """A running process: ``async with run() as hub``; several are several processes."""

    @asynccontextmanager
    async def running(
        bus: Bus | None = None, on: ProgressStore | None = None
    ) -> AsyncIterator[Hub]:
        hub = Hub(None, on or store, OneQuestion(), clock, bus)  # type: ignore[arg-type]
        hub.start()
        try:
            yield hub
        finally:
            await asyncio.get_running_loop().run_in_executor(None, hub.close)

    return running
