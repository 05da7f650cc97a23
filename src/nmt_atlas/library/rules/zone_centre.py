"""The weight centre of a painted zone lies in one of the regions that the zone names."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.domain.referral import Zone
from nmt_atlas.domain.region import chain_of
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "zone-centre"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Paint every zone on the built body's skin and look where its centre is."""
    if geometry is None:
        return
    for file, start, zone in _zones(library):
        pointer = f"{start}/strokes"
        try:
            region = geometry.centre_region(zone)
        except AtlasError as error:
            found = f"strokes that cannot be painted ({error.what})"
            yield Problem(file, pointer, found, "places that the skin map has", RULE)
            continue
        if region is None:
            found, expected = "strokes that paint nothing", "strokes that reach the skin"
            yield Problem(file, pointer, found, expected, RULE)
        elif not set(zone.regions) & {*chain_of(region, library.regions)}:
            found = f"a centre in “{region}”"
            expected = f"a centre in one of {', '.join(zone.regions)}"
            yield Problem(file, pointer, found, expected, RULE)


def _zones(library: Library) -> Iterator[tuple[str, str, Zone]]:
    """The zones of trigger points, joints and organs, each with its file and JSON pointer."""
    for file, start, _, zone in library.zones:
        yield file, start, zone
    for origin in library.origins.values():
        for number, zone in enumerate(origin.zones):
            yield library.file_of("origin", origin.id), f"/zones/{number}", zone
