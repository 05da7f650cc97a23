"""The light page over a real network: its headers, who may come in, what is too much."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable
from typing import Any

import pytest
from browser_samples import free_port
from class_samples import NOW, Screen
from tornado.httpclient import AsyncHTTPClient, HTTPClientError, HTTPRequest
from tornado.httpserver import HTTPServer
from tornado.web import Application
from tornado.websocket import websocket_connect

from nmt_atlas.classroom import socket as module
from nmt_atlas.classroom.packets import unpacked
from nmt_atlas.classroom.socket import class_routes
from nmt_atlas.domain.classroom.speech import LARGEST
from nmt_atlas.viewer.bundle import require_bundle
from nmt_atlas.viewer.hosts import hosts_of

HELLO = {"say": "hello", "key": "k" * 20, "name": "Bea"}


class _Atlas:
    def body_names(self) -> dict[str, str]:
        return {"own": "Own"}

    def body(self, _name: str) -> Any:
        return self

    def names(self, language: str) -> dict[str, str]:
        return {"soleus-right": f"Soleus {language}"}


@pytest.fixture(autouse=True)
def bundled() -> None:
    """The page's script is there; where it is not, this says how to get it."""
    require_bundle(module.CLASS_BUNDLE)


async def leave(socket: Any) -> None:
    """Close and wait until the other side has, so that no socket is left open."""
    ended = socket.close_code is not None
    socket.close()
    while not ended and await asyncio.wait_for(socket.read_message(), 20) is not None:
        pass


def over_the_network(run: Callable[..., Any], story: Callable[[Any, str], Any]) -> None:
    """Serve the light page and tell a story to its address."""

    async def served() -> None:
        async with run() as hub:
            hub.atlas = _Atlas()
            port = free_port()
            server = HTTPServer(Application(class_routes(hub, hosts_of("localhost"))))
            server.listen(port, "127.0.0.1")
            await story(hub, f"127.0.0.1:{port}")
            server.stop()
            await server.close_all_connections()
            await asyncio.sleep(0.1)  # the loop closes what was let go

    asyncio.run(served())


async def told(socket: Any, kind: str) -> dict[str, Any]:
    while True:
        sent = await asyncio.wait_for(socket.read_message(), 20)
        assert sent is not None, f"closed: {socket.close_code} before “{kind}”"
        found = unpacked(sent)
        if found["say"] == kind:
            return found


def test_the_page_and_its_names(run: Callable[..., Any]) -> None:
    async def story(_hub: Any, host: str) -> None:
        client = AsyncHTTPClient()
        page = await client.fetch(f"http://{host}/class", headers={"Accept-Language": "es-ES"})
        policy = page.headers["Content-Security-Policy"]
        assert "script-src 'self';" in policy
        assert "unsafe-eval" not in policy
        text = page.body.decode()
        assert '<html lang="es">' in text
        assert "<script>" not in text
        script = await client.fetch(f"http://{host}/class/app.js")
        assert "immutable" in script.headers["Cache-Control"]
        names = await client.fetch(f"http://{host}/class/names/own/la.json")
        assert json.loads(names.body) == {"soleus-right": "Soleus la"}
        for path in ("class/names/other/en.json", "class/names/own/xx.json"):
            with pytest.raises(HTTPClientError, match="404"):
                await client.fetch(f"http://{host}/{path}")
        with pytest.raises(HTTPClientError, match="421"):
            await client.fetch(f"http://{host}/class", headers={"Host": "evil.example"})

    over_the_network(run, story)


def test_a_student_comes_in_and_a_foreign_page_does_not(run: Callable[..., Any]) -> None:
    async def story(hub: Any, host: str) -> None:
        key = hub.rooms.open("ada", "Tuesday", "names", NOW)
        own = HTTPRequest(f"ws://{host}/class/ws", headers={"Origin": f"http://{host}"})
        socket = await websocket_connect(own)
        await socket.write_message(json.dumps({**HELLO, "code": key.code}))
        assert (await told(socket, "welcome"))["name"] == "Bea"
        assert (await told(socket, "see"))["number"] == 1
        await socket.write_message('{"say": "ping"}')
        assert await told(socket, "pong")
        await leave(socket)
        foreign = HTTPRequest(f"ws://{host}/class/ws", headers={"Origin": "http://evil.example"})
        with pytest.raises(HTTPClientError, match="403"):
            await websocket_connect(foreign)

    over_the_network(run, story)


def test_too_much_at_once_ends_the_connection_and_no_other(run: Callable[..., Any]) -> None:
    async def story(hub: Any, host: str) -> None:
        key = hub.rooms.open("ada", "Tuesday", "names", NOW)
        good, bad = [await websocket_connect(f"ws://{host}/class/ws") for _ in range(2)]
        await good.write_message(json.dumps({**HELLO, "code": key.code}))
        await told(good, "welcome")
        await bad.write_message("x" * (LARGEST + 1))
        assert await asyncio.wait_for(bad.read_message(), 20) is None
        await good.write_message('{"say": "ping"}')
        assert await told(good, "pong")
        await leave(bad)
        await leave(good)

    over_the_network(run, story)


def test_a_full_house_says_so(run: Callable[..., Any], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "MOST_SCREENS", 1)

    async def story(_hub: Any, host: str) -> None:
        first = await websocket_connect(f"ws://{host}/class/ws")
        second = await websocket_connect(f"ws://{host}/class/ws")
        assert await asyncio.wait_for(second.read_message(), 20) is None
        assert second.close_code == 1013
        await leave(second)
        await leave(first)

    over_the_network(run, story)


def test_words_of_roles_differ_and_are_not_guessed(run: Callable[..., Any]) -> None:
    async def story(hub: Any, _host: str) -> None:
        key = hub.rooms.open("ada", "Tuesday", "names", NOW)
        guess = Screen(hub)
        await guess.come(key.code, role="screen", word="")
        assert guess.last("refused")

    over_the_network(run, story)
