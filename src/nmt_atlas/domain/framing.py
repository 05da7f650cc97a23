"""Where the camera stands to see a box of the body whole; the same for every renderer."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import get_args

from nmt_atlas.domain.base import Point
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.view_state import Camera
from nmt_atlas.domain.ways import Way

_SIDES: Mapping[str, Point] = {
    "anterior": (0.0, -1.0, 0.0),
    "posterior": (0.0, 1.0, 0.0),
    "left": (1.0, 0.0, 0.0),
    "right": (-1.0, 0.0, 0.0),
    "superior": (0.0, 0.0, 1.0),
    "inferior": (0.0, 0.0, -1.0),
}


def _way(name: str) -> tuple[Point, Point]:
    """The direction from the body to the eye, and what is up in the picture, both of length 1."""
    sides = [_SIDES[side] for side in name.split("-")]
    x, y, z = (sum(side[k] for side in sides) / math.sqrt(len(sides)) for k in range(3))
    flat = math.hypot(x, y)
    if not flat:
        return (x, y, z), (0.0, -1.0, 0.0)
    return (x, y, z), (-x * z / flat, -y * z / flat, flat)


SQUARE = 0.7
"""What is wider than this share of its height is not slender."""
_LEAST = 0.35
_NEARER = 1.12
"""What stands nearer than the middle of a box is seen so much wider, names beside it included."""

PRESETS: Mapping[str, tuple[Point, Point]] = {name: _way(name) for name in get_args(Way)}
"""Way -> direction from the body to the eye, and what is up."""


def frame(
    low: Point, high: Point, preset: str = "anterior", *, aspect: float = 1.0, margin: float = 1.06
) -> Camera:
    """A camera that sees a box (mm, body frame) whole from a preset's direction.

    Parameters
    ----------
    low, high
        The box's corners.
    preset
        A key of :data:`PRESETS`.
    aspect
        Width over height of the picture.
    margin
        How much more than the box is seen.
    """
    direction, up = PRESETS[preset]
    centre = tuple((a + b) / 2 for a, b in zip(low, high, strict=True))
    half = [(b - a) / 2 for a, b in zip(low, high, strict=True)]
    side = _cross(direction, up)
    height = _along(half, up)
    needed = max(height, _along(half, side) / aspect, 20.0) * margin
    distance = needed / math.tan(math.radians(LOOK.field_of_view_deg / 2)) + _along(half, direction)
    eye = tuple(c + distance * d for c, d in zip(centre, direction, strict=True))
    level = up if preset in ("superior", "inferior") else (0.0, 0.0, 1.0)
    return Camera(position=_rounded(eye), target=_rounded(centre), up=level)


def slender(low: Point, high: Point, preset: str = "anterior") -> float:
    """Width over height of a box as it is seen from a preset's direction, within what is usual."""
    direction, up = PRESETS[preset]
    half = [(b - a) / 2 for a, b in zip(low, high, strict=True)]
    height = max(_along(half, up), 1.0)
    wide = _along(half, _cross(direction, up)) / height * _NEARER
    return round(min(SQUARE, max(_LEAST, wide)), 2)


def _along(half: list[float], axis: Point) -> float:
    return sum(h * abs(a) for h, a in zip(half, axis, strict=True))


def _cross(a: Point, b: Point) -> Point:
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def _rounded(point: tuple[float, ...]) -> Point:
    return (round(point[0], 1), round(point[1], 1), round(point[2], 1))
