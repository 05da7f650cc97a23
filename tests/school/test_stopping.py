"""A server that is told to end says so, loses nothing, and goes on where it was."""

from __future__ import annotations

import asyncio
import json
import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from browser_samples import free_port
from tornado.httpclient import HTTPRequest
from tornado.websocket import websocket_connect

from nmt_atlas.school.stopping import Stopping
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.store.rooms import Rooms


class Loop:
    """What a server is stopped by, without one."""

    def __init__(self) -> None:
        self.stopped = 0
        self.later: list[float] = []
        self.asyncio_loop = self
        self.io_loop = self

    def stop(self) -> None:
        self.stopped += 1

    def call_later(self, seconds: float, _call: Any) -> None:
        self.later.append(seconds)


def test_farewell_is_said_first_and_a_second_signal_does_not_wait() -> None:
    said: list[str] = []

    def fails() -> None:
        raise ValueError("no")

    server = Loop()
    stopping = Stopping(server, (fails, lambda: said.append("farewell")), grace=3)
    stopping.begin()
    assert (said, server.later, server.stopped) == (["farewell"], [3], 0)
    stopping.begin()
    assert (said, server.stopped) == (["farewell"], 1)


class Served:
    """The atlas in a process of its own."""

    def __init__(self, database: str) -> None:
        self.port = free_port()
        command = [sys.executable, "-m", "nmt_atlas.cli", "serve", "--port", str(self.port)]
        self.process = subprocess.Popen(
            [*command, "--no-browser", "--log", "json"],
            env={**os.environ, "NMT_ATLAS_DATABASE": database},
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )

    def health(self) -> int:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/health", timeout=5) as told:
                return int(told.status)
        except urllib.error.HTTPError as error:
            with error:
                return error.code
        except OSError:
            return 0

    def until_well(self) -> None:
        end = time.monotonic() + 240
        while self.health() != 200:
            assert self.process.poll() is None, self.process.communicate()[1]
            assert time.monotonic() < end, "the server does not come up"
            time.sleep(0.2)

    async def join(self, code: str) -> Any:
        where = HTTPRequest(
            f"ws://127.0.0.1:{self.port}/class/ws",
            headers={"Origin": f"http://127.0.0.1:{self.port}"},
        )
        socket = await websocket_connect(where)
        hello = {"say": "hello", "code": code, "key": "k" * 20, "name": "Bea"}
        await socket.write_message(json.dumps(hello))
        return socket


async def heard(socket: Any, say: str) -> dict[str, Any]:
    """What a screen is told next of a kind; packed pictures are passed over."""
    while True:
        message = await asyncio.wait_for(socket.read_message(), 60)
        assert message is not None, "closed without a word"
        if isinstance(message, str) and json.loads(message)["say"] == say:
            return dict(json.loads(message))


async def leaves(socket: Any) -> None:
    """Close a screen, and wait until it is."""
    socket.close()
    while await asyncio.wait_for(socket.read_message(), 60) is not None:
        pass


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends no SIGTERM")
def test_a_class_goes_on_after_its_server_was_told_to_end(tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path / 'class.sqlite3'}"
    store = ProgressStore(database)
    key = Rooms(store.database).open("teacher", "Calf", "names", datetime.now(UTC))
    store.close()

    async def leave(served: Served) -> None:
        socket = await served.join(key.code)
        await heard(socket, "welcome")
        served.process.send_signal(signal.SIGTERM)
        assert "goes on by itself" in (await heard(socket, "told"))["text"]
        assert await asyncio.to_thread(served.health) in (503, 0)
        await leaves(socket)

    async def come_back(served: Served) -> None:
        socket = await served.join(key.code)
        welcome = await heard(socket, "welcome")
        assert (welcome["title"], welcome["name"]) == ("Calf", "Bea")
        await leaves(socket)

    for what in (leave, come_back):
        served = Served(database)
        try:
            served.until_well()
            asyncio.run(what(served))
        finally:
            served.process.send_signal(signal.SIGTERM)
            said = served.process.communicate(timeout=60)
        assert served.process.returncode == 0, said
        lines = [json.loads(one) for one in said[1].splitlines()]
        assert any(one["message"] == "the server is stopping" for one in lines)
        assert not any(one["level"] == "error" for one in lines), said[1]
        assert "Bea" not in said[1]
