"""A class in real browsers: an instructor, the projector, and three students, one with a phone."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from browser_samples import Log, wait_until
from house import PATIENCE_MS, READY, Person

from nmt_atlas.classroom.packets import word_of
from nmt_atlas.domain.classroom.tally import Tally
from nmt_atlas.pages.teaching.page import ClassPage

pytestmark = [pytest.mark.browser, pytest.mark.release]  # five browsers that draw without a card

POPLITEUS = "Click the right popliteus."
SHORT = "The ankle bends up less with the knee straight than with the knee bent."
GLOWS = "Write the name of what glows."
PAINT = "Paint where this point is charted to refer: Lower inner point."


class Phone:
    """A light page in a browser of its own."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def join(self, url: str, code: str, name: str) -> None:
        self.page.goto(url, timeout=120_000)
        self.page.get_by_label("Code of the class").fill(code)
        self.press("Join")
        self.page.get_by_label("Your name").fill(name)
        self.press("Join")
        self.sees(name)
        self.page.wait_for_function(READY, timeout=120_000)

    def press(self, name: str) -> None:
        self.page.get_by_role("button", name=name, exact=True).first.click(timeout=PATIENCE_MS)

    def sees(self, text: str) -> None:
        self.page.get_by_text(text).first.wait_for(timeout=PATIENCE_MS)

    def tap(self, part: str) -> None:
        self.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
        self.page.evaluate("() => nmtAtlas.frame()")
        found = self.page.evaluate("part => nmtAtlas.project(part)", part)
        assert found, f"{part} cannot be seen"
        self.page.mouse.click(found["x"], found["y"])

    @property
    def selected(self) -> list[str]:
        return list(self.page.evaluate("() => nmtAtlas.viewer.look.selected"))

    def camera(self) -> dict[str, list[float]]:
        return dict(self.page.evaluate("() => nmtAtlas.camera()"))


@pytest.fixture
def another(chromium: Any, log: Log) -> Iterator[Callable[[int, int], Phone]]:
    """Open a browser of a size."""
    contexts = []

    def make(width: int, height: int) -> Phone:
        size = {"width": width, "height": height}
        contexts.append(chromium.new_context(viewport=size, has_touch=width < 500))
        page = contexts[-1].new_page()
        page.on("request", lambda asked: log.urls.append(asked.url))
        page.on("pageerror", lambda error: log.errors.append(str(error)))
        return Phone(page)

    yield make
    for one in contexts:
        one.close()


def class_of(person: Person) -> ClassPage:
    page = person.frame.book.now
    assert isinstance(page, ClassPage)
    return page


def tally(person: Person) -> Tally:
    leading = class_of(person).leading
    assert leading is not None
    return leading.known.tally or Tally()


def ask(person: Person, prompt: str) -> None:
    line = person.page.get_by_role("button", name=prompt)
    line.first.click(timeout=PATIENCE_MS)
    person.page.get_by_role("button", name="Reveal the answer").wait_for(timeout=PATIENCE_MS)


def test_a_class_from_the_code_to_the_lesson(
    person: Person, another: Callable[[int, int], Phone]
) -> None:
    person.open("?page=class")
    person.press("Open a class")
    person.sees("Nobody is here yet.")
    leading = class_of(person).leading
    assert leading is not None
    key = leading.key
    light = f"{person.house.url}class"
    phone, second, third = another(390, 844), another(1024, 700), another(800, 600)
    for one, name in ((phone, "Bea"), (second, "Cy"), (third, "Di")):
        one.join(light, key.code, name)
    wall = another(1280, 720)
    wall.page.goto(
        f"{light}?room={key.code}&role=screen&word={word_of(key.secret, 'screen')}", timeout=120_000
    )
    wall.page.wait_for_function(READY, timeout=120_000)
    person.sees("3 students are here")

    # what is looked at
    person.visit.select("soleus-right")
    for one in (phone, wall):
        wait_until(lambda one=one: one.selected == ["soleus-right"], 30)
    phone.page.get_by_role("application").focus()
    for _ in range(4):
        phone.page.keyboard.press("ArrowLeft")
    phone.page.get_by_role("button", name="Back to the class").wait_for(timeout=PATIENCE_MS)
    turned = phone.camera()
    phone.press("Back to the class")
    wait_until(lambda: phone.camera() != turned, 20)

    # a click on the body
    field = person.page.get_by_role("combobox", name="Questions of a lesson")
    field.fill("The calf")
    person.page.get_by_role("option", name="The calf", exact=True).click(timeout=PATIENCE_MS)
    ask(person, POPLITEUS)
    for one in (phone, second, third):
        one.sees(POPLITEUS)
    wall.sees(POPLITEUS)
    phone.tap("popliteus-right")
    phone.sees("Your answer is in.")
    second.page.get_by_role("combobox", name="Or say what you would click").fill("soleus (r")
    second.page.get_by_role("option", name="Soleus (right)").click(timeout=PATIENCE_MS)
    second.sees("You chose: Soleus (right).")
    wall.sees("Answers: 2")
    wait_until(lambda: (tally(person).answered, tally(person).right) == (2, 1), 20)
    phone.page.reload()
    phone.sees("You chose: Popliteus (right).")
    person.press("Reveal the answer")
    phone.sees("Right.")
    second.sees("Not this time.")
    wall.sees("✓ Popliteus (right)")
    person.press("End the question")

    # a choice, words, paint
    ask(person, SHORT)
    third.page.get_by_role("group", name="Answers").get_by_role("button").first.click()
    third.sees("Your answer is in.")
    person.press("Reveal the answer")
    person.press("Vote again")
    third.page.get_by_role("group", name="Answers").get_by_role("button").last.click()
    third.sees("Your answer is in.")
    person.press("Reveal the answer")
    person.press("End the question")
    ask(person, GLOWS)
    words = phone.page.get_by_role("textbox").last
    words.fill("soleus")
    words.press("Enter")
    wait_until(lambda: tally(person).right == 1, 30)
    person.press("Reveal the answer")
    person.press("End the question")
    ask(person, PAINT)
    second.sees(PAINT)
    second.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
    box = second.page.get_by_role("application").bounding_box()
    x, y = box["x"] + 0.68 * box["width"], box["y"] + 0.5 * box["height"]
    second.page.mouse.move(x, y)
    second.page.mouse.down()
    second.page.mouse.move(x, y + 60, steps=6)
    second.page.mouse.up()
    done = second.page.get_by_role("button", name="That is my answer")
    wait_until(done.is_enabled, 20)
    done.click()
    second.sees("You painted on the skin.")
    person.press("Reveal the answer")
    wait_until(lambda: tally(person).heat, 20)
    person.press("End the question")

    # the end of it
    person.page.locator("summary").filter(has_text="So far").click(timeout=PATIENCE_MS)
    person.press("Results as a table (CSV)")
    person.page.get_by_role("link", name="Open the table").wait_for(timeout=PATIENCE_MS)
    person.press("End the class")
    person.press("Yes, end it for everybody")
    for one in (phone, wall):
        one.sees("The class is over.")
