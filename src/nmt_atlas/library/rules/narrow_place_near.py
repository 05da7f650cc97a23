"""A narrow place lies on the nerve that it narrows, or on what narrows it."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.domain.nerve import Entrapment
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "narrow-place-near"

FARTHEST = 15.0
"""Millimetres from the nerve, or from what forms the narrow place."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Measure how far every narrow place lies from its nerve."""
    if geometry is None:
        return
    for trap in library.entrapments.values():
        file = library.file_of("entrapment", trap.id)
        distance = _distance(library, geometry, trap)
        if distance is not None and distance > FARTHEST:
            found = f"a place {distance:.0f} mm from {trap.nerve}"
            expected = f"a place within {FARTHEST:g} mm of the nerve, or of what narrows it"
            yield Problem(file, "/at", found, expected, RULE)


def _distance(library: Library, geometry: Geometry, trap: Entrapment) -> float | None:
    """How far it lies from its nerve or from what forms it; None where none of them is drawn.

    Some nerves are drawn for a part of their course only.
    """
    nerve = library.nerves.get(trap.nerve)
    parts = nerve.parts if nerve else (trap.nerve,)
    found = []
    for part in (*parts, *trap.structures):
        if part in library.structures:
            try:
                found.append(geometry.outside(part, trap.at))
            except AtlasError:
                continue
    return min(found, default=None)
