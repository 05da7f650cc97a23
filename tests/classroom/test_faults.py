"""Faults that a class survives: what was recorded is there, and every screen goes on."""

from __future__ import annotations

import asyncio
import random
import signal
import subprocess
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import pytest
from browser_samples import free_port
from class_phones import Phone, worker
from class_samples import NOW, QUESTION, Screen
from sqlalchemy import event
from store_samples import Postgres, running_postgres
from tornado.httpserver import HTTPServer
from tornado.web import Application

from nmt_atlas.classroom import hub as module
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.classroom.socket import class_routes
from nmt_atlas.domain.classroom.ballots import counting
from nmt_atlas.domain.classroom.events import Asked, Blanked, Revealed
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.hosts import hosts_of

VIEW = ViewState()
ASKED = Asked(question=QUESTION, view=VIEW)


@pytest.fixture(scope="module")
def postgres() -> Iterator[Postgres]:
    yield from running_postgres()


# A disk that fills


def test_a_disk_that_is_full_is_told_and_nothing_kept_is_lost(
    run: Callable[..., Any], store: ProgressStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(connection: Any, _record: Any) -> None:
        (pages,) = connection.execute("PRAGMA page_count").fetchone()
        connection.execute(f"PRAGMA max_page_count={pages}")

    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            bea = Screen(hub)
            await bea.come(key.code)
            await asyncio.wrap_future(hub.lead(key, "ada", ASKED))
            await bea.until("asked", lambda one: one["round"] == 2)
            event.listen(store.database.engine, "connect", full)
            store.database.engine.dispose()
            kept = 0
            while not bea.last("told"):
                await bea.choose("p" * 290, 2)
                kept += 1
                assert kept < 400, "the disk never fills"
            assert "cannot be reached" in bea.last("told")["text"]
            before = len(hub.rooms.ballots(key.id))
            assert before == len([one for one in bea.told if one["say"] == "kept"]) > 0
            event.remove(store.database.engine, "connect", full)
            store.database.engine.dispose()
            await bea.choose("soleus-right", 2)
            await bea.until("kept", lambda one: "soleus" in one["given"])
            ballots = [one for _, one in hub.rooms.ballots(key.id)]
            assert len(ballots) == before + 1
            assert [one.answer["part"] for one in counting(ballots)] == ["soleus-right"]

    monkeypatch.setattr(module, "_AGAIN", 0.05)
    asyncio.run(story())


# The instructor's machine asleep


def test_the_instructor_is_gone_for_a_while_and_misses_nothing(run: Callable[..., Any]) -> None:
    async def story() -> None:
        async with run() as hub:
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            hub.listen(key, "the page", lambda _events: None)
            bea, cy = Screen(hub), Screen(hub)
            await bea.come(key.code)
            await cy.come(key.code, key="c" * 20, name="Cy")
            await asyncio.wrap_future(hub.lead(key, "ada", ASKED))
            for one in (bea, cy):
                await one.until("asked", lambda told: told["round"] == 2)
            hub.unlisten(key, "the page")
            await bea.choose("soleus-right", 2)
            await cy.choose("tibia-right", 2)
            told = await cy.until("kept", bool)
            assert told["given"] == "You chose: tibia-right."
            heard: list[Any] = []
            live = hub.listen(key, "the page again", heard.append)
            hub.refresh(live)
            await _until(lambda: live.known.tally and live.known.tally.answered == 2)
            assert live.known.room.live.phase == "open"
            await asyncio.wrap_future(hub.lead(key, "ada", Revealed(round=2)))
            await bea.until("asked", lambda one: not one["open"])

    asyncio.run(story())


# A process that is killed, a database that is restarted


@pytest.mark.slow
def test_a_killed_process_takes_no_answer_along_and_its_screens_go_on_with_another(
    run: Callable[..., Any], postgres: Postgres
) -> None:
    url = postgres.fresh()
    store = ProgressStore(url)

    async def story(first: int, second: int, process: subprocess.Popen[bytes]) -> None:
        async with run(on=store) as hub:
            key = hub.rooms.open("ada", "Lecture", "names", NOW)
            live = hub.listen(key, "the instructor's page", lambda _events: None)
            bea, cy = Phone(first, key.code, "b" * 20), Phone(second, key.code, "c" * 20)
            for one, name in ((bea, "Bea"), (cy, "Cy")):
                await one.come(name)
            await asyncio.wrap_future(hub.lead(key, "ada", ASKED))
            for one in (bea, cy):
                await one.told("asked", lambda told: told["round"] == 2)
            await bea.choose("tibia-right", 1)
            await bea.told("kept")
            await bea.choose("soleus-right", 2)  # on its way when the process is killed
            process.send_signal(signal.SIGKILL)
            while await asyncio.wait_for(bea.socket.read_message(), 120) is not None:
                pass
            bea.socket.close()
            bea.port = second
            await bea.come()
            assert (await bea.told("asked"))["given"].startswith("You chose:")
            await bea.choose("soleus-right", 2)  # sent again, as the page does
            await bea.told("kept")
            await cy.choose("soleus-right", 1)
            await cy.told("kept")
            await _until(lambda: live.known.tally and live.known.tally.right == 2)
            assert live.known.tally.answered == 2
            assert len({one.uid for one in live.known.ballots}) == len(live.known.ballots) == 3
            await asyncio.wrap_future(hub.lead(key, "ada", Revealed(round=2)))
            for one in (bea, cy):
                await one.told("asked", lambda told: not told["open"])
                await one.leave()

    with worker(url) as (first, process), worker(url) as (second, _other):
        asyncio.run(story(first, second, process))
    store.close()


def test_a_database_that_breaks_off_in_the_middle_of_a_question(
    run: Callable[..., Any], postgres: Postgres
) -> None:
    store = ProgressStore(postgres.fresh())

    async def story() -> None:
        async with run(on=store) as hub:
            beside = asyncio.get_running_loop().run_in_executor
            key = hub.rooms.open("ada", "Lecture", "names", NOW)
            bea, cy = Screen(hub), Screen(hub)
            await bea.come(key.code)
            await cy.come(key.code, key="c" * 20, name="Cy")
            await asyncio.wrap_future(hub.lead(key, "ada", ASKED))
            for one in (bea, cy):
                await one.until("asked", lambda told: told["round"] == 2)
            await bea.choose("soleus-right", 2)
            await bea.until("kept", bool)
            await beside(None, postgres.stop)
            await cy.choose("soleus-right", 2)
            assert "cannot be reached" in (await cy.until("told", bool))["text"]
            assert not cy.last("kept")
            await beside(None, postgres.start)
            await cy.choose("soleus-right", 2)
            await cy.until("kept", bool)
            assert await asyncio.wrap_future(hub.lead(key, "ada", Blanked(on=True)))
            await bea.until("room", lambda one: one["blank"])
            assert len(hub.rooms.ballots(key.id)) == 2

    asyncio.run(story())
    store.close()


# Noise on the wire


@asynccontextmanager
async def served(hub: Hub) -> AsyncIterator[int]:
    """The light page's routes on a port."""
    port = free_port()
    server = HTTPServer(Application(class_routes(hub, hosts_of("localhost"))))
    server.listen(port, "127.0.0.1")
    yield port
    server.stop()
    await server.close_all_connections()
    await asyncio.sleep(0.1)


class NoNames:
    """An atlas with no body, so no names of parts."""

    def body_names(self) -> dict[str, str]:
        return {}


def requests(chance: random.Random) -> Iterator[bytes]:
    """Two hundred requests, whole, torn and foreign; the same every time."""
    paths = [
        "/class",
        "/class/ws",
        "/class/app.js",
        "/class/names/own/en.json",
        "/",
        "*",
        "//",
        "/%",
    ]
    ways = ["GET", "POST", "HEAD", "PUT", "BREW", "", "\x00"]
    wish = "Connection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\n"
    for _ in range(200):
        key = "Sec-WebSocket-Key: " + chance.choice(["dGhlIHNhbXBsZSBub25jZQ==", "", "x" * 300])
        more = chance.choice(["", "?" + "a" * 5_000, "?room=%00%ff", "/../../etc/passwd"])
        head = f"{chance.choice(ways)} {chance.choice(paths)}{more} HTTP/1.1\r\nHost: localhost\r\n"
        whole = head + chance.choice(["", wish, wish + key + "\r\n", "Content-Length: -1\r\n"])
        sent = (whole + "\r\n").encode() + chance.randbytes(chance.randrange(200))
        yield sent[: chance.choice([len(sent), chance.randrange(1, len(sent))])]


async def shout(port: int, sent: bytes) -> None:
    """Send bytes, and go before anything is answered or after."""
    _reader, writer = await asyncio.open_connection("127.0.0.1", port)
    with suppress(OSError):
        writer.write(sent)
        await writer.drain()
        await asyncio.wait_for(_reader.read(64), 0.02)
    with suppress(OSError, TimeoutError):
        writer.close()
        await writer.wait_closed()


@pytest.mark.slow
def test_noise_on_the_wire_ends_nobody_elses_class(run: Callable[..., Any]) -> None:
    async def story() -> None:
        chance = random.Random(20260302)
        async with run() as hub, served(hub) as port:
            hub.atlas = NoNames()
            key = hub.rooms.open("ada", "Tuesday", "names", NOW)
            bea = Phone(port, key.code, "b" * 20)
            await bea.come("Bea")
            for sent in requests(chance):
                with suppress(TimeoutError):
                    await shout(port, sent)
            await asyncio.wrap_future(hub.lead(key, "ada", ASKED))
            await bea.told("asked", lambda told: told["round"] == 2)
            await bea.choose("soleus-right", 1)
            assert await bea.told("kept")
            await bea.leave()
            assert len(hub.rooms.ballots(key.id)) == 1
            assert len(hub.rooms.members(key.id)) == 1

    asyncio.run(story())


async def _until(true: Callable[[], Any], seconds: float = 20) -> None:
    """Wait until something is so."""
    for _ in range(int(seconds / 0.02)):
        if true():
            return
        await asyncio.sleep(0.02)
    raise AssertionError("nothing came of it")
