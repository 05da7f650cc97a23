"""The ways that a body is looked at: six sides, and between two or three of them."""

from __future__ import annotations

from typing import Literal, cast

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
