"""How a posed body stands: a plumb line, and the angles by which posture is told.

All is read from landmarks, each carried by the segment that its bone belongs to. Seen from the side
everything is laid into the median plane, seen from the front into the plane of both ankles.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal

from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.landmark import Landmark
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.pose import SEGMENTS, Joints, Pose, transforms
from nmt_atlas.domain.rigid import applied
from nmt_atlas.domain.sided import tag

Seen = Literal["side", "front"]
"""From the side, or from the front or behind."""

_ON: Mapping[str, str] = {
    "c7-spinous-process": "c7",
    "mandibular-condyle": "head",
    "vertex": "head",
    "glabella": "head",
    "acromion-lateral": "scapula",
    "sacral-spinous-s2-median-crest": "pelvis",
    "asis": "pelvis",
    "psis": "pelvis",
    "hip-joint-centre": "pelvis",
    "greater-trochanter-lateral": "femur",
    "knee-centre": "femur",
    "patella-centre": "patella",
    "tibial-tuberosity": "tibia",
    "ankle-centre": "tibia",
    "talus-centre": "foot",
}
"""The segment that carries each landmark."""

_MIDLINE = frozenset({"c7", "head", "pelvis"})
_ABOVE, _BELOW = 40.0, 60.0
"""How far (mm) the plumb line goes beyond the head and the ankles."""
OFF_LINE = 10.0
"""What lies nearer (mm) to the plumb line lies on it."""
_STRAIGHT = 3.0
"""A knee that is bent by less (degrees) is straight."""
_HEEL = 60.0
"""So far (mm) below the talus the heel is told."""
_ARM = 90.0
"""How long (mm) an angle's level is drawn."""


class Rule(Frozen):
    """A line that is drawn over the picture, with what it measures written at its end."""

    kind: Literal["plumb", "angle", "offset"]
    points: tuple[Point, ...]
    text: str = ""


@dataclass(frozen=True, slots=True)
class Gauge:
    """One angle of a standing body.

    Attributes
    ----------
    id
        The heading under which the guide to the angles tells what is usual.
    name
        As it is told.
    seen
        From where it is seen.
    degrees
        How much it is.
    points
        What it is read from, as a line.
    """

    id: str
    name: str
    seen: Seen
    degrees: float
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class Offset:
    """How far (mm) a landmark is from the plumb line: forward, or to the left."""

    name: str
    seen: Seen
    millimetres: float
    at: Point


@dataclass(frozen=True, slots=True)
class Upright:
    """How a body stands: its plumb lines, angles, and what lies off the line."""

    foot: Point
    head: Point
    gauges: tuple[Gauge, ...]
    offsets: tuple[Offset, ...]


class _Places:
    """Where landmarks and discs of a posed body are."""

    def __init__(self, joints: Joints, landmarks: Mapping[str, Landmark], pose: Pose) -> None:
        self._moves = dict(zip(SEGMENTS, transforms(joints, pose), strict=True))
        self._landmarks = landmarks
        self._discs = {
            level.segment: level.centre
            for joint in ("lumbar-spine", "thoracic-spine")
            if joint in joints
            for level in joints[joint].levels
        }

    def at(self, name: str, side: str = "right") -> Point:
        """Where a landmark is."""
        x, y, z = self._landmarks[name].at
        segment = _ON[name]
        place = (-x, y, z) if side == "left" else (x, y, z)
        return applied(self._moves[segment if segment in _MIDLINE else tag(segment, side)], place)

    def middle(self, name: str) -> Point:
        """The middle between a landmark of both sides."""
        (a, b, c), (x, y, z) = self.at(name, "right"), self.at(name, "left")
        return ((a + x) / 2, (b + y) / 2, (c + z) / 2)

    def heel(self) -> Point:
        """A place of the right foot that lies straight below its talus while the body rests."""
        x, y, z = self._landmarks["talus-centre"].at
        (a, _, b), (c, _, d) = (self._landmarks[one].at for one in ("knee-centre", "ankle-centre"))
        return applied(
            self._moves[tag("foot", "right")], (x + _HEEL * (c - a) / (b - d), y, z - _HEEL)
        )

    def axis(self, vertebra: str, above: str) -> tuple[Point, Point]:
        """The axis of a vertebra, from the disc below it to the one above it."""
        move = self._moves[vertebra]
        return applied(move, self._discs[vertebra]), applied(move, self._discs[above])


def upright(joints: Joints, landmarks: Mapping[str, Landmark], pose: Pose) -> Upright | None:
    """How a body stands in a pose; None where a landmark or a joint of it is not known."""
    try:
        places = _Places(joints, landmarks, pose)
        head, foot = places.at("vertex"), places.middle("ankle-centre")
        gauges = (*_from_side(places), *_from_front(places))
        offsets = tuple(_offsets(places, foot))
    except KeyError:
        return None
    top = (foot[0], foot[1], head[2] + _ABOVE)
    return Upright((foot[0], foot[1], foot[2] - _BELOW), top, gauges, offsets)


def rules(found: Upright, seen: Seen, say: Say) -> tuple[Rule, ...]:
    """What is drawn of it, as seen from somewhere, named in the reader's language.

    What lies on the line, and a knee that is straight, is not told.
    """
    return (
        Rule(kind="plumb", points=(found.foot, found.head)),
        *(
            Rule(kind="offset", points=(_level(found, one), one.at), text=_millimetres(one, say))
            for one in found.offsets
            if one.seen == seen and abs(one.millimetres) >= OFF_LINE
        ),
        *(
            Rule(kind="angle", points=one.points, text=f"{say(one.name)} {one.degrees:.0f}°")
            for one in found.gauges
            if one.seen == seen and (one.id != "knee" or abs(one.degrees) >= _STRAIGHT)
        ),
    )


def _level(found: Upright, one: Offset) -> Point:
    """The place on the plumb line beside a landmark."""
    x, y, _ = found.foot
    return (one.at[0], y, one.at[2]) if one.seen == "side" else (x, one.at[1], one.at[2])


def _millimetres(one: Offset, say: Say) -> str:
    return f"{say(one.name)} {abs(one.millimetres):.0f} mm"


def _from_side(places: _Places) -> Iterator[Gauge]:
    """Angles in the median plane."""
    c7, ear = _flat(places.at("c7-spinous-process")), _flat(places.middle("mandibular-condyle"))
    level = (0.0, c7[1] - _ARM, c7[2])
    neck = math.degrees(math.atan2(ear[2] - c7[2], c7[1] - ear[1]))
    yield Gauge(
        "craniovertebral angle", mark("Craniovertebral angle"), "side", neck, (level, c7, ear)
    )
    yield _between(places, "kyphosis", mark("Kyphosis, T4 to T12"), ("t12", "t11"), ("t4", "t3"))
    yield _between(places, "lordosis", mark("Lordosis, L1 to L5"), ("l1", "t12"), ("l5", "l4"))
    psis, asis = _flat(places.middle("psis")), _flat(places.middle("asis"))
    tilt = math.degrees(math.atan2(psis[2] - asis[2], psis[1] - asis[1]))
    level = (0.0, asis[1], psis[2])
    yield Gauge("pelvic tilt", mark("Pelvic tilt"), "side", tilt, (level, psis, asis))
    hip, knee, ankle = (
        _flat(places.at(one)) for one in ("hip-joint-centre", "knee-centre", "ankle-centre")
    )
    bent = _turn(knee, ankle) - _turn(hip, knee)
    yield Gauge("knee", mark("Knee, bent"), "side", bent, (hip, knee, ankle))


def _between(
    places: _Places, ident: str, name: str, lower: tuple[str, str], upper: tuple[str, str]
) -> Gauge:
    """The angle between the axes of two vertebrae."""
    (a, b), (c, d) = (tuple(map(_flat, places.axis(*one))) for one in (lower, upper))
    turned = _turn(d, c) - _turn(b, a)
    return Gauge(ident, name, "side", turned, (a, b, c, d) if a[2] < c[2] else (c, d, a, b))


def _from_front(places: _Places) -> Iterator[Gauge]:
    """Angles across."""
    right, left = places.at("acromion-lateral"), places.at("acromion-lateral", "left")
    higher = math.degrees(math.atan2(left[2] - right[2], left[0] - right[0]))
    yield Gauge("shoulders", mark("Shoulders, left side up"), "front", higher, (right, left))
    right, left = places.at("asis"), places.at("asis", "left")
    higher = math.degrees(math.atan2(left[2] - right[2], left[0] - right[0]))
    yield Gauge("pelvis level", mark("Pelvis, left side up"), "front", higher, (right, left))
    asis, cap, tuber = (places.at(one) for one in ("asis", "patella-centre", "tibial-tuberosity"))
    thigh = math.degrees(math.atan2(cap[0] - asis[0], asis[2] - cap[2]))
    shin = math.degrees(math.atan2(tuber[0] - cap[0], cap[2] - tuber[2]))
    yield Gauge("Q angle", mark("Q angle, right"), "front", thigh - shin, (asis, cap, tuber))
    knee, ankle = places.at("knee-centre"), places.at("ankle-centre")
    talus, heel = places.at("talus-centre"), places.heel()
    leg = math.degrees(math.atan2(ankle[0] - knee[0], knee[2] - ankle[2]))
    foot = math.degrees(math.atan2(heel[0] - talus[0], talus[2] - heel[2]))
    yield Gauge("heel", mark("Heel to leg, right"), "front", leg - foot, (knee, talus, heel))


def _offsets(places: _Places, foot: Point) -> Iterator[Offset]:
    """What lies off the plumb line that stands on the ankles."""
    for name, landmark in (
        (mark("Ear"), "mandibular-condyle"),
        (mark("Shoulder"), "acromion-lateral"),
        (mark("Hip"), "greater-trochanter-lateral"),
        (mark("Knee joint"), "knee-centre"),
    ):
        at = _flat(places.middle(landmark))
        yield Offset(name, "side", foot[1] - at[1], at)
    for name, landmark in (
        (mark("Forehead"), "glabella"),
        (mark("Seventh neck vertebra"), "c7-spinous-process"),
        (mark("Sacrum"), "sacral-spinous-s2-median-crest"),
    ):
        at = places.at(landmark)
        yield Offset(name, "front", at[0] - foot[0], at)


def _flat(point: Point) -> Point:
    return (0.0, point[1], point[2])


def _turn(upper: Point, lower: Point) -> float:
    """How far a line leans forward at its top, degrees from upright."""
    return math.degrees(math.atan2(lower[1] - upper[1], upper[2] - lower[2]))
