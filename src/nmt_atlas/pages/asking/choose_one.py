"""Choose one answer in words."""

from __future__ import annotations

from nmt_atlas.domain.questions import ChooseOne, Picked
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import one_of
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[ChooseOne]) -> list[Block]:
    labels = {key: asked.question.options[int(key)].text for key in asked.choices}
    chosen = {str(asked.given.option)} if isinstance(asked.given, Picked) else set()
    return one_of(asked, labels, chosen, asked.question.right)


WIDGET = Widget(_blocks)
