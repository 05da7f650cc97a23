"""Click the bone that a muscle is attached to, or name it."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import FindAttachment
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.click_structure import parts
from nmt_atlas.pages.asking.forms import quiet, words_field
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[FindAttachment]) -> list[Block]:
    if not asked.open:
        return []
    told = quiet(asked, mark("Click the bone on the body."))
    return [told, words_field(asked, mark("Or say which bone"))]


WIDGET = Widget(_blocks, parts)
