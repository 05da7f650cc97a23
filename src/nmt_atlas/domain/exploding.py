"""The exploded view: parts move outward from the middle of their segment, deep ones least."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping
from types import MappingProxyType

from nmt_atlas.domain.anatomy import Part, Structure
from nmt_atlas.domain.base import Point

PUSH: Mapping[str, float] = MappingProxyType(
    {
        "muscles-superficial": 110.0,
        "muscles-intermediate": 75.0,
        "muscles-deep": 40.0,
        "ligaments": 55.0,
        "cartilage": 8.0,
        "nerves": 20.0,
        "vessels": 20.0,
    }
)
"""How far (mm) a part of a group moves sideways at most, besides being spread."""

_SPREAD = 0.9
"""What a fully exploded segment's parts are farther apart by, as a share of their distance."""
_SMALL = 120.0
"""Segments (mm from end to end) smaller than this push their parts less, as a hand does."""


def middle_of(parts: Iterable[Part]) -> tuple[Point, float]:
    """The middle of some parts' box, and the longest edge of it (mm)."""
    low, high = zip(*(part.bounds for part in parts), strict=True)
    one = [min(values) for values in zip(*low, strict=True)]
    two = [max(values) for values in zip(*high, strict=True)]
    x, y, z = ((a + b) / 2 for a, b in zip(one, two, strict=True))
    return (x, y, z), max(b - a for a, b in zip(one, two, strict=True))


def moved(part: Part, middle: Point, size: float, amount: float) -> Point:
    """How far (mm) a part is moved in the exploded view.

    Parameters
    ----------
    part
        What is moved.
    middle, size
        Of the segment that it moves away from (:func:`middle_of`).
    amount
        0 for not at all, 1 for fully.
    """
    away = [a - b for a, b in zip(part.centre, middle, strict=True)]
    flat = math.hypot(away[0], away[1])
    push = PUSH.get(part.group, 0.0) * min(1.0, size / (4 * _SMALL))
    sideways = [away[0] / flat, away[1] / flat, 0.0] if flat > 1e-6 else [0.0, -1.0, 0.0]
    x, y, z = (
        round(amount * (_SPREAD * one + push * other), 2)
        for one, other in zip(away, sideways, strict=True)
    )
    return (x, y, z)


def offsets(
    parts: Iterable[Part],
    structures: Mapping[str, Structure],
    where: Iterable[str],
    amount: float,
) -> dict[str, Point]:
    """Part id -> how far it is moved: every segment by itself, each side of the limbs too.

    The skin stays. ``where`` are segments; none means all.
    """
    wanted = set(where)
    segments: dict[tuple[str, str], list[Part]] = {}
    for part in parts:
        region = structures[part.structure].region
        if part.group != "skin" and (not wanted or region in wanted):
            side = part.side if region in PAIRED else ""
            segments.setdefault((region, side), []).append(part)
    found: dict[str, Point] = {}
    for members in segments.values():
        bones = [part for part in members if part.group == "bones"]
        middle, size = middle_of(bones or members)
        found |= {part.id: moved(part, middle, size, amount) for part in members}
    return found


PAIRED = frozenset({"shoulder", "arm", "forearm", "hand", "hip", "thigh", "leg", "foot"})
"""Segments that stand once on each side."""
