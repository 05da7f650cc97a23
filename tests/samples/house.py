"""The whole app, running on a free port, and a person who uses it in a real browser."""

from __future__ import annotations

import asyncio
import io
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from browser_samples import SLOWER, answers, free_port, wait_until
from PIL import Image

from nmt_atlas import app
from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.address import Address
from nmt_atlas.pages.frame import Frame, page_of
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.visitors import COOKIE

READY = "() => window.nmtAtlas?.viewer.loaded?.ready"
PATIENCE_MS = 60_000 * SLOWER


@dataclass
class House:
    """The whole app.

    Attributes
    ----------
    url
        Where it is, with a slash at the end.
    atlas, store
        What it serves from.
    begun
        How many visits have begun.
    latest
        The window of the last of them.
    beside
        Makes the windows of visitors in other houses.
    """

    url: str
    atlas: Atlas
    store: ProgressStore
    begun: int = 0
    latest: Frame | None = None
    beside: Callable[[Visit, Address], Any] = page_of

    def page_of(self, visit: Visit, address: Address) -> Any:
        """A visitor's window, which is noted where it is one of this house."""
        if visit.atlas is not self.atlas:
            return self.beside(visit, address)
        self.latest = Frame(visit, address)
        self.begun += 1
        return self.latest.shell

    @classmethod
    @contextmanager
    def running(cls, atlas: Atlas, database: Path) -> Iterator[House]:
        """The app, until the block ends."""
        port = free_port()
        made = cls(f"http://localhost:{port}/", atlas, ProgressStore(f"sqlite:///{database}"))
        servers: list[Any] = []

        def run() -> None:
            asyncio.set_event_loop(asyncio.new_event_loop())
            servers.append(app.make_server(atlas, made.store, port=port))
            servers[0].start()
            servers[0].io_loop.start()

        with pytest.MonkeyPatch.context() as patch:
            made.beside = app.page_of
            patch.setattr(app, "page_of", made.page_of)
            thread = threading.Thread(target=run, daemon=True)
            thread.start()
            wait_until(lambda: servers and answers(port), 60)
            yield made
            servers[0].io_loop.add_callback(servers[0].io_loop.stop)
            thread.join(10)
        made.store.close()


class Person:
    """Somebody at the browser: what they do and see, and what Python has of it."""

    def __init__(self, page: Any, house: House) -> None:
        page.set_viewport_size({"width": 1280, "height": 800})
        page.set_default_timeout(30_000 * SLOWER)
        self.page, self.house = page, house

    @property
    def frame(self) -> Frame:
        assert self.house.latest is not None
        return self.house.latest

    @property
    def visit(self) -> Visit:
        return self.frame.visit

    @property
    def state(self) -> Any:
        return self.visit.state

    @property
    def lessons(self) -> LessonsPage:
        page = self.frame.book.now
        assert isinstance(page, LessonsPage)
        return page

    def open(self, query: str = "") -> None:
        """Go to an address and wait until the body is there and the visit has begun."""
        before = self.house.begun
        self.page.goto(self.house.url + query, timeout=120_000 * SLOWER)
        self.page.wait_for_function(READY, timeout=120_000 * SLOWER)
        wait_until(lambda: self.house.begun > before and self.visit.view.canvas.ready, 60)
        self.settle()

    def settle(self) -> None:
        self.page.evaluate("() => nmtAtlas.frame()")

    def until(self, true: Callable[[], Any], patience: float = 40) -> None:
        wait_until(true, patience)
        self.settle()

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=PATIENCE_MS)

    def heading(self, name: str) -> None:
        self.page.get_by_role("heading", name=name, exact=True).first.wait_for(timeout=PATIENCE_MS)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click(timeout=PATIENCE_MS)

    def find(self, text: str, name: str) -> None:
        """Type into the one search and take a line that it finds."""
        field = self.page.get_by_role("combobox", name="Search")
        field.wait_for(timeout=PATIENCE_MS)
        field.fill(text)
        line = self.page.locator('[role="option"]').filter(has_text=name)
        line.first.click(timeout=PATIENCE_MS)

    def is_told(self, outcome: str) -> None:
        told = self.page.get_by_role("alert").or_(self.page.get_by_role("status"))
        told.filter(has_text=outcome).first.wait_for(timeout=PATIENCE_MS)

    def click(self, spot: Any) -> None:
        """A real click of the mouse on a visible place: of a part (id), or of a point (mm)."""
        self.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000 * SLOWER)
        self.settle()
        how = "project" if isinstance(spot, str) else "projectPoint"
        found = self.page.evaluate(f"spot => nmtAtlas.{how}(spot)", spot)
        assert found, f"{spot} cannot be seen"
        self.page.mouse.click(found["x"], found["y"])

    def painted(self, point: str) -> list[float]:
        """Where the skin is painted most for a trigger point (``id:side``)."""
        body = self.visit.body
        vertices, weights = body.painter.layers((point,), ())["essential"]
        return [float(one) for one in body.source.skin().points[int(vertices[np.argmax(weights)])]]

    def redness(self) -> float:
        """Share of the canvas that shows the deep red of an essential zone."""
        self.settle()
        shot = self.page.get_by_role("application").screenshot()
        r, g, b = np.asarray(Image.open(io.BytesIO(shot)).convert("RGB")).astype(int).T
        return float(((r > 135) & (r - g > 75) & (b - g > 8)).mean())

    def scores(self, lesson: str) -> dict[str, float]:
        """The best scores of a lesson by question, as the store has them."""
        (key,) = [one["value"] for one in self.page.context.cookies() if one["name"] == COOKIE]
        return self.house.store.progress(key, lesson).best
