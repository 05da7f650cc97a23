"""A palpable landmark lies on its structure."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.base import Point
from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "landmark-near"

FARTHEST = 15.0
"""Millimetres from the structure."""
MIDLINE = 15.0
"""Millimetres that a landmark of the midline may lie beside it."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look every place up; with a built body, measure how far it lies from its structure."""
    for one in library.palpable.values():
        file = library.file_of("landmark", one.id)
        at = library.point_of(one.place)
        if at is None:
            known = did_you_mean(str(one.place), list(library.landmarks))
            expected = f"a bone landmark of meshes/landmarks.json, or a point. {known}".strip()
            yield Problem(file, "/place", f"“{one.place}”", expected, RULE)
            continue
        if at[0] >= 0 if one.paired else abs(at[0]) > MIDLINE:
            expected = "a place on the right side" if one.paired else "a place of the midline"
            yield Problem(file, "/place", f"x = {at[0]:g} mm", expected, RULE)
        if geometry is not None:
            yield from _far(file, geometry, one.structure, at)


def _far(file: str, geometry: Geometry, structure: str, at: Point) -> Iterator[Problem]:
    try:
        distance = geometry.outside(structure, at)
    except AtlasError:
        return  # this body does not draw it
    if distance > FARTHEST:
        found = f"a place {distance:.0f} mm from {structure}"
        expected = f"a place within {FARTHEST:g} mm of its structure"
        yield Problem(file, "/place", found, expected, RULE)
