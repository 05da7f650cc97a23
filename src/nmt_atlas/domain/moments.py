"""Which way a muscle's fibres turn or draw a bone, from the lines that the body is built of."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from nmt_atlas.domain.base import Point
from nmt_atlas.domain.joint import Axis, Joint, Movement, Moving, Place
from nmt_atlas.domain.landmark import Landmark

Line = Sequence[Point]
"""A fibre from origin to insertion."""

LEAST_ARM = 3.0
"""A moment arm of fewer millimetres than this says nothing."""
LEAST_PULL = 0.15
"""A cosine below this between a fibre and a direction says nothing."""
REACH = 90.0
"""A fibre that ends farther than this (mm) from a joint says nothing of it."""
_NEAR_END = 0.25
"""The share of a fibre, from its moving end, that gives the direction of its pull."""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the fibres of a muscle do.

    Attributes
    ----------
    agree, against
        How many fibres do the movement, or the opposite of it.
    fibres
        How many were asked; the rest pass too near to the axis to tell.
    middle
        The mean moment arm in millimetres, or the mean cosine of a pull.
    """

    agree: int
    against: int
    fibres: int
    middle: float


def words_of(joint: Joint, text: str) -> tuple[tuple[Movement, ...], str]:
    """The movements that a text names, in order, and what is left of the text."""
    rest = text.lower()
    found: list[tuple[int, Movement]] = []
    named = [(word.lower(), one) for one in joint.movements for word in one.words]
    for word, movement in sorted(named, key=lambda row: -len(row[0])):
        while match := re.search(rf"\b{re.escape(word)}\b", rest):
            found.append((match.start(), movement))
            blank = "\0" * len(word)
            rest = rest[: match.start()] + blank + rest[match.end() :]
    return tuple(one for _, one in sorted(found, key=lambda row: row[0])), rest


def parts_named(
    text: str, parts: Sequence[str], synonyms: Mapping[str, Sequence[str]]
) -> tuple[str, ...]:
    """The parts whose own words a text has; none where it names none or all of them."""
    tokens = [set(part.split("-")) for part in parts]
    shared = set.intersection(*tokens) if tokens else set()
    words = set(re.findall(r"[a-z]+", text.lower()))
    meant = words | {part for word, names in synonyms.items() if word in words for part in names}
    named = [part for part, own in zip(parts, tokens, strict=True) if (own - shared) & meant]
    return tuple(named) if len(named) < len(parts) else ()


def judge(
    movement: Movement, joint: Joint, lines: Iterable[Line], landmarks: Mapping[str, Landmark]
) -> Verdict:
    """Ask every fibre whether it does a movement.

    Raises
    ------
    KeyError
        For a landmark that does not exist.
    """
    moves = movement.moves or joint.moves
    turned = [_towards_moving(line, moves, landmarks) for line in lines]
    if movement.pull is not None:
        values = [_pull(line, movement.pull) for line in turned]
        least = LEAST_PULL
    else:
        axis = _direction(joint.axes[movement.axis or ""], landmarks)
        centres = [_centre(place, landmarks) for place in joint.places]
        arms = [_arm(line, centres, axis) for line in turned]
        values = [movement.turn * arm for arm in arms if arm is not None]
        least = LEAST_ARM
    return Verdict(
        agree=sum(value >= least for value in values),
        against=sum(value <= -least for value in values),
        fibres=len(values),
        middle=sum(values) / max(len(values), 1),
    )


def landmarks_of(joint: Joint) -> tuple[str, ...]:
    """Every landmark that a joint names."""
    moving = [joint.moves, *(one.moves for one in joint.movements)]
    return (
        *(name for place in joint.places for name in place.landmarks),
        *(name for axis in joint.axes.values() for name in axis.ends or ()),
        *(name for one in moving if isinstance(one, tuple) for name in one),
    )


def _centre(place: Place, landmarks: Mapping[str, Landmark]) -> Point:
    points = [landmarks[name].at for name in place.landmarks]
    x, y, z = (sum(row) / len(points) for row in zip(*points, strict=True))
    a, b, c = place.shift
    return ((0.0 if place.midline else x) + a, y + b, z + c)


def _direction(axis: Axis, landmarks: Mapping[str, Landmark]) -> Point:
    if axis.ends is None:
        return _unit(axis.direction or (0.0, 0.0, 0.0))
    start, stop = (landmarks[name].at for name in axis.ends)
    return _unit(_minus(stop, start))


def _towards_moving(line: Line, moves: Moving, landmarks: Mapping[str, Landmark]) -> Line:
    """The fibre from its fixed end to the one that moves."""
    first, last = line[0], line[-1]
    if moves == "insertion":
        return line
    if moves == "upper":
        return line if last[2] >= first[2] else line[::-1]
    if moves == "lower":
        return line if last[2] <= first[2] else line[::-1]
    places = [landmarks[name].at for name in moves]
    gaps = [min(math.dist(end, place) for place in places) for end in (first, last)]
    return line if gaps[1] <= gaps[0] else line[::-1]


def _pull(line: Line, direction: Point) -> float:
    """Cosine between the pull on the moving end and a direction."""
    back = line[max(0, int((1.0 - _NEAR_END) * (len(line) - 1)) - 1)]
    return _dot(_unit(_minus(back, line[-1])), _unit(direction))


def _arm(line: Line, centres: Sequence[Point], axis: Point) -> float | None:
    """Moment arm (mm) about the axis through the centre that the line passes nearest.

    The moving end is drawn towards the fixed one. None where the line ends short of the joint.
    """
    steps = list(pairwise(line))
    spokes = [
        (_spoke(start, stop, centre), number)
        for number, (start, stop) in enumerate(steps)
        for centre in centres
    ]
    spoke, number = min(spokes, key=lambda row: _dot(row[0], row[0]))
    ends = min(math.dist(end, centre) for end in (line[0], line[-1]) for centre in centres)
    gap = math.sqrt(_dot(spoke, spoke))
    if gap > REACH and math.isclose(gap, ends, rel_tol=1e-9):
        return None
    start, stop = steps[number]
    return _dot(_cross(spoke, _unit(_minus(start, stop))), axis)


def _spoke(start: Point, stop: Point, centre: Point) -> Point:
    """From a centre to the nearest point of a stretch of a line."""
    step = _minus(stop, start)
    share = _dot(_minus(centre, start), step) / max(_dot(step, step), 1e-9)
    share = min(1.0, max(0.0, share))
    return _minus(
        (start[0] + share * step[0], start[1] + share * step[1], start[2] + share * step[2]),
        centre,
    )


def _minus(a: Point, b: Point) -> Point:
    return (a[0] - b[0], a[1] - b[1], a[2] - b[2])


def _dot(a: Point, b: Point) -> float:
    return a[0] * b[0] + a[1] * b[1] + a[2] * b[2]


def _cross(a: Point, b: Point) -> Point:
    return (
        a[1] * b[2] - a[2] * b[1],
        a[2] * b[0] - a[0] * b[2],
        a[0] * b[1] - a[1] * b[0],
    )


def _unit(a: Point) -> Point:
    size = max(math.sqrt(_dot(a, a)), 1e-9)
    return (a[0] / size, a[1] / size, a[2] / size)
