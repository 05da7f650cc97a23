"""How long a muscle is, and how well it pulls, over the angle of a joint that it crosses.

A fibre is a row of points from origin to insertion. What lies beyond the joint turns with it.
Within some centimetres of the joint the fibre is taut: straight, so that a flexor lifts off as the
joint bends, or round a pulley as wide as the fibre's own distance at rest, so that an extensor
keeps lying on the bone. Farther away it is held by its sheath. The moment arm is what the length
loses with each radian (the method of tendon excursion).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from nmt_atlas.domain.articulation import Articulation
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.segments import PAIRED, ROOT

Fibre = Sequence[Point]
Flat = tuple[float, float]

_STEP = 1.0
"""The arm is taken from the length so many degrees before and after."""
_REACH = 90.0
"""A fibre that stays farther than this (mm) from the joint does not cross it."""
SHORT = 60.0
"""A fibre that ends farther than this (mm) short of a joint does not cross it either."""
_FREE = 80.0
"""Farther from the joint than this (mm) a fibre is held along its bone."""
_ON_JOINT = 30.0
"""A fibre that ends nearer to a joint (mm) lies round its bones; any other is straight there."""
_TINY = 1e-9


_TIED = 30.0
"""A tendon that begins so near (mm) to the end of a fibre goes on with it."""


@dataclass(frozen=True, slots=True)
class Hinge:
    """What a joint turns about: by the rule of the right hand, right side.

    Attributes
    ----------
    share
        What share of the whole it turns by, where several levels turn together.
    upward
        Whether what lies above it moves, not what lies towards the insertion.
    short
        A fibre that ends farther (mm) than this from it does not cross it.
    """

    centre: Point
    axis: Point
    share: float = 1.0
    upward: bool = False
    short: float = SHORT


@dataclass(frozen=True, slots=True)
class Place:
    """A muscle at an angle: its length and its arm (both mm); a positive arm does the motion."""

    degrees: float
    length: float
    arm: float


def curve(
    fibres: Iterable[Fibre], hinges: Hinge | Iterable[Hinge], amounts: Sequence[float]
) -> tuple[Place, ...]:
    """Mean length and moment arm of fibres at some angles; none where no fibre crosses the joint.

    Parameters
    ----------
    fibres
        From origin to insertion; those that end short of the joint are left out.
    hinges
        What the joint turns about; of several, what each of its levels does.
    amounts
        Degrees from rest, of the whole.
    """
    levels = (hinges,) if isinstance(hinges, Hinge) else tuple(hinges)
    crossing = [one for one in (_crossed(fibre, levels) for fibre in fibres) if one]
    if not crossing:
        return ()
    found = []
    for amount in amounts:
        lengths = [
            sum(one.length(amount + step) for one in crossing) / len(crossing)
            for step in (-_STEP, 0.0, _STEP)
        ]
        arm = (lengths[0] - lengths[2]) / math.radians(2 * _STEP)
        found.append(Place(amount, round(lengths[1], 2), round(arm, 2)))
    return tuple(found)


def continued(fibre: Fibre, tendons: Iterable[Fibre]) -> Fibre:
    """A fibre with the tendon that goes on from where it ends, where that is a part of its own."""
    near = [
        (math.dist(fibre[-1], point), one[number:])
        for one in tendons
        for number, point in enumerate(one[:-1])
    ]
    gap, tendon = min(near, default=(math.inf, ()))
    return (*fibre, *tendon) if gap <= _TIED else fibre


def hinges_of(
    joints: Mapping[str, Articulation], joint: Articulation, motion: str
) -> tuple[Hinge, ...]:
    """What a motion turns about, level by level; of a joint that has none, of what it drives.

    None where the motion slides, or moves the whole body on its legs.
    """
    turning = joint.turn(motion)
    if turning is None or turning[0].slides:
        return ()
    turn, sign = turning
    found = [
        Hinge(level.centre, _times(turn.axis_of(number), sign), turn.share_of(number), upward)
        for number, level in enumerate(joint.levels)
        if level.segment != ROOT
        for upward in (level.segment not in PAIRED and level.segment != "jaw",)
    ]
    for drive in () if joint.levels else joint.drives:
        other = joints.get(drive.joint)
        rate = drive.at(sign * turn.most) / turn.most if drive.with_motion == turn.motion else 0
        if other is not None and rate and other.levels:
            found += [
                replace(one, share=one.share * rate)
                for one in hinges_of(joints, other, drive.motion)
            ]
    return tuple(found)


def _times(way: Point, sign: int) -> Point:
    return (sign * way[0], sign * way[1], sign * way[2])


@dataclass(frozen=True, slots=True)
class _Crossed:
    """A fibre with the levels that it crosses, each taken by itself."""

    rest: float
    at: tuple[tuple[Hinge, _Parted], ...]

    def length(self, amount: float) -> float:
        """How long it is at an angle of the whole."""
        if len(self.at) == 1:
            hinge, parted = self.at[0]
            return parted.length(hinge.share * amount)
        return self.rest + sum(
            parted.length(hinge.share * amount) - parted.length(0.0) for hinge, parted in self.at
        )


def _crossed(fibre: Fibre, hinges: Iterable[Hinge]) -> _Crossed | None:
    """A fibre that crosses one of the levels at least."""
    found = []
    for hinge in hinges:
        turned = hinge.upward and fibre[-1][2] < fibre[0][2]
        parted = _parted(fibre[::-1] if turned else fibre, hinge)
        if parted is not None:
            found.append((hinge, parted))
    rest = sum(math.dist(a, b) for a, b in pairwise(fibre))
    return _Crossed(rest, tuple(found)) if found else None


@dataclass(frozen=True, slots=True)
class _Parted:
    """A fibre between the places where it is held: before and beyond the joint.

    Seen along the axis: ``before`` stays; what lies beyond is ``far`` from the axis, at an angle
    of ``turned`` (radians) at rest. ``rise`` is how much farther it lies along the axis, ``held``
    the length of the rest; ``pulley`` the distance from the axis at rest, negative where the fibre
    runs the other way round it.
    """

    before: Flat
    far: float
    turned: float
    rise: float
    held: float
    pulley: float

    def length(self, amount: float) -> float:
        """How long the whole fibre is at an angle."""
        angle = self.turned + math.radians(amount)
        beyond = (self.far * math.cos(angle), self.far * math.sin(angle))
        return self.held + math.hypot(_round(self.before, beyond, self.pulley), self.rise)


def _parted(fibre: Fibre, hinge: Hinge) -> _Parted | None:
    """A fibre that crosses the joint, or None."""
    gaps = [math.dist(point, hinge.centre) for point in fibre]
    if len(fibre) < 2 or min(gaps) > _REACH:
        return None
    nearest = gaps.index(min(gaps))
    if nearest in (0, len(fibre) - 1) and gaps[nearest] > hinge.short:
        return None
    ends = nearest in (0, len(fibre) - 1) and gaps[nearest] > _ON_JOINT
    free = gaps[nearest] + _FREE if ends else _FREE
    middle = min(nearest, len(fibre) - 2)
    first = next((k for k in range(middle, -1, -1) if gaps[k] >= free), 0)
    last = next((k for k in range(middle + 1, len(fibre)) if gaps[k] >= free), len(fibre) - 1)
    kept = sum(math.dist(a, b) for a, b in pairwise(fibre[: first + 1]))
    kept += sum(math.dist(a, b) for a, b in pairwise(fibre[last:]))
    around = [_from_axis(a, b, hinge) for a, b in pairwise(fibre[first : last + 1])]
    x, y = _flat(fibre[last], hinge)
    span = math.dist(fibre[first], fibre[last]) ** 2
    before = _flat(fibre[first], hinge)
    rise = math.sqrt(max(span - math.dist(before, (x, y)) ** 2, 0.0))
    pulley = min(around, key=abs)
    if ends:  # nothing tells what it would lie round
        pulley = math.copysign(_TINY, pulley)
    return _Parted(before, math.hypot(x, y), math.atan2(y, x), rise, kept, pulley)


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
