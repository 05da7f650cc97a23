"""The atlas that a browser has kept: it starts where its server is away, and follows an upgrade."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser_samples import SHOWN, answers, free_port, sample_pack, wait_until

from nmt_atlas.viewer.head_start import Room, head_start
from nmt_atlas.viewer.page import FirstLook, begin_visit
from nmt_atlas.viewer.server import build_server
from nmt_atlas.viewer.shell import Shell

pytestmark = [pytest.mark.browser, pytest.mark.slow]

DRAWN = "() => window.nmtAtlasEarly?.viewer.loaded?.ready"
SHELVES = "async () => (await caches.keys()).filter(name => name.startsWith('nmt-atlas-'))"
RESTS = """() => navigator.serviceWorker.getRegistration()
  .then(one => Boolean(one?.active) && !one.installing && !one.waiting)"""
EYE = "() => window.nmtAtlasEarly.viewer.rig.now().position"


def visit() -> Any:
    """A visit of an empty window."""
    begin_visit()
    return Shell(title="There")


@contextmanager
def running(port: int, pack: Path, shown: tuple[str, ...]) -> Iterator[None]:
    """The server, until the block ends; another version shows other layers first."""
    scene = {"groups": {name: {"visible": True} for name in shown}}
    look = FirstLook(head=head_start("pack/own/index.json", scene, room=Room()))
    servers: list[Any] = []

    def run() -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        servers.append(build_server(visit, lambda _: look, {"own": pack}, port=port))
        servers[0].start()
        servers[0].io_loop.start()

    async def end() -> None:
        servers[0].stop()
        await servers[0]._http.close_all_connections()  # as those of a process that has ended
        servers[0].io_loop.stop()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    wait_until(lambda: servers and answers(port), 60)
    yield
    servers[0].io_loop.add_callback(end)
    thread.join(10)
    wait_until(lambda: not answers(port), 20)


def kept(page: Any) -> list[str]:
    """The shelves of a browser in which a worker has come to rest."""
    wait_until(lambda: page.evaluate(RESTS), 60)
    wait_until(lambda: len(page.evaluate(SHELVES)) == 1, 60)
    return list(page.evaluate(SHELVES))


def test_after_one_visit_the_body_comes_without_the_server_and_an_upgrade_takes_its_place(
    page: Any, tmp_path: Path
) -> None:
    sample_pack(tmp_path)
    port = free_port()
    url = f"http://localhost:{port}/"
    with running(port, tmp_path, SHOWN):
        page.goto(url)
        page.wait_for_function(DRAWN, timeout=120_000)
        first = kept(page)
    page.goto(url + "?selection=anything")
    page.get_by_role("alert").filter(has_text="does not answer").wait_for()
    page.wait_for_function(DRAWN, timeout=120_000)
    before = page.evaluate(EYE)
    page.mouse.move(300, 300)
    page.mouse.down()
    page.mouse.move(400, 320, steps=6)
    page.mouse.up()
    wait_until(lambda: page.evaluate(EYE) != before, 20)
    with running(port, tmp_path, SHOWN[:1]):
        page.get_by_role("main", name="The body").wait_for(timeout=120_000)  # by itself
        assert page.get_by_text("does not answer").count() == 0
        wait_until(lambda: page.evaluate(SHELVES) not in (first, []), 60)
        assert len(kept(page)) == 1
