"""Paint the referred pain on the body, or name its regions."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import PaintReferral
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import done, quiet, words_field
from nmt_atlas.pages.asking.point_referral import regions
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Slider

HANDS = {"paint": mark("Paint"), "erase": mark("Erase"), "turn": mark("Turn the body")}
LEAST, MOST = 6, 60
"""The brush's radius, mm."""


def _blocks(asked: Asked[PaintReferral]) -> list[Block]:
    if not asked.open:
        return []
    say, brush = asked.say, asked.brush
    hands = tuple((key, say(name)) for key, name in HANDS.items())
    undo = Button(id="undo:", label=say("Undo the last stroke"), off=not brush.strokes)
    return [
        quiet(asked, mark("Paint the skin where the pain is charted.")),
        Choice(id="hand:", label=say("What the pointer does"), options=hands, value=brush.hand),
        Slider(
            id="size:",
            label=say("Size of the brush"),
            start=LEAST,
            end=MOST,
            step=2,
            value=brush.size,
        ),
        Buttons(buttons=(undo,)),
        words_field(asked, mark("Or add a region in words")),
        *_chosen(asked),
        done(asked, off=not brush.strokes and not asked.draft),
    ]


def _chosen(asked: Asked[PaintReferral]) -> list[Block]:
    """The regions that were named, each to be taken out again."""
    say, names = asked.say, asked.names
    buttons = tuple(
        Button(
            id=f"drop:{key}",
            label=f"{names.region(key)} ×",
            told=say("Take out {name}", name=names.region(key)),
        )
        for key, on in asked.draft.items()
        if on
    )
    return (
        [Buttons(id="named", label=say("Regions that you named"), buttons=buttons)]
        if buttons
        else []
    )


def _words(asked: Asked[PaintReferral]) -> Mapping[str, str]:
    return regions(asked)


WIDGET = Widget(_blocks, _words, several=True)
