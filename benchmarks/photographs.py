"""Photographs of every page at every size, in light and dark, to be looked at by a person.

    python benchmarks/photographs.py
    python benchmarks/photographs.py --pages card pain --sizes phone --themes dark

Writes ``test-results/photographs/<size>-<page>-<theme>.png`` and, for each size and theme, one sheet
of all of them. Nothing is measured: what is wrong is seen. Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import asyncio
import os
import shutil
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from nmt_atlas import app
from nmt_atlas.atlas import Atlas
from nmt_atlas.store.progress import ProgressStore

OUT = Path(__file__).parents[1] / "test-results" / "photographs"
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
]
READY = "() => window.nmtAtlas?.viewer.loaded?.ready"
SETTLED_MS = 1500
THUMB = 640

SIZES: dict[str, tuple[int, int]] = {
    "phone": (390, 844),
    "sideways": (844, 390),
    "small": (320, 568),
    "tablet": (768, 1024),
    "laptop": (1366, 768),
    "projector": (1920, 1080),
}
TOUCHED = {"phone", "sideways", "small", "tablet"}

_LEVATOR = (
    "selection=levator-scapulae-right&overlay=levator-scapulae-tp1:right"
    "&camera=posterior&layers=muscles-deep,muscles-intermediate,bones,cartilage"
)
PAGES: dict[str, str] = {
    "first": "",
    "body": "welcome=0",
    "card": f"{_LEVATOR}&focus=levator-scapulae-right&welcome=0",
    "pain": (
        "selection=levator-scapulae-right&overlay=levator-scapulae-tp1:right"
        "&camera=posterior&layers=skin&skin=1&zones=levator-scapulae-tp1:right&welcome=0"
    ),
    "nerve": "nerve=median-nerve:right&focus=median-nerve-right&welcome=0",
    "peeled": (
        "peel=0.6&selection=gluteus-medius-right&focus=gluteus-medius-right"
        "&camera=posterior&welcome=0"
    ),
    "assess": "page=assess&welcome=0",
    "library": "page=library&welcome=0",
    "article": "page=library&doc=muscle/piriformis&welcome=0",
    "lessons": "page=lessons&welcome=0",
    "stories": "page=stories&welcome=0",
    "client": "page=client&about=muscle/piriformis&of=right&welcome=0",
}


@contextmanager
def serving(port: int) -> Iterator[str]:
    """The app on a port, in a thread of its own."""
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


def take(browser: Any, base: str, size: str, theme: str, pages: list[str]) -> None:
    """Photograph pages in one window."""
    width, height = SIZES[size]
    context = browser.new_context(
        viewport={"width": width, "height": height}, has_touch=size in TOUCHED
    )
    page = context.new_page()
    files = []
    for name in pages:
        page.goto(f"{base}?{PAGES[name]}&theme={theme}")
        page.wait_for_function(READY, timeout=180_000)
        page.wait_for_timeout(SETTLED_MS)
        files.append(OUT / f"{size}-{name}-{theme}.png")
        page.screenshot(path=files[-1], timeout=120_000)
    context.close()
    sheet(files, OUT / f"sheet-{size}-{theme}.png")
    sys.stdout.write(f"{size} {theme}\n")
    sys.stdout.flush()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", nargs="*", choices=PAGES, default=list(PAGES))
    parser.add_argument("--sizes", nargs="*", choices=SIZES, default=list(SIZES))
    parser.add_argument("--themes", nargs="*", choices=("light", "dark"), default=["light", "dark"])
    parser.add_argument("--port", type=int, default=5179)
    parser.add_argument("--url", default="", help="a server that runs already")
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("NMT_CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as driver:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        if args.url:
            for size in args.sizes:
                for theme in args.themes:
                    take(browser, args.url, size, theme, args.pages)
        else:
            with serving(args.port) as base:
                for size in args.sizes:
                    for theme in args.themes:
                        take(browser, base, size, theme, args.pages)
        browser.close()


if __name__ == "__main__":
    main()
