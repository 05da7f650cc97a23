"""Along a nerve, over a map of the skin, and two muscles side by side, in a real browser."""

from __future__ import annotations

import pytest
from browser_samples import wait_until
from house import Person

pytestmark = pytest.mark.browser


@pytest.mark.slow
def test_a_nerve_is_walked_by_the_strip_and_by_keys(person: Person) -> None:
    person.open("?nerve=sciatic-nerve:right")
    strip = person.page.get_by_role("region", name="Stations: Sciatic nerve")
    strip.get_by_role("button", name="narrow place").first.click()
    person.until(lambda: person.state.station == 2)
    assert "gluteus-maximus-right" in person.state.hidden
    person.sees("2 of 7:")
    person.page.keyboard.press(".")
    person.until(lambda: person.state.station == 3)
    person.page.get_by_role("button", name="Back to the whole nerve").click()
    person.until(lambda: person.state.station == 0 and not person.state.hidden)


@pytest.mark.slow
def test_a_map_names_what_one_points_at(person: Person) -> None:
    person.open("?chart=dermatomes&skin=1")
    person.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
    body = person.visit.body
    chart = body.chart("dermatomes")
    assert chart is not None
    number = chart.mapped.names.index("dermatome-l4:right")
    skin = body.source.skin()
    own = chart.mapped.vertices(number)
    ahead = own[skin.normals()[own][:, 1] < -0.95]
    place = skin.points[ahead[len(ahead) // 2]].tolist()
    name = person.page.get_by_role("tooltip").filter(has_text="Dermatome L4 (right)")

    def named() -> bool:
        """Once more where the body was still on its way to its place in the picture."""
        spot = person.page.evaluate("place => nmtAtlas.projectPoint(place)", place)
        person.page.mouse.move(spot["x"], spot["y"])
        person.page.mouse.move(spot["x"] + 1, spot["y"])
        person.page.wait_for_timeout(200)
        return name.is_visible()

    wait_until(named)


@pytest.mark.slow
def test_two_muscles_share_one_canvas(person: Person) -> None:
    person.open(
        "?selection=trapezius-upper-right&split=levator-scapulae-right&camera=posterior"
        "&focus=trapezius-upper-right,levator-scapulae-right"
    )
    for name in ("Trapezius, upper part (right)", "Levator scapulae (right)"):
        person.page.locator(".half-name").filter(has_text=name).wait_for()
    assert person.page.locator("canvas").count() == 1
    looks = person.page.evaluate("() => nmtAtlas.viewer.halves.faces.size")
    assert looks == person.page.evaluate("() => nmtAtlas.viewer.groups.size")
    spot = person.page.evaluate(
        """() => {
          const { halves, stage } = nmtAtlas.viewer;
          const { box } = halves.parts[1];
          const from = stage.canvas.getBoundingClientRect();
          const free = (x, y) => {  // nothing floats over it
            let on = document.elementFromPoint(from.left + x, from.top + y), within = on;
            while (within) {
              on = within;
              within = on.shadowRoot?.elementFromPoint(from.left + x, from.top + y);
              if (within === on) break;
            }
            return on === stage.canvas;
          };
          for (let y = box.y + 40; y < box.y + box.height; y += 20)
            for (let x = box.x + 40; x < box.x + box.width; x += 20) {
              const part = nmtAtlas.viewer.pickAt(x, y, false).hit?.part;
              if (part && part !== "levator-scapulae-right" && free(x, y)) {
                return { x: from.left + x, y: from.top + y, part };
              }
            }
          return null;
        }"""
    )
    person.page.mouse.click(spot["x"], spot["y"])
    person.until(lambda: person.state.split == spot["part"])
    assert person.state.selection == ("trapezius-upper-right",)
