"""A pain painted in a real browser, by mouse, finger and keyboard, and what it leads to.

One visit paints them all.
"""

from __future__ import annotations

import io
import json
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import redirect_stdout
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import pytest
from browser_samples import SLOWER, Log, wait_until
from house import READY, House, Person
from scipy.spatial import cKDTree

from nmt_atlas.cli import main
from nmt_atlas.domain.found import Found
from nmt_atlas.pages.pain import PainPage
from nmt_atlas.pages.pain.skin import VIEWS
from nmt_atlas.pages.pain.sources import FIRST, key_of, name_of

pytestmark = pytest.mark.browser

MARKS = 8
"""The hand goes to so many places of a region; each costs the browser a frame."""
_LIGHT = "() => nmtAtlas.viewer.canvas3d.drawn()"
"""Waits for the next frame, be it a coarse one: nothing here is read off a fine one but the red."""
_RED = 0.0005
"""A pattern on a body that is seen whole covers more of the canvas than this."""
_BESIDE = 2.0
"""Nothing is painted further from the regions that were meant than so many radii of the brush."""


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
        "palm",
        ("thenar", "thumb"),
        "right",
        {"adductor-pollicis", "opponens-pollicis"},
        "flag-cold-limb",
    ),
    "heel": Place(
        "sole", ("heel",), "right", {"soleus", "quadratus-plantae"}, "flag-stress-fracture"
    ),
    "shoulders": Place(
        "front", ("shoulder_front",), "both", {"infraspinatus", "deltoid"}, "flag-heart"
    ),
}


ONCE = {
    ("temple", "mouse"),
    ("buttock", "keyboard"),
    ("radial hand", "keyboard"),
    ("heel", "touch"),
    ("shoulders", "keyboard"),
}
"""Each pain by one of the hands: enough for every change. The keys cost next to nothing."""


@pytest.fixture(scope="module")
def somebody(chromium: Any, house: House) -> Iterator[Person]:
    """Somebody on the Pain page, in a window just wide enough for both sheets, without flights.

    Their screen is a coarse one: what is drawn without a graphics card costs by the pixel.
    """
    context = chromium.new_context(device_scale_factor=0.25, reduced_motion="reduce")
    page, log = context.new_page(), Log()
    page.on("request", lambda asked: log.urls.append(asked.url))
    page.on("pageerror", lambda error: log.errors.append(str(error)))
    person = Person(page, house)
    page.set_viewport_size({"width": 1210, "height": 640})
    yield person
    context.close()
    assert log.foreign() == []
    assert log.errors == []


@pytest.fixture
def person(somebody: Person) -> Person:
    """The same person, with nothing drawn."""
    if somebody.page.url == "about:blank" or not isinstance(somebody.frame.book.now, PainPage):
        somebody.open("?page=pain")
    page = page_of(somebody)
    if not page.hand.sketch.empty:
        wipe(somebody, page)
    return somebody


def page_of(person: Person) -> PainPage:
    found = person.frame.book.now
    assert isinstance(found, PainPage)
    return found


def look(person: Person, page: PainPage, view: str) -> None:
    """Look at the body in a fixed view."""
    canvas, state = page.visit.view.canvas, page.visit.state
    before, there = canvas.scene, page.hand.ground.seen(state, view, page.hand.side) == state
    person.page.locator(f'[data-id="look:{view}"]').click(timeout=60_000 * SLOWER)
    wait_until(lambda: page.visit.state.camera == VIEWS[view].way, 120)
    wait_until(lambda: there or canvas.scene is not before, 120)
    wanted = canvas.scene.get("camera")
    wait_until(lambda: person.page.evaluate("() => nmtAtlas.viewer.look.camera") == wanted, 120)
    person.page.wait_for_function("() => nmtAtlas.treesReady()", timeout=120_000 * SLOWER)
    stand_still(person)


def stand_still(person: Person) -> None:
    """Wait until the body no longer moves on the screen: a sheet or a flight may still carry it."""
    seen: list[Any] = []

    def still() -> bool:
        person.page.evaluate(_LIGHT)
        seen.append(person.page.evaluate("() => nmtAtlas.projectPoint([0, 0, 800])"))
        return len(seen) > 1 and seen[-1] == seen[-2]

    wait_until(still, 120)


Hand = Callable[[Person, PainPage, Place], None]
"""How a person says where it hurts."""


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

    touch.send("Emulation.setTouchEmulationEnabled", {"enabled": True, "maxTouchPoints": 1})
    tell("touchStart", way[:1])
    for spot in way[1:]:
        tell("touchMove", [spot])
    tell("touchEnd", [])
    touch.detach()


def says(person: Person, page: PainPage, place: Place) -> None:
    """Name the regions and their side with the keys alone."""
    keys = person.page.keyboard
    wanted = person.page.locator(f'[data-id="side:={place.side}"]')
    wanted.wait_for(timeout=60_000 * SLOWER)
    wanted.focus()
    keys.press("Enter")
    wait_until(lambda: page.hand.side == place.side)
    for region in place.regions:
        name, before = person.visit.library.regions[region].name, len(page.hand.steps.past)
        person.page.get_by_role("combobox", name="Where does it hurt?").focus()
        keys.type(name)
        go_to(person, name)
        keys.press("Enter")
        wait_until(lambda done=before: len(page.hand.steps.past) == done + 1, 120)  # type: ignore[misc]
    assert page.hand.sketch.area.regions == place.regions


def lies_there(page: PainPage, place: Place) -> None:
    """What is painted lies in or beside the regions that were meant, on their side."""
    chart, points = page.visit.body.painter.chart, page.visit.body.source.skin().points
    drawn = [*page.hand.ground.vertices_of(page.hand.sketch.area)]
    meant = set[int]()
    for side in ("right", "left") if place.side == "both" else (place.side,):
        inside = [chart.vertices(one, side) for one in place.regions]  # type: ignore[arg-type]
        assert all(set(one.tolist()) & set(drawn) for one in inside), "every region, every side"
        meant |= {int(one) for each in inside for one in each}
    away, _ = cKDTree(points[sorted(meant)]).query(points[drawn])
    assert float(np.max(away)) <= _BESIDE * page.hand.size
    if place.side != "both":
        left = np.asarray(chart.left)[drawn]
        assert bool(np.all(left == (place.side == "left"))), "nothing on the other side"


def leads(person: Person, page: PainPage, place: Place) -> None:
    """The charts' sources stand among the first on the screen, the flag above them."""
    found = answer(person, page)
    first = list(dict.fromkeys(row.of for row in found.rows))[:FIRST]
    assert place.expected <= set(first), first
    assert place.flag in {one.id for one in found.flags if one.because != "always"}
    person.heading("First ask about these")
    name = person.visit.library.conditions[place.flag].name
    # the four most urgent stand before the fold
    if not person.page.get_by_text(name).first.is_visible():
        person.page.locator("summary", has_text="The signs, and what to do").click()
    person.sees(name)
    lines = person.page.locator(".ranking > li")
    keys = [key_of(row) for row in found.rows[:FIRST]]
    shown = "all => all.map(one => one.dataset.line)"
    wait_until(lambda: lines.evaluate_all(shown) == keys, 60)
    for line, row in zip(lines.locator(".what").all_inner_texts(), found.rows, strict=False):
        assert line.startswith(name_of(person.visit, row))
    above = person.page.locator('[data-id="flags"]').bounding_box()
    below = lines.first.bounding_box()
    assert above["y"] < below["y"]


def answer(person: Person, page: PainPage) -> Found:
    """What the drawing as it stands leads to, when it has come."""
    looking = page.looking
    wait_until(lambda: looking.found and looking.found.drawing == looking.drawing, 120)
    found = looking.found
    assert found is not None
    assert found.rows
    return found


def paints(hand: Callable[[Person, list[dict[str, float]]], None]) -> Hand:
    """Paint a pain from where it is seen, region by region."""

    def do(person: Person, page: PainPage, place: Place) -> None:
        look(person, page, place.view)
        ways = list(spots(person, place.regions, place.side))
        for number, way in enumerate(ways, 1):
            before = len(page.hand.steps.past)
            hand(person, way)
            wait_until(lambda done=before: len(page.hand.steps.past) == done + 1, 120)  # type: ignore[misc]
            if number < len(ways):  # the sheet that slides in moves the body
                stand_still(person)
                ways[number:] = list(spots(person, place.regions, place.side))[number:]

    return do


def wipe(person: Person, page: PainPage) -> None:
    """Begin with nothing drawn again."""
    person.page.locator('[data-id="clear:"]').click(timeout=60_000 * SLOWER)
    wait_until(lambda: page.hand.sketch.empty and not page.looking.rows, 120)


def go_to(person: Person, name: str) -> None:
    """Press the arrow down until the suggestion of a name is the chosen one."""
    wanted = person.page.get_by_role("option", name=name, exact=True)
    wanted.wait_for(timeout=60_000 * SLOWER)
    for _ in range(person.page.get_by_role("option").count()):
        person.page.keyboard.press("ArrowDown")
        if wanted.get_attribute("aria-selected") == "true":
            return
    pytest.fail(f"the arrows do not reach {name}")


HANDS: dict[str, Hand] = {"mouse": paints(drag), "touch": paints(swipe), "keyboard": says}
CASES = [
    pytest.param(hand, place, marks=() if (place, hand) in ONCE else pytest.mark.release)
    for hand in HANDS
    for place in PLACES
]


@pytest.mark.parametrize(("hand", "place"), CASES)
def test_a_pain_leads_where_the_charts_lead(person: Person, hand: str, place: str) -> None:
    page = page_of(person)
    HANDS[hand](person, page, PLACES[place])
    lies_there(page, PLACES[place])
    leads(person, page, PLACES[place])
    done = len(page.hand.steps.past)
    person.page.keyboard.press("Control+z")
    wait_until(lambda: len(page.hand.steps.past) == done - 1, 120)


@pytest.mark.release
def test_pointing_shows_a_pattern_and_the_address_brings_all_back(
    person: Person, house: House
) -> None:
    page = page_of(person)
    look(person, page, "back")
    (way,) = spots(person, ("buttock",), "left")
    drag(person, way)
    wait_until(lambda: page.looking.rows, 120)
    answer(person, page)
    bare = person.redness()
    assert bare < _RED, "what is painted is not red"
    lines = person.page.locator(".ranking > li > button")
    lines.first.wait_for(timeout=60_000 * SLOWER)
    lines.first.focus()
    person.until(lambda: person.redness() > bare + _RED)
    rows = [row.key for row in page.looking.rows]
    person.page.wait_for_function(
        "() => location.search.includes('drawn=')", timeout=60_000 * SLOWER
    )
    begun = house.begun
    person.page.reload()
    person.page.wait_for_function(READY, timeout=120_000 * SLOWER)
    person.until(lambda: house.begun > begun)
    wait_until(lambda: page_of(person).looking.rows, 60)
    assert [row.key for row in page_of(person).looking.rows] == rows


@pytest.mark.release
def test_the_command_line_ranks_a_drawing_as_the_page_does(person: Person, tmp_path: Path) -> None:
    page = page_of(person)
    HANDS["mouse"](person, page, PLACES["heel"])
    found = answer(person, page)
    person.press("Drawing as a file")
    link = person.page.get_by_role("link", name="Open pain-drawing.json")
    link.wait_for(timeout=60_000 * SLOWER)
    drawing = tmp_path / "pain-drawing.json"
    with urllib.request.urlopen(person.house.url + link.get_attribute("href").lstrip("/")) as file:
        drawing.write_bytes(file.read())
    with redirect_stdout(io.StringIO()) as printed:
        assert main(["find", "--drawing", str(drawing), "--json"]) == 0
    told = json.loads(printed.getvalue())
    assert [(one["id"], one["side"]) for one in told["rows"]] == [
        (row.id, row.side) for row in found.rows
    ]
    assert [one["id"] for one in told["flags"]] == [one.id for one in found.flags]
