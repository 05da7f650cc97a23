"""How every vertex of a body moves with the segments of its skeleton.

A pack's ``weights-<hash>.bin`` tells it for every level of detail at once: a bone goes with one
segment; a muscle, nerve, vessel or ligament is told along strands (lines through it whose nodes
have weights), and the skin vertex by vertex. :meth:`Weights.of` makes the glTF attributes
``JOINTS_0`` and ``WEIGHTS_0`` of any mesh of a part; ``js/src/weights.js`` has the same rule.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Bytes = NDArray[np.uint8]

INFLUENCES = 4
FULL = 255
NEAR_STRANDS = 3
"""So many strands of a part tell of a vertex: the nearest."""
_SOFT = 1.0
"""Millimetres added to a distance, so that a vertex on a strand is no special case."""


@dataclass(frozen=True, slots=True)
class Strand:
    """A line through a part: ``points (k, 3)`` mm, ``segments (k, m)``, ``weights (k, m)`` 0..1."""

    points: Floats
    segments: Bytes
    weights: Floats


class Skinning(NamedTuple):
    """``JOINTS_0`` and ``WEIGHTS_0`` of a mesh: ``(n, 4)`` each, weights with the sum 255."""

    joints: Bytes
    weights: Bytes


@dataclass(frozen=True, slots=True)
class Weights:
    """What every vertex of a body moves with.

    Attributes
    ----------
    segments
        The names of the segments that numbers mean.
    rigid
        Part id -> the one segment that it moves with.
    strands
        Part id -> the strands of a part that bends.
    skin
        Of the skin's vertices, in their order.
    """

    segments: tuple[str, ...]
    rigid: Mapping[str, int]
    strands: Mapping[str, tuple[Strand, ...]]
    skin: Skinning

    def of(self, part: str, points: Floats) -> Skinning | None:
        """The weights of a part's vertices at any level of detail; None where none are known."""
        if part in self.rigid:
            return whole(len(points), self.rigid[part])
        if part in self.strands:
            return skinning(spread(points, self.strands[part], len(self.segments)))
        return self.skin if len(points) == len(self.skin.joints) else None

    def used(self, part: str) -> frozenset[int]:
        """The segments that a part moves with."""
        if part in self.rigid:
            return frozenset((self.rigid[part],))
        if part in self.strands:
            return frozenset(
                int(number)
                for strand in self.strands[part]
                for number in np.unique(strand.segments[strand.weights > 0])
            )
        return frozenset(int(number) for number in np.unique(self.skin.joints))


def whole(count: int, segment: int) -> Skinning:
    """Vertices that all move with one segment."""
    joints = np.zeros((count, INFLUENCES), dtype=np.uint8)
    weights = np.zeros((count, INFLUENCES), dtype=np.uint8)
    joints[:, 0], weights[:, 0] = segment, FULL
    return Skinning(joints, weights)


def spread(points: Floats, strands: tuple[Strand, ...], segments: int) -> Floats:
    """How much of each segment every vertex has, ``(n, segments)``.

    Of every strand the nearest place counts, of all strands the nearest few, each by the fourth
    power of how near it is.
    """
    places = [_nearest(points, strand.points) for strand in strands]
    away = np.stack([place[0] for place in places], axis=1) + _SOFT
    kept = np.argsort(away, axis=1, kind="stable")[:, :NEAR_STRANDS]
    least = np.take_along_axis(away, kept[:, :1], axis=1)
    shares = (least / np.take_along_axis(away, kept, axis=1)) ** 4
    shares = shares / shares.sum(axis=1, keepdims=True)
    found = np.zeros((len(points), segments))
    for number, (strand, (_, node, share)) in enumerate(zip(strands, places, strict=True)):
        rows, column = np.nonzero(kept == number)
        part = shares[rows, column]
        at, along = node[rows], share[rows]
        for corner, much in ((at, 1.0 - along), (at + 1, along)):
            for k in range(strand.segments.shape[1]):
                amount = part * much * strand.weights[corner, k]
                np.add.at(found, (rows, strand.segments[corner, k].astype(np.intp)), amount)
    return found


def spined(row: Floats, spine: int) -> tuple[NDArray[np.intp], NDArray[np.intp], Floats]:
    """A mean place on the spine as two segments that follow each other, and the second's share."""
    lower = np.clip(np.floor(row), 0, spine - 2).astype(np.intp)
    return lower, lower + 1, np.clip(row - lower, 0.0, 1.0)


def skinning(shares: Floats) -> Skinning:
    """Shares of segments as glTF has them: the four greatest, in bytes with the sum 255."""
    order = np.argsort(-shares, axis=1, kind="stable")[:, :INFLUENCES]
    kept = np.take_along_axis(shares, order, axis=1)
    kept = kept / kept.sum(axis=1, keepdims=True)
    weights = np.floor(kept * FULL + 0.5).astype(np.int64)
    weights[:, 0] += FULL - weights.sum(axis=1)
    joints = np.where(weights > 0, order, 0)
    return Skinning(joints.astype(np.uint8), weights.astype(np.uint8))


def _nearest(points: Floats, line: Floats) -> tuple[Floats, NDArray[np.intp], Floats]:
    """Of each point: how far the line is (mm), after which node, and what share of the way on."""
    start, way = line[:-1], np.diff(line, axis=0)
    squared = np.maximum((way * way).sum(axis=1), 1e-9)
    off = points[:, None, :] - start[None]
    share = np.clip((off * way[None]).sum(axis=2) / squared[None], 0.0, 1.0)
    away = np.linalg.norm(off - share[..., None] * way[None], axis=2)
    node = away.argmin(axis=1)
    rows = np.arange(len(points))
    return away[rows, node], node, share[rows, node]
