"""A visitor without a browser: asks for the page, opens the websocket, reads and patches."""

from __future__ import annotations

import asyncio
import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bokeh.protocol import Protocol
from bokeh.protocol.receiver import Receiver
from tornado.httpclient import AsyncHTTPClient, HTTPRequest
from tornado.websocket import WebSocketClientConnection, websocket_connect

_TOKEN = re.compile(r'"token":"([^"]+)"')
_BOOT = re.compile(r'id="nmt-boot">(.*?)</script>', re.DOTALL)


def boot_of(page: str) -> dict[str, Any]:
    """What a page tells its own first script: token, scripts; a plain Panel page has a token."""
    found = _BOOT.search(page)
    if found:
        return dict(json.loads(found[1]))
    plain = _TOKEN.search(page)
    assert plain, "the page has no token"
    return {"token": plain[1], "scripts": []}


@dataclass
class WebVisitor:
    """One visit over a real websocket.

    Attributes
    ----------
    url
        Of the server, with a slash at the end.
    models
        Every model that the visit was sent at first, by id: `{type, name, id, attributes}`.
    sent, received
        Bytes over the websocket so far, uncompressed.
    """

    url: str
    models: dict[str, dict[str, Any]] = field(default_factory=dict)
    sent: int = 0
    received: int = 0
    _socket: WebSocketClientConnection | None = None
    _receiver: Receiver | None = None
    cookie: str = ""
    _answers: dict[str, Any] = field(default_factory=dict)
    _changed: set[str] = field(default_factory=set)
    _turn: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def ask(self, query: str = "") -> str:
        """Ask for the page and no more."""
        asked = HTTPRequest(self.url + query, headers={"Accept": "text/html"}, request_timeout=600)
        client = AsyncHTTPClient(force_instance=True)
        answer = await client.fetch(asked)
        client.close()
        self.cookie = answer.headers.get("Set-Cookie", "").partition(";")[0]
        return answer.body.decode()

    async def open(self, query: str = "") -> WebVisitor:
        """Ask for the page and begin the visit."""
        text = await self.ask(query)
        token = boot_of(text)["token"]
        host = self.url.partition("//")[2].partition("/")[0]
        headers = {"Origin": f"http://{host}", "Cookie": self.cookie}
        where = HTTPRequest(
            f"ws{self.url[4:]}ws{query}", headers=headers, request_timeout=600, connect_timeout=600
        )
        self._receiver = Receiver(Protocol())
        self._socket = await websocket_connect(
            where,
            subprotocols=["bokeh", token],
            compression_options={},
            max_message_size=1 << 30,
        )
        await self.hear("ACK")
        await self.send(Protocol().create("PULL-DOC-REQ"))
        reply = await self.hear("PULL-DOC-REPLY")
        self._note(reply.content["doc"])
        await self.event("document_ready")
        return self

    async def send(self, message: Any) -> str:
        """Send a message; returns its id."""
        assert self._socket
        for part in (message.header_json, message.metadata_json, message.content_json):
            self.sent += len(part)
            await self._socket.write_message(part)
        return str(message.header["msgid"])

    async def patch(self, *events: Mapping[str, Any]) -> Any:
        """Send raw patch events and wait for the answer to them."""
        message = Protocol().create("PULL-DOC-REQ")
        message.header["msgtype"] = "PATCH-DOC"
        message.content = {"events": list(events)}
        return await self.answer(await self.send(message))

    async def set(self, model: str, attribute: str, value: Any) -> Any:
        """Set an attribute of a model as a browser would."""
        return await self.patch(
            {"kind": "ModelChanged", "model": {"id": model}, "attr": attribute, "new": value}
        )

    async def event(self, name: str, **values: Any) -> Any:
        """Send one of Bokeh's events."""
        entries = [[key, value] for key, value in values.items()]
        data = {"type": "event", "name": name, "values": {"type": "map", "entries": entries}}
        sent = {"kind": "MessageSent", "msg_type": "bokeh_event", "msg_data": data}
        return await self.patch(sent)

    async def answer(self, ident: str) -> Any:
        """The reply to a message; what comes before it is kept for later."""
        while ident not in self._answers:
            await self.take(lambda: ident in self._answers)
        return self._answers.pop(ident)

    async def changed(self, attribute: str) -> None:
        """Wait until the server changes an attribute that has not been waited for yet."""
        while attribute not in self._changed:
            await self.take(lambda: attribute in self._changed)
        self._changed.clear()

    async def take(self, already: Callable[[], bool] = lambda: False) -> None:
        """Take in one message, whoever waits for it; none where it has come already."""
        async with self._turn:
            if already():
                return
            message = await asyncio.wait_for(self.hear(), 600)
            reply = message.header.get("reqid")
            if reply:
                self._answers[reply] = message
            elif message.header["msgtype"] == "PATCH-DOC":
                self._changed |= {str(one.get("attr")) for one in message.content["events"]}
                self._follow(message.content["events"])

    async def hear(self, kind: str = "") -> Any:
        """The next message (of a kind)."""
        assert self._socket
        assert self._receiver
        while True:
            fragment = await self._socket.read_message()
            if fragment is None:
                raise ConnectionError(f"closed: {self._socket.close_reason}")
            self.received += len(fragment)
            message = await self._receiver.consume(fragment)
            if message is not None and kind in ("", message.header["msgtype"]):
                return message

    def close(self) -> None:
        """Leave."""
        if self._socket:
            self._socket.close()

    async def leave(self) -> None:
        """Leave, and wait until the connection is closed."""
        self.close()
        while self._socket and await self._socket.read_message() is not None:
            pass

    def find(self, name: str) -> dict[str, Any]:
        """The first model whose type's name begins so."""
        return next(one for one in self.models.values() if one["name"].startswith(name))

    def _follow(self, events: list[dict[str, Any]]) -> None:
        """Keep the models as the server changes them, with those that came since."""
        self._note(events)
        for one in events:
            model = self.models.get(str(one.get("model", {}).get("id", "")))
            if model is not None and "attr" in one:
                model.setdefault("attributes", {})[one["attr"]] = one.get("new")

    def _note(self, value: Any) -> None:
        waiting = [value]
        while waiting:
            one = waiting.pop()
            if isinstance(one, dict):
                if one.get("type") == "object" and "id" in one:
                    self.models[one["id"]] = one
                waiting.extend(one.values())
            elif isinstance(one, list):
                waiting.extend(one)
