"""The server as a browser meets it, over real connections."""

from __future__ import annotations

import asyncio
import base64
import gc
import json
import weakref
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

import panel as pn
import panel_material_ui as pmui
import pytest
from browser_samples import free_port
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from tornado.httpclient import AsyncHTTPClient, HTTPRequest, HTTPResponse
from web_visitor import WebVisitor, boot_of

from nmt_atlas.domain.errors import ServeError
from nmt_atlas.viewer import guard
from nmt_atlas.viewer.bundle import require_bundle
from nmt_atlas.viewer.page import FirstLook, begin_visit
from nmt_atlas.viewer.server import build_server
from nmt_atlas.viewer.shell import Shell

Told = Callable[["Site"], Awaitable[None]]


class Site:
    """A running server and what its visits did."""

    def __init__(self, url: str) -> None:
        self.url = url
        self.shells: list[Shell] = []
        self.typed: list[pmui.TextInput] = []
        self.cookies: list[dict[str, str]] = []
        self.addresses: list[str] = []

    def visit(self) -> Any:
        self.addresses.append(begin_visit())
        self.cookies.append(dict(pn.state.cookies))
        typed = pmui.TextInput(label="Search")
        self.typed.append(typed)
        self.shells.append(Shell(left=pmui.Column(typed)))
        return self.shells[-1]

    async def ask(self, path: str = "", method: str = "GET", **headers: str) -> HTTPResponse:
        asked = HTTPRequest(self.url + path, method=method, headers=headers)
        return await AsyncHTTPClient().fetch(asked, raise_error=False)


async def until(true: Callable[[], bool]) -> None:
    """Wait until Panel has taken over what a browser set."""
    for _ in range(200):
        if true():
            return
        await asyncio.sleep(0.05)
    pytest.fail("nothing came of it")


@pytest.fixture
def run(tmp_path: Path) -> Callable[..., None]:
    """Start a server and do something with it, in one event loop."""
    try:
        require_bundle()
    except ServeError as error:
        pytest.skip(str(error))

    def start(told: Told, **options: Any) -> None:
        async def work() -> None:
            port = free_port()
            prefix = options.get("prefix", "")
            site = Site(f"http://127.0.0.1:{port}{prefix}/")
            server = build_server(
                site.visit,
                lambda search: FirstLook(head=f"<!--{len(search)}-->"),
                {"own": tmp_path},
                port=port,
                address="127.0.0.1",
                **options,
            )
            server.start()
            try:
                await told(site)
            finally:
                server.stop()

        asyncio.run(work())

    return start


def test_the_page_comes_without_a_visit_and_tells_no_cookie(run: Any) -> None:
    async def told(site: Site) -> None:
        answer = await site.ask(Cookie="nmt_atlas_learner=secretkey", Accept="text/html")
        text = answer.body.decode()
        assert answer.code == 200
        assert site.shells == [], "no visit is built for a page alone"
        token = boot_of(text)["token"]
        decoded = [part + "=" * (-len(part) % 4) for part in token.split(".")]
        assert "secretkey" not in text
        assert "secretkey" not in str([base64.urlsafe_b64decode(x) for x in decoded])

    run(told)


def test_the_page_says_what_the_browser_may_do(run: Any) -> None:
    async def told(site: Site) -> None:
        headers = (await site.ask()).headers
        policy = headers["Content-Security-Policy"]
        assert "unsafe-eval" not in policy
        assert "'unsafe-inline'" not in policy.partition("style-src")[0]
        assert "frame-ancestors 'self'" in policy
        assert headers["X-Content-Type-Options"] == "nosniff"
        assert headers["Referrer-Policy"] == "no-referrer"
        again = (await site.ask()).headers["Content-Security-Policy"]
        assert again != policy, "a nonce is used once"

    run(told)


def test_head_answers_and_other_names_do_not(run: Any) -> None:
    async def told(site: Site) -> None:
        assert (await site.ask(method="HEAD")).code == 200
        assert (await site.ask(Host="evil.example")).code == 421
        assert (await site.ask("alive")).code == 204
        for path in ("autoload.js?bokeh-autoload-element=x", "metadata"):
            assert (await site.ask(path)).code == 404
        assert site.shells == []

    run(told)


def test_scripts_are_kept_for_ever_by_their_version(run: Any) -> None:
    async def told(site: Site) -> None:
        boot = boot_of((await site.ask()).body.decode())
        for url in boot["scripts"]:
            answer = await site.ask(url)
            assert answer.code == 200
            assert "immutable" in answer.headers["Cache-Control"]
        bare = await site.ask(boot["scripts"][0].partition("?")[0])
        assert "immutable" not in bare.headers.get("Cache-Control", "")

    run(told)


def test_a_visit_knows_its_address_and_its_browser(run: Any) -> None:
    async def told(site: Site) -> None:
        visitor = await WebVisitor(site.url).open("?selection=piriformis-left")
        assert site.addresses == ["?selection=piriformis-left"]
        assert visitor.cookie == f"nmt_atlas_learner={site.cookies[0]['nmt_atlas_learner']}"
        visitor.close()

    run(told)


def test_nothing_in_a_visit_asks_the_card_for_a_second_context(run: Any) -> None:
    """Panel's BrowserInfo does, and waits until the first picture is drawn."""

    async def told(site: Site) -> None:
        visitor = await WebVisitor(site.url).open()
        names = [one["name"].rpartition(".")[2] for one in visitor.models.values()]
        assert "Location" in names
        assert "BrowserInfo" not in names
        visitor.close()

    run(told)


def test_a_visit_that_says_too_much_is_let_go_and_others_stay(
    run: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(guard, "BURST", 12)
    monkeypatch.setattr(guard, "A_SECOND", 0.01)

    async def told(site: Site) -> None:
        loud, quiet = await WebVisitor(site.url).open(), await WebVisitor(site.url).open()

        async def shout() -> None:
            for _ in range(20):
                await loud.event("document_ready")

        with pytest.raises(ConnectionError):
            await shout()
        loud.close()
        await quiet.event("document_ready")
        quiet.close()

    run(told)


def test_what_is_sent_with_a_request_is_small(run: Any) -> None:
    async def told(site: Site) -> None:
        asked = HTTPRequest(site.url + "alive", method="POST", body="x" * 300_000)
        answer = await AsyncHTTPClient().fetch(asked, raise_error=False)
        assert answer.code in (400, 413, 599), "too long to be read at all"
        asked = HTTPRequest(site.url + "alive", method="POST", body="x" * 1_000)
        assert (await AsyncHTTPClient().fetch(asked, raise_error=False)).code == 405

    run(told)


def test_below_a_prefix_and_behind_a_proxy(run: Any) -> None:
    async def told(site: Site) -> None:
        assert (await site.ask(Host="atlas.school.example")).code == 200
        visitor = await WebVisitor(site.url).open()
        assert "Path=/atlas" in (await site.ask(Accept="text/html")).headers["Set-Cookie"]
        visitor.close()

    run(told, prefix="/atlas", origins=["atlas.school.example"])


def test_a_browser_sets_what_it_may_and_nothing_else(run: Any) -> None:
    async def told(site: Site) -> None:
        visitor = await WebVisitor(site.url).open()
        shell, typed = site.shells[0], site.typed[0]
        model, window = visitor.find("TextInput")["id"], visitor.find("Shell")["id"]
        change = {"kind": "ModelChanged", "model": {"id": model}}
        await visitor.patch(
            {**change, "attr": "label", "new": "hacked"}, {**change, "attr": "value", "new": "pir"}
        )
        await visitor.set(window, "texts", {"type": "map", "entries": [["lost", "hacked"]]})
        await visitor.set(window, "window_width", 700)
        await until(lambda: (typed.value, shell.window_width) == ("pir", 700))
        assert (typed.label, shell.texts["lost"][:3]) == ("Search", "The")
        visitor.close()

    run(told)


def test_errors_tell_a_browser_no_trace(run: Any) -> None:
    async def told(site: Site) -> None:
        visitor = await WebVisitor(site.url).open()
        window = visitor.find("Shell")["id"]
        answer = await visitor.set(window, "window_width", {"type": "map", "entries": 7})
        assert answer.header["msgtype"] == "ERROR"
        assert "File" not in json.dumps(answer.content)
        assert "bokeh" not in json.dumps(answer.content)
        await visitor.set(window, "window_width", 640)
        await until(lambda: site.shells[0].window_width == 640)
        visitor.close()

    run(told)


def test_a_visit_that_cannot_be_built_says_one_sentence(
    run: Any, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fails(_site: Site) -> None:
        raise RuntimeError("secret path /srv/atlas")

    async def told(site: Site) -> None:
        visitor = await WebVisitor(site.url).open()
        seen = json.dumps(list(visitor.models.values()))
        assert "could not be loaded" in seen
        assert "/srv/atlas" not in seen
        assert "/srv/atlas" in caplog.text
        visitor.close()

    monkeypatch.setattr(Site, "visit", fails)
    run(told)


VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.fixed_dictionaries({"type": st.sampled_from(["map", "object", "ndarray"])})
    ),
    max_leaves=5,
)


@pytest.mark.slow
def test_fuzzed_patches_change_nothing_foreign_and_close_nothing(run: Any) -> None:
    async def told(site: Site) -> None:
        visitor = await WebVisitor(site.url).open()
        shell = site.shells[0]
        before = {name: shell.param[name].default for name in shell.param}
        kept = {
            name: getattr(shell, name)
            for name in before
            if name not in Shell.browser_sets and name not in ("loading",)
        }
        idents = sorted(visitor.models)
        drawn: list[tuple[str, str, Any]] = []

        @settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
        @given(st.sampled_from(idents), st.sampled_from([*sorted(before), "esm", "x"]), VALUES)
        def collect(ident: str, attribute: str, value: Any) -> None:
            drawn.append((ident, attribute, value))

        collect()
        for ident, attribute, value in drawn:
            await visitor.set(ident, attribute, value)
        assert kept == {name: getattr(shell, name) for name in kept}
        await visitor.set(visitor.find("Shell")["id"], "window_width", 321)
        await until(lambda: shell.window_width == 321)
        visitor.close()

    run(told)


@pytest.mark.slow
def test_a_visit_that_left_is_gone(run: Any) -> None:
    async def told(site: Site) -> None:
        visitors = [await WebVisitor(site.url).open() for _ in range(10)]
        left = [weakref.ref(one) for one in (*site.shells, *site.typed)]
        assert len(left) == 20
        for visitor in visitors:
            visitor.close()
        site.shells.clear()
        site.typed.clear()
        for _ in range(20):
            await asyncio.sleep(1)
            gc.collect()
            if not any(one() for one in left):
                return
        pytest.fail(f"{sum(one() is not None for one in left)} of 20 objects stayed")

    run(told)
