"""The window in a real browser: panels, history, theme, and a server that goes away."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import panel as pn
import panel_material_ui as pmui
import pytest
from browser_samples import Log, answers, free_port, sample_pack, sample_scene, wait_until

from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.head_start import head_start
from nmt_atlas.viewer.page import FirstLook, begin_visit
from nmt_atlas.viewer.server import build_server
from nmt_atlas.viewer.shell import Shell

pytestmark = pytest.mark.browser
NARROW = 1000
SIZE = {"width": 1280, "height": 800}
THEME = {"palette": {"primary": {"main": "#8c1d2c"}}}


class Server:
    """A server that can be stopped and started again on its port."""

    def __init__(self, pack: Path) -> None:
        self.pack = pack
        self.port = free_port()
        self.shells: list[Shell] = []
        self.addresses: list[str] = []
        self._thread: threading.Thread | None = None
        self._running: Any = None

    def visit(self) -> Shell:
        self.addresses.append(begin_visit())
        view = AtlasView(index_url="pack/own/index.json", scene=sample_scene())
        self.shells.append(
            Shell(
                canvas=view,
                bar=pmui.Button(label="In the bar"),
                left=pmui.Column(pmui.Button(label="Press", icon="search")),
                right=pmui.Typography("On the right"),
                foot=pn.pane.HTML("<small>credit</small>"),
                narrow=NARROW,
                theme_config={"light": THEME, "dark": THEME},
            )
        )
        return self.shells[-1]

    def do(self, work: Any) -> None:
        """Do something on the server's own thread, as a page would."""
        shell = self.shells[-1]
        document = next(iter(shell._models.values()))[0].document
        self._running.io_loop.add_callback(document.add_next_tick_callback, work)

    def start(self) -> None:
        ready = threading.Event()

        def run() -> None:
            asyncio.set_event_loop(asyncio.new_event_loop())
            look = FirstLook(head_start("pack/own/index.json", sample_scene()))
            self._running = build_server(
                self.visit, lambda _: look, {"own": self.pack}, port=self.port, address="127.0.0.1"
            )
            self._running.start()
            ready.set()
            self._running.io_loop.start()

        self._thread = threading.Thread(target=run, daemon=True)
        self._thread.start()
        ready.wait(60)
        wait_until(lambda: answers(self.port), 60)

    def stop(self) -> None:
        def end() -> None:
            for handler in list(self._running._tornado._clients):
                handler._socket.ws_connection.stream.close()
            self._running.stop()
            self._running._http.stop()
            self._running.io_loop.stop()

        self._running.io_loop.add_callback(end)
        if self._thread:
            self._thread.join(20)


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = tmp_path_factory.mktemp("pack")
    sample_pack(folder)
    made = Server(folder)
    made.start()
    yield made
    made.stop()


@pytest.fixture(scope="module")
def one_window(one_page: tuple[Any, Log], server: Server) -> Any:
    """A window that the module's tests share."""
    page, _ = one_page
    page.set_viewport_size(SIZE)
    page.goto(f"http://127.0.0.1:{server.port}/?layers=bones")
    page.get_by_role("button", name="Press").wait_for(timeout=60_000)
    return page


@pytest.fixture
def shown(one_window: Any, shared_page: Any, server: Server) -> Iterator[Any]:
    """The shared window as it was in the beginning."""
    shell = server.shells[-1]
    begun = {name: getattr(shell, name) for name in ("left", "texts", "dark")}
    yield one_window
    one_window.set_viewport_size(SIZE)
    begun |= {"left_open": True, "right_open": True}
    panels = [one_window.get_by_role(role) for role in ("navigation", "complementary")]

    def begin_again() -> bool:  # more than once: what the browser tells last may come after it
        server.do(lambda: server.shells[-1].param.update(begun))
        one_window.wait_for_timeout(200)
        return all(panel.is_visible() for panel in panels)

    wait_until(begin_again)
    one_window.get_by_role("button", name="Press").wait_for()


def test_landmarks_have_names_and_the_body_can_be_skipped_to(shown: Any, server: Server) -> None:
    assert server.addresses[-1] == "?layers=bones"
    assert shown.url.endswith("?layers=bones")
    for role, name in (("navigation", "Left panel"), ("complementary", "Right panel")):
        assert shown.get_by_role(role, name=name).count() == 1
    assert shown.get_by_role("main").count() == 1
    assert shown.get_by_role("banner").count() == 1
    shown.keyboard.press("Tab")
    shown.get_by_role("link", name="Skip to the body").press("Enter")
    assert shown.evaluate("() => { let at = document.activeElement;"
                          " while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
                          " return at.tagName; }") == "MAIN"  # fmt: skip


def test_panels_are_put_away_and_the_body_takes_their_place(shown: Any, server: Server) -> None:
    body = shown.get_by_role("main")
    before = body.bounding_box()["width"]
    shown.get_by_role("button", name="Right panel").click()
    wait_until(lambda: server.shells[-1].right_open is False)
    assert body.bounding_box()["width"] > before + 300
    assert not shown.get_by_text("On the right").is_visible()
    server.do(lambda: setattr(server.shells[-1], "right_open", True))
    shown.get_by_text("On the right").wait_for()


def test_on_a_narrow_window_panels_slide_over_the_body(shown: Any, server: Server) -> None:
    shown.set_viewport_size({"width": NARROW - 200, "height": 700})
    wait_until(lambda: server.shells[-1].window_width == NARROW - 200)
    body = shown.get_by_role("main").bounding_box()
    assert body["width"] == NARROW - 200
    shown.get_by_role("button", name="Left panel").click()
    shown.get_by_role("button", name="Press").wait_for()
    assert shown.get_by_role("main").bounding_box() == body
    shown.keyboard.press("Escape")
    wait_until(lambda: not shown.get_by_role("button", name="Press").is_visible())


def test_back_and_forward_tell_python_where_they_came_to(shown: Any, server: Server) -> None:
    shell, n = server.shells[-1], server.shells[-1].visited.get("n", 0)
    entries = [("?selection=rod", True), ("?selection=rod&camera=left", False), ("?page=x", True)]
    for search, push in entries:
        server.do(lambda s=search, p=push: setattr(shell, "entry", {"search": s, "push": p}))
        shown.wait_for_url(f"**/{search}")
    shown.go_back()
    wait_until(lambda: shell.visited.get("search") == "?selection=rod&camera=left")
    shown.go_back()
    wait_until(lambda: shell.visited.get("search") == "?layers=bones")
    shown.go_forward()
    wait_until(lambda: shell.visited == {"n": n + 3, "search": "?selection=rod&camera=left"})


def test_dark_turns_every_control(shown: Any, server: Server) -> None:
    button = shown.get_by_role("button", name="Press")
    dark = "el => !!el.getRootNode().querySelector('.mui-dark')"
    assert not button.evaluate(dark)
    shown.get_by_role("button", name="Dark ground").click()
    wait_until(lambda: server.shells[-1].dark)
    assert shown.evaluate("() => document.documentElement.dataset.theme") == "dark"
    wait_until(lambda: button.evaluate(dark), 10)


def test_a_changed_slot_leaves_the_canvas_alone(shown: Any, server: Server) -> None:
    shown.wait_for_function("() => window.nmtAtlas")
    shown.evaluate("() => { window.kept = nmtAtlas.viewer; }")
    server.do(lambda: setattr(server.shells[-1], "left", pmui.Typography("Another page")))
    shown.get_by_text("Another page").wait_for()
    assert shown.evaluate("() => window.kept === nmtAtlas.viewer")


def test_a_lost_server_is_told_and_the_page_comes_back_with_its_state(
    shown: Any, server: Server
) -> None:
    shell = server.shells[-1]
    server.do(lambda: setattr(shell, "entry", {"search": "?selection=rod", "push": True}))
    shown.wait_for_url("**/?selection=rod")
    visits = len(server.shells)
    server.stop()
    alert = shown.get_by_role("alert").filter(has_text="The connection to the atlas is lost")
    alert.wait_for(timeout=3000)
    shown.wait_for_function("() => nmtAtlas.frame()")
    server.start()
    wait_until(lambda: len(server.shells) > visits, 60)
    shown.get_by_role("button", name="Press").wait_for(timeout=60_000)
    assert server.addresses[-1] == "?selection=rod"
    assert not alert.is_visible()


def test_the_words_are_the_readers(shown: Any, server: Server) -> None:
    texts = {**server.shells[-1].texts, "left": "Panel izquierdo"}
    server.do(lambda: setattr(server.shells[-1], "texts", texts))
    shown.get_by_role("navigation", name="Panel izquierdo").wait_for()
