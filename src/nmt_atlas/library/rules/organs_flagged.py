"""Where an organ is mostly felt, one of the red flags that it names stands above the answers."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.region import chain_of, parts_of
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "organs-flagged"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look at the first region of every essential zone of every organ."""
    for origin in library.origins.values():
        if origin.system != "organ":
            continue
        flags = [library.conditions[one] for one in origin.flags if one in library.conditions]
        covered = {name for flag in flags for name in (*flag.regions, *flag.felt_in)}
        if any(not flag.regions for flag in flags):
            continue
        for number, zone in enumerate(origin.zones):
            region = zone.regions[0]
            near = parts_of(region, library.regions) | {*chain_of(region, library.regions)}
            if zone.kind == "essential" and not near & covered:
                yield Problem(
                    library.file_of("origin", origin.id),
                    f"/zones/{number}/regions/0",
                    f"“{region}”, above which none of {', '.join(origin.flags)} stands",
                    "a red flag that names this region",
                    RULE,
                )
