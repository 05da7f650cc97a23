"""What muscles do, as poses: a movement from its start to its end, who does it, who brakes it.

Everything is read from what muscle documents say (``actions``) by the words of
``meshes/joints.json``; nothing is decided here about single muscles.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from nmt_atlas.domain.joint import Joint, Play, Unchecked
from nmt_atlas.domain.joint import Joints as Words
from nmt_atlas.domain.moments import words_of
from nmt_atlas.domain.pose import Joints, Pose, joint_of
from nmt_atlas.domain.referral import Action, Muscle
from nmt_atlas.domain.sided import OTHER

Part = Literal["agonist", "synergist", "antagonist", "stabiliser"]
"""What a muscle does in a movement."""

PARTS: tuple[Part, ...] = ("agonist", "synergist", "antagonist", "stabiliser")
_ENOUGH = 2.0
"""A degree of freedom that changes by less (degrees or mm) is not what a movement is about."""
_STRETCHED, _STRETCHED_OVER_SEVERAL = 0.85, 0.7
"""A stretch goes so far of the whole range; less far where the muscle crosses several joints."""
_STRAIGHT = 10.0
"""What goes no farther than this (degrees) is held straight in a stretch."""

Way = tuple[str, str]
"""Joint with its side, and motion: ``("elbow-right", "flexion")``."""


@dataclass(frozen=True, slots=True)
class Acted:
    """One movement that a muscle does.

    Attributes
    ----------
    joint, words, role
        As the muscle document says it.
    start, end
        From which pose to which.
    ways
        The motions that it is about.
    """

    joint: str
    words: str
    role: str
    start: Pose
    end: Pose
    ways: tuple[Way, ...]

    @property
    def way(self) -> str:
        """``elbow-right:flexion``: the first of its motions, as view states name it."""
        return ":".join(self.ways[0]) if self.ways else ""


@dataclass(frozen=True, slots=True)
class Unmoved:
    """What a muscle does that moves no bone here, and why it is not shown."""

    joint: str
    words: str
    why: str


def acted(
    muscle: Muscle, words: Words, joints: Joints, side: str
) -> tuple[tuple[Acted, ...], tuple[Unmoved, ...]]:
    """Every movement of a muscle of a side, and what of it cannot be shown."""
    found: list[Acted] = []
    still: list[Unmoved] = []
    for action in muscle.actions:
        plays = tuple(_plays(muscle, action, words))
        if not plays:
            why = _why(muscle, action, words)
            still.append(Unmoved(action.joint, action.movement, why))
        for play in plays:
            start, end = sided(play.start, side), sided(play.end, side)
            ways = ways_of(joints, start, end)
            if ways:
                found.append(Acted(action.joint, action.movement, action.role, start, end, ways))
    return tuple(found), tuple(still)


def sided(terms: Iterable[str], side: str) -> Pose:
    """The pose of terms with blanks for the sides; a midline muscle acts as the right one."""
    own = side if side in OTHER else "right"
    pose, _ = Pose.read(one.format(own=own, other=OTHER[own]) for one in terms)
    return pose


def ways_of(joints: Joints, start: Pose, end: Pose) -> tuple[Way, ...]:
    """The motions by which one pose differs from another, the largest first."""
    before, after = signed(joints, start), signed(joints, end)
    found = []
    for key in dict.fromkeys((*before, *after)):
        change = after.get(key, 0.0) - before.get(key, 0.0)
        name = motion_of(joints, key, change)
        if abs(change) >= _ENOUGH and name:
            found.append((-abs(change), (key[0], name)))
    return tuple(way for _, way in sorted(found))


def signed(joints: Joints, pose: Pose) -> dict[Way, float]:
    """Every degree of freedom of a pose, by its forward motion; its opposite is negative."""
    found: dict[Way, float] = {}
    for name, motion, amount in pose.terms:
        known = joint_of(joints, name)
        turning = known[0].turn(motion) if known else None
        if turning:
            key = (name, turning[0].motion)
            found[key] = found.get(key, 0.0) + turning[1] * amount
    return found


def motion_of(joints: Joints, key: Way, amount: float) -> str:
    """What a degree of freedom is called in the direction of an amount."""
    known = joint_of(joints, key[0])
    turning = known[0].turn(key[1]) if known else None
    if turning is None:
        return ""
    turn, sign = turning
    return turn.motion if sign * amount >= 0 else turn.back or turn.motion


def opposite(joints: Joints, way: Way) -> Way | None:
    """The motion that undoes one: of extension flexion."""
    known = joint_of(joints, way[0])
    turning = known[0].turn(way[1]) if known else None
    if turning is None:
        return None
    turn, sign = turning
    return (way[0], (turn.back or turn.motion) if sign > 0 else turn.motion)


def stretched(muscle: Muscle, words: Words, joints: Joints, side: str) -> Pose:
    """The pose in which a muscle is long: away from all that it does.

    A degree of freedom that its parts turn both ways says nothing, and is left at rest.
    """
    moves, _ = acted(muscle, words, joints, side)
    ways = {way for one in moves for way in one.ways[:1]}
    several = len({joint for joint, _ in ways}) > 1
    share = _STRETCHED_OVER_SEVERAL if several else _STRETCHED
    angles: dict[str, dict[str, float]] = {}
    for way in ways:
        known = joint_of(joints, way[0])
        turning = known[0].turn(way[1]) if known else None
        if turning is None or opposite(joints, way) in ways:
            continue
        turn, sign = turning
        name, most = (turn.back, turn.back_most) if sign > 0 else (turn.motion, turn.most)
        if name and name != way[1] and most > _STRAIGHT:
            angles.setdefault(way[0], {})[name] = round(share * most, 1)
    return Pose.of(angles)


def parts_in(
    way: Way, muscles: Iterable[Muscle], words: Words, joints: Joints, side: str = ""
) -> dict[str, Part]:
    """Muscle id -> what it does in a motion of a joint.

    Who does it as a prime mover is an agonist, who assists a synergist, who does the opposite an
    antagonist; who is said to hold the joint still is a stabiliser. A muscle whose parts do both
    counts as who does it. ``side`` is that of the muscles; by itself that of the joint, or of the
    motion (``rotation-left``), else the right one.
    """
    side = side or side_of(way)
    against = opposite(joints, way)
    found: dict[str, Part] = {}
    for muscle in muscles:
        moves, _ = acted(muscle, words, joints, side)
        first = {one.ways[0]: one.role for one in moves if one.role == "assist"}
        first |= {one.ways[0]: one.role for one in moves if one.role == "prime"}
        if way in first:
            found[muscle.id] = "agonist" if first[way] == "prime" else "synergist"
        elif against in first and against != way:
            found[muscle.id] = "antagonist"
        elif _holds(muscle, way, words, joints):
            found[muscle.id] = "stabiliser"
    return found


def side_of(way: Way) -> str:
    """The side of a motion; the right one where it has none."""
    return "left" if any(one.endswith("-left") for one in way) else "right"


def _holds(muscle: Muscle, way: Way, words: Words, joints: Joints) -> bool:
    known = joint_of(joints, way[0])
    named = {
        name
        for joint in words.joints
        if known and joint.id == known[0].words
        for name in joint.names
    }
    return any(one.role == "stabilise" and one.joint in named for one in muscle.actions)


def _plays(muscle: Muscle, action: Action, words: Words) -> Iterator[Play]:
    """How an action is shown: by its own words where they have a play, else by those it has."""
    if action.role == "stabilise":
        return
    left_out = _left_out(muscle, action, words)
    own = [one.plays[action.movement] for one in left_out if action.movement in one.plays]
    if own:
        yield own[0]
        return
    joint = _named(action.joint, words)
    for clause in action.movement.split(";") if joint else ():
        for movement in words_of(joint, clause)[0] if joint else ():
            if movement.play is not None:
                yield movement.play


def _why(muscle: Muscle, action: Action, words: Words) -> str:
    told = [one.why for one in _left_out(muscle, action, words)]
    if action.role == "stabilise":
        return STILL
    return told[0] if told else UNDRAWN


STILL = "It holds still; nothing moves."
UNDRAWN = "What it moves is not a joint of this body's poses."


def _left_out(muscle: Muscle, action: Action, words: Words) -> tuple[Unchecked, ...]:
    return tuple(
        one
        for one in words.unchecked
        if one.joint == action.joint
        and action.movement in one.movements
        and (not one.muscles or muscle.id in one.muscles)
    )


def _named(name: str, words: Words) -> Joint | None:
    return next((one for one in words.joints if name in one.names), None)


def by_part(found: Mapping[str, Part]) -> dict[Part, tuple[str, ...]]:
    """The muscles of each part, in the order in which parts are told."""
    return {part: tuple(ident for ident, one in found.items() if one == part) for part in PARTS}
