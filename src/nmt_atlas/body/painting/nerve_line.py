"""A nerve's course as one line, read from its recipes, and where its stations stand on it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from nmt_atlas.body.mesh import Floats
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.recipe import Pieces, Shape, Tube

_JOINED = 30.0
"""A part that begins so near (mm) to where the line ends goes on with it."""
_ON_LINE = 25.0
"""A narrow place no farther (mm) from the line tells how far along it lies."""
_STEP = 4.0
"""The line has a point every so many millimetres."""


def line_of(shapes: Sequence[Shape], places: Sequence[Point] = ()) -> Floats:
    """The course from root to skin as one line.

    Parameters
    ----------
    shapes
        Of the nerve's parts, the trunk first (right side).
    places
        Its narrow places: where a part is many nerves, the one that passes them is meant.

    Returns
    -------
    ndarray
        ``(n, 3)`` millimetres, about evenly spaced; empty where no part is a tube.
    """
    tubes = [one for shape in shapes if (one := _tube(shape, places)) is not None]
    if not tubes:
        return np.zeros((0, 3))
    line = _course(tubes[0])
    last = tubes[0]
    for tube in tubes[1:]:
        course = _course(tube)
        if _gap(line, course) <= _JOINED:
            line, last = np.vstack([line, course]), tube
    ends = [one for one in map(np.asarray, last.branches) if _gap(line, one[:, :3]) <= _JOINED]
    if ends:
        line = np.vstack([line, max(ends, key=lambda one: _length(one[:, :3]))[:, :3]])
    return _even(line)


def stations_on(
    line: Floats, shares: Sequence[float], places: Sequence[Point | None]
) -> tuple[Point, ...]:
    """Where the stations stand (mm): narrow places where they are, the others between them.

    Parameters
    ----------
    line
        As of :func:`line_of`.
    shares
        Each station's ``at``, never less than the one before.
    places
        Each station's narrow place; None for the others.
    """
    steps = _along(line)
    known = [(0.0, 0.0)]
    for share, place in zip(shares, places, strict=True):
        if place is not None:
            away = np.linalg.norm(line - np.asarray(place), axis=1)
            at = float(steps[int(away.argmin())])
            if float(away.min()) <= _ON_LINE and share > known[-1][0] and at > known[-1][1]:
                known.append((share, at))
    known.append((max(1.0, known[-1][0] + 1e-6), float(steps[-1])))
    given, found = zip(*known, strict=True)
    return tuple(
        place or _at(line, steps, float(np.interp(share, given, found)))
        for share, place in zip(shares, places, strict=True)
    )


def near_on(line: Floats, at: Point, reach: float) -> Floats:
    """The line's points within so many millimetres of a place; the nearest one at least."""
    away = np.linalg.norm(line - np.asarray(at), axis=1)
    found = line[away <= max(reach, float(away.min()))]
    return np.asarray(found)


def between(line: Floats, start: Point, end: Point) -> Floats:
    """The piece of the line from the point nearest to one place to that nearest to another."""
    first, last = (int(np.linalg.norm(line - np.asarray(p), axis=1).argmin()) for p in (start, end))
    return line[first : last + 1] if last >= first else line[last : first + 1][::-1]


def _tube(shape: Shape, places: Sequence[Point]) -> Tube | None:
    if isinstance(shape, Tube):
        return shape
    if not isinstance(shape, Pieces):
        return None
    tubes = [one for one in shape.pieces if isinstance(one, Tube)]
    return min(tubes, key=lambda one: sum(_distances(one, places)), default=None)


def _distances(tube: Tube, places: Sequence[Point]) -> Iterator[float]:
    course = _even(_course(tube))
    for place in places:
        yield float(np.linalg.norm(course - np.asarray(place), axis=1).min())


def _course(tube: Tube) -> Floats:
    return np.asarray(tube.course, dtype=float)[:, :3]


def _gap(line: Floats, other: Floats) -> float:
    return float(np.linalg.norm(line[-1] - other[0]))


def _along(line: Floats) -> Floats:
    steps = np.linalg.norm(np.diff(line, axis=0), axis=1)
    return np.concatenate([[0.0], np.cumsum(steps)])


def _length(line: Floats) -> float:
    return float(_along(line)[-1])


def _even(line: Floats) -> Floats:
    steps = _along(line)
    wanted = np.linspace(0.0, steps[-1], max(2, round(float(steps[-1]) / _STEP) + 1))
    return np.stack([np.interp(wanted, steps, line[:, k]) for k in range(3)], axis=1)


def _at(line: Floats, steps: Floats, far: float) -> Point:
    x, y, z = (float(np.interp(far, steps, line[:, k])) for k in range(3))
    return (x, y, z)
