"""How long a muscle is, and how well it pulls, over the angle of a joint that it crosses.

A fibre is a row of points from origin to insertion. What lies beyond the joint turns with it.
Within some centimetres of the joint the fibre is taut: straight, so that a flexor lifts off as the
joint bends, or round a pulley as wide as the fibre's own distance at rest, so that an extensor
keeps lying on the bone. Farther away it is held by its sheath. The moment arm is what the length
loses with each radian (the method of tendon excursion).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nmt_atlas.domain import rigid
from nmt_atlas.domain.base import Point

Fibre = Sequence[Point]
Flat = tuple[float, float]

_STEP = 1.0
"""The arm is taken from the length so many degrees before and after."""
_REACH = 90.0
"""A fibre that stays farther than this (mm) from the joint does not cross it."""
_SHORT = 60.0
"""A fibre that ends farther than this (mm) short of the joint does not cross it either."""
_FREE = 80.0
"""Farther from the joint than this (mm) a fibre is held along its bone."""
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Hinge:
    """What a joint turns about: by the rule of the right hand, right side."""

    centre: Point
    axis: Point


@dataclass(frozen=True, slots=True)
class Place:
    """A muscle at an angle: its length and its arm (both mm); a positive arm does the motion."""

    degrees: float
    length: float
    arm: float


def curve(fibres: Iterable[Fibre], hinge: Hinge, amounts: Sequence[float]) -> tuple[Place, ...]:
    """Mean length and moment arm of fibres at some angles; none where no fibre crosses the joint.

    Parameters
    ----------
    fibres
        From origin to insertion; those that end short of the joint are left out.
    hinge
        What the joint turns about.
    amounts
        Degrees from rest.
    """
    crossing = [parted for one in fibres if (parted := _parted(one, hinge)) is not None]
    if not crossing:
        return ()
    found = []
    for amount in amounts:
        lengths = [
            sum(one.length(hinge, amount + step) for one in crossing) / len(crossing)
            for step in (-_STEP, 0.0, _STEP)
        ]
        arm = (lengths[0] - lengths[2]) / math.radians(2 * _STEP)
        found.append(Place(amount, round(lengths[1], 2), round(arm, 2)))
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Parted:
    """A fibre between the places where it is held: before and beyond the joint.

    ``held`` is the length of the rest; ``pulley`` the distance from the axis at rest, negative
    where the fibre runs the other way round it.
    """

    before: Point
    beyond: Point
    held: float
    pulley: float

    def length(self, hinge: Hinge, amount: float) -> float:
        """How long the whole fibre is at an angle."""
        stop = rigid.applied(rigid.about(hinge.centre, hinge.axis, amount), self.beyond)
        (a, b), (c, d) = _flat(self.before, hinge), _flat(stop, hinge)
        flat = _round((a, b), (c, d), self.pulley)
        along = math.sqrt(
            max(math.dist(self.before, stop) ** 2 - math.dist((a, b), (c, d)) ** 2, 0)
        )
        return self.held + math.hypot(flat, along)


def _parted(fibre: Fibre, hinge: Hinge) -> _Parted | None:
    """A fibre that crosses the joint, or None."""
    gaps = [math.dist(point, hinge.centre) for point in fibre]
    if len(fibre) < 2 or min(gaps) > _REACH:
        return None
    nearest = gaps.index(min(gaps))
    if nearest in (0, len(fibre) - 1) and gaps[nearest] > _SHORT:
        return None
    nearest = min(nearest, len(fibre) - 2)
    first = next((k for k in range(nearest, -1, -1) if gaps[k] >= _FREE), 0)
    last = next((k for k in range(nearest + 1, len(fibre)) if gaps[k] >= _FREE), len(fibre) - 1)
    kept = sum(math.dist(a, b) for a, b in pairwise(fibre[: first + 1]))
    kept += sum(math.dist(a, b) for a, b in pairwise(fibre[last:]))
    around = [_from_axis(a, b, hinge) for a, b in pairwise(fibre[first : last + 1])]
    return _Parted(fibre[first], fibre[last], kept, min(around, key=abs))


def _round(one: Flat, two: Flat, pulley: float) -> float:
    """The way from one place to another round a pulley at the origin, on its own side of it.

    Straight where the straight way passes the origin on that side and no nearer than the pulley is
    wide.
    """
    side = math.copysign(1.0, pulley)
    far = [math.hypot(*one), math.hypot(*two)]
    wide = min(abs(pulley), *far)
    turned = side * math.atan2(one[0] * two[1] - one[1] * two[0], one[0] * two[0] + one[1] * two[1])
    if turned < -math.pi / 2:  # round more than half of it
        turned += 2 * math.pi
    tangents = [math.acos(min(1.0, wide / max(size, _TINY))) for size in far]
    arc = turned - sum(tangents)
    if arc <= 0:
        return math.dist(one, two)
    return sum(math.sqrt(max(size**2 - wide**2, 0.0)) for size in far) + wide * arc


def _from_axis(start: Point, stop: Point, hinge: Hinge) -> float:
    """The least distance between a stretch and the axis, seen along the axis.

    Negative where the stretch runs the other way round the axis.
    """
    one, two = (_flat(point, hinge) for point in (start, stop))
    step = (two[0] - one[0], two[1] - one[1])
    size = step[0] ** 2 + step[1] ** 2
    share = 0.0 if size < _TINY else -(one[0] * step[0] + one[1] * step[1]) / size
    share = min(1.0, max(0.0, share))
    far = math.hypot(one[0] + share * step[0], one[1] + share * step[1])
    return math.copysign(far, one[0] * step[1] - one[1] * step[0])


def _flat(point: Point, hinge: Hinge) -> Flat:
    """A point in the plane square to the axis, from the centre."""
    x, y, z = _unit(hinge.axis)
    across = (0.0, -z, y) if abs(x) < 0.9 else (z, 0.0, -x)
    u = _unit(across)
    v = (y * u[2] - z * u[1], z * u[0] - x * u[2], x * u[1] - y * u[0])
    way = [a - b for a, b in zip(point, hinge.centre, strict=True)]
    return (
        sum(a * b for a, b in zip(way, u, strict=True)),
        sum(a * b for a, b in zip(way, v, strict=True)),
    )


def _unit(way: Point) -> Point:
    size = math.hypot(*way)
    return (way[0] / size, way[1] / size, way[2] / size)
