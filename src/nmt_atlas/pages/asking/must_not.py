"""Mark what must not be done."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import MustNot, Ticked
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import quiet, several
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[MustNot]) -> list[Block]:
    labels = {key: asked.question.deeds[int(key)].text for key in asked.choices}
    chosen = set(map(str, asked.given.options)) if isinstance(asked.given, Ticked) else set()
    told = [quiet(asked, mark("Mark everything that must not be done."))] if asked.open else []
    return [*told, *several(asked, labels, chosen, asked.question.right)]


WIDGET = Widget(_blocks)
