"""Click a structure on the body, or name it by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import ClickStructure
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import quiet, words_field
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[ClickStructure]) -> list[Block]:
    """What to do, and a way without a pointer."""
    if not asked.open:
        return []
    told = quiet(asked, mark("Click it on the body."))
    return [told, words_field(asked, mark("Or say what you would click"))]


def parts(asked: Asked[Any]) -> Mapping[str, str]:
    """Every part that is shown, by its name."""
    state, names = asked.visit.state, asked.names
    shown = [part.id for part in asked.visit.body.context.index.parts if part.group in state.layers]
    return dict(sorted(((part, names.part(part)) for part in shown), key=lambda one: one[1]))


WIDGET = Widget(_blocks, parts)
