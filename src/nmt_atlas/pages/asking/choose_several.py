"""Choose all right answers."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import ChooseSeveral, Ticked
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import quiet, several
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[ChooseSeveral]) -> list[Block]:
    labels = {key: asked.question.options[int(key)].text for key in asked.choices}
    chosen = set(map(str, asked.given.options)) if isinstance(asked.given, Ticked) else set()
    told = [quiet(asked, mark("Choose all that are right."))] if asked.open else []
    return [*told, *several(asked, labels, chosen, asked.question.right)]


WIDGET = Widget(_blocks)
