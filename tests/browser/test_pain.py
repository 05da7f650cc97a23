"""A pain painted in a real browser, by mouse, finger and keyboard, and what it leads to."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, NamedTuple

import pytest
from house import READY, House, Person

from nmt_atlas.pages.pain import PainPage
from nmt_atlas.pages.pain.skin import VIEWS

pytestmark = [pytest.mark.browser, pytest.mark.release]


MARKS = 16
"""The hand goes to so many places of a region; each costs the browser a frame."""
_RED = 0.0005
"""A pattern on a body that is seen whole covers more of the canvas than this."""


class Place(NamedTuple):
    """A pain: from where it is seen, its regions, and what the charts say of it."""

    view: str
    regions: tuple[str, ...]
    side: str
    expected: set[str]
    flag: str


PLACES = {
    "temple": Place("right", ("temple",), "right", {"temporalis", "trapezius"}, "flag-stroke"),
    "buttock": Place(
        "back",
        ("buttock", "thigh_back"),
        "left",
        {"gluteus-minimus", "piriformis"},
        "flag-cauda-equina",
    ),
    "radial hand": Place(
        "palm", ("thenar", "thumb"), "right", {"adductor-pollicis"}, "flag-cold-limb"
    ),
    "heel": Place(
        "sole", ("heel",), "right", {"soleus", "quadratus-plantae"}, "flag-stress-fracture"
    ),
    "shoulders": Place("front", ("shoulder_front",), "both", {"infraspinatus"}, "flag-heart"),
}


def page_of(person: Person) -> PainPage:
    found = person.frame.book.now
    assert isinstance(found, PainPage)
    return found


def come(person: Person, high: int = 640) -> PainPage:
    """Come to the page, without flights, in a window just wide enough for both sheets."""
    person.page.emulate_media(reduced_motion="reduce")
    person.page.set_viewport_size({"width": 1210, "height": high})
    person.open("?page=pain")
    return page_of(person)


def begin(person: Person, view: str) -> PainPage:
    """Come to the page and look at the body in one of its fixed views."""
    page = come(person)
    look(person, page, view)
    return page


def look(person: Person, page: PainPage, view: str) -> None:
    """Look at the body in a fixed view."""
    person.page.locator(f'[data-id="look:{view}"]').click(timeout=60_000)
    person.until(lambda: page.visit.state.camera == VIEWS[view].way, 120)
    person.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000)
    stand_still(person)


def stand_still(person: Person) -> None:
    """Wait until the body no longer moves on the screen: a sheet or a flight may still carry it."""
    seen: list[Any] = []

    def still() -> bool:
        person.settle()
        seen.append(person.page.evaluate("() => nmtAtlas.projectPoint([0, 0, 800])"))
        return len(seen) > 1 and seen[-1] == seen[-2]

    person.until(still, 120)


def spots(person: Person, regions: tuple[str, ...], side: str) -> Iterator[list[dict[str, float]]]:
    """Where regions are seen on the screen: a few places of each, one above the other."""
    body = person.visit.body
    points, chart = body.source.skin().points, body.painter.chart
    for one in ("right", "left") if side == "both" else (side,):
        for region in regions:
            inside = points[chart.vertices(region, one)]  # type: ignore[arg-type]
            shown = person.page.evaluate(
                "all => all.map(one => nmtAtlas.projectPoint(one)).filter(Boolean)",
                [[float(x) for x in point] for point in inside[:: max(1, len(inside) // MARKS)]],
            )
            assert shown, f"{region} cannot be seen"
            yield sorted(shown, key=lambda spot: (spot["y"], spot["x"]))


def drag(person: Person, way: list[dict[str, float]]) -> None:
    mouse = person.page.mouse
    mouse.move(way[0]["x"], way[0]["y"])
    mouse.down()
    for spot in way[1:]:
        mouse.move(spot["x"], spot["y"])
    mouse.up()


def swipe(person: Person, way: list[dict[str, float]]) -> None:
    """The same with a finger."""
    touch = person.page.context.new_cdp_session(person.page)

    def tell(kind: str, at: list[dict[str, float]]) -> None:
        points = [{"x": spot["x"], "y": spot["y"]} for spot in at]
        touch.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})

    tell("touchStart", way[:1])
    for spot in way[1:]:
        tell("touchMove", [spot])
    tell("touchEnd", [])


def leads(person: Person, page: PainPage, place: Place) -> None:
    """The charts' sources stand among the first on the screen, the flag above them."""
    person.until(lambda: page.looking.rows, 120)
    first = list(dict.fromkeys(row.of for row in page.looking.rows))[:8]
    assert place.expected & set(first), first
    found = page.looking.found
    assert found is not None
    assert place.flag in {one.id for one in found.flags}
    person.heading("First ask about these")
    lines = person.page.locator(".ranking > li")
    lines.first.wait_for(timeout=60_000)
    above = person.page.locator('[data-id="flags"]').bounding_box()
    below = lines.first.bounding_box()
    assert above["y"] < below["y"]


def paint(person: Person, page: PainPage, place: Place, hand: Any) -> None:
    """Paint a pain from where it is seen, region by region."""
    look(person, page, place.view)
    ways = list(spots(person, place.regions, place.side))
    for number, way in enumerate(ways, 1):
        before = len(page.hand.steps.past)
        hand(person, way)
        person.until(lambda done=before: len(page.hand.steps.past) == done + 1, 120)  # type: ignore[misc]
        if number < len(ways):  # the sheet that slides in moves the body
            stand_still(person)
            ways[number:] = list(spots(person, place.regions, place.side))[number:]


def wipe(person: Person, page: PainPage) -> None:
    """Begin with nothing drawn again."""
    person.page.locator('[data-id="clear:"]').click(timeout=60_000)
    person.until(lambda: page.hand.sketch.empty and not page.looking.rows, 120)
    person.settle()


def go_to(person: Person, name: str) -> None:
    """Press the arrow down until the suggestion of a name is the chosen one."""
    wanted = person.page.get_by_role("option", name=name, exact=True)
    wanted.wait_for(timeout=60_000)
    for _ in range(person.page.get_by_role("option").count()):
        person.page.keyboard.press("ArrowDown")
        if wanted.get_attribute("aria-selected") == "true":
            return
    pytest.fail(f"the arrows do not reach {name}")


@pytest.mark.parametrize("hand", [drag, swipe], ids=["mouse", "touch"])
def test_what_is_painted_leads_where_the_charts_lead(person: Person, hand: Any) -> None:
    page = come(person)
    for place in PLACES.values():
        paint(person, page, place, hand)
        leads(person, page, place)
        done = len(page.hand.steps.past)
        person.page.keyboard.press("Control+z")
        person.until(lambda done=done: len(page.hand.steps.past) == done - 1, 120)  # type: ignore[misc]
        if not page.hand.sketch.empty:
            wipe(person, page)


def test_the_keyboard_alone_says_the_same(person: Person) -> None:
    page, keys = come(person, high=480), person.page.keyboard
    for place in PLACES.values():
        wanted = person.page.locator(f'[data-id="side:={place.side}"]')
        wanted.wait_for(timeout=60_000)
        wanted.focus()
        keys.press("Enter")
        person.until(lambda side=place.side: page.hand.side == side)  # type: ignore[misc]
        for region in place.regions:
            name, before = person.visit.library.regions[region].name, len(page.hand.steps.past)
            person.page.get_by_role("combobox", name="Where does it hurt?").focus()
            keys.type(name)
            go_to(person, name)
            keys.press("Enter")
            person.until(lambda done=before: len(page.hand.steps.past) == done + 1, 120)  # type: ignore[misc]
        assert page.hand.sketch.area.regions == place.regions
        leads(person, page, place)
        person.page.locator('[data-id="clear:"]').focus()
        keys.press("Enter")
        person.until(lambda: page.hand.sketch.empty and not page.looking.rows, 120)


def test_pointing_shows_a_pattern_and_the_address_brings_all_back(
    person: Person, house: House
) -> None:
    page = begin(person, "back")
    (way,) = spots(person, ("buttock",), "left")
    drag(person, way)
    person.until(lambda: page.looking.rows, 120)
    bare = person.redness()
    assert bare < _RED, "what is painted is not red"
    lines = person.page.locator(".ranking > li > button")
    lines.first.wait_for(timeout=60_000)
    lines.first.focus()
    person.until(lambda: person.redness() > bare + _RED)
    rows = [row.key for row in page.looking.rows]
    person.page.wait_for_function("() => location.search.includes('drawn=')", timeout=60_000)
    begun = house.begun
    person.page.reload()
    person.page.wait_for_function(READY, timeout=120_000)
    person.until(lambda: house.begun > begun)
    person.until(lambda: page_of(person).looking.rows, 60)
    assert [row.key for row in page_of(person).looking.rows] == rows
