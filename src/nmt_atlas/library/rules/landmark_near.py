"""A palpable landmark lies on its structure."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "landmark-near"

FARTHEST = 15.0
"""Millimetres from the structure."""
MIDLINE = 8.0
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
        if (at[0] < 0) != one.paired and abs(at[0]) > MIDLINE:
            found = f"a place {abs(at[0]):.0f} mm beside the midline"
            yield Problem(file, "/place", found, "a place on the right, or midline", RULE)
        distance = _distance(geometry, one.structure, at)
        if distance is not None and distance > FARTHEST:
            found = f"a place {distance:.0f} mm from {one.structure}"
            expected = f"a place within {FARTHEST:g} mm of its structure"
            yield Problem(file, "/place", found, expected, RULE)


def _distance(
    geometry: Geometry | None, structure: str, at: tuple[float, float, float]
) -> float | None:
    """How far it lies outside the structure; None without a body, or where it is not drawn."""
    try:
        return None if geometry is None else geometry.outside(structure, at)
    except AtlasError:
        return None
