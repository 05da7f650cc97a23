"""The window in a real browser: panels, history, theme, and a server that goes away."""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import panel_material_ui as pmui
import pytest
from browser_samples import Log, answers, free_port, sample_pack, sample_scene, wait_until
from house import Person

from nmt_atlas.viewer.atlas_view import AtlasView
from nmt_atlas.viewer.head_start import head_start
from nmt_atlas.viewer.page import FirstLook, begin_visit
from nmt_atlas.viewer.server import build_server
from nmt_atlas.viewer.shell import Shell

pytestmark = pytest.mark.browser
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
                left=pmui.Column(pmui.Button(label="Press", icon="search")),
                right=pmui.Typography("On the right"),
                left_title="Tools of the page",
                right_title="Rod",
                left_open=True,
                right_open=True,
                pages=[
                    {"id": "one", "title": "One", "icon": "school", "on": True},
                    {"id": "two", "title": "Two", "icon": "menu_book"},
                ],
                tools=[
                    {
                        "id": "hide",
                        "title": "Hide",
                        "group": "T",
                        "icon": "visibility_off",
                        "key": "h",
                        "strip": True,
                    },
                    {
                        "id": "fade",
                        "title": "Fade",
                        "group": "T",
                        "icon": "opacity",
                        "key": "f",
                        "why": "Select first.",
                        "strip": True,
                    },
                    {
                        "id": "back",
                        "title": "Back",
                        "group": "Look from",
                        "key": "2",
                        "strip": True,
                    },
                ],
                settings=[
                    {
                        "id": "theme",
                        "label": "Ground",
                        "options": [["light", "Light"], ["dark", "Dark"]],
                        "value": "light",
                    }
                ],
                about="Whose body this is.",
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
    begun |= {"left_open": True, "right_open": True, "found": {}}
    panels = [one_window.get_by_role("region"), one_window.get_by_role("complementary")]

    def begin_again() -> bool:  # more than once: what the browser tells last may come after it
        server.do(lambda: server.shells[-1].param.update(begun))
        one_window.wait_for_timeout(200)
        return all(panel.first.is_visible() for panel in panels)

    wait_until(begin_again)
    one_window.get_by_role("button", name="Press").wait_for()


def test_landmarks_have_names_and_the_body_can_be_skipped_to(shown: Any, server: Server) -> None:
    assert server.addresses[-1] == "?layers=bones"
    assert shown.url.endswith("?layers=bones")
    for role, name in (
        ("navigation", "Pages"),
        ("region", "Tools of the page"),
        ("complementary", "Rod"),
        ("toolbar", "Tools"),
        ("search", ""),
    ):
        assert shown.get_by_role(role, name=name).count() == 1, role
    assert shown.get_by_role("main").count() == 1
    assert shown.get_by_role("banner").count() == 1
    shown.keyboard.press("Tab")
    shown.get_by_role("link", name="Skip to the body").press("Enter")
    assert shown.evaluate("() => { let at = document.activeElement;"
                          " while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
                          " return at.tagName; }") == "MAIN"  # fmt: skip


WHERE = """() => {
  const box = document.documentElement.style;
  const room = Object.fromEntries(["top", "right", "bottom", "left"].map(
    (side) => [side, parseFloat(box.getPropertyValue(`--room-${side}`))]));
  const camera = nmtAtlas.viewer.rig.camera;
  return { ...room, middle: camera.view.offsetX };
}"""


def test_the_body_fills_the_window_and_looks_at_the_room_that_is_left(
    shown: Any, server: Server
) -> None:
    body = shown.get_by_role("application")
    whole = {"x": 0, "y": 0, **SIZE}
    assert body.bounding_box() == whole
    card = shown.get_by_role("complementary").bounding_box()
    room = shown.evaluate(WHERE)
    assert SIZE["width"] - room["right"] == card["x"]
    shown.get_by_role("complementary").get_by_role("button", name="Close").click()
    wait_until(lambda: server.shells[-1].right_open is False)
    shown.get_by_text("On the right").wait_for(state="hidden")
    assert body.bounding_box() == whole, "and never jumps"
    assert shown.evaluate(WHERE)["right"] == 0
    shown.get_by_role("button", name="Rod").click()
    shown.get_by_text("On the right").wait_for()
    wait_until(lambda: server.shells[-1].right_open)


def test_nothing_lies_over_what_the_body_shows_at_any_size(shown: Any, server: Server) -> None:
    for width, height in (
        (1920, 1080),
        (1024, 768),
        (768, 1024),
        (390, 844),
        (320, 568),
        (844, 390),
    ):
        shown.set_viewport_size({"width": width, "height": height})
        wait_until(lambda w=width: server.shells[-1].window_width == w)
        shown.wait_for_timeout(300)
        room = shown.evaluate(WHERE)
        free = (width - room["left"] - room["right"]) * (height - room["top"] - room["bottom"])
        assert free > 0.3 * width * height, (width, height)
        for role in ("region", "complementary"):
            sheet = shown.get_by_role(role).first
            if not sheet.is_visible():
                continue
            box = sheet.bounding_box()
            beside = (
                box["x"] >= width - room["right"] - 1 or box["x"] + box["width"] <= room["left"] + 1
            )
            assert beside or box["y"] >= height - room["bottom"] - 1, (role, width, height)
        scrolls = (
            "() => [document.scrollingElement.scrollWidth, document.scrollingElement.scrollHeight]"
        )
        assert shown.evaluate(scrolls) == [width, height]


def test_a_phone_has_one_sheet_at_three_heights(shown: Any, server: Server) -> None:
    shown.set_viewport_size({"width": 390, "height": 844})
    wait_until(lambda: server.shells[-1].window_width == 390)
    card = shown.get_by_role("complementary")
    card.wait_for()
    assert not shown.get_by_role("region", name="Tools of the page").is_visible()

    def high() -> float:
        """Its height once it has come to rest."""
        seen = [0.0]
        while len(seen) < 5 or len(set(seen[-4:])) > 1:
            shown.wait_for_timeout(100)
            seen.append(float(card.bounding_box()["height"]))
        return seen[-1]

    half = high()
    card.get_by_role("button", name="Raise").click()
    wait_until(lambda: high() > half + 150)
    full = high()
    card.get_by_role("button", name="Lower").click()
    wait_until(lambda: high() == half)
    card.get_by_role("button", name="Lower").click()
    wait_until(lambda: high() < half - 100)
    grip = card.get_by_role("button", name="Height of the sheet")
    grip.focus()
    shown.keyboard.press("ArrowUp")
    wait_until(lambda: high() == half)
    box = grip.bounding_box()
    shown.mouse.move(box["x"] + 40, box["y"] + 10)
    shown.mouse.down()
    shown.mouse.move(box["x"] + 40, 120, steps=5)
    shown.mouse.up()
    wait_until(lambda: high() == full)
    shown.keyboard.press("Escape")
    wait_until(lambda: not card.is_visible())
    small = [one for one in shown.get_by_role("button").all() if one.is_visible()]
    for one in small:
        box = one.bounding_box()
        assert min(box["width"], box["height"]) >= 24, one.inner_text()


def commanded(server: Server) -> tuple[int, str]:
    told = server.shells[-1].commanded
    return told.get("n", 0), told.get("id", "")


def test_tools_are_pressed_by_hand_and_by_key_but_not_while_typing(
    shown: Any, server: Server
) -> None:
    n, _ = commanded(server)
    shown.get_by_role("toolbar").get_by_role("button", name="Hide").click()
    wait_until(lambda: commanded(server) == (n + 1, "hide"))
    shown.keyboard.press("2")
    wait_until(lambda: commanded(server) == (n + 2, "back"))
    off = shown.get_by_role("toolbar").get_by_role("button", name="Fade")
    assert off.get_attribute("aria-disabled") == "true"
    assert "Select first." in off.get_attribute("title")
    shown.keyboard.press("f")
    shown.get_by_role("status").filter(has_text="Fade: Select first.").wait_for()
    shown.keyboard.press("/")
    shown.keyboard.type("h2")
    wait_until(lambda: server.shells[-1].pressed.get("value") == "h2")
    assert commanded(server) == (n + 2, "back")
    shown.keyboard.press("Escape")
    shown.keyboard.press("?")
    sheet = shown.get_by_role("dialog", name="Keyboard shortcuts")
    sheet.get_by_text("Hide").wait_for()
    shown.keyboard.press("Escape")
    assert not sheet.is_visible()


def test_the_search_offers_what_was_found_and_gives_the_focus_back(
    shown: Any, server: Server
) -> None:
    found = {
        "query": "pi",
        "groups": [
            {
                "title": "Muscles",
                "lines": [
                    {"id": "muscle/a", "label": "Piriformis"},
                    {"id": "muscle/b", "label": "Pisiform"},
                ],
            }
        ],
    }
    field = shown.get_by_role("combobox", name="Search")
    shown.get_by_role("button", name="Two").focus()
    shown.keyboard.press("Control+k")
    shown.keyboard.type("pi")
    wait_until(lambda: server.shells[-1].pressed.get("value") == "pi")
    server.do(lambda: setattr(server.shells[-1], "found", found))
    shown.get_by_role("option", name="Pisiform").wait_for()
    shown.keyboard.press("ArrowDown")
    assert field.get_attribute("aria-activedescendant") == "found-muscle-b"
    shown.keyboard.press("Enter")
    wait_until(lambda: server.shells[-1].pressed.get("value") == "muscle/b")
    assert shown.get_by_role("option").count() == 0
    at = (
        "() => { let at = document.activeElement;"
        " while (at.shadowRoot?.activeElement) at = at.shadowRoot.activeElement;"
        " return at.textContent; }"
    )
    assert "Two" in shown.evaluate(at)


def test_the_pages_stand_on_the_rail(shown: Any, server: Server) -> None:
    rail = shown.get_by_role("navigation", name="Pages")
    assert rail.get_by_role("button", name="One").get_attribute("aria-current") == "page"
    rail.get_by_role("button", name="Two").click()
    wait_until(lambda: server.shells[-1].pressed.get("value") == "two")
    rail.get_by_role("button", name="One").click()
    wait_until(lambda: server.shells[-1].left_open is False)


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
    shown.get_by_role("button", name="Settings").click()
    shown.get_by_role("dialog", name="Settings").get_by_role("button", name="Dark").click()
    wait_until(lambda: server.shells[-1].pressed.get("id") == "set:theme")
    assert server.shells[-1].pressed["value"] == "dark"
    shown.keyboard.press("Escape")
    server.do(lambda: setattr(server.shells[-1], "dark", True))
    shown.wait_for_function("() => document.documentElement.dataset.theme === 'dark'")
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
    texts = {**server.shells[-1].texts, "pages": "Páginas"}
    server.do(lambda: setattr(server.shells[-1], "texts", texts))
    shown.get_by_role("navigation", name="Páginas").wait_for()


def test_of_tabs_only_the_open_one_is_seen(person: Person) -> None:
    """A leaf that is put away is not on the page, also when it has been there before."""
    person.open("?page=views&tab=share")
    page = person.page
    address = page.get_by_text("Address of this view")
    search = page.get_by_label("Find a prepared view")
    address.wait_for()
    for _ in range(2):
        page.get_by_role("button", name="Prepared", exact=True).click()
        search.wait_for()
        address.wait_for(state="hidden")
        page.get_by_role("button", name="Hand on", exact=True).last.click()
        address.wait_for()
        search.wait_for(state="hidden")
    assert person.frame.book.now.address() == {"tab": "share"}
