"""Photographs of every step of every story, to be looked at by a person.

    python benchmarks/photograph_stories.py
    python benchmarks/photograph_stories.py --stories forward-head lower-crossed --side left

Plays each story once in a real browser and writes ``test-results/stories/<story>.png``: a sheet of all
its steps, each as a visitor sees it. Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import io
import os
import shutil
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import sync_playwright

from nmt_atlas.atlas import Atlas
from nmt_atlas.library.telling import stories
from photographs import FLAGS, READY, serving

OUT = Path(__file__).parents[1] / "test-results" / "stories"
WINDOW = {"width": 1120, "height": 720}
THUMB = (620, 400)
COLUMNS = 3
STILL_MS = 500


def steps(page: Any, base: str, story: str, side: str) -> Iterator[Image.Image]:
    """Each step of a story as it is seen."""
    page.goto(f"{base}?page=stories&story={story}&side={side}&welcome=0")
    page.wait_for_function(READY, timeout=180_000)
    onward = page.get_by_role("button", name="Next", exact=True)
    onward.wait_for(timeout=60_000)
    while True:
        page.wait_for_timeout(STILL_MS)
        page.evaluate("() => nmtAtlas.frame()")
        yield Image.open(io.BytesIO(page.screenshot(timeout=120_000))).convert("RGB")
        if onward.is_disabled():
            return
        before = page.url
        onward.click()
        page.wait_for_function("before => location.href !== before", arg=before, timeout=60_000)


def sheet(pictures: list[Image.Image], to: Path) -> None:
    """Small pictures beside each other."""
    for one in pictures:
        one.thumbnail(THUMB)
    wide, high = pictures[0].size
    rows = -(-len(pictures) // COLUMNS)
    whole = Image.new("RGB", (COLUMNS * (wide + 6), rows * (high + 6)), "#888888")
    for at, one in enumerate(pictures):
        whole.paste(one, (at % COLUMNS * (wide + 6), at // COLUMNS * (high + 6)))
    whole.save(to)


def main() -> None:
    known = [ident for found in stories(Atlas.open().library).values() for ident, _ in found]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stories", nargs="*", choices=known, default=known, metavar="ID")
    parser.add_argument("--side", choices=("right", "left"), default="right")
    parser.add_argument("--port", type=int, default=5180)
    parser.add_argument("--url", default="", help="a server that runs already")
    args = parser.parse_args()
    OUT.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("NMT_CHROMIUM") or shutil.which("chromium")
    served = nullcontext(args.url) if args.url else serving(args.port)
    with sync_playwright() as driver, served as base:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        context = browser.new_context(viewport=WINDOW, reduced_motion="reduce")
        page = context.new_page()
        for story in args.stories:
            found = list(steps(page, base, story, args.side))
            sheet(found, OUT / f"{story}-{args.side}.png")
            sys.stdout.write(f"{story}: {len(found)} steps\n")
            sys.stdout.flush()
        browser.close()


if __name__ == "__main__":
    main()
