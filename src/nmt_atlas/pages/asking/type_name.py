"""Type the name of what glows."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import TypeName
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import done, quiet
from nmt_atlas.viewer.leaf import Block, Typed


def _blocks(asked: Asked[TypeName]) -> list[Block]:
    if not asked.open:
        return []
    return [
        Typed(id="typed", label=asked.say("Its name"), suggests=True),
        quiet(asked, mark("In English, Latin or Spanish; small typing errors are forgiven.")),
        done(asked),
    ]


WIDGET = Widget(_blocks)
