"""Loading the whole app: links open what they name, every time; nothing stays of who left."""

from __future__ import annotations

import asyncio
import gc
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_samples import answers, free_port, wait_until
from web_visitor import WebVisitor

from nmt_atlas import app
from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.errors import PackError
from nmt_atlas.store.progress import ProgressStore

LESSON = "tension-headache"
FREED_MB = 10.0


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    opened = Atlas.open()
    try:
        opened.body("own")
    except PackError as error:
        pytest.skip(str(error))
    return opened


@pytest.fixture(scope="module")
def site(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The whole app on a free port."""
    store = ProgressStore(f"sqlite:///{tmp_path_factory.mktemp('store') / 'p.sqlite3'}")
    port = free_port()
    servers: list[Any] = []

    def run() -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        servers.append(app.make_server(atlas, store, port=port, address="127.0.0.1"))
        servers[0].start()
        servers[0].io_loop.start()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    wait_until(lambda: servers and answers(port), 60)
    yield f"http://127.0.0.1:{port}/"
    servers[0].io_loop.add_callback(servers[0].io_loop.stop)
    thread.join(10)
    store.close()


@pytest.mark.browser
@pytest.mark.slow
def test_a_link_to_a_lesson_opens_it_every_time(page: Any, site: str, atlas: Atlas) -> None:
    title = atlas.library.lesson(LESSON).title
    page.set_viewport_size({"width": 1280, "height": 800})
    for _ in range(20):
        page.goto(f"{site}?page=lessons&lesson={LESSON}")
        page.get_by_role("heading", name=title).first.wait_for(timeout=60_000)


@pytest.mark.slow
def test_a_hundred_page_loads_leave_nothing(site: str) -> None:
    """Half of them real visits over a websocket, half only pages."""

    async def load(visits: int) -> None:
        for _ in range(visits):
            visitor = await WebVisitor(site).open()
            await WebVisitor(site).ask()
            visitor.close()
        await asyncio.sleep(15)
        gc.collect()

    asyncio.run(load(20))  # what is made once is made now
    before = resident()
    asyncio.run(load(50))
    assert resident() - before < FREED_MB


def resident() -> float:
    """Resident memory of this process in MB."""
    status = Path("/proc/self/status").read_text(encoding="ascii")
    return int(status.partition("VmRSS:")[2].split()[0]) / 1024
