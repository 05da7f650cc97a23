"""All referral patterns of a body as one sparse matrix, to ask which reach a painted place."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.body.painting.regions import BodyChart
from nmt_atlas.body.painting.zones import SparseWeights, union
from nmt_atlas.domain.base import SideName

_SIDES: tuple[SideName, ...] = ("right", "left")


@dataclass(frozen=True, eq=False)
class Patterns:
    """Patterns of trigger points over a skin's vertices.

    Attributes
    ----------
    points
        Trigger point and side of each row.
    essential, spillover
        ``(rows, vertices)`` weights 0..1.
    """

    points: tuple[tuple[str, SideName], ...]
    essential: sparse.csr_array
    spillover: sparse.csr_array

    def reach(
        self, vertices: NDArray[np.integer], weights: NDArray[np.floating]
    ) -> tuple[Floats, Floats]:
        """Share (0..1) of a painted place that each row's essential and spillover zones cover.

        Parameters
        ----------
        vertices, weights
            The place: skin vertices and how strongly (0..1) each belongs to it.
        """
        asked = np.zeros(self.essential.shape[1])
        asked[vertices] = weights
        total = max(float(asked.sum()), 1e-9)
        return self.essential @ asked / total, self.spillover @ asked / total

    def regions(self, chart: BodyChart) -> Mapping[tuple[str, str], float]:
        """``(trigger point, region)`` -> share of the region that its zones cover, right side.

        What :func:`nmt_atlas.domain.ranking.find` takes as ``painted``.
        """
        both = self.essential.maximum(self.spillover)
        member = sparse.csr_array(
            (np.ones(len(chart.label)), (np.arange(len(chart.label)), chart.label)),
            shape=(len(chart.label), len(chart.regions)),
        )
        sizes = np.maximum(member.sum(axis=0) / 2, 1)
        covered = (both @ member).tocoo()
        return {
            (self.points[row][0], chart.regions[column].id): min(1.0, float(value / sizes[column]))
            for row, column, value in zip(covered.row, covered.col, covered.data, strict=True)
            if self.points[row][1] == "right"
        }


def patterns_of(painter: Painter) -> Patterns:
    """The patterns of every trigger point, on the sides that it is charted on."""
    points = tuple(
        (point.id, side)
        for _, point in painter.library.trigger_points.values()
        for side in _SIDES
        if point.only_side in (None, side)
    )
    return Patterns(
        points, _matrix(painter, points, "essential"), _matrix(painter, points, "spillover")
    )


def _matrix(
    painter: Painter, points: tuple[tuple[str, SideName], ...], kind: str
) -> sparse.csr_array:
    rows = [_row(painter, ident, side, kind) for ident, side in points]
    ends = np.concatenate([[0], np.cumsum([len(row.vertices) for row in rows])])
    vertices = np.concatenate([np.zeros(0, np.uint32), *(row.vertices for row in rows)])
    weights = np.concatenate([np.zeros(0, np.uint8), *(row.weights for row in rows)])
    shape = (len(points), len(painter.body.skin().points))
    values = weights.astype(np.float32) / np.float32(255)
    return sparse.csr_array((values, vertices.astype(np.int32), ends), shape=shape)


def _row(painter: Painter, ident: str, side: SideName, kind: str) -> SparseWeights:
    zones = [one for one in painter.library.trigger_point(ident).zones if one.kind == kind]
    if not zones:
        return SparseWeights(np.zeros(0, np.uint32), np.zeros(0, np.uint8))
    return union([painter.zones.zone(one, side) for one in zones])
