"""A relay that counts what a server sends: HTTP and websocket as they are on the wire."""

from __future__ import annotations

import asyncio
import multiprocessing
import socket
from contextlib import suppress
from typing import Any


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


class Wire:
    """A plain relay in front of a server that counts what goes to the browser on the wire.

    It runs in a process of its own, so that measuring does not slow it down. With a ``rate`` in
    bytes a second, what comes from the server comes no faster, all connections together; with a
    ``delay`` in seconds, what goes to the server gets there so much later.
    """

    def __init__(self, target: int, rate: float = 0.0, delay: float = 0.0) -> None:
        self.port = free_port()
        fresh = multiprocessing.get_context("spawn")
        self._received = fresh.Value("q", 0)
        work = (self.port, target, self._received, rate, delay)
        fresh.Process(target=relay, args=work, daemon=True).start()

    @property
    def received(self) -> int:
        """Bytes that went to the browser so far."""
        return int(self._received.value)


def relay(port: int, target: int, received: Any, rate: float = 0.0, delay: float = 0.0) -> None:
    """Pass everything on between a port and a server, counting what the server sends."""
    free = 0.0  # when the line has carried what it was given

    async def carry(size: int) -> None:
        nonlocal free
        now = asyncio.get_running_loop().time()
        free = max(free, now) + size / rate
        await asyncio.sleep(free - now)

    async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter, down: bool) -> None:
        with suppress(ConnectionError):  # where one side has gone the other is closed too
            while data := await source.read(1 << 14 if rate else 1 << 18):
                received.value += len(data) if down else 0
                if rate and down:
                    await carry(len(data))
                elif delay:
                    await asyncio.sleep(delay)
                sink.write(data)
                await sink.drain()
        sink.close()

    async def joined(browser: asyncio.StreamReader, back: asyncio.StreamWriter) -> None:
        server, to_server = await asyncio.open_connection("127.0.0.1", target, limit=1 << 20)
        await asyncio.gather(pump(browser, to_server, False), pump(server, back, True))

    async def run() -> None:
        listening = await asyncio.start_server(joined, "127.0.0.1", port, limit=1 << 20)
        await listening.serve_forever()

    asyncio.run(run())
