"""The card of a muscle: what stands on top of each of its tabs."""

from __future__ import annotations

from nmt_atlas.library.articles import article
from nmt_atlas.library.writing.page import Action
from nmt_atlas.pages.card_view import card_of
from nmt_atlas.pages.reader import Reader
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Buttons, Chips, Heading, Tab, Tabs

FOLLOW = Action(
    kind="follow", id="sciatic-nerve", label="Follow the {nerve}", values={"nerve": "sciatic nerve"}
)


def muscle_tab(visit: Visit, *actions: Action) -> Tab:
    page = article(visit.library, "muscle", "piriformis", short=True, part="piriformis")
    assert page is not None
    sections = tuple(
        one.model_copy(update={"actions": actions}) if one.id == "anatomy" else one
        for one in page.sections
    )
    shown = page.model_copy(update={"sections": sections})
    blocks = card_of(shown, None, Reader(visit, lambda: "right").reading())
    (tabs,) = (one for one in blocks if isinstance(one, Tabs))
    return next(one for one in tabs.blocks if one.id == "muscle")


def test_the_nerve_of_a_muscle_stands_before_its_anatomy_and_once(visit: Visit) -> None:
    first, *rest = muscle_tab(visit, FOLLOW).blocks
    assert isinstance(first, Buttons)
    assert [one.id for one in first.buttons] == ["follow:sciatic-nerve"]
    assert first.buttons[0].label == "Follow the sciatic nerve"
    others = [one.id for block in rest if isinstance(block, Buttons) for one in block.buttons]
    assert "follow:sciatic-nerve" not in others


def test_without_a_nerve_that_is_drawn_the_tab_begins_with_its_anatomy(visit: Visit) -> None:
    bare = muscle_tab(visit).blocks
    assert bare == muscle_tab(visit, FOLLOW).blocks[1:]


def test_every_point_has_a_heading_of_its_own(visit: Visit) -> None:
    """What looks like a heading is one (1.3.1)."""
    page = article(visit.library, "muscle", "piriformis", short=True, part="piriformis")
    assert page is not None
    blocks = card_of(page, None, Reader(visit, lambda: "right").reading())
    (tabs,) = (one for one in blocks if isinstance(one, Tabs))
    pain = next(one for one in tabs.blocks if one.id == "pain")
    points = [chip.label for one in pain.blocks if isinstance(one, Chips) for chip in one.chips]
    headings = {one.text: one.level for one in pain.blocks if isinstance(one, Heading)}
    assert points
    assert {name: headings.get(name) for name in points} == dict.fromkeys(points, 3)
