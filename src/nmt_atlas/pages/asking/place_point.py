"""Click where a trigger point lies, or say it in fifths of the muscle."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import PlacePoint
from nmt_atlas.domain.questions.place_point import FIFTHS
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import quiet
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Fold


def _blocks(asked: Asked[PlacePoint]) -> list[Block]:
    if not asked.open:
        return []
    say = asked.say
    buttons = tuple(Button(id=f"choose:{key}", label=say(name)) for key, name in FIFTHS.items())
    fifths = Buttons(id="answers", label=say("Answers"), buttons=buttons, columns=1)
    return [
        quiet(asked, mark("Click the place on the muscle.")),
        Fold(title=say("Answer in words"), blocks=(fifths,)),
    ]


WIDGET = Widget(_blocks)
