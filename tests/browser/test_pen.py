"""The pen in a real browser: a line lies on the body, is told, undone, and put away."""

from __future__ import annotations

import pytest
from house import Person

pytestmark = [pytest.mark.browser, pytest.mark.slow]


def test_a_line_is_drawn_on_the_body_and_undone(person: Person) -> None:
    person.open("?selection=gluteus-maximus-right&focus=gluteus-maximus-right&camera=posterior")
    person.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
    person.page.keyboard.press("d")
    person.until(lambda: person.visit.pen.held)
    centre = person.visit.body.context.parts["gluteus-maximus-right"].centre
    spot = person.page.evaluate("spot => nmtAtlas.projectPoint(spot)", list(centre))
    mouse = person.page.mouse
    mouse.move(spot["x"] - 20, spot["y"])
    mouse.down()
    for step in range(1, 5):
        mouse.move(spot["x"] - 20 + 10 * step, spot["y"] + 3 * step)
    mouse.up()
    person.until(lambda: len(person.state.ink) == 1)
    (drawn,) = person.state.ink
    assert drawn.body, "it lies on what was under it"
    person.page.keyboard.press("Control+z")
    person.until(lambda: not person.state.ink)
    person.page.keyboard.press("d")
    person.until(lambda: not person.visit.pen.held)
