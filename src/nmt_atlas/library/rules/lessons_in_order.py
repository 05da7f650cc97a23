"""No lesson needs itself: what comes before what is a path with a beginning."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.course import circle
from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "lessons-in-order"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Follow what each lesson needs."""
    needs = {ident: one.prerequisites for ident, one in library.lessons.items()}
    for ident, first in needs.items():
        way = circle(ident, needs)
        if way:
            file = library.file_of("lesson", ident)
            at = first.index(way[1])
            expected = "lessons that can be taken before it"
            yield Problem(file, f"/prerequisites/{at}", " needs ".join(way), expected, RULE)
