"""A trigger point lies in its muscle, or within 3 mm of it."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "point-in-muscle"

TOLERANCE = 3.0
"""Millimetres."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Place every point in the built body and measure how far outside it lies."""
    if geometry is None:
        return
    for muscle, point in library.trigger_points.values():
        number = muscle.trigger_points.index(point)
        file, pointer = library.file_of("muscle", muscle.id), f"/trigger_points/{number}/place"
        try:
            at = geometry.locate(point.part, point.place)
        except AtlasError as error:
            found = f"a point that cannot be placed ({error.what})"
            yield Problem(file, pointer, found, "a part whose recipe can be read", RULE)
            continue
        if at is None:
            found = f"a point in “{point.part}”, which the body has no mesh of"
            yield Problem(file, pointer, found, "a part that the body shows", RULE)
            continue
        distance = geometry.outside(point.part, at)
        if distance > TOLERANCE:
            found = f"a point {distance:.1f} mm outside {point.part}"
            expected = f"a point in it or within {TOLERANCE:g} mm of it"
            yield Problem(file, pointer, found, expected, RULE)
