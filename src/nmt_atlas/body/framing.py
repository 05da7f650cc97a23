"""Where the camera stands to see a box of the body whole."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.domain.base import Point
from nmt_atlas.domain.view_state import Camera, CameraPreset

VIEW_ANGLE = 26.0
"""Vertical opening of the camera in degrees."""

PRESETS: dict[str, tuple[Point, Point]] = {
    "anterior": ((0.0, -1.0, 0.0), (0.0, 0.0, 1.0)),
    "posterior": ((0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "left": ((1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "right": ((-1.0, 0.0, 0.0), (0.0, 0.0, 1.0)),
    "superior": ((0.0, 0.0, 1.0), (0.0, -1.0, 0.0)),
    "inferior": ((0.0, 0.0, -1.0), (0.0, -1.0, 0.0)),
}
"""Preset -> direction from the body to the eye, and what is up."""


def frame(
    corners: NDArray[np.float64], size: tuple[int, int], preset: CameraPreset = "anterior"
) -> Camera:
    """A camera that sees the box ``corners`` ``(2, 3)`` whole, from a preset's direction."""
    direction, up = (np.asarray(vector) for vector in PRESETS[preset])
    centre = corners.mean(axis=0)
    half = (corners[1] - corners[0]) / 2
    height = float(np.abs(half) @ np.abs(up))
    width = float(np.abs(half) @ np.abs(np.cross(direction, up)))
    depth = float(np.abs(half) @ np.abs(direction))
    needed = max(height, width * size[1] / size[0], 20.0) * 1.06
    distance = needed / np.tan(np.radians(VIEW_ANGLE / 2)) + depth
    return Camera(
        position=_point(centre + direction * distance), target=_point(centre), up=_point(up)
    )


def _point(values: NDArray[np.float64]) -> Point:
    x, y, z = (float(value) for value in values)
    return (x, y, z)
