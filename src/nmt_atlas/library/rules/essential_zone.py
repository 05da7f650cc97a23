"""Every trigger point has an essential zone."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "essential-zone"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for points with spillover alone."""
    for muscle in library.muscles.values():
        for number, point in enumerate(muscle.trigger_points):
            if not any(zone.kind == "essential" for zone in point.zones):
                yield Problem(
                    library.file_of("muscle", muscle.id),
                    f"/trigger_points/{number}/zones",
                    "no essential zone",
                    "at least one zone of kind essential",
                    RULE,
                )
