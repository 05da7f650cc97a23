"""A class over a real network: processes that serve one, and phones that come in."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from browser_samples import answers, free_port, wait_until
from tornado.websocket import websocket_connect

from nmt_atlas.classroom.packets import unpacked

WORKER = Path(__file__).with_name("class_worker.py")


@contextmanager
def worker(database: str) -> Iterator[tuple[int, subprocess.Popen[bytes]]]:
    """A process of a class; its port."""
    port = free_port()
    path = os.pathsep.join([str(WORKER.parent), os.environ.get("PYTHONPATH", "")])
    command = [sys.executable, str(WORKER), database, str(port)]
    with subprocess.Popen(command, env={**os.environ, "PYTHONPATH": path}) as process:
        try:
            wait_until(lambda: answers(port) or process.poll() is not None, 240)
            assert process.poll() is None
            yield port, process
        finally:
            process.kill()


class Phone:
    """A screen over the network."""

    def __init__(self, port: int, code: str, key: str) -> None:
        self.port, self.code, self.key = port, code, key
        self.socket: Any = None

    async def come(self, name: str | None = None) -> None:
        self.socket = await websocket_connect(f"ws://127.0.0.1:{self.port}/class/ws")
        await self.say(say="hello", code=self.code, key=self.key, name=name)
        await self.told("welcome")

    async def say(self, **message: Any) -> None:
        await self.socket.write_message(json.dumps(message))

    async def told(self, kind: str, true: Callable[[dict[str, Any]], Any] = bool) -> dict[str, Any]:
        while True:
            sent = await asyncio.wait_for(self.socket.read_message(), 120)
            assert sent is not None, f"the connection ended before “{kind}”"
            found = unpacked(sent)
            if found["say"] == kind and true(found):
                return found

    async def choose(self, part: str, n: int) -> None:
        uid = f"answer-of-{self.key[:8]}-{n:04}"
        await self.say(say="press", round=2, id=f"choose:{part}", uid=uid, n=n)

    async def leave(self) -> None:
        self.socket.close()
        with suppress(Exception):
            await asyncio.wait_for(self.socket.read_message(), 5)
