"""Sections: up to two planes that cut the body open, straight or oblique."""

from __future__ import annotations

import math
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field

from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.bounds import FARTHEST
from nmt_atlas.domain.language import ENGLISH, Say

Axis = Literal["x", "y", "z"]
Slope = Annotated[float, Field(ge=-1, le=1)]
Distance = Annotated[float, Field(ge=-FARTHEST, le=FARTHEST)]

Straight = tuple[Axis, Distance]
"""Square to an axis at a coordinate (mm); the half that faces the eye is taken away."""


def _unit(values: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
    x, y, z, distance = values
    length = math.hypot(x, y, z)
    if length < 1e-3:
        raise ValueError("a plane that looks nowhere")
    if abs(length - 1.0) < 1e-3:
        return values
    return (round(x / length, 4), round(y / length, 4), round(z / length, 4), distance)


Oblique = Annotated[tuple[Slope, Slope, Slope, Distance], AfterValidator(_unit)]
"""A unit vector and a distance (mm): what has ``vector · place > distance`` is taken away."""

Section = Straight | Oblique


def _several(raw: object) -> object:
    """One plane, as older links have it, is a list of one."""
    if raw is None:
        return ()
    if isinstance(raw, (list, tuple)) and raw and not isinstance(raw[0], (list, tuple)):
        return (raw,)
    return raw


Sections = Annotated[tuple[Section, ...], Field(max_length=2), BeforeValidator(_several)]


class Plane(Frozen):
    """A cut through the body: what lies beyond the plane is taken away.

    Attributes
    ----------
    normal
        Unit vector towards what is taken away.
    distance
        Points with ``normal · x > distance`` (mm) are not drawn and cannot be picked.
    """

    normal: Point
    distance: float


def cut_at(axis: Axis, value: float, eye: Point) -> Plane:
    """The cut square to an axis at a coordinate (mm) that takes away the half facing the eye."""
    number = "xyz".index(axis)
    sign = 1.0 if eye[number] >= value else -1.0
    x, y, z = (sign if number == k else 0.0 for k in range(3))
    return Plane(normal=(x, y, z), distance=sign * value)


def plane_of(section: Section, eye: Point) -> Plane:
    """The plane of a section; a straight one takes away the half facing the eye."""
    if len(section) == 2:
        return cut_at(section[0], section[1], eye)
    x, y, z, distance = section
    return Plane(normal=(x, y, z), distance=distance)


def through(place: Point, normal: Point) -> Oblique:
    """The section through a place (mm) that takes away what lies on the normal's side."""
    length = math.hypot(*normal)
    x, y, z = (round(value / length, 4) for value in normal)
    distance = round(sum(a * b for a, b in zip((x, y, z), place, strict=True)), 1)
    return (x, y, z, min(max(distance, -FARTHEST), FARTHEST))


def facing(axis: Axis, place: Point, eye: Point) -> Oblique:
    """The straight section through a place that takes away the half facing the eye, for good."""
    plane = cut_at(axis, place["xyz".index(axis)], eye)
    return through(place, plane.normal)


def turned(section: Section) -> Section:
    """The same plane with the other half taken away; a straight one stays as it is."""
    if len(section) == 2:
        return section
    x, y, z, distance = section
    return (0.0 - x, 0.0 - y, 0.0 - z, 0.0 - distance)


def axis_of(section: Section) -> Axis | None:
    """The axis that a section is square to; None for an oblique one."""
    if len(section) == 2:
        return section[0]
    return next(
        (axis for axis, part in zip(AXES, section, strict=False) if abs(part) > 0.999), None
    )


AXES: tuple[Axis, ...] = ("x", "y", "z")


def place_on(section: Section) -> float:
    """Where a section lies along its axis, or along its normal where it is oblique (mm)."""
    if len(section) == 2:
        return section[1]
    axis = axis_of(section)
    return section[3] * (1.0 if axis is None else math.copysign(1, section["xyz".index(axis)]))


def placed(section: Section, place: float) -> Section:
    """The same plane at another place along its axis or normal (mm)."""
    place = min(max(place, -FARTHEST), FARTHEST)
    if len(section) == 2:
        return (section[0], place)
    x, y, z, _ = section
    axis = axis_of(section)
    sign = 1.0 if axis is None else math.copysign(1, section["xyz".index(axis)])
    return (x, y, z, 0.0 + sign * place)


def reach_of(section: Section) -> tuple[float, float]:
    """The first and the last place at which a section meets a body, along its way (mm)."""
    axis = axis_of(section)
    if axis is not None:
        return _REACH["xyz".index(axis)]
    way = plane_of(section, _NOWHERE).normal
    ends = [
        sorted((part * low, part * high)) for part, (low, high) in zip(way, _REACH, strict=True)
    ]
    return math.floor(sum(low for low, _ in ends)), math.ceil(sum(high for _, high in ends))


_NOWHERE: Point = (0.0, 0.0, 0.0)
_REACH = ((-450.0, 450.0), (-250.0, 250.0), (-90.0, 1760.0))
"""Where a standing body lies along each axis (mm), with a little to spare."""


def mirrored(section: Section) -> Section:
    """The same section of the other side of the body."""
    if len(section) == 2:
        axis, value = section
        return (axis, -value if axis == "x" else value)
    x, y, z, distance = section
    return (0.0 - x, y, z, distance)


def told(section: Section, say: Say = ENGLISH.say) -> str:
    """Where a section lies, in words."""
    axis, value = axis_of(section), place_on(section)
    if axis == "z":
        return say("Cut across, {mm} mm above the soles", mm=round(value + SOLES))
    if axis == "y":
        return say("Cut between front and back, at {mm} mm", mm=round(value))
    if axis is None:
        return say("Oblique cut")
    if abs(value) < 1.0:
        return say("Cut through the middle")
    if value > 0:
        return say("Cut lengthwise, {mm} mm left of the middle", mm=round(value))
    return say("Cut lengthwise, {mm} mm right of the middle", mm=round(-value))


SOLES = 80.0
"""The soles lie so far (mm) below the frame's origin."""
