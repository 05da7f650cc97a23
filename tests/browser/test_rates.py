"""How often somebody may tell the server something is never met by people, however quick they are.

Hands here are quicker than real ones: every move of the mouse, turn of the wheel and key comes as
soon as the browser takes it.
"""

from __future__ import annotations

import time
from typing import Any

import pytest
from house import Person

from nmt_atlas.viewer import guard
from nmt_atlas.viewer.guard import A_SECOND, BURST
from nmt_atlas.viewer.rates import Bucket

pytestmark = [pytest.mark.browser, pytest.mark.release]


class Noted(Bucket):
    """A visit's bucket that notes when something was taken, and how little was left."""

    __slots__ = ("at", "least")
    made: list[Noted] = []  # noqa: RUF012

    def __init__(self, *given: Any) -> None:
        super().__init__(*given)
        self.at: list[float] = []
        self.least = self._left
        self.made.append(self)

    def take(self) -> bool:
        taken = super().take()
        self.at.append(time.monotonic())
        self.least = min(self.least, self._left)
        return taken

    @property
    def most(self) -> int:
        """The most messages of any second."""
        return max(
            sum(1 for other in self.at[k:] if other < one + 1) for k, one in enumerate(self.at)
        )


@pytest.fixture
def noted(monkeypatch: pytest.MonkeyPatch) -> type[Noted]:
    monkeypatch.setattr(guard, "Bucket", Noted)
    monkeypatch.setattr(Noted, "made", [])
    return Noted


def shake(person: Person, times: int) -> None:
    """Drag to and fro over the middle of the body."""
    box = person.page.get_by_role("application").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    mouse = person.page.mouse
    for k in range(times):
        mouse.move(x - 40, y + 2 * k)
        mouse.down()
        mouse.move(x + 40, y + 2 * k, steps=12)
        mouse.up()


def type_in_a_hurry(person: Person) -> None:
    field = person.page.get_by_role("combobox", name="Search")
    for text in ("piriformis sciatica", "levator scapulae", "headache behind the eye"):
        field.fill("")
        field.press_sequentially(text)
    field.press("Escape")


def peel(person: Person) -> None:
    """Pull the slider from the skin to the bones and back."""
    box = person.page.locator(".depth input").bounding_box()
    mouse = person.page.mouse
    x, top, low = box["x"] + box["width"] / 2, box["y"] + 6, box["y"] + box["height"] - 6
    for _ in range(3):
        mouse.move(x, top)
        mouse.down()
        mouse.move(x, low, steps=25)
        mouse.up()


def test_nobody_is_too_quick_for_the_server(person: Person, noted: type[Noted]) -> None:
    person.open("?selection=soleus-right")
    shake(person, 12)
    for _ in range(40):
        person.page.mouse.wheel(0, 60)
    type_in_a_hurry(person)
    peel(person)
    for key in ("ArrowLeft", "ArrowRight", "1", "2", "3", "Control+z", "Control+y") * 6:
        person.page.keyboard.press(key)
    before = person.house.begun
    person.page.goto(person.house.url + "?page=pain", timeout=120_000)
    person.until(lambda: person.house.begun > before and person.visit.view.canvas.ready, 120)
    shake(person, 12)
    person.until(lambda: person.frame.book.now.looking.rows, 120)  # it was painting that was told
    for bucket in noted.made:
        assert bucket.at, "everything that a visit says is counted"
        assert bucket.most < A_SECOND, "not even one second is as full as all may be"
        assert bucket.least > BURST - A_SECOND
    assert person.page.get_by_role("alert").count() == 0
