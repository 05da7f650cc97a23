"""How long somebody new takes on a phone to find a muscle, its pain and its nerve.

    python benchmarks/a_minute.py
    python benchmarks/a_minute.py --muscle "Levator scapulae" --typed levator

A person is played with a person's pauses: what is new on the screen is read from the top until what
is looked for is met, at 250 words a minute; a tap takes 1.2 s, a typed sign 0.3 s. Only what is on the screen is used: nothing is tapped that
does not lie in the window. The machine's own time is told beside it and not counted: it says
nothing about a phone. Fails where it takes more than a minute. Needs Chromium and playwright.
"""

from __future__ import annotations

import argparse
import os
import shutil
import sys
import time
from dataclasses import dataclass, field
from typing import Any

from photographs import FLAGS, OUT, READY, SIZES, serving

WORDS_A_SECOND = 250 / 60
TAP, SIGN = 1.2, 0.3
LIMIT = 60.0
PATIENCE_MS = 120_000
SEEN = """() => {
  const found = [];
  const walk = (node) => {
    if (node.nodeType === 3 && node.data.trim()) {
      const range = document.createRange();
      range.selectNodeContents(node);
      const { top, bottom, left, right, width } = range.getBoundingClientRect();
      const x = (left + right) / 2, y = (top + bottom) / 2;
      if (width > 2 && x > 0 && y > 0 && x < innerWidth && y < innerHeight) {
        found.push([Math.round(top / 12), left, node.data.trim()]);
      }
    }
    if (node instanceof Element) {
      if (node.inert || node.hidden || node.matches('style, script')) return;
      const { display, visibility } = getComputedStyle(node);
      if (display === 'none' || visibility === 'hidden' || node.classList.contains('icon')) return;
    }
    for (const one of node.shadowRoot?.childNodes ?? []) walk(one);
    for (const one of node.childNodes) walk(one);
  };
  walk(document.body);
  return found.sort((a, b) => a[0] - b[0] || a[1] - b[1]).map(([, , text]) => text);
}"""
"""The texts that lie in the window, as they are read: from the top, from the left."""


@dataclass
class Newcomer:
    """Somebody who has never seen the atlas, and the seconds that have gone by for them."""

    page: Any
    seconds: float = 0.0
    known: set[str] = field(default_factory=set)
    told: list[str] = field(default_factory=list)

    def note(self, what: str, seconds: float) -> None:
        self.seconds += seconds
        self.told.append(f"{self.seconds:6.1f} s  {what}")

    def read(self, sought: str = "") -> None:
        """Read what is new on the screen, until what is sought is met where that is named."""
        self.page.wait_for_timeout(2500)
        texts = [one for one in self.page.evaluate(SEEN) if one not in self.known]
        met = [n for n, one in enumerate(texts) if sought and sought.lower() in one.lower()]
        texts = texts[: met[0] + 1] if met else texts
        self.known.update(texts)
        words = sum(len(one.split()) for one in texts)
        self.note(f"read {words} words", words / WORDS_A_SECOND)

    def tap(self, target: Any, called: str) -> None:
        """Tap what lies in the window, and read what comes."""
        target.wait_for(timeout=PATIENCE_MS)
        box, size = target.bounding_box(), self.page.viewport_size
        middle = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
        if not (0 < middle[0] < size["width"] and 0 < middle[1] < size["height"]):
            raise SystemExit(f"“{called}” does not lie in the window: {box}")
        self.page.touchscreen.tap(*middle)
        self.note(f"tapped “{called}”", TAP)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text, delay=60)
        self.note(f"typed “{text}”", SIGN * len(text))

    def until(self, part: str) -> None:
        """Wait until the address says that something is shown."""
        self.page.wait_for_function(
            "part => decodeURIComponent(location.search).includes(part)",
            arg=part,
            timeout=PATIENCE_MS,
        )


def walk(one: Newcomer, muscle: str, typed: str, nerve: str) -> None:
    """From the first screen to the muscle, its pain and its nerve."""
    page, ident = one.page, muscle.lower().replace(" ", "-")
    one.read("Search")
    one.tap(page.get_by_role("button", name="Search", exact=True).last, "Search")
    one.read()
    one.type(typed)
    line = page.get_by_role("option").filter(has_text=muscle).first
    line.wait_for(timeout=PATIENCE_MS)
    one.read(muscle)
    one.tap(line, muscle)
    one.until(f"selection={ident}")
    one.note("the muscle is selected", 0)
    one.until("overlay=")
    one.read("Plain words")
    one.note("its pain is painted, and told", 0)
    page.screenshot(path=OUT / "minute-muscle.png")
    one.tap(page.get_by_role("tab", name="Muscle", exact=True), "Muscle")
    one.read(nerve)
    page.screenshot(path=OUT / "minute-facts.png")
    one.tap(page.get_by_role("button", name=nerve).first, nerve)
    one.until("nerve=")
    one.note("the nerve is shown", 0)
    page.wait_for_timeout(4000)
    page.screenshot(path=OUT / "minute-nerve.png")


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--muscle", default="Levator scapulae")
    parser.add_argument("--typed", default="levator")
    parser.add_argument("--nerve", default="Dorsal scapular nerve")
    parser.add_argument("--port", type=int, default=5178)
    args = parser.parse_args()
    from playwright.sync_api import sync_playwright

    OUT.mkdir(parents=True, exist_ok=True)
    path = os.environ.get("NMT_CHROMIUM") or shutil.which("chromium")
    size = SIZES["phone"]
    with sync_playwright() as driver, serving(args.port) as base:
        browser = driver.chromium.launch(executable_path=path, args=FLAGS)
        view = {"width": size.width, "height": size.height}
        page = browser.new_context(viewport=view, has_touch=True).new_page()
        page.set_default_timeout(PATIENCE_MS)
        page.goto(base)
        page.wait_for_function(READY, timeout=PATIENCE_MS)
        one, began = Newcomer(page), time.monotonic()
        try:
            walk(one, args.muscle, args.typed, args.nerve)
        finally:
            sys.stdout.write("\n".join(one.told) + "\n")
        sys.stdout.write(f"this machine took {time.monotonic() - began:.0f} s\n")
        browser.close()
    return int(one.seconds > LIMIT)


if __name__ == "__main__":
    sys.exit(main())
