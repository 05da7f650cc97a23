"""Every trigger point is told: how it is felt, how and how long it is treated, what not to do."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "points-handled"

TOLD = {"steps": "how it is done", "dose": "how long", "cautions": "what not to do"}
"""What the technique for points has to say, by the heading of its paragraph."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for points whose muscle has no palpation, and at the technique that treats them."""
    for muscle in library.muscles.values():
        if muscle.trigger_points and muscle.palpation is None:
            file = library.file_of("muscle", muscle.id)
            expected = "how the muscle is felt: position, landmark, direction, felt, avoid"
            yield Problem(
                file, "/palpation", "nothing, though it has trigger points", expected, RULE
            )
    techniques = [one for one in library.conditions.values() if one.for_points]
    for number, one in enumerate(techniques):
        file = library.file_of("condition", one.id)
        if one.kind != "technique" or number:
            yield Problem(file, "/for_points", "true", "one technique, and no other document", RULE)
        for heading, told in TOLD.items():
            if heading not in one.facts:
                yield Problem(file, "/facts", f"no “{heading}”", f"{told}, for every point", RULE)
    known = any(one.kind == "technique" for one in library.conditions.values())
    if known and library.trigger_points and not techniques:
        first, _ = next(iter(library.trigger_points.values()))
        file = library.file_of("muscle", first.id)
        expected = "a technique document that says `for_points`"
        yield Problem(file, "/trigger_points", "no technique for points", expected, RULE)
