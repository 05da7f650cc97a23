"""What the pages do: each control does what it says, and no more is rebuilt than has changed."""

from __future__ import annotations

from typing import Any

import pytest
from seen import act, choose, inside, labels, leaves, press, shown_on, text_on

from nmt_atlas.domain.anatomy import GROUPS
from nmt_atlas.domain.view_state import DEFAULT_LAYERS, Camera
from nmt_atlas.pages.bits import ESSENTIAL, SPILLOVER
from nmt_atlas.pages.explore import ExplorePage
from nmt_atlas.pages.frame import Frame
from nmt_atlas.pages.nerves import NervesPage
from nmt_atlas.pages.reader import Reader
from nmt_atlas.pages.visit import Visit


@pytest.fixture
def frame(visit: Visit) -> Frame:
    return Frame(visit)


@pytest.fixture
def explore(frame: Frame) -> ExplorePage:
    page = frame.book.now
    assert isinstance(page, ExplorePage)
    return page


@pytest.fixture
def nerves(frame: Frame) -> NervesPage:
    frame.book.open("nerves")
    page = frame.book.now
    assert isinstance(page, NervesPage)
    return page


def told(visit: Visit) -> str:
    return visit.notices.now.text if visit.notices.now else ""


# Explore


@pytest.mark.parametrize("group", GROUPS)
def test_a_layer_is_shown_while_its_switch_is_on(explore: ExplorePage, group: str) -> None:
    visit = explore.visit

    def on() -> bool:
        return bool(shown_on(explore.left, f"layer:{group}").get("on"))

    assert on() == (group in DEFAULT_LAYERS)
    act(explore.left, f"layer:{group}", not on())
    assert on() != (group in DEFAULT_LAYERS)
    assert (group in visit.state.layers) == on()
    assert visit.view.canvas.scene["groups"][group].get("visible", True) == on()
    visit.view.undo()
    assert on() == (group in DEFAULT_LAYERS)


@pytest.mark.parametrize(
    ("label", "camera"),
    [
        ("Front", "anterior"),
        ("Back", "posterior"),
        ("Right", "right"),
        ("Left", "left"),
        ("Top", "superior"),
        ("Below", "inferior"),
    ],
)
def test_a_view_is_looked_from(explore: ExplorePage, label: str, camera: str) -> None:
    explore.visit.view.change(camera="left" if camera == "anterior" else "anterior")
    press(explore.left, label)
    assert explore.visit.state.camera == camera


def test_tools_act_on_what_is_selected(explore: ExplorePage) -> None:
    visit = explore.visit
    visit.select("piriformis-right")
    press(explore.left, "Isolate")
    assert visit.state.isolated == ("piriformis-right",)
    press(explore.left, "Fade")
    assert visit.state.faded == ("piriformis-right",)
    press(explore.left, "Other side")
    assert visit.state.selection == ("piriformis-left",)
    press(explore.left, "Hide")
    assert visit.state.hidden == ("piriformis-left",)
    press(explore.left, "Show all")
    assert (visit.state.hidden, visit.state.isolated, visit.state.faded) == ((), (), ())
    press(explore.left, "Undo")
    assert visit.state.hidden == ("piriformis-left",)
    press(explore.left, "Redo")
    assert visit.state.hidden == ()


def off(explore: ExplorePage) -> set[str]:
    """The tools that cannot be used now."""
    tools = shown_on(explore.left, "tools")["buttons"]
    return {one["label"] for one in tools if one.get("off")}


def test_tools_are_offered_where_they_can_do_something(explore: ExplorePage) -> None:
    assert off(explore) == {"Isolate", "Hide", "Fade", "Undo", "Redo"}
    explore.visit.select("sacrum")
    assert off(explore) == {"Redo"}
    press(explore.left, "Undo")
    assert off(explore) == {"Isolate", "Hide", "Fade", "Undo"}


def test_search_suggests_and_finds_on_the_chosen_side_or_says_so(explore: ExplorePage) -> None:
    choose(explore.left, "side", "left")
    act(explore.left, "find:ask", "p")
    assert "options" not in shown_on(explore.left, "find"), "one letter is no search"
    act(explore.left, "find:ask", "pirif")
    field = shown_on(explore.left, "find")
    assert field["options"][0] == ["Piriformis", "Piriformis"]
    assert field["query"] == "pirif"
    act(explore.left, "find:take", "Piriformis")
    assert explore.visit.state.selection == ("piriformis-left",)
    for number in range(5):
        act(explore.left, "find:take", f"unicorn {number}")
    assert "unicorn 4" in told(explore.visit)
    assert len(explore.visit.notices.waiting) == 1


def test_the_side_swaps_what_is_selected(explore: ExplorePage) -> None:
    explore.visit.select("piriformis-right")
    choose(explore.left, "side", "left")
    assert explore.visit.state.selection == ("piriformis-left",)
    explore.visit.select("gluteus-medius-right")
    assert shown_on(explore.left, "side")["value"] == "right"


def test_skin_labels_and_language(explore: ExplorePage) -> None:
    act(explore.left, "skin", "0.5")
    act(explore.left, "labels", False)
    assert (explore.visit.state.skin, explore.visit.state.labels) == (0.5, False)
    act(explore.left, "names", "la")
    assert explore.visit.taste.language == "la"


@pytest.mark.parametrize(
    ("ident", "value"),
    [
        ("skin", "much"),
        ("skin", "nan"),
        ("side", "up"),
        ("layer:unicorns", True),
        ("view:inside", True),
        ("tool:rocket", True),
        ("names", "xx"),
        ("rocket", True),
    ],
)
def test_what_no_control_offers_does_nothing(
    explore: ExplorePage, ident: str, value: object
) -> None:
    before = explore.visit.state, explore.visit.taste
    act(explore.left, ident, value)
    assert (explore.visit.state, explore.visit.taste) == before


def test_a_page_is_few_components(frame: Frame) -> None:
    shell = frame.shell
    slots = (shell.bar, shell.left, shell.right, shell.notices, shell.foot)
    assert sum(len(list(inside(one))) for one in slots) <= 5


# The card


def test_the_card_offers_a_beginning(explore: ExplorePage) -> None:
    assert "The body is yours to explore" in text_on(explore.right)
    press(explore.right, "Piriformis")
    assert explore.visit.state.selection == ("piriformis-right",)
    explore.visit.select("")
    press(explore.right, "Sciatic nerve")
    assert explore.visit.state.nerve == "sciatic-nerve:right"


def test_the_card_tells_of_what_is_selected(explore: ExplorePage) -> None:
    explore.visit.select("piriformis-left")
    shown = text_on(explore.right)
    for words in (
        "Piriformis",
        "Musculus piriformis · left side",
        "Where Piriformis begins.",
        "The pain charted for Piriformis.",
        "The nerve passes under the muscle",
        "Read from a textbook.",
        "A (2020). T",
    ):
        assert words in shown
    explore.visit.select("gluteus-medius-left", add=True)
    assert "2 structures" in text_on(explore.right)
    explore.visit.select("sacrum")
    assert "Sacrum" in text_on(explore.right)


def test_zones_have_the_colours_that_they_are_painted_in(explore: ExplorePage) -> None:
    explore.visit.select("piriformis-right")
    (leaf,) = leaves(explore.right)
    dots = {
        block["runs"][0]["color"]: " ".join(run.get("text", "") for run in block["runs"])
        for block in leaf.blocks
        if block["kind"] == "text" and block.get("inset") and block["runs"][0].get("color")
    }
    assert "The pain charted for Piriformis." in dots[ESSENTIAL]
    assert "The wider pain" in dots[SPILLOVER]
    painted = {layer["kind"]: layer["color"] for layer in explore.visit.view.canvas.paint}
    assert painted == {"essential": ESSENTIAL, "spillover": SPILLOVER}


def test_a_point_is_wiped_and_painted(explore: ExplorePage) -> None:
    explore.visit.select("piriformis-left")
    (leaf,) = leaves(explore.right)

    def switch() -> dict[str, Any]:
        return next(one for one in leaf.blocks if one["kind"] == "switch")

    assert switch()["on"]
    press(explore.right, "Piriformis 1", value=False)
    assert explore.visit.state.overlay == ()
    assert not switch().get("on")
    press(explore.right, "Piriformis 1")
    assert explore.visit.state.overlay == ("piriformis-1:left",)


def test_the_card_leads_on(explore: ExplorePage, frame: Frame) -> None:
    explore.visit.select("piriformis-left")
    press(explore.right, "Show the sciatic nerve")
    state = explore.visit.state
    assert state.nerve == "sciatic-nerve:left"
    assert state.overlay == ("piriformis-1:left",), "the pain stays"
    press(explore.right, "Read it in the library")
    assert frame.book.now.id == "library"
    assert frame.book.address().keys == {"doc": "muscle/piriformis"}
    assert "Where Piriformis begins." in text_on(frame.shell.right)


def test_a_leaf_sends_little_for_a_click(explore: ExplorePage) -> None:
    explore.visit.select("piriformis-left")
    (leaf,) = leaves(explore.right)
    assert len(leaf.text) < 8_000


# Nerves


def test_a_nerve_is_chosen_turned_and_left(nerves: NervesPage) -> None:
    visit = nerves.visit
    choose(nerves.left, "nerve", "sciatic-nerve")
    assert visit.state.nerve == "sciatic-nerve:right"
    shown = text_on(nerves.left)
    assert "Sciatic nerve at piriformis" in shown
    assert "It leaves the pelvis." in shown
    choose(nerves.left, "side", "left")
    assert visit.state.nerve == "sciatic-nerve:left"
    press(nerves.left, "Back to the whole body")
    assert visit.state.nerve == ""
    assert "value" not in shown_on(nerves.left, "nerve")
    assert shown_on(nerves.left, "side")["value"] == "left"
    assert "Choose a nerve to follow it" in text_on(nerves.left)


@pytest.mark.parametrize(("side", "x"), [("right", -70), ("left", 70)])
def test_looking_closely_stays_on_the_side(nerves: NervesPage, side: str, x: float) -> None:
    nerves.visit.follow("sciatic-nerve", side)
    press(nerves.left, "Look closely")
    spot = nerves.visit.state.spot
    assert spot is not None
    assert spot[0] == pytest.approx(x)


def test_turning_the_body_rebuilds_nothing(
    nerves: NervesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    nerves.visit.follow("sciatic-nerve", "right")
    written: list[object] = []
    monkeypatch.setattr(Reader, "write", lambda *given: written.append(given))
    for leaf in (*leaves(nerves.left), *leaves(nerves.right)):
        leaf.param.watch(lambda event: written.append(event.name), ["text", "topic"])
    for step in range(3):
        nerves.visit.view.canvas.camera_now = {
            "position": [900.0 + step, 0, 900],
            "target": [0, 0, 900],
        }
    assert isinstance(nerves.visit.state.camera, Camera)
    assert written == []


def test_a_page_that_is_not_open_is_not_written(nerves: NervesPage, frame: Frame) -> None:
    (leaf,) = leaves(nerves.left)
    frame.book.open("explore")
    before = leaf.text
    frame.visit.follow("sciatic-nerve", "right")
    assert leaf.text is before
    frame.book.open("nerves")
    assert "It leaves the pelvis." in text_on(nerves.left)


def test_a_page_without_a_leaf_says_nothing_unpressed(nerves: NervesPage) -> None:
    assert "Look closely" not in labels(nerves.left)
    nerves.visit.follow("sciatic-nerve", "right")
    assert "Look closely" in labels(nerves.left)
