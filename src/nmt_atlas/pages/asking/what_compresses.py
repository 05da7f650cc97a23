"""Choose, or click, what compresses a nerve."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import Compressing, WhatCompresses
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import one_of, quiet
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[WhatCompresses]) -> list[Block]:
    names = asked.names
    labels = {one: names.structure(one) for one in asked.choices}
    chosen = {asked.given.structure} if isinstance(asked.given, Compressing) else set()
    told = [quiet(asked, mark("Click it on the body, or choose its name."))] if asked.open else []
    return [*told, *one_of(asked, labels, chosen, asked.question.right)]


WIDGET = Widget(_blocks)
