"""The sheet on which a pain is drawn, as blocks: tools, views, words, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import get_args

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.pain import QUALITIES
from nmt_atlas.domain.reasons import DEPTH_WORDS, QUALITY_WORDS, STRENGTH_WORDS
from nmt_atlas.domain.region import Region, RegionGroup
from nmt_atlas.pages.pain.hand import LEAST, MOST, TOOLS, Hand
from nmt_atlas.pages.pain.skin import VIEWS
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Choice,
    Fold,
    Heading,
    Line,
    Shelf,
    Slider,
    Switch,
    Text,
    Typed,
)

_GROUPS: Mapping[RegionGroup, str] = {
    "head_neck": mark("Head and neck"),
    "torso": mark("Trunk"),
    "upper_limb": mark("Arm and hand"),
    "lower_limb": mark("Leg and foot"),
}
_HOW = {
    "paint": mark("Paint on the body where it hurts, or name the region below."),
    "erase": mark("Wipe over what was painted too much."),
    "fill": mark("Tap a region of the body: it is filled, or taken out again."),
    "turn": mark("Turn the body; nothing is painted meanwhile."),
}


def drawing_blocks(hand: Hand, opened: frozenset[str]) -> Iterator[Block]:
    """Everything to draw with.

    Parameters
    ----------
    hand
        The hand that draws.
    opened
        The groups of regions whose lists are unfolded.
    """
    say = hand.visit.say
    yield Text(runs=Rich.plain(say(_HOW[hand.tool])).runs, tone="quiet")
    yield from _tools(hand)
    yield from _views(hand)
    yield from areas_blocks(hand)
    yield from _words(hand, opened)


def _tools(hand: Hand) -> Iterator[Block]:
    say = hand.visit.say
    tools = tuple((key, say(name)) for key, name in TOOLS.items())
    yield Choice(id="tool:", label=say("What the pointer does"), options=tools, value=hand.tool)
    if hand.tool in ("paint", "erase"):
        yield Slider(
            id="size:",
            label=say("Size of the brush"),
            start=LEAST,
            end=MOST,
            step=2,
            value=hand.size,
            unit="mm",
        )
    yield Switch(id="mirror:", label=say("Both sides alike"), on=hand.mirror)
    buttons = (
        Button(id="undo:", label=say("Undo"), off=not hand.can_undo),
        Button(id="new:", label=say("Another area"), off=hand.sketch.area.empty),
        Button(id="clear:", label=say("Wipe all"), off=hand.sketch.empty),
    )
    yield Buttons(id="doing", label=say("The drawing"), buttons=buttons)


def _views(hand: Hand) -> Iterator[Block]:
    say = hand.visit.say
    buttons = tuple(Button(id=f"look:{key}", label=say(one.title)) for key, one in VIEWS.items())
    yield Buttons(id="views", label=say("Look at"), buttons=buttons, columns=3)


def _words(hand: Hand, opened: frozenset[str]) -> Iterator[Block]:
    say = hand.visit.say
    yield Heading(text=say("By words"), level=3)
    sides = (("right", say("Right")), ("left", say("Left")), ("both", say("Both")))
    yield Choice(id="side:", label=say("Side"), options=sides, value=hand.side)
    yield Typed(
        id="words",
        label=say("Where does it hurt?"),
        hint=say("A region, such as temple or heel"),
        suggests=True,
        query=hand.query,
        options=hand.options,
    )
    chart = hand.visit.library.regions.values()
    shelves = tuple(
        _shelf(group, say(title), [one for one in chart if one.group == group], opened)
        for group, title in _GROUPS.items()
    )
    yield Fold(title=say("All regions"), blocks=shelves)


def _shelf(group: str, title: str, regions: list[Region], opened: frozenset[str]) -> Shelf:
    lines = tuple(Line(id=f"region:{one.id}", label=one.name) for one in regions)
    return Shelf(
        id=group,
        title=title,
        count=len(regions),
        open=group in opened,
        items=lines if group in opened else (),
    )


def areas_blocks(hand: Hand) -> Iterator[Block]:
    """The areas, and what is said of the present one; nothing where nothing is drawn."""
    say, sketch = hand.visit.say, hand.sketch
    if sketch.empty:
        return
    yield Heading(text=say("What you have drawn"), level=3, id="areas")
    for number, area in enumerate(sketch.areas):
        title = hand.ground.title(area)
        here = number == sketch.now
        drop = Button(id=f"drop:{number}", label="×", told=say("Take out {name}", name=title))
        choose = Button(id=f"area:{number}", label=f"{number + 1}. {title}", on=here)
        yield Buttons(id=f"area-{number}", label=title, buttons=(choose, drop), pair=True)
    yield from _about(hand)


def _about(hand: Hand) -> Iterator[Block]:
    """Regions, strength, depth and quality of the present area."""
    say, area = hand.visit.say, hand.sketch.area
    if area.regions:
        buttons = tuple(
            Button(
                id=f"out:{name}",
                label=f"{called} ×",
                told=say("Take out {name}", name=called),
            )
            for name in area.regions
            for called in (hand.ground.called(name, area.side),)
        )
        yield Buttons(id="named", label=say("Regions that you named"), buttons=buttons)
    strengths = tuple((str(key), say(name)) for key, name in STRENGTH_WORDS.items())
    yield Text(runs=Rich.small(say("How strongly?")).runs)
    yield Choice(
        id="strength:", label=say("How strongly?"), options=strengths, value=str(area.strength)
    )
    depths = tuple((key, say(name)) for key, name in DEPTH_WORDS.items())
    yield Text(runs=Rich.small(say("How deep?")).runs)
    yield Choice(
        id="depth:",
        label=say("How deep?"),
        options=(*depths, ("", say("Not sure"))),
        value=area.depth or "",
    )
    yield Text(runs=Rich.small(say("What is it like?")).runs)
    likes = tuple(
        Button(id=f"like:{one}", label=say(QUALITY_WORDS[one]), on=one in area.quality)
        for one in QUALITIES
    )
    yield Buttons(id="likes", label=say("What is it like?"), buttons=likes, columns=3)


GROUPS: tuple[str, ...] = get_args(RegionGroup)
"""The ids of the lists of regions."""
