"""Bones as what weights are found by: which segment each moves with, and how near it is."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.segments import NUMBER, segment_of
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.segments import PARENTS, SEGMENTS

Floats = NDArray[np.float64]
Ints = NDArray[np.intp]

SPINE = NUMBER["head"] + 1
"""So many segments stand in a row from the pelvis to the head."""


_FAR = 260.0
"""Bones farther (mm) than this count for nothing."""


def way_between(one: int, other: int) -> tuple[int, ...]:
    """The segments from one to another along what hangs on what, both ends with them."""
    first, second = _to_root(one), _to_root(other)
    shared = set(first) & set(second)
    up = [number for number in first if number not in shared]
    down = [number for number in second if number not in shared]
    meeting = next(number for number in first if number in shared)
    return (*up, meeting, *reversed(down))


@cache
def _to_root(number: int) -> tuple[int, ...]:
    above = PARENTS.get(SEGMENTS[number])
    return (number,) if above is None else (number, *_to_root(NUMBER[above]))


class Bones:
    """Every segment's bones, to be asked how near they are.

    Parameters
    ----------
    body
        Any body; segments without a bone of it are far from everything.
    """

    def __init__(self, body: Body) -> None:
        points: dict[int, list[Floats]] = {}
        for part in body.index.parts:
            number = segment_of(part)
            if part.group == "bones" and number is not None:
                points.setdefault(number, []).append(_spread(body.mesh(part.id)))
        self.points = {number: np.concatenate(found) for number, found in points.items()}
        self._trees = {number: cKDTree(found) for number, found in self.points.items()}
        self._all = cKDTree(np.concatenate(list(self.points.values())))
        self._boxes = {n: (one.min(axis=0), one.max(axis=0)) for n, one in self.points.items()}
        self.numbers = np.array(sorted(self.points), dtype=np.intp)

    def distances(self, points: Floats, segments: Sequence[int]) -> Floats:
        """How far (mm) each point is from the bones of each segment, ``(n, segments)``."""
        found = np.full((len(points), len(segments)), np.inf)
        for column, number in enumerate(segments):
            if number in self._trees and _within(self._boxes[number], points, _FAR):
                found[:, column] = self._trees[number].query(points)[0]
        return found

    def depth(self, points: Floats) -> Floats:
        """How far (mm) each point is from any bone, ``(n,)``."""
        return np.asarray(self._all.query(points)[0])


def _within(box: tuple[Floats, Floats], points: Floats, far: float) -> bool:
    """Whether a box and the points' own box are nearer to each other than so far."""
    low, high = box
    gap = np.maximum(low - points.max(axis=0), points.min(axis=0) - high)
    return bool(np.linalg.norm(np.maximum(gap, 0.0)) < far)


def _spread(mesh: Mesh) -> Floats:
    """Points all over a mesh: its vertices, the middles of its edges and triangles."""
    corners = mesh.points[mesh.faces]
    middles = [(corners[:, k] + corners[:, (k + 1) % 3]) / 2 for k in range(3)]
    return np.concatenate([mesh.points, corners.mean(axis=1), *middles])
