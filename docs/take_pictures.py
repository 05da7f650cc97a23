"""Takes the pictures of the documentation from the running app, in a real Chromium.

    python docs/take_pictures.py [--only explore-piriformis]

Needs the `test` extra, Chromium, and (for the second body) an installed BodyParts3D.
"""

from __future__ import annotations

import argparse
import asyncio
import shutil
import sys
import threading
import time
from pathlib import Path
from typing import Any

from playwright.sync_api import sync_playwright

from nmt_atlas import app
from nmt_atlas.atlas import Atlas
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.atlas_view import AtlasView

OUT = Path(__file__).resolve().parent / "pictures"
FLAGS = [
    "--no-sandbox",
    "--use-angle=swiftshader",
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
]
READY = "() => window.nmtAtlas?.viewer.loaded?.ready"

SHOTS: dict[str, str] = {
    "explore-whole": "",
    "explore-piriformis": (
        "focus=piriformis-right,sciatic-nerve-right&selection=piriformis-right"
        "&overlay=piriformis-tp1:right,piriformis-tp2:right&nerve=sciatic-nerve:right"
        "&layers=muscles-deep,bones,cartilage,nerves"
        '&camera={"position":[-60,880,800],"target":[-60,-40,800]}'
    ),
    "explore-carpal-tunnel": (
        "nerve=median-nerve:right&page=nerves&layers=bones,cartilage,ligaments,nerves,muscles-deep"
        '&camera={"position":[-270,-640,790],"target":[-262,-110,775]}'
    ),
    "explore-trapezius": (
        "selection=trapezius-upper-right&overlay=trapezius-tp1:right,trapezius-tp2:right"
        '&skin=0.3&camera={"position":[-760,420,1560],"target":[-30,-70,1440]}'
    ),
    "explore-skin": "layers=skin&skin=1&overlay=infraspinatus-tp1:right,scaleni-tp1:left",
    "lessons": "page=lessons",
    "library": "page=library&doc=muscle/piriformis",
}
BODIES = {"explore-whole", "explore-piriformis", "explore-carpal-tunnel"}


def serve(port: int) -> None:
    """The app on a port, in a thread of its own."""
    atlas = Atlas.open()
    store = ProgressStore("sqlite://")

    def run() -> None:
        asyncio.set_event_loop(asyncio.new_event_loop())
        server = app.make_server(atlas, store, port=port)
        server.start()
        server.io_loop.start()

    threading.Thread(target=run, daemon=True).start()


def take(page: Any, url: str, name: str) -> None:
    """Open an address, wait until it stands still, and keep the picture."""
    page.goto(url)
    page.wait_for_function(READY, timeout=180_000)
    page.wait_for_timeout(2500)
    page.evaluate("() => nmtAtlas.frame()")
    page.wait_for_timeout(2500)
    page.screenshot(path=OUT / f"{name}.png", timeout=120_000)
    sys.stdout.write(f"{name}.png\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[])
    parser.add_argument("--port", type=int, default=5177)
    args = parser.parse_args()
    OUT.mkdir(exist_ok=True)
    AtlasView.param.detail.default = "standard"
    serve(args.port)
    time.sleep(3)
    bodies = ["own", *(name for name in Atlas.open().body_names() if name != "own")]
    with sync_playwright() as driver:
        path = shutil.which("chromium") or shutil.which("google-chrome")
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        page = browser.new_page(viewport={"width": 1440, "height": 900})
        for body in bodies:
            for name, query in SHOTS.items():
                label = name if body == "own" else f"{name}-{body}"
                if (args.only and label not in args.only) or (body != "own" and name not in BODIES):
                    continue
                take(page, f"http://localhost:{args.port}/?body={body}&{query}", label)
        browser.close()


if __name__ == "__main__":
    main()
