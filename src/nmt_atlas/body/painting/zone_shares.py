"""Where a painted zone lies: its shares of regions, of digits, and under other zones."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.painting.regions import BodyChart
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.body.painting.zones import SparseWeights
from nmt_atlas.domain.region import SkinMap, SkinSegment
from nmt_atlas.library.rules.geometry import DIGITS

_GIRTH = 22.0
"""No skin of a digit is farther from its axis than this (mm)."""
_FREE = 0.2
"""From this share of a digit's axis on it stands free of its neighbours."""


def region_shares(painted: SparseWeights, chart: BodyChart) -> dict[str, float]:
    """Finest region id -> share of the painting's weight, both sides together."""
    found: dict[str, float] = {}
    for region, _, share in chart.regions_of(painted):
        found[region.id] = found.get(region.id, 0.0) + share
    return found


def share_where(painted: SparseWeights, mask: NDArray[np.bool_]) -> float:
    """Share of the painting's weight on the vertices of a mask; 0 of nothing painted."""
    total = float(painted.weights.sum())
    return float(painted.weights[mask[painted.vertices]].sum()) / total if total else 0.0


def covered(painted: SparseWeights, others: Sequence[SparseWeights], count: int) -> float:
    """Share of a painting's weight that others paint at least as strongly.

    Parameters
    ----------
    painted, others
        Paintings of one skin.
    count
        The skin's number of vertices.
    """
    over = np.zeros(count, dtype=np.uint8)
    for one in others:
        over[one.vertices] = np.maximum(over[one.vertices], one.weights)
    own = np.zeros(count, dtype=np.uint8)
    own[painted.vertices] = painted.weights
    return share_where(painted, (over >= own) & (own > 0))


def digits_of(skin: SkinSurface, skin_map: SkinMap) -> NDArray[np.int8]:
    """For each vertex the index in :data:`DIGITS` of the digit that it lies on, else -1."""
    points = np.abs(skin.mesh.points) * np.array([-1.0, 0.0, 0.0])
    points += skin.mesh.points * np.array([0.0, 1.0, 1.0])  # both sides as the right one
    best = np.full(len(points), _GIRTH)
    label = np.full(len(points), -1, dtype=np.int8)
    segments = {one.id: one for one in skin_map.segments}
    for number, name in enumerate(DIGITS):
        if name not in segments:
            continue
        share, gap = _along(points, segments[name])
        closer = gap < best
        best[closer] = gap[closer]
        label[closer] = np.where(share[closer] >= _FREE, number, -1)
    return label


def neighbours(chart: BodyChart, skin: SkinSurface) -> Mapping[str, frozenset[str]]:
    """Region id -> the finest regions that border on it."""
    a, b = skin.mesh.faces[:, [0, 1, 2]].ravel(), skin.mesh.faces[:, [1, 2, 0]].ravel()
    pairs = np.unique(np.stack([chart.label[a], chart.label[b]], axis=1), axis=0)
    found: dict[str, set[str]] = {one.id: set() for one in chart.regions}
    for first, second in pairs:
        if first != second:
            found[chart.regions[first].id].add(chart.regions[second].id)
            found[chart.regions[second].id].add(chart.regions[first].id)
    return {name: frozenset(others) for name, others in found.items()}


def _along(points: Floats, segment: SkinSegment) -> tuple[Floats, Floats]:
    """Share of the axis nearest to each point, and the distance from it."""
    axis = np.array(segment.axis, dtype=float)
    steps = np.linalg.norm(np.diff(axis, axis=0), axis=1)
    start = np.concatenate([[0.0], np.cumsum(steps)])
    share, gap = np.zeros(len(points)), np.full(len(points), np.inf)
    for number, (one, two) in enumerate(zip(axis, axis[1:], strict=False)):
        along = np.clip((points - one) @ (two - one) / steps[number] ** 2, 0.0, 1.0)
        away = np.linalg.norm(points - one - along[:, None] * (two - one), axis=1)
        closer = away < gap
        gap[closer] = away[closer]
        share[closer] = (start[number] + along[closer] * steps[number]) / start[-1]
    return share, gap
