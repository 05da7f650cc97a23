"""People of a class at their own windows: students, whoever leads it, and the wall."""

from __future__ import annotations

import re
from typing import Any

from browser_samples import wait_until
from house import PATIENCE_MS, READY

NO_CANVAS = """
const plain = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...more) {
  return String(kind).startsWith("webgl") ? null : plain.call(this, kind, ...more);
};
"""
"""Run in a window: a browser that cannot draw the body."""

CALF = (-80.0, -60.0, 250.0)
"""A place in the right calf, mm; the skin over it is seen from behind."""


class Screen:
    """A window of its own in a class."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def button(self, name: str) -> Any:
        return self.page.get_by_role("button", name=name, exact=True).first

    def press(self, name: str) -> None:
        self.button(name).click(timeout=PATIENCE_MS)

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=PATIENCE_MS)

    def drawn(self) -> None:
        self.page.wait_for_function(READY, timeout=120_000)

    def join(self, url: str, code: str, name: str) -> None:
        self.page.goto(f"{url}class", timeout=120_000)
        self.page.get_by_label("Code of the class").fill(code)
        self.press("Join")
        self.page.get_by_label("Your name").fill(name)
        self.press("Join")
        self.sees(name)

    def choose(self, text: str) -> None:
        answers = self.page.get_by_role("group", name="Answers")
        answers.get_by_role("button", name=text).first.click(timeout=PATIENCE_MS)
        self.sees("Your answer is in.")

    def write(self, text: str) -> None:
        field = self.page.get_by_role("combobox", name="Its name")
        field.fill(text, timeout=PATIENCE_MS)
        self.press("That is my answer")
        self.sees("Your answer is in.")

    def say(self, text: str, name: str) -> None:
        """Say by its name what one would click."""
        self.page.get_by_role("combobox", name="Or say what you would click").fill(text)
        self.page.get_by_role("option", name=name).first.click(timeout=PATIENCE_MS)
        self.sees("Your answer is in.")

    def tap(self, part: str) -> None:
        """Tap on the body, where the part is seen."""
        self.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
        self.page.evaluate("() => nmtAtlas.frame()")
        found = self.page.evaluate("part => nmtAtlas.project(part)", part)
        assert found, f"{part} cannot be seen"
        self.page.touchscreen.tap(found["x"], found["y"])
        self.sees("Your answer is in.")

    def paint(self) -> None:
        """Draw one stroke over the right calf; of the body nothing but the skin need be there."""
        self.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
        self.page.evaluate("() => nmtAtlas.frame()")
        found = self.page.wait_for_function(
            "place => nmtAtlas.projectPoint(place)", arg=CALF, timeout=PATIENCE_MS
        ).json_value()
        x, y = found["x"], found["y"]
        done = self.button("That is my answer")
        self.page.mouse.move(x, y - 30)
        self.page.mouse.down()
        self.page.mouse.move(x, y + 30, steps=4)
        self.page.mouse.up()
        wait_until(done.is_enabled, 30)
        done.click()
        self.sees("You painted on the skin.")

    def camera(self) -> dict[str, list[float]]:
        return dict(self.page.evaluate("() => nmtAtlas.camera()"))


class Instructor(Screen):
    """Whoever leads it, on the page Class of the whole atlas."""

    def open_class(self, url: str) -> tuple[str, str]:
        """Open a room; its code, and the projector's address."""
        self.page.goto(f"{url}?page=class", timeout=120_000)
        self.press("Open a class")
        self.sees("Nobody is here yet.")
        line = self.page.get_by_text(re.compile("^Code:")).first.inner_text()
        copied = wait_until(lambda: self.copied("Link for the projector", "role=screen"), 120)
        return line.removeprefix("Code:").strip(), copied

    def copied(self, name: str, part: str) -> str:
        """What a button copies, if that holds something; the page may still be written anew."""
        button = self.button(name)
        if not button.is_visible():
            self.page.locator("summary").filter(has_text="How to come in").click()
            return ""
        button.click(timeout=PATIENCE_MS)
        text = str(self.page.evaluate("navigator.clipboard.readText()"))
        return text if part in text else ""

    def select(self, name: str, line: str) -> None:
        field = self.page.get_by_role("combobox", name="Search")
        field.fill(name, timeout=PATIENCE_MS)
        self.page.locator('[role="option"]').filter(has_text=line).first.click(timeout=PATIENCE_MS)

    def back_to_the_class(self) -> None:
        rail = self.page.get_by_role("navigation", name="Pages")
        rail.get_by_role("button", name="Class").click(timeout=PATIENCE_MS)

    def take_lesson(self, title: str) -> None:
        field = self.page.get_by_role("combobox", name="Questions of a lesson")
        field.fill(title, timeout=PATIENCE_MS)
        self.page.get_by_role("option", name=title, exact=True).click(timeout=PATIENCE_MS)

    def ask(self, prompt: str) -> None:
        self.page.get_by_role("button", name=prompt).first.click(timeout=PATIENCE_MS)
        self.button("Reveal the answer").wait_for(timeout=PATIENCE_MS)
