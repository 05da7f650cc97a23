"""A free camera as a few numbers in an address: ``camera=-120,-1480,930,0,0,900``.

Six numbers are its place and what it looks at (mm); three more what is up, where that is not z.
Whole millimetres are enough unless the camera stands very close.
"""

from __future__ import annotations

import json
import math
from collections.abc import Mapping

from nmt_atlas.domain.base import Point
from nmt_atlas.domain.ways import sees

TURNED = 0.004
"""Radians (a quarter of a degree) by which a rounded camera may look elsewhere."""

UPRIGHT: Point = (0.0, 0.0, 1.0)
_LONGEST = 200
_NAMES = ("position", "target", "up")


def of(camera: object) -> str:
    """A camera's plain data as an address has it: numbers, or the whole where these will not do."""
    if isinstance(camera, Mapping):
        values = {name: tuple(camera[name]) for name in _NAMES if name in camera}
        if text := written(**values):
            return text
    return json.dumps(camera, separators=(",", ":"))


def written(position: Point, target: Point, up: Point = UPRIGHT) -> str:
    """The numbers as text, as short as they may be; "" where no rounding looks the same way."""
    for digits in (0, 2, 5):
        numbers = [_number(one, digits) for one in (*position, *target)]
        if up != UPRIGHT:
            numbers += [_number(one, max(digits, 3)) for one in up]
        text = ",".join(numbers)
        found = read(text)
        if found and _turned((position, target, up), found) < TURNED:
            return text
    return ""


def read(text: str) -> dict[str, Point] | None:
    """The camera's values by name; None for what is no such text, or a camera that sees nothing."""
    try:
        numbers = [float(one) for one in text[:_LONGEST].split(",")]
    except ValueError:
        return None
    if len(numbers) not in (6, 9):
        return None
    points = [(numbers[k], numbers[k + 1], numbers[k + 2]) for k in range(0, len(numbers), 3)]
    position, target, up = (*points, UPRIGHT)[:3]
    if not sees(position, target, up):
        return None
    return dict(zip(_NAMES, points, strict=False))


def _number(value: float, digits: int) -> str:
    text = f"{round(value, digits):.{digits}f}"
    if digits:
        text = text.rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _turned(wanted: tuple[Point, Point, Point], found: dict[str, Point]) -> float:
    """The larger angle between two ways of looking, and between what is up (radians)."""
    position, target, up = wanted
    ahead = _minus(target, position)
    return max(
        _angle(ahead, _minus(found["target"], found["position"])),
        _angle(up, found.get("up", UPRIGHT)),
    )


def _minus(one: Point, other: Point) -> Point:
    return (one[0] - other[0], one[1] - other[1], one[2] - other[2])


def _angle(one: Point, other: Point) -> float:
    lengths = math.hypot(*one) * math.hypot(*other)
    dot = sum(a * b for a, b in zip(one, other, strict=True))
    return math.acos(max(-1.0, min(1.0, dot / lengths))) if lengths else math.pi
