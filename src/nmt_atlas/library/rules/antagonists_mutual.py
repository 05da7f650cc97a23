"""A muscle's antagonist names it as an antagonist too."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "antagonists-mutual"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare antagonists both ways, where both have a document."""
    for muscle in library.muscles.values():
        for other_id in muscle.antagonists:
            other = library.muscles.get(other_id)
            if other is not None and muscle.id not in other.antagonists:
                yield Problem(
                    library.file_of("muscle", other_id),
                    "/antagonists",
                    f"no “{muscle.id}”",
                    f"“{muscle.id}”, because its document names “{other_id}”",
                    RULE,
                )
