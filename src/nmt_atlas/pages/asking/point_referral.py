"""Point to a place on the skin, or name its region by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import Answer, Pointed, PointReferral
from nmt_atlas.pages.asking.asked import Asked, in_words, told


def ask(asked: Asked[PointReferral]) -> list[Any]:
    """What to do, and a way without a pointer."""
    if not asked.open:
        return []
    field = in_words(asked, asked.say("Which region of the body?"), lambda: _regions(asked))
    return [told(asked, mark("Click the place on the body.")), field]


def _regions(asked: Asked[PointReferral]) -> Mapping[str, Answer]:
    """Every region of the body chart, by its name."""
    chart = asked.visit.library.regions.values()
    named = {one.name: Pointed(region=one.id) for one in chart if one.seeds}
    return {name: named[name] for name in sorted(named)}
