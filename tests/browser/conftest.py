"""A Panel server, a real Chromium, and a watch on every request that the page makes."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Generator, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import panel as pn
import pytest
from browser_samples import answers, free_port, wait_until

from nmt_atlas.viewer.serving import pack_routes, server_options

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
]
RESULTS = Path(__file__).parents[2] / "test-results"
FAILED = pytest.StashKey[bool]()
LOCAL = {"127.0.0.1", "localhost", "[::1]", "::1"}


def find_chromium() -> str | None:
    """The browser to drive: NMT_CHROMIUM, or the first that is installed."""
    wanted = os.environ.get("NMT_CHROMIUM")
    return wanted or next((path for name in NAMES if (path := shutil.which(name))), None)


@dataclass
class Site:
    """A running server."""

    url: str
    port: int


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
    servers: list[Any] = []

    def start(app: Any, packs: Mapping[str, Path], prefix: str = "") -> Site:
        port = free_port()
        server = pn.serve(
            app,
            port=port,
            address="127.0.0.1",
            show=False,
            threaded=True,
            verbose=False,
            prefix=prefix,
            extra_patterns=pack_routes(packs),
            **server_options(),
        )
        servers.append(server)
        wait_until(lambda: answers(port), 20)
        return Site(f"http://127.0.0.1:{port}{prefix}/", port)

    yield start
    for server in servers:
        server.stop()


@dataclass
class Log:
    """What a page asked for and complained about."""

    urls: list[str] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)

    def foreign(self) -> list[str]:
        """Requests that left this machine."""
        return [
            url
            for url in self.urls
            if urlsplit(url).scheme not in {"blob", "data", "about"}
            and urlsplit(url).hostname not in LOCAL
        ]


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


@pytest.fixture
def page(chromium: Any, log: Log, request: pytest.FixtureRequest) -> Iterator[Any]:
    """A page that fails its test where a request leaves the machine or a script fails.

    A failing test leaves its picture in ``test-results/``.
    """
    context = chromium.new_context(viewport={"width": 640, "height": 560})
    made = context.new_page()
    made.on("request", lambda asked: log.urls.append(asked.url))
    made.on("websocket", lambda socket: log.urls.append(socket.url))
    made.on("pageerror", lambda error: log.errors.append(str(error)))
    yield made
    if request.node.stash.get(FAILED, False):
        made.screenshot(path=str(RESULTS / f"{request.node.name}.png"))
    context.close()
    assert log.foreign() == [], "the page must not ask any other machine"
    assert log.errors == []
