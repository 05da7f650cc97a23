"""Choose the name of what glows."""

from __future__ import annotations

from nmt_atlas.domain.questions import Named, NameStructure
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import one_of
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[NameStructure]) -> list[Block]:
    """A button for each name that this body can show."""
    known, names = asked.visit.body.context.structures, asked.names
    labels = {one: names.structure(one) for one in asked.choices if one in known}
    chosen = {asked.given.structure} if isinstance(asked.given, Named) else set()
    return one_of(asked, labels, chosen, asked.question.right)


WIDGET = Widget(_blocks)
