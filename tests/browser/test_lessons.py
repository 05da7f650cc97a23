"""A lesson taken in a real browser: real clicks, drawn pictures, another page, a reload."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from typing import Any

import numpy as np
import pytest
from browser_samples import answers, free_port, wait_until

from nmt_atlas import app
from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.errors import PackError
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.visitors import COOKIE

pytestmark = pytest.mark.browser

LESSON = "sciatica-and-piriformis"
READY = "() => window.nmtAtlas?.viewer.loaded?.ready"


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    opened = Atlas.open()
    try:
        opened.body("own")
    except PackError as error:
        pytest.skip(str(error))
    return opened


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProgressStore]:
    kept = ProgressStore(f"sqlite:///{tmp_path_factory.mktemp('store') / 'p.sqlite3'}")
    yield kept
    kept.close()


@pytest.fixture(scope="module")
def site(atlas: Atlas, store: ProgressStore) -> Iterator[str]:
    """The whole app on a free port."""
    port = free_port()
    servers: list[Any] = []

    def run() -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        servers.append(app.make_server(atlas, store, port=port, address="127.0.0.1"))
        servers[0].start()
        servers[0].io_loop.start()

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    wait_until(lambda: servers and answers(port), 60)
    yield f"http://127.0.0.1:{port}/"
    servers[0].io_loop.add_callback(servers[0].io_loop.stop)
    thread.join(10)


class Learner:
    """A person at the browser."""

    def __init__(self, page: Any, site: str, store: ProgressStore) -> None:
        self.page, self.site, self.store = page, site, store

    def open(self, query: str) -> None:
        self.page.goto(self.site + query)
        self.page.wait_for_function(READY, timeout=120_000)

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=60_000)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click(timeout=60_000)

    def is_told(self, outcome: str) -> None:
        alert = self.page.get_by_role("alert").filter(has_text=outcome)
        alert.first.wait_for(timeout=60_000)

    def click(self, spot: Any) -> None:
        """A real click of the mouse on a visible place."""
        self.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
        self.page.evaluate("() => nmtAtlas.frame()")
        how = (
            "id => nmtAtlas.project(id)"
            if isinstance(spot, str)
            else "p => nmtAtlas.projectPoint(p)"
        )
        found = self.page.evaluate(how, spot)
        assert found, f"{spot} cannot be seen"
        self.page.mouse.click(found["x"], found["y"])

    def scores(self) -> dict[str, float]:
        (key,) = [one["value"] for one in self.page.context.cookies() if one["name"] == COOKIE]
        return self.store.progress(key, LESSON).best


@pytest.fixture
def learner(page: Any, site: str, store: ProgressStore) -> Learner:
    page.set_viewport_size({"width": 1280, "height": 800})
    return Learner(page, site, store)


def test_a_lesson_is_taken_with_real_clicks(learner: Learner, atlas: Atlas) -> None:
    questions = [one.id for one in atlas.library.lesson(LESSON).questions]
    learner.open(f"?page=lessons&lesson={LESSON}&step=find-piriformis")
    learner.sees("Click it on the body.")

    learner.page.get_by_role("button", name="Library", exact=True).click()
    learner.page.get_by_label("Search the library").first.wait_for(timeout=60_000)
    learner.page.get_by_role("button", name="Lessons", exact=True).click()
    learner.sees("Click it on the body.")
    learner.click("piriformis-right")
    learner.is_told("Right.")
    wait_until(lambda: learner.scores() == {questions[0]: 1.0}, 20)

    learner.press("Next")
    learner.press("Gemellus inferior")
    learner.is_told("You chose: Gemellus inferior")
    learner.press("Next")
    learner.page.get_by_role("img", name="Referral picture D").wait_for(timeout=60_000)
    learner.press("Picture A")
    learner.sees("Picture A: ")

    learner.press("Next")
    learner.sees("Click the place on the body.")
    body = atlas.body("own")
    vertices, weights = body.painter.layers(("piriformis-tp1:right",), ())["essential"]
    place = body.source.skin().points[int(vertices[np.argmax(weights)])]
    learner.click([float(one) for one in place])
    learner.is_told("Right.")
    learner.press("Finish")
    learner.sees("Score:")
    wait_until(lambda: set(learner.scores()) == set(questions), 20)

    learner.page.reload()
    learner.sees("Finished: Sciatica and piriformis")
    learner.open(f"?page=lessons&lesson={LESSON}&step=name-neighbour")
    learner.is_told("You chose: Gemellus inferior")
    learner.open("?page=lessons")
    learner.sees("Best score")
    learner.sees("Go on")
