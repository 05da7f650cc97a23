"""Photographs of every page at every size, in light and dark, to be looked at by a person.

    python benchmarks/photographs.py
    python benchmarks/photographs.py --pages card pain --sizes phone --themes dark
    python benchmarks/photographs.py --docs

Writes ``test-results/photographs/<size>-<page>-<theme>.png`` and, for each size and theme, sheets
of six. Nothing is measured: what is wrong is seen. ``--docs`` writes the pictures
of the documentation. Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Error as Failure
from playwright.sync_api import sync_playwright

PICTURES = Path(__file__).parents[1] / "docs" / "pictures"
OUT = Path(__file__).parents[1] / "test-results" / "photographs"
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
]
READY = "() => window.nmtAtlas?.viewer.loaded?.ready"
COME_BACK = """search => {
  history.pushState(null, '', location.pathname + search);
  dispatchEvent(new PopStateEvent('popstate'));
}"""
SETTLED_MS = 1500
THUMB = 640
A_SHEET = 6


@dataclass(frozen=True)
class Window:
    """A window to look at: CSS pixels, how many dots each has, and whether fingers touch it."""

    width: int
    height: int
    dots: float = 1
    touched: bool = False


SIZES: dict[str, Window] = {
    "laptop": Window(1366, 768),
    "phone": Window(390, 844, touched=True),
    "small": Window(320, 568, touched=True),
    "projector": Window(1920, 1080),
    "tablet": Window(768, 1024, touched=True),
    "sideways": Window(844, 390, touched=True),
    "zoomed": Window(683, 384, dots=2),
}
"""``zoomed`` is the laptop at 200 %."""


@dataclass(frozen=True)
class State:
    """A page as it is photographed: its address, and what is done there first.

    Each deed is two words: ``press`` a key, ``choose`` a button or a tab by its name, ``say`` a text
    into the field that has the focus.
    """

    query: str
    deeds: tuple[tuple[str, str], ...] = ()
    welcome: bool = False


_LEVATOR = "selection=levator-scapulae-right&overlay=levator-scapulae-tp1:right&camera=posterior"
_MUSCLE = (
    f"{_LEVATOR}&layers=muscles-deep,muscles-intermediate,bones,cartilage"
    "&focus=levator-scapulae-right"
)
_ON_SKIN = f"{_LEVATOR}&layers=skin&skin=1&zones=levator-scapulae-tp1:right"
_NERVE = "nerve=median-nerve:right&focus=median-nerve-right"
_GLUTEUS = "selection=gluteus-medius-right&focus=gluteus-medius-right&camera=posterior"
_STORY = "page=stories&story=sciatica-and-piriformis&side=right"
_ASKED = {
    "type": "q1",
    "click": "q2",
    "order": "q4",
    "paint": "q5",
    "source": "q6",
    "pairs": "q7",
    "one": "q8",
    "must-not": "q10",
}
"""Name -> the step of the lesson ``abdomen`` that asks so."""

PAGES: dict[str, State] = {
    "first": State("", welcome=True),
    "body": State(""),
    "card": State(_MUSCLE),
    "closed": State(_MUSCLE, (("choose", "Close"),)),
    "hands": State(_MUSCLE, (("choose", "Hands"),)),
    "pain": State(_ON_SKIN),
    "nerve": State(_NERVE),
    "station": State(_NERVE, (("press", "."), ("press", "."))),
    "peeled": State(f"peel=0.6&{_GLUTEUS}"),
    "cut": State(_GLUTEUS, (("press", "Shift+Z"),)),
    "apart": State(_GLUTEUS, (("press", "e"),)),
    "attachments": State(_GLUTEUS, (("press", "i"), ("press", "t"))),
    "skin-map": State("", (("press", "Shift+M"),)),
    "territories": State("", (("press", "Shift+T"),)),
    "split": State("selection=gluteus-medius-right&split=piriformis-right&camera=posterior"),
    "pen": State("", (("press", "d"),)),
    "menu": State(_MUSCLE, (("press", "Shift+F10"),)),
    "search": State("", (("press", "/"), ("say", "levator"))),
    "tools": State("", (("choose", "All tools"),)),
    "settings": State("", (("choose", "Settings"),)),
    "keys": State("", (("press", "?"),)),
    "tour": State("", (("press", "F1"),)),
    "draw": State("page=pain"),
    "drawn": State("page=pain&here=20000"),
    "assess": State("page=assess"),
    "cases": State("page=cases"),
    "library": State("page=library"),
    "article": State("page=library&doc=muscle/piriformis"),
    "red-flag": State("page=library&doc=condition/flag-cauda-equina"),
    "stories": State("page=stories"),
    "story": State(_STORY),
    "told": State(f"{_STORY}&moment=4"),
    "share": State(f"page=views&tab=share&{_MUSCLE}"),
    "gallery": State("page=views"),
    "notes": State("page=views&tab=mine"),
    "lessons": State("page=lessons"),
    "lesson": State("page=lessons&lesson=abdomen&step=danger"),
    **{
        f"asked-{name}": State(f"page=lessons&lesson=abdomen&step={step}")
        for name, step in _ASKED.items()
    },
    "asked-label": State("page=lessons&lesson=body-chart-and-landmarks&step=q9"),
    "quiz": State("page=lessons", (("press", "q"),)),
    "review": State("page=review"),
    "author": State("page=author"),
    "writing": State("page=author&copy=abdomen"),
    "compare": State(
        "page=compare&one=gluteus-medius&two=piriformis&selection=gluteus-medius-right"
    ),
    "deck": State("page=deck"),
    "client": State("page=client&about=muscle/piriformis&of=right"),
    "list": State("page=list&selection=sacrum"),
    "table": State("page=list&as=table&selection=sacrum"),
    "class": State(_MUSCLE, (("press", "p"),)),
    "class-hidden": State(_MUSCLE, (("press", "p"), ("press", "h"))),
}


IN_DOCS = {
    "screen-first": "first",
    "screen-card": "card",
    "screen-pain": "pain",
    "screen-nerve": "station",
    "screen-sources": "drawn",
    "screen-lesson": "asked-paint",
    "screen-presenter": "class",
}
"""Picture of the documentation -> what it shows, in the window ``laptop`` on a light ground."""


@contextmanager
def serving(port: int) -> Iterator[str]:
    """The app on a port, in a thread of its own."""
    from nmt_atlas import app
    from nmt_atlas.atlas import Atlas
    from nmt_atlas.store.progress import ProgressStore

    atlas, store = Atlas.open(), ProgressStore("sqlite://")
    begun = threading.Event()
    stop: list[Any] = []

    def run() -> None:
        loop = asyncio.new_event_loop()
        asyncio.set_event_loop(loop)
        server = app.make_server(atlas, store, port=port)
        server.start()
        stop.append(lambda: loop.call_soon_threadsafe(server.io_loop.stop))
        begun.set()
        server.io_loop.start()

    threading.Thread(target=run, daemon=True).start()
    begun.wait(120)
    try:
        yield f"http://localhost:{port}/"
    finally:
        stop[0]()


def sheet(files: list[Path], to: Path) -> None:
    """Small pictures of all of them beside each other."""
    pictures = [Image.open(one).convert("RGB") for one in files]
    for one in pictures:
        one.thumbnail((THUMB, THUMB))
    wide, high = max(one.width for one in pictures), max(one.height for one in pictures)
    columns = max(1, 1920 // wide)
    rows = -(-len(pictures) // columns)
    whole = Image.new("RGB", (columns * (wide + 8), rows * (high + 8)), "#888888")
    for at, one in enumerate(pictures):
        whole.paste(one, (at % columns * (wide + 8), at // columns * (high + 8)))
    whole.save(to)


def do(page: Any, deed: str, what: str) -> None:
    """Do one thing on a page as a person would."""
    if deed == "press":
        page.keyboard.press(what)
    elif deed == "say":
        page.keyboard.type(what, delay=40)
    else:
        named = page.get_by_role("button", name=what, exact=True)
        named.or_(page.get_by_role("tab", name=what, exact=True)).first.click(timeout=10_000)
    page.wait_for_timeout(SETTLED_MS)


class Visitor:
    """One browser that goes from state to state without loading the page anew where it need not."""

    def __init__(self, browser: Any, base: str, sizes: list[str]) -> None:
        self.base, self.sizes = base, sizes
        first = SIZES[sizes[0]]
        self.context = browser.new_context(
            viewport={"width": first.width, "height": first.height},
            device_scale_factor=first.dots,
            has_touch=first.touched,
        )
        self.page = self.context.new_page()
        self.page.set_default_navigation_timeout(180_000)
        self.stale = True

    def go(self, state: State, theme: str) -> str:
        """Bring the page into a state; why that failed, where it did."""
        welcome = "" if state.welcome else "&welcome=0"
        search = f"?{state.query}&theme={theme}{welcome}".replace("?&", "?")
        if self.stale or state.welcome:
            self.page.goto(self.base + search)
            self.page.wait_for_function(READY, timeout=180_000)
        else:
            self.page.evaluate(COME_BACK, search)
        self.stale = state.welcome or bool(state.deeds)
        self.page.wait_for_timeout(SETTLED_MS)
        for deed, what in state.deeds:
            try:
                do(self.page, deed, what)
            except Failure:
                return f"no {what} to {deed}"
        return ""

    def photograph(self, name: str, theme: str) -> str:
        """Photograph a state in windows of each size; what went wrong."""
        self.page.set_viewport_size(self._size(self.sizes[0]))
        failed = self.go(PAGES[name], theme)
        for size in self.sizes:
            self.page.set_viewport_size(self._size(size))
            self.page.wait_for_timeout(SETTLED_MS // 2)
            self.page.evaluate("() => nmtAtlas.frame()")
            self.page.screenshot(path=path_of(size, name, theme), timeout=120_000)
        return failed

    def _size(self, size: str) -> dict[str, int]:
        return {"width": SIZES[size].width, "height": SIZES[size].height}


def path_of(size: str, name: str, theme: str) -> Path:
    """Where a photograph is kept."""
    return OUT / f"{size}-{name}-{theme}.png"


def take(browser: Any, base: str, args: argparse.Namespace) -> None:
    """Photograph everything that was asked for."""
    kinds: dict[tuple[float, bool], list[str]] = {}
    for size in args.sizes:
        kinds.setdefault((SIZES[size].dots, SIZES[size].touched), []).append(size)
    visitors = [Visitor(browser, base, sizes) for sizes in kinds.values()]
    for theme in args.themes:
        for name in args.pages:
            for one in visitors:
                failed = one.photograph(name, theme)
                sys.stdout.write(f"{theme} {name} {' '.join(one.sizes)} {failed}\n")
                sys.stdout.flush()
        for size in args.sizes:
            files = [path_of(size, name, theme) for name in args.pages]
            for at in range(0, len(files), A_SHEET):
                number = at // A_SHEET + 1
                sheet(files[at : at + A_SHEET], OUT / f"sheet-{size}-{theme}-{number}.png")


def into_docs(names: list[str]) -> None:
    """Put photographs that were just taken into the documentation."""
    for picture, name in IN_DOCS.items():
        if name in names:
            shown = Image.open(path_of("laptop", name, "light")).convert("RGB")
            shown.save(PICTURES / f"{picture}.webp", quality=82, method=6)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", nargs="*", choices=PAGES, default=list(PAGES))
    parser.add_argument("--sizes", nargs="*", choices=SIZES, default=list(SIZES))
    parser.add_argument("--themes", nargs="*", choices=("light", "dark"), default=["light", "dark"])
    parser.add_argument("--port", type=int, default=5179)
    parser.add_argument("--url", default="", help="a server that runs already")
    parser.add_argument("--docs", action="store_true", help="write the documentation's pictures")
    args = parser.parse_args()
    if args.docs:
        args.pages = [name for name in IN_DOCS.values() if name in args.pages]
        args.sizes, args.themes = ["laptop"], ["light"]
    OUT.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("NMT_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        with nullcontext(args.url) if args.url else serving(args.port) as base:
            take(browser, base, args)
        browser.close()
    if args.docs:
        into_docs(args.pages)


if __name__ == "__main__":
    main()
