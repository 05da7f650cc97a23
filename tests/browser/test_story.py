"""The main job in a real browser, on every body: see, click, feel the pain, follow the nerve."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from browser_samples import wait_until
from house import House, Person

from nmt_atlas.atlas import Atlas
from nmt_atlas.body.bodyparts3d import install
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.library.paths import data_paths

pytestmark = pytest.mark.browser

REPOSITORY = Path(__file__).resolve().parents[2]
ARCHIVE = REPOSITORY.parent / "shared/reference/bodyparts3d/isa_BP3D_4.0_obj_99.zip"
CHECKSUM = "fd86e60bb97b38b51a869a2043f26876f05cd4f2b2bbdb30667ba082526f53c4"
NO_WEBGL = """const get = HTMLCanvasElement.prototype.getContext;
HTMLCanvasElement.prototype.getContext = function (kind, ...rest) {
  return /webgl/.test(kind) ? null : get.call(this, kind, ...rest);
};"""


@pytest.fixture(scope="module")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    """The app with BodyParts3D installed."""
    if not ARCHIVE.exists():
        pytest.skip("the BodyParts3D archive is not at hand")
    folder = tmp_path_factory.mktemp("bodies")
    install(ARCHIVE, CHECKSUM, folder / "bodyparts3d", own_body(data_paths()), lambda *_: None)
    with House.running(Atlas.open(bodies=folder), folder / "p.sqlite3") as made:
        yield made


@pytest.fixture(params=["own", pytest.param("bodyparts3d", marks=pytest.mark.slow)])
def body(request: pytest.FixtureRequest) -> str:
    """Every body that the story is told on."""
    return str(request.param)


@pytest.fixture
def person(page: Any, body: str, request: pytest.FixtureRequest) -> Person:
    """Somebody before that body."""
    return Person(page, request.getfixturevalue("house" if body == "own" else "imported"))


@pytest.fixture
def somebody(page: Any, house: House) -> Person:
    """Somebody before the own body."""
    return Person(page, house)


def test_piriformis_its_points_its_pain_and_the_nerve_below_it(person: Person, body: str) -> None:
    person.open(
        f"?body={body}&camera=posterior&focus=piriformis-right,hip-bone-left"
        "&layers=muscles-deep,bones"
    )
    person.until(lambda: person.state.body == body)
    bare = person.redness()
    person.click("piriformis-right")
    person.until(lambda: person.state.selection == ("piriformis-right",))
    assert person.state.overlay == ("piriformis-tp1:right", "piriformis-tp2:right")
    person.heading("Piriformis")
    person.until(lambda: person.redness() > bare + 0.01)

    person.press("Medial point")
    person.until(lambda: person.state.overlay == ("piriformis-tp2:right",))

    person.page.get_by_role("tab", name="Muscle").click()
    person.press("Show the sciatic nerve")
    person.until(lambda: person.state.nerve == "sciatic-nerve:right")
    seen = "() => nmtAtlas.treesReady() && nmtAtlas.project('sciatic-nerve-right')"
    person.page.wait_for_function(seen, timeout=60_000)


def test_the_median_nerve_through_the_carpal_tunnel(person: Person, body: str) -> None:
    person.open(f"?body={body}")
    person.find("median nerve", "Median nerve")
    person.until(lambda: person.state.nerve == "median-nerve:right")
    person.page.get_by_role("button", name=re.compile("Carpal tunnel")).first.click()
    person.until(
        lambda: any(
            one["id"] == "carpal-tunnel-median:right"
            for one in person.visit.view.canvas.scene.get("markers", ())
        )
    )


@pytest.mark.slow
def test_a_link_restores_the_view_and_says_what_it_could_not(somebody: Person) -> None:
    somebody.open("?camera=posterior&selection=soleus-right,no-such-part&skin=0.4")
    somebody.until(lambda: somebody.state.selection == ("soleus-right",))
    assert somebody.state.skin == 0.4
    somebody.is_told("no-such-part")
    somebody.page.wait_for_url("**selection=soleus-right&**")


@pytest.mark.slow
def test_isolate_hide_fade_and_undo(somebody: Person) -> None:
    somebody.open("?camera=posterior&selection=gluteus-maximus-right")
    somebody.press("Isolate")
    somebody.until(lambda: somebody.state.isolated == ("gluteus-maximus-right",))
    somebody.page.get_by_role("button", name=re.compile("^Undo")).first.click()
    somebody.until(lambda: somebody.state.isolated == ())
    somebody.press("Hide")
    somebody.until(lambda: somebody.state.hidden == ("gluteus-maximus-right",))
    assert somebody.page.evaluate("id => nmtAtlas.project(id)", "gluteus-maximus-right") is None
    somebody.press("Show all")
    somebody.until(lambda: somebody.state.hidden == ())


@pytest.mark.slow
def test_search_reveals_a_deep_muscle_and_the_other_side_is_a_press_away(somebody: Person) -> None:
    somebody.open()
    somebody.find("Quadratus lumb", "Quadratus lumborum")
    somebody.until(lambda: somebody.state.selection == ("quadratus-lumborum-right",))
    somebody.press("Other side")
    somebody.until(lambda: somebody.state.selection == ("quadratus-lumborum-left",))
    assert "muscles-superficial" not in somebody.state.layers


@pytest.mark.slow
def test_back_and_forward_restore_the_view_and_the_page(somebody: Person) -> None:
    somebody.open("?selection=soleus-right")
    somebody.press("Library")
    somebody.page.wait_for_url("**page=library**")
    somebody.page.go_back()
    somebody.until(lambda: somebody.frame.book.now.id == "explore")
    somebody.heading("Soleus")
    somebody.page.go_forward()
    somebody.until(lambda: somebody.frame.book.now.id == "library")
    assert somebody.state.selection == ("soleus-right",)


def test_without_webgl_a_drawn_picture_can_be_clicked(somebody: Person) -> None:
    page = somebody.page
    page.add_init_script(NO_WEBGL)
    page.goto(somebody.house.url + "?camera=posterior")
    somebody.is_told("A picture drawn on the server")
    picture = page.get_by_alt_text(re.compile("^The body"))
    picture.wait_for(timeout=90_000)
    box = picture.bounding_box()
    page.mouse.click(box["x"] + box["width"] * 0.53, box["y"] + box["height"] * 0.52)
    wait_until(lambda: somebody.state.selection != (), 60)
    (part,) = somebody.state.selection
    context = somebody.visit.body.context
    somebody.heading(context.name(context.parts[part].structure, "en"))


def bottom_of(found: Any) -> float:
    """How far down something reaches, CSS pixels."""
    box = found.bounding_box()
    return float(box["y"] + box["height"])


@pytest.mark.slow
def test_on_a_phone_the_card_comes_from_below_and_the_body_stays_above_it(
    somebody: Person,
) -> None:
    page = somebody.page
    page.set_viewport_size({"width": 390, "height": 844})
    somebody.open("?camera=posterior&welcome=false")
    somebody.click("trapezius-middle-right")
    somebody.until(lambda: somebody.state.selection == ("trapezius-middle-right",))
    card = page.get_by_role("complementary")
    card.get_by_role("heading", name="Trapezius", exact=False).first.wait_for()
    box = card.bounding_box()
    assert box["y"] > 844 * 0.45
    assert box["y"] + box["height"] < 844 - 50, "the pages stay below it"
    spot = page.evaluate("() => nmtAtlas.project('trapezius-middle-right')")
    assert spot, "what the card is about is not behind it"
    assert spot["y"] < box["y"]

    page.get_by_role("tab", name="Muscle", exact=True).click()
    nerve = page.get_by_role("button", name="Follow the accessory nerve")
    nerve.wait_for()
    wait_until(lambda: bottom_of(nerve) < 844 - 60)
    nerve.click()
    somebody.until(lambda: somebody.state.nerve == "accessory-nerve:right")
