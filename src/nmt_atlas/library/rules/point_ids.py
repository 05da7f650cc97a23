"""A trigger point's id starts with its muscle's id and is used once."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "point-ids"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look at every trigger point's id."""
    seen: dict[str, str] = {}
    for muscle in library.muscles.values():
        file = library.file_of("muscle", muscle.id)
        for number, point in enumerate(muscle.trigger_points):
            pointer = f"/trigger_points/{number}/id"
            if not any(point.id.startswith(f"{one}-") for one in (muscle.id, *muscle.parts)):
                expected = f"an id that starts with “{muscle.id}-” or one of its parts"
                yield Problem(file, pointer, f"“{point.id}”", expected, RULE)
            if point.id in seen:
                found = f"“{point.id}”, which {seen[point.id]} has"
                yield Problem(file, pointer, found, "an id of its own", RULE)
            seen.setdefault(point.id, file)
