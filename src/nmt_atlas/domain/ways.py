"""The ways that a body is looked at: six sides, and between two or three of them."""

from __future__ import annotations

import math
from typing import Literal, cast

from nmt_atlas.domain.base import Point

_LEAST = 1e-3
_PARALLEL = 1e-4

CameraPreset = Literal["anterior", "posterior", "left", "right", "superior", "inferior"]
"""The six sides."""

Way = Literal[
    "anterior",
    "posterior",
    "left",
    "right",
    "superior",
    "inferior",
    "anterior-left",
    "anterior-right",
    "posterior-left",
    "posterior-right",
    "superior-anterior",
    "superior-posterior",
    "superior-left",
    "superior-right",
    "inferior-anterior",
    "inferior-posterior",
    "inferior-left",
    "inferior-right",
    "superior-anterior-left",
    "superior-anterior-right",
    "superior-posterior-left",
    "superior-posterior-right",
    "inferior-anterior-left",
    "inferior-anterior-right",
    "inferior-posterior-left",
    "inferior-posterior-right",
]
"""Where the eye stands: one of the six sides, or between two or three of them."""


def other_way(way: Way) -> Way:
    """The way that looks at the other side of the body alike."""
    if "left" in way:
        return cast(Way, way.replace("left", "right"))
    return cast(Way, way.replace("right", "left"))


def sees(position: Point, target: Point, up: Point) -> bool:
    """True for a camera that sees something.

    Its numbers are finite, it does not stand in the point that it looks at, and what is up is
    some direction other than the one that it looks along.

    Parameters
    ----------
    position, target
        Millimetres in the body frame.
    up
        Any length but none.
    """
    if not all(map(math.isfinite, (*position, *target, *up))):
        return False
    arm = (position[0] - target[0], position[1] - target[1], position[2] - target[2])
    length, height = math.hypot(*arm), math.hypot(*up)
    if length < _LEAST or height < _LEAST or not math.isfinite(length * height):
        return False
    across = (
        arm[1] * up[2] - arm[2] * up[1],
        arm[2] * up[0] - arm[0] * up[2],
        arm[0] * up[1] - arm[1] * up[0],
    )
    return math.hypot(*across) / (length * height) > _PARALLEL
