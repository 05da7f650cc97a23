"""How somebody works the controls of a page: with the mouse, with a finger, by keyboard alone."""

from __future__ import annotations

from typing import Any

from browser_samples import SLOWER, wait_until
from house import Person

PATIENCE_MS = 25_000 * SLOWER
MOST_STOPS = 150
"""No control of a page is further from another than so many presses of Tab."""


class Mouse:
    """With the mouse; only names are typed.

    Attributes
    ----------
    points
        True where places of the body are pointed at.
    sees
        True for those who look at the body as well: once is enough, all see the same.
    """

    points = True
    sees = True

    def __init__(self, person: Person) -> None:
        self.person = person

    @property
    def page(self) -> Any:
        return self.person.page

    def named(self, role: str, name: str) -> Any:
        return self.page.get_by_role(role, name=name, exact=True).first

    def strike(self, found: Any) -> None:
        found.click(timeout=PATIENCE_MS)

    def press(self, name: str) -> None:
        self.strike(self.named("button", name))

    def unfold(self, text: str) -> None:
        self.strike(self.page.get_by_text(text, exact=True))

    def switch(self, name: str) -> None:
        self.strike(self.named("switch", name))

    def choose(self, label: str, option: str) -> None:
        self.named("combobox", label).select_option(label=option, timeout=PATIENCE_MS)

    def write(self, label: str, text: str) -> None:
        field = self.named("combobox", label)
        self.strike(field)
        field.press_sequentially(text)

    def take(self, label: str, text: str, name: str) -> None:
        """Type a part of a name and take the line that is suggested."""
        self.write(label, text)
        self.strike(self.named("option", name))

    def place(self, spot: Any) -> tuple[float, float]:
        """Where on the screen a part (id) or a point (mm) is seen."""
        self.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000 * SLOWER)
        self.person.settle()
        how = "project" if isinstance(spot, str) else "projectPoint"
        found = self.page.evaluate(f"spot => nmtAtlas.{how}(spot)", spot)
        assert found, f"{spot} cannot be seen"
        return found["x"], found["y"]

    def point(self, spot: Any) -> None:
        self.page.mouse.click(*self.place(spot))

    def paint(self, spots: list[Any]) -> None:
        """One stroke of the brush over these places."""
        begin, *others = [self.place(spot) for spot in spots]
        self.page.mouse.move(*begin)
        self.page.mouse.down()
        for at in others:
            self.page.mouse.move(*at, steps=8)
        self.page.mouse.up()


class Finger(Mouse):
    """With a finger on a screen that is touched."""

    sees = False

    def strike(self, found: Any) -> None:
        found.tap(timeout=PATIENCE_MS)

    def point(self, spot: Any) -> None:
        self.page.touchscreen.tap(*self.place(spot))

    def paint(self, spots: list[Any]) -> None:
        wire = self.page.context.new_cdp_session(self.page)

        def send(kind: str, *touches: tuple[float, float]) -> None:
            points = [{"x": x, "y": y} for x, y in touches]
            wire.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

        places = [self.place(spot) for spot in spots]
        send("touchStart", places[0])
        for (x, y), (to_x, to_y) in zip(places, places[1:] or places, strict=False):
            for share in range(1, 9):
                send("touchMove", (x + (to_x - x) * share / 8, y + (to_y - y) * share / 8))
        send("touchEnd")
        wire.detach()


class Keyboard(Mouse):
    """With the keys alone: the mouse is never touched, and nothing is focused for one."""

    points = False
    sees = False

    def tap(self, key: str) -> None:
        self.page.keyboard.press(key)

    def reach(self, found: Any) -> Any:
        """Go to a control with Tab."""
        found.wait_for(timeout=PATIENCE_MS)
        wait_until(found.is_enabled, 20)
        for _ in range(MOST_STOPS):
            if found.evaluate("one => one.matches(':focus')"):
                return found
            self.tap("Tab")
        raise AssertionError(f"Tab never comes to {found}")

    def press(self, name: str) -> None:
        self.reach(self.named("button", name))
        self.tap("Enter")

    def unfold(self, text: str) -> None:
        self.reach(self.page.get_by_text(text, exact=True))
        self.tap("Enter")

    def switch(self, name: str) -> None:
        self.reach(self.named("switch", name))
        self.tap("Space")

    def choose(self, label: str, option: str) -> None:
        field = self.reach(self.named("combobox", label))
        texts = field.evaluate("one => [...one.options].map(each => each.text)")
        shown = "one => one.selectedOptions[0].text"
        for text in texts[1 : texts.index(option) + 1]:
            self.tap("ArrowDown")
            assert field.evaluate(shown) == text

    def write(self, label: str, text: str) -> None:
        self.reach(self.named("combobox", label))
        self.tap("Control+a")
        self.page.keyboard.type(text)

    def take(self, label: str, text: str, name: str) -> None:
        self.write(label, text)
        line = self.named("option", name)
        line.wait_for(timeout=PATIENCE_MS)
        for _ in range(12):
            self.tap("ArrowDown")
            if line.get_attribute("aria-selected") == "true":
                break
        self.tap("Enter")
