"""Poses: names and degrees in, movements of the segments out.

``elbow-right:flexion=90,shoulder-left:abduction=60`` is a pose: of each joint that is not at
rest, how far it goes in which motion. Millimetres of the body frame throughout; the body at rest
stands upright, arms at the sides, palms forward, and every angle is told from there.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import product
from types import MappingProxyType
from typing import Self

from nmt_atlas.domain import rigid
from nmt_atlas.domain.articulation import Articulation, Turn
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.rigid import STILL, Transform
from nmt_atlas.domain.segments import FOLDS, PAIRED, PARENTS, ROOT, SEGMENTS, SIDES
from nmt_atlas.domain.sided import tag

__all__ = ["PARENTS", "SEGMENTS", "STILL", "Joints", "Pose", "Transform", "transforms"]

Joints = Mapping[str, Articulation]
"""Joint id -> its document."""

_TERM = re.compile(r"([a-z0-9-]{1,60}):([a-z0-9-]{1,60})=(-?[0-9]{1,4}(?:\.[0-9]{1,3})?)")
LONGEST = 200
"""A pose has at most so many terms."""


@dataclass(frozen=True, slots=True)
class Pose:
    """How far every joint that is not at rest goes.

    Attributes
    ----------
    terms
        Joint with its side (``elbow-right``, ``neck``), motion, degrees (or millimetres of a
        slide): in order of the names, each pair once, none of nought.
    """

    terms: tuple[tuple[str, str, float], ...] = ()

    @classmethod
    def of(cls, angles: Mapping[str, Mapping[str, float]]) -> Self:
        """The pose of a mapping: joint with its side -> {motion: degrees}."""
        return cls(
            tuple(
                (joint, motion, round(float(turns[motion]), 3))
                for joint, turns in sorted(angles.items())
                for motion in sorted(turns)
                if round(float(turns[motion]), 3)
            )
        )

    @classmethod
    def read(cls, text: str | Iterable[str]) -> tuple[Self, tuple[str, ...]]:
        """A pose from its text form (or its terms), and the terms that mean nothing."""
        items = text.split(",") if isinstance(text, str) else list(text)
        angles: dict[str, dict[str, float]] = {}
        refused = [item for item in items[LONGEST:] if item.strip()]
        for item in items[:LONGEST]:
            match = _TERM.fullmatch(item.strip())
            if match:
                joint, motion, amount = match.groups()
                angles.setdefault(joint, {})[motion] = float(amount)
            elif item.strip():
                refused.append(item)
        return cls.of(angles), tuple(refused)

    @property
    def angles(self) -> Mapping[str, Mapping[str, float]]:
        """Joint with its side -> {motion: degrees}."""
        found: dict[str, dict[str, float]] = {}
        for joint, motion, amount in self.terms:
            found.setdefault(joint, {})[motion] = amount
        return MappingProxyType(found)

    @property
    def texts(self) -> tuple[str, ...]:
        """Every term as it is written."""
        return tuple(f"{joint}:{motion}={_number(amount)}" for joint, motion, amount in self.terms)

    def part(self, share: float) -> Self:
        """The same pose gone only so far (0..1) into."""
        return type(self).of(
            {
                joint: {motion: amount * share for motion, amount in turns.items()}
                for joint, turns in self.angles.items()
            }
        )

    def over(self, other: Pose) -> Self:
        """Another pose with the joints of this one as they are here."""
        both = {joint: dict(turns) for joint, turns in other.angles.items()}
        for joint, turns in self.angles.items():
            both.setdefault(joint, {}).update(turns)
        return type(self).of(both)

    def mirrored(self) -> Self:
        """The same pose on the other side."""
        return type(self)(
            tuple(sorted((_other(joint), _other(motion), n) for joint, motion, n in self.terms))
        )

    def __str__(self) -> str:
        return ",".join(self.texts)

    def __bool__(self) -> bool:
        return bool(self.terms)


REST = Pose()
"""The body at rest."""


def _number(amount: float) -> str:
    return f"{amount:.3f}".rstrip("0").rstrip(".")


def other_name(name: str) -> str:
    """A name (or ``joint:motion``) with its side changed for the other one, where it has one."""
    return ":".join(map(_other, name.split(":")))


def _other(name: str) -> str:
    for one, two in (SIDES, SIDES[::-1]):
        if name.endswith(f"-{one}"):
            return f"{name.removesuffix(one)}{two}"
    return name


def joint_of(joints: Joints, name: str) -> tuple[Articulation, str] | None:
    """The joint that a name with its side means, and the side ("" in the midline)."""
    if name in joints and joints[name].sides == "midline":
        return joints[name], ""
    ident, _, side = name.rpartition("-")
    if side in SIDES and ident in joints and joints[ident].sides == "each":
        return joints[ident], side
    return None


def names_of(joint: Articulation) -> tuple[str, ...]:
    """What poses call a joint: with its side, where it has sides."""
    return tuple(f"{joint.id}-{side}" for side in SIDES) if joint.sides == "each" else (joint.id,)


@dataclass(frozen=True, slots=True)
class Held:
    """A pose as the body can take it.

    Attributes
    ----------
    pose
        What is left of it, within the ranges.
    beyond
        What was asked for too far: joint with its side, motion, and the limit.
    unknown
        ``joint:motion`` of what no joint does.
    """

    pose: Pose
    beyond: tuple[tuple[str, str, float], ...] = ()
    unknown: tuple[str, ...] = ()


def held(joints: Joints, pose: Pose) -> Held:
    """Hold a pose within the ranges of the joints; opposite motions of one joint are made one."""
    amounts: dict[tuple[str, str], float] = {}
    turns: dict[tuple[str, str], Turn] = {}
    unknown = []
    for name, motion, amount in pose.terms:
        found = joint_of(joints, name)
        turning = found[0].turn(motion) if found else None
        if turning is None or not math.isfinite(amount):
            unknown.append(f"{name}:{motion}")
            continue
        turn, sign = turning
        key = (name, turn.motion)
        turns[key] = turn
        amounts[key] = amounts.get(key, 0.0) + sign * amount
    beyond, angles = [], dict[str, dict[str, float]]()
    for (name, motion), amount in amounts.items():
        turn = turns[name, motion]
        within = turn.limit(amount)
        called = motion if amount >= 0 or not turn.back else turn.back
        if abs(within - amount) > 1e-9:
            beyond.append((name, called, abs(within)))
        angles.setdefault(name, {})[called] = abs(within)
    return Held(Pose.of(angles), tuple(beyond), tuple(unknown))


Amounts = Mapping[tuple[str, str], Mapping[str, float]]
"""Joint and side -> {motion: signed amount}."""


def driven(joints: Joints, pose: Pose) -> Amounts:
    """What every joint does, with all that goes along, each within its range."""
    found: dict[tuple[str, str], dict[str, float]] = {}
    for name, motion, amount in held(joints, pose).pose.terms:
        known = joint_of(joints, name)
        turning = known[0].turn(motion) if known else None
        if known and turning:
            key = (known[0].id, known[1])
            found.setdefault(key, {})[turning[0].motion] = turning[1] * amount
    for ident in _in_order(tuple((one.id, _driven_by(one)) for one in joints.values())):
        for side in SIDES if joints[ident].sides == "each" else ("",):
            _drive(joints, joints[ident], side, found)
    return found


def _drive(
    joints: Joints, joint: Articulation, side: str, found: dict[tuple[str, str], dict[str, float]]
) -> None:
    amounts = found.get((joint.id, side), {})
    for drive in joint.drives:
        amount = amounts.get(drive.with_motion, 0.0)
        other = joints.get(drive.joint)
        turning = other.turn(drive.motion) if other else None
        if not amount or other is None or turning is None:
            continue
        sides = ("",) if other.sides == "midline" else _sides(side or drive.side)
        for one in sides:
            own = found.setdefault((other.id, one), {})
            turn, sign = turning
            whole = own.get(turn.motion, 0.0) + sign * drive.at(amount)
            own[turn.motion] = turn.limit(whole)


def _sides(side: str | None) -> tuple[str, ...]:
    return (side,) if side else SIDES


def _driven_by(joint: Articulation) -> tuple[str, ...]:
    return tuple(one.joint for one in joint.drives)


@lru_cache(maxsize=8)
def _in_order(drives: tuple[tuple[str, tuple[str, ...]], ...]) -> tuple[str, ...]:
    """Joints so that each stands before those that it drives; a circle ends where it began."""
    goes = dict(drives)
    seen: dict[str, None] = {}
    open_now: set[str] = set()

    def visit(ident: str) -> None:
        if ident in seen or ident in open_now:
            return
        open_now.add(ident)
        for one in goes.get(ident, ()):
            visit(one)
        open_now.discard(ident)
        seen[ident] = None

    for ident in goes:
        visit(ident)
    return tuple(reversed(seen))


def transforms(joints: Joints, pose: Pose) -> tuple[Transform, ...]:
    """How every segment moves from where it rests to where it stands in a pose.

    Parameters
    ----------
    joints
        Joint id -> its document; joints and motions that are not among them are passed over.
    pose
        What is asked for; it is held within the ranges.

    Returns
    -------
    tuple
        A movement for each of :data:`SEGMENTS`, in their order.
    """
    own = _own_moves(joints, driven(joints, pose))
    drawn = _drawn(joints)
    found: dict[str, Transform] = {}
    for segment in SEGMENTS:
        parent = found[PARENTS[segment]] if segment != ROOT else STILL
        if segment in drawn:
            place, follows, share = drawn[segment]
            ends = rigid.applied(parent, place), rigid.applied(found[follows], place)
            goal = rigid.between(*ends, share)
            parent = rigid.fixed(rigid.turn_of(parent), place, goal)
        for moves in own.get(segment, ()):
            parent = moves.placed(parent, found)
        found[segment] = parent
    return tuple(found[segment] for segment in SEGMENTS)


def _drawn(joints: Joints) -> dict[str, tuple[Point, str, float]]:
    """Every fold: the place of it that goes along, the segment that draws it, and how far."""
    found: dict[str, tuple[Point, str, float]] = {}
    for joint in joints.values():
        for fold, side in product(joint.folds, SIDES):
            place = _mirror(fold.centre) if side == "left" else fold.centre
            if fold.segment in FOLDS:
                kind = FOLDS[fold.segment]
                found[tag(fold.segment, side)] = place, tag(kind.follows, side), kind.share
    return found


@dataclass(frozen=True, slots=True)
class _Own:
    """How a segment moves on the one that it hangs on."""

    centre: Point
    turned: Transform
    slid: Point = (0.0, 0.0, 0.0)
    frame: str = ""

    def placed(self, parent: Transform, found: Mapping[str, Transform]) -> Transform:
        place = tuple(a + b for a, b in zip(self.centre, self.slid, strict=True))
        x, y, z = place
        goal = rigid.applied(parent, (x, y, z))
        base = found.get(self.frame, parent)
        whole = rigid.after(base, self.turned)
        return rigid.fixed(rigid.turn_of(whole), self.centre, goal)


def _own_moves(joints: Joints, amounts: Amounts) -> dict[str, list[_Own]]:
    """Every segment's own moves; of several joints of one segment the first is outermost."""
    found: dict[str, list[_Own]] = {}
    for joint in joints.values():
        for side in SIDES if joint.sides == "each" else ("",):
            turned = amounts.get((joint.id, side), {})
            if not turned and not joint.frame:
                continue
            for number, level in enumerate(joint.levels):
                segment = tag(level.segment, side if level.segment in PAIRED else "")
                found.setdefault(segment, []).append(_own(joint, number, side, turned))
    return found


def _own(joint: Articulation, number: int, side: str, amounts: Mapping[str, float]) -> _Own:
    """How one level of a joint moves; the outermost turn is done last."""
    left = side == "left"
    centre = joint.levels[number].centre
    turned, slid = STILL, (0.0, 0.0, 0.0)
    for turn in joint.turns:
        amount = amounts.get(turn.motion, 0.0) * turn.share_of(number)
        axis = turn.axis_of(number)
        if not amount:
            continue
        if turn.slides:
            size = math.sqrt(sum(one * one for one in axis))
            step = tuple(amount * one / size for one in axis)
            x, y, z = (a + b for a, b in zip(slid, step, strict=True))
            slid = (x, y, z)
        else:
            line = (axis[0], -axis[1], -axis[2]) if left else axis
            turned = rigid.after(turned, rigid.about((0.0, 0.0, 0.0), line, amount))
    if left:
        centre, slid = _mirror(centre), _mirror(slid)
    frame = joint.frame or ""
    return _Own(centre, turned, slid, tag(frame, side) if frame in PAIRED else frame)


def _mirror(point: Point) -> Point:
    return (-point[0], point[1], point[2])
