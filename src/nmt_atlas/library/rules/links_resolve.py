"""Every link names something that exists."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.referral import Muscle
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import links

RULE = "links-resolve"

_WORDS = {
    "whole": "muscle",
    "trigger-point": "trigger point",
}


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look every link up."""
    for file, document in library.all():
        for link in links(document):
            kinds = [library.of(kind) for kind in link.kinds]
            if not any(link.target in known for known in kinds):
                words = dict.fromkeys(_WORDS.get(kind, kind) for kind in link.kinds)
                close = did_you_mean(link.target, [one for known in kinds for one in known])
                expected = f"the id of a {' or '.join(words)} that exists. {close}".strip()
                yield Problem(file, link.pointer, f"“{link.target}”", expected, RULE)
        if isinstance(document, Muscle):
            yield from _points_in_own_parts(file, document)


def _points_in_own_parts(file: str, muscle: Muscle) -> Iterator[Problem]:
    for number, point in enumerate(muscle.trigger_points):
        if point.part not in muscle.parts:
            parts = ", ".join(muscle.parts)
            pointer = f"/trigger_points/{number}/part"
            yield Problem(file, pointer, f"“{point.part}”", f"one of its parts: {parts}", RULE)
