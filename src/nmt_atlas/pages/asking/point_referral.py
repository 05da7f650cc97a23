"""Point to a place on the skin, or name its region by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import PointReferral
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import quiet, words_field
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[PointReferral]) -> list[Block]:
    """What to do, and a way without a pointer."""
    if not asked.open:
        return []
    told = quiet(asked, mark("Click the place on the body."))
    return [told, words_field(asked, mark("Or say which region of the body"))]


def regions(asked: Asked[Any]) -> Mapping[str, str]:
    """Every region of the body chart, by its name."""
    chart = asked.visit.library.regions.values()
    named = [(one.id, one.name) for one in chart if one.seeds]
    return dict(sorted(named, key=lambda one: one[1]))


WIDGET = Widget(_blocks, regions)
