"""Painting zones on a skin: geodesic discs and strips to weights of vertices."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse import csgraph

from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.painting.skin_map import SkinPoint, resolve
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.referral import Stroke
from nmt_atlas.domain.region import SkinMap

SOFT = 5.0
"""Millimetres over which a zone's edge fades."""


@dataclass(frozen=True, slots=True, eq=False)
class SparseWeights:
    """Painted vertices of a skin.

    Attributes
    ----------
    vertices
        ``(n,)`` uint32, ascending.
    weights
        ``(n,)`` uint8, 1..255 (255 = fully painted).
    """

    vertices: NDArray[np.uint32]
    weights: NDArray[np.uint8]


def disc_distances(
    skin: SkinSurface, starts: dict[int, float], centre: Floats, limit: float, spread: float
) -> tuple[NDArray[np.int64], Floats]:
    """Distances along the skin from places given by their distance to some vertices.

    Parameters
    ----------
    skin
        The skin.
    starts
        Vertex -> its distance in millimetres from the source.
    centre, spread
        All sources lie within ``spread`` mm of ``centre``.
    limit
        Distances beyond this many millimetres are left out.

    Returns
    -------
    vertices, distances
        The vertices within the limit, ascending, and their distances in millimetres.
    """
    near = skin.ball(centre, spread + limit)
    part = skin.graph[near][:, near].tocoo()
    own = np.array(sorted(starts), dtype=np.int64)
    at = np.searchsorted(near, own)
    inside = at < len(near)
    inside[inside] &= near[at[inside]] == own[inside]
    own, at = own[inside], at[inside]
    source = len(near)
    rows = np.concatenate([part.row, np.full(len(own), source)])
    columns = np.concatenate([part.col, at])
    offset = np.array([max(starts[int(v)], 1e-6) for v in own])
    lengths = np.concatenate([part.data, offset])
    whole = sparse.csr_array((lengths, (rows, columns)), shape=(source + 1, source + 1))
    away = csgraph.dijkstra(whole, directed=True, indices=source, limit=limit)[:-1]
    reached = np.isfinite(away)
    return near[reached], away[reached]


def _starts(skin: SkinSurface, line: Floats, vertices: Sequence[int]) -> dict[int, float]:
    """Vertices beside a line on the skin, with their distances from it."""
    graph = skin.graph
    rows = [graph.indices[graph.indptr[v] : graph.indptr[v + 1]] for v in vertices]
    beside = np.unique(np.concatenate([*rows, np.asarray(vertices)])).astype(np.int64)
    points = skin.mesh.points[beside]
    best = np.full(len(points), np.inf)
    for a, b in zip(line, line[1:] if len(line) > 1 else line, strict=False):
        edge = b - a
        share = np.clip((points - a) @ edge / max(float(edge @ edge), 1e-12), 0.0, 1.0)
        best = np.minimum(best, np.linalg.norm(points - a - share[:, None] * edge, axis=1))
    return {int(v): float(d) for v, d in zip(beside, best, strict=True)}


def stroke_distances(
    stroke: Stroke, side: SideName, skin: SkinSurface, skin_map: SkinMap
) -> tuple[NDArray[np.int64], Floats]:
    """Distances along the skin from a stroke's place or line, up to its radius and soft edge.

    Raises
    ------
    AnchorError, UnknownIdError
        Where an anchor cannot be read or found.
    """
    places = [resolve(one, side, skin, skin_map) for one in stroke.through]
    vertices, line = _line(places, skin)
    limit = stroke.radius + SOFT
    centre = 0.5 * (line.min(axis=0) + line.max(axis=0))
    spread = float(np.linalg.norm(line - centre, axis=1).max())
    starts = _starts(skin, line, vertices)
    return disc_distances(skin, starts, centre, limit, spread + 1.0)


def _line(places: Sequence[SkinPoint], skin: SkinSurface) -> tuple[list[int], Floats]:
    """The shortest way from place to place: vertices, and points with the places themselves."""
    vertices = [places[0].vertex]
    points = [np.array(places[0].xyz)]
    for one, two in pairwise(places):
        if one.vertex == two.vertex:
            continue
        way = skin.path(one.vertex, two.vertex)
        vertices.extend(int(v) for v in way[1:])
        points.extend(skin.mesh.points[v] for v in way[1:-1])
        points.append(np.array(two.xyz))
    return vertices, np.array(points)


def paint(
    strokes: Sequence[Stroke], side: SideName, skin: SkinSurface, skin_map: SkinMap
) -> SparseWeights:
    """Paint strokes: 1 inside, fading over 5 mm at the edge; strokes join without adding up.

    Parameters
    ----------
    strokes
        Discs and strips.
    side
        The side that the strokes are meant on.
    skin
        The skin of any body in the body frame.
    skin_map
        What the anchors name.

    Raises
    ------
    AnchorError, UnknownIdError
        Where an anchor cannot be read or found.
    """
    weight = np.zeros(len(skin.mesh.points))
    for stroke in strokes:
        vertices, away = stroke_distances(stroke, side, skin, skin_map)
        share = np.clip((stroke.radius - away) / SOFT + 0.5, 0.0, 1.0)
        np.maximum.at(weight, vertices, share * share * (3.0 - 2.0 * share))
    level = np.rint(weight * 255.0).astype(np.uint8)
    painted = np.flatnonzero(level)
    return SparseWeights(painted.astype(np.uint32), level[painted])


def union(painted: Sequence[SparseWeights]) -> SparseWeights:
    """Several paintings as one; where they overlap, the stronger counts."""
    if len(painted) == 1:
        return painted[0]
    vertices = np.concatenate([one.vertices for one in painted])
    weights = np.concatenate([one.weights for one in painted])
    order = np.lexsort((-weights.astype(int), vertices))
    first = np.concatenate([[True], np.diff(vertices[order]) != 0]) if len(order) else order
    kept = order[first]
    return SparseWeights(vertices[kept], weights[kept])


def zone_centre(painted: SparseWeights, skin: SkinSurface) -> SkinPoint:
    """The skin vertex nearest to the middle of a painting, weighed by weight.

    The middle is taken among the painted vertices, so it never leaves the painted part.

    Raises
    ------
    ValueError
        Where nothing is painted.
    """
    if not len(painted.vertices):
        raise ValueError("nothing is painted, so it has no centre")
    points = skin.mesh.points[painted.vertices]
    middle = np.average(points, axis=0, weights=painted.weights)
    vertex = int(painted.vertices[np.argmin(np.linalg.norm(points - middle, axis=1))])
    x, y, z = skin.mesh.points[vertex]
    return SkinPoint(vertex, (float(x), float(y), float(z)))
