"""An instructor without a browser: what stands on the page Class, and what is pressed there."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Any

from nmt_atlas.atlas import Atlas
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.pages.teaching.page import ClassPage
from nmt_atlas.pages.teaching.putting import Putting
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Leaf


def texts(page: ClassPage) -> str:
    leaf = page.left
    assert isinstance(leaf, Leaf)
    return leaf.text


def press(page: ClassPage, ident: str, value: Any = True) -> None:
    leaf = page.left
    leaf.pressed = {"n": int(leaf.pressed.get("n", 0)) + 1, "id": ident, "value": value}


async def until(true: Callable[[], Any]) -> Any:
    for _ in range(500):
        if found := true():
            return found
        await asyncio.sleep(0.01)
    raise AssertionError("it did not come about")


def led(small_atlas: Atlas, make_visit: Callable[..., Visit], story: Callable[..., Any]) -> None:
    """Tell a story to a page with a room that is open."""

    async def told() -> None:
        visit = make_visit(small_atlas)
        visit.hub = hub = Hub(small_atlas, visit.store, Putting(small_atlas))
        hub.start()
        page = ClassPage(visit)
        assert "Open a class" in texts(page)
        press(page, "title:ask", "Tuesday")
        press(page, "open:")
        await until(lambda: page.leading and page.leading.room.number)
        await story(visit, hub, page)
        await asyncio.get_running_loop().run_in_executor(None, hub.close)

    asyncio.run(told())
