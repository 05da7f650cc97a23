"""Joints that move fit together: with each other, with the ranges of people, with the words.

Every stiff piece of the body is turned by one joint, what goes along is there, no joint goes much
farther (or stops far short of) where people go, and flexion is the same way round as in
``meshes/joints.json``.
"""

from __future__ import annotations

import math
from collections.abc import Iterator

from nmt_atlas.domain.articulation import Articulation, Turn
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.joint import Axis, Joint
from nmt_atlas.domain.segments import FOLDS, PAIRED, ROOT, SEGMENTS
from nmt_atlas.domain.sided import Sided
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "joints-move"

SHORT, FAR = 0.85, 1.15
"""A limit lies between these shares of the least and the most that any source tells."""
_MINIMUM = 8.0
"""Ranges that are told as nought may go so many degrees beyond."""
AXIS = 0.75
"""The cosine between an axis and the same one of the words is at least this."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look at every joint, and at all of them together."""
    joints: dict[str, Articulation] = dict(library.of("joint"))
    for joint in joints.values():
        file = library.file_of("joint", joint.id)
        yield from _driven(file, joint, joints)
        for number, turn in enumerate(joint.turns):
            yield from _limits(library, file, f"/turns/{number}", turn)
            yield from _same_way(library, file, f"/turns/{number}", joint, turn)
    yield from _segments(library, joints)


def _segments(library: Library, joints: dict[str, Articulation]) -> Iterator[Problem]:
    turned: dict[str, str] = {}
    known = {Sided.read(one).id for one in SEGMENTS}
    for joint in joints.values():
        file = library.file_of("joint", joint.id)
        levels = [("levels", number, one) for number, one in enumerate(joint.levels)]
        folds = [("folds", number, one) for number, one in enumerate(joint.folds)]
        for key, number, level in (*levels, *folds):
            pointer = f"/{key}/{number}/segment"
            sided = level.segment in PAIRED
            if level.segment not in known or sided != (joint.sides == "each"):
                expected = "a segment that stands on that side or in the midline"
                yield Problem(file, pointer, f"“{level.segment}”", expected, RULE)
            elif (level.segment in FOLDS) != (key == "folds"):
                expected = "a fold among “folds”, what a joint turns among “levels”"
                yield Problem(file, pointer, f"“{level.segment}”", expected, RULE)
            elif turned.get(level.segment) and level.segment != ROOT:
                expected = f"a segment that {turned[level.segment]} does not turn"
                yield Problem(file, pointer, f"“{level.segment}”", expected, RULE)
            turned[level.segment] = joint.id
    if len(joints) > 1 and (missing := sorted(known - set(turned))):
        yield Problem(
            "conditions/joints", "", f"nothing turns {', '.join(missing)}", "a joint", RULE
        )


def _driven(file: str, joint: Articulation, joints: dict[str, Articulation]) -> Iterator[Problem]:
    for number, drive in enumerate(joint.drives):
        other = joints.get(drive.joint)
        if other is None or other.turn(drive.motion) is None:
            found, expected = f"“{drive.motion}” of “{drive.joint}”", "a motion of a joint"
            yield Problem(file, f"/drives/{number}/motion", found, expected, RULE)


def _limits(library: Library, file: str, pointer: str, turn: Turn) -> Iterator[Problem]:
    for key, most, ranges in (
        ("most", turn.most, turn.ranges),
        ("back_most", turn.back_most, turn.back_ranges),
    ):
        known = [library.of("motion").get(one) for one in ranges]
        values = [[usual.high for usual in one.usual] for one in known if one is not None]
        if values and len(values) == len(ranges):
            least, greatest = (sum(map(pick, values)) for pick in (min, max))
            low, high = SHORT * least, max(FAR * greatest, greatest + _MINIMUM)
            if not low <= most <= high:
                expected = f"from {low:.0f} to {high:.0f}, by {', '.join(ranges)}"
                yield Problem(file, f"{pointer}/{key}", f"{most:g}", expected, RULE)
        elif not ranges and most and not turn.source:
            expected = "a range, or a source, that says how far it goes"
            yield Problem(file, f"{pointer}/{key}", f"{most:g}", expected, RULE)


def _same_way(
    library: Library, file: str, pointer: str, joint: Articulation, turn: Turn
) -> Iterator[Problem]:
    words = _words(library, joint)
    if words is None or turn.axis is None or turn.slides:
        return
    for movement in words.movements:
        if movement.id != turn.motion or movement.axis is None:
            continue
        way = _direction(library, words.axes[movement.axis])
        if way is None:
            continue
        alike = movement.turn * _cosine(way, turn.axis)
        if alike < AXIS:
            found = f"{turn.axis}, {math.degrees(math.acos(max(-1.0, alike))):.0f}° off"
            expected = f"the axis of {movement.id} in meshes/joints.json"
            yield Problem(file, f"{pointer}/axis", found, expected, RULE)


def _words(library: Library, joint: Articulation) -> Joint | None:
    if library.joints is None:
        return None
    return next((one for one in library.joints.joints if one.id == joint.words), None)


def _direction(library: Library, axis: Axis) -> Point | None:
    if axis.ends is None:
        return axis.direction
    ends = [library.landmarks.get(name) for name in axis.ends]
    if ends[0] is None or ends[1] is None:
        return None
    x, y, z = (b - a for a, b in zip(ends[0].at, ends[1].at, strict=True))
    return (x, y, z)


def _cosine(one: Point, other: Point) -> float:
    dot = sum(a * b for a, b in zip(one, other, strict=True))
    return dot / (math.hypot(*one) * math.hypot(*other))
