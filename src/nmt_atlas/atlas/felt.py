"""Where something is felt: regions of the body chart as skin, and from where that skin is seen."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nmt_atlas.body.painting.regions import BodyChart
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.view_state import Spot
from nmt_atlas.domain.ways import Way

Vertices = Sequence[int] | NDArray[np.integer[Any]]

FELT = LOOK.paint["essential"].color
"""The colour of skin in which something is felt."""
_ASIDE = 1.6
"""Skin is looked at from the side where it looks so much more sideways than ahead."""
_AROUND = 1.15
_LEAST = 0.05
_MOST, _ROUNDS = 170, 4
"""How strongly it is painted (of 255): the body is seen through it. How soft its edge is."""


def skin_of(chart: BodyChart, regions: Iterable[str], side: str) -> NDArray[np.uint32]:
    """The skin vertices of regions on a side; on both of what has none, and for the side "".

    Parameters
    ----------
    chart
        The body chart on a skin.
    regions
        Region ids.
    side
        ``right``, ``left`` or "".
    """
    mask = np.zeros(len(chart.label), bool)
    for region in regions:
        mask[chart.vertices(region)] = True
    if side:
        paired = np.array([one.paired for one in chart.regions])[chart.label]
        mask &= ~paired | (chart.left == (side == "left"))
    return np.flatnonzero(mask).astype(np.uint32)


def facing_skin(
    points: NDArray[np.floating[Any]], faces: NDArray[np.int32], vertices: Vertices
) -> Way:
    """The side from which some of a skin is looked at: ahead, behind, from a side, or from below.

    The front, where there is nothing to look at.
    """
    inside = np.zeros(len(points), bool)
    inside[np.asarray(vertices, dtype=np.int64)] = True
    a, b, c = (points[faces[inside[faces].all(axis=1), k]] for k in range(3))
    x, y, z = np.cross(b - a, c - a).sum(axis=0).tolist()
    if -z > _ASIDE * max(abs(x), abs(y)):
        return "inferior"
    if abs(x) > _ASIDE * abs(y):
        return "left" if x > 0 else "right"
    return "posterior" if y > 0 else "anterior"


def spot_of(points: NDArray[np.floating[Any]], vertices: Vertices) -> Spot | None:
    """What is framed so that some of a skin is seen; None for none."""
    found = np.asarray(vertices, dtype=np.int64)
    if not len(found):
        return None
    here = points[found]
    low, high = here.min(axis=0), here.max(axis=0)
    x, y, z = ((low + high) / 2).round(1).tolist()
    return x, y, z, round(float((high - low).max()) / 2 * _AROUND, 1)


def felt_paint(faces: NDArray[np.int32], vertices: NDArray[np.uint32]) -> SkinPaint:
    """Paint where something is felt: clear enough to look through, and with a soft edge.

    Parameters
    ----------
    faces
        The skin's triangles.
    vertices
        Where it is felt.
    """
    count = int(faces.max()) + 1
    weights = np.zeros(count)
    weights[vertices] = 1.0
    ends = faces[:, [0, 1, 2]].ravel(), faces[:, [1, 2, 0]].ravel()
    beside = sparse.csr_array((np.ones(len(ends[0])), ends), shape=(count, count))
    beside = beside + beside.T
    around = np.maximum(beside.sum(axis=1), 1)
    for _ in range(_ROUNDS):
        weights = (weights + beside @ weights / around) / 2
    found = np.flatnonzero(weights > _LEAST).astype(np.uint32)
    return SkinPaint("essential", FELT, found, (weights[found] * _MOST).astype(np.uint8))
