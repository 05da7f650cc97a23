"""What is told while something else is being sent is sent as well."""

from __future__ import annotations

import asyncio
from typing import Any

import pytest
from bokeh.document import Document
from panel.io import document as panel_document
from tornado.websocket import WebSocketHandler

from nmt_atlas.viewer import unsent


class Socket(WebSocketHandler):
    """A browser's end that takes its time, and keeps what it was sent."""

    def __init__(self) -> None:  # a socket without a server
        self.sent: list[str] = []


class Connection:
    """As much of Bokeh's connection as messages go through."""

    def __init__(self) -> None:
        self._socket = Socket()
        self.protocol = self

    def create(self, _kind: str, events: list[str]) -> str:
        return events[0]


def sending(monkeypatch: pytest.MonkeyPatch) -> None:
    """Messages that are away once the loop has gone round: as long as a slow browser takes."""

    def dispatch(connection: Any, events: Any = None, msg: str = "") -> list[Any]:
        async def gone() -> None:
            await asyncio.sleep(0)
            connection._socket.sent.append(msg)

        return [asyncio.ensure_future(gone())]

    monkeypatch.setattr(panel_document, "dispatch_tornado", dispatch)


async def told_meanwhile(turns: int) -> list[str]:
    """What arrives of two things, the second told so many turns of the loop after the first."""
    page, connection = Document(), Connection()
    for one in ("before", "after"):
        panel_document.schedule_write_events(page, [connection], [one])  # type: ignore[list-item]
        for _ in range(turns):
            await asyncio.sleep(0)
    await asyncio.sleep(0.05)
    return connection._socket.sent


def all_told(turns: int) -> bool:
    return asyncio.run(told_meanwhile(turns)) == ["before", "after"]


def test_nothing_that_was_told_is_left_lying(monkeypatch: pytest.MonkeyPatch) -> None:
    sending(monkeypatch)
    monkeypatch.setattr(panel_document, "_dispatch_msgs", unsent.PANELS)
    unsent.send_everything()
    assert all(map(all_told, range(10)))


def test_without_it_something_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where this fails, Panel sends everything by itself, and `unsent.py` can go."""
    sending(monkeypatch)
    monkeypatch.setattr(panel_document, "_dispatch_msgs", unsent.PANELS)
    assert not all(map(all_told, range(10)))
