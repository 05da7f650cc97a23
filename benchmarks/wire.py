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

    It runs in a process of its own, so that measuring does not slow it down.
    """

    def __init__(self, target: int) -> None:
        self.port = free_port()
        self._received = multiprocessing.Value("q", 0)
        work = (self.port, target, self._received)
        multiprocessing.Process(target=relay, args=work, daemon=True).start()

    @property
    def received(self) -> int:
        """Bytes that went to the browser so far."""
        return int(self._received.value)


def relay(port: int, target: int, received: Any) -> None:
    """Pass everything on between a port and a server, counting what the server sends."""

    async def pump(source: asyncio.StreamReader, sink: asyncio.StreamWriter, down: bool) -> None:
        with suppress(ConnectionError):  # where one side has gone the other is closed too
            while data := await source.read(1 << 18):
                received.value += len(data) if down else 0
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
