"""A Panel server, a real Chromium, and a watch on every request that the page makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import Any

import pytest
from browser_samples import Log, Site, serving
from house import House, Person

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.errors import PackError

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
]
RESULTS = Path(__file__).parents[2] / "test-results"
FAILED = pytest.StashKey[bool]()


def find_chromium() -> str | None:
    """The browser to drive: NMT_CHROMIUM, or the first that is installed."""
    wanted = os.environ.get("NMT_CHROMIUM")
    return wanted or next((path for name in NAMES if (path := shutil.which(name))), None)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    """One browser for a module's tests; skipped with a plain reason where there is none.

    Not one for the whole session: playwright keeps an event loop running on the main thread for
    as long as it lives, in which no other module's asynchronous test could run.
    """
    path = find_chromium()
    if path is None:
        pytest.skip("no Chromium found: install one, or name it in NMT_CHROMIUM")
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    with playwright.sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def serve() -> Iterator[Callable[..., Site]]:
    """Start a Panel server: ``serve(app, packs, prefix)``; stopped after the test."""
    with ExitStack() as servers:
        yield lambda *given, **more: servers.enter_context(serving(*given, **more))


@pytest.fixture
def log() -> Log:
    """The requests and errors of the test's page."""
    return Log()


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item, call: pytest.CallInfo[None]
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Remember how the test went, for the page's fixture."""
    report = yield
    if report.when == "call":
        item.stash[FAILED] = report.failed
    return report


@contextmanager
def page_of(chromium: Any, log: Log) -> Iterator[Any]:
    """A page of its own, whose requests and errors are noted."""
    context = chromium.new_context(viewport={"width": 640, "height": 560})
    made = context.new_page()
    made.on("request", lambda asked: log.urls.append(asked.url))
    made.on("websocket", lambda socket: log.urls.append(socket.url))
    made.on("pageerror", lambda error: log.errors.append(str(error)))
    yield made
    context.close()


@contextmanager
def watched(page: Any, log: Log, item: pytest.Item) -> Iterator[Any]:
    """A page that fails its test where a request leaves the machine or a script fails.

    A failing test leaves its picture in ``test-results/``.
    """
    yield page
    if item.stash.get(FAILED, False):
        page.screenshot(path=str(RESULTS / f"{item.name}.png"))
    assert log.foreign() == [], "the page must not ask any other machine"
    assert log.errors == []


@pytest.fixture
def page(chromium: Any, log: Log, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page for one test, with nothing kept from others."""
    with page_of(chromium, log) as made, watched(made, log, request.node):
        yield made


@pytest.fixture(scope="module")
def one_page(chromium: Any) -> Iterator[tuple[Any, Log]]:
    """A page that a module's tests share: each leaves it so that the next can begin."""
    log = Log()
    with page_of(chromium, log) as made:
        yield made, log


@pytest.fixture
def shared_page(one_page: tuple[Any, Log], request: pytest.FixtureRequest) -> Iterator[Any]:
    """The module's page, watched for one test."""
    made, log = one_page
    with watched(made, log, request.node):
        yield made


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """The atlas, once for all modules."""
    opened = Atlas.open()
    try:
        opened.prepare("own")
    except PackError as error:
        pytest.skip(str(error))
    return opened


@pytest.fixture(scope="session")
def house(atlas: Atlas, tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The whole app with an empty store, running."""
    with House.running(atlas, tmp_path_factory.mktemp("store") / "p.sqlite3") as made:
        yield made


@pytest.fixture
def person(page: Any, house: House) -> Person:
    """Somebody at the browser who has not been here before."""
    return Person(page, house)
