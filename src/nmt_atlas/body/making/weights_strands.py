"""Strands: the lines that a muscle, a nerve or a vessel runs along, found from its mesh.

A part's texture coordinates say how far along (u) and across (v) each vertex lies. The middle of
what lies at one u and v is a node; nodes from u = 0 to 1 are a strand. A round part has one, a
broad sheet has several, a part in several pieces (slips, branches) has some of each.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix
from scipy.sparse.csgraph import connected_components, dijkstra

from nmt_atlas.body.mesh import Mesh

Floats = NDArray[np.float64]

_ACROSS = 34.0
"""Millimetres from strand to strand of a sheet."""
_ALONG = 10.0
"""Millimetres from node to node."""
_START = 0.02
"""What lies so near to the least u of a piece is its origin."""
_MOST_ACROSS, _LEAST_ALONG, _MOST_ALONG = 6, 4, 48


def strands_of(mesh: Mesh) -> list[Floats]:
    """The strands of a part, each ``(k, 3)`` from origin to insertion.

    Parameters
    ----------
    mesh
        With texture coordinates.
    """
    if mesh.uv is None:
        return []
    found: list[Floats] = []
    for piece in pieces_of(mesh):
        found.extend(_piece_strands(mesh, piece, mesh.uv[piece]))
    return found


def pieces_of(mesh: Mesh) -> list[NDArray[np.intp]]:
    """The vertices of each piece of a part that hangs together, large ones first."""
    count = len(mesh.points)
    edges = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]]])
    graph = coo_matrix((np.ones(len(edges)), (edges[:, 0], edges[:, 1])), shape=(count, count))
    pieces, label = connected_components(graph, directed=False)
    members = [np.flatnonzero(label == number) for number in range(pieces)]
    whole = [one for one in members if len(one) > 3]
    return sorted(whole, key=lambda one: (-len(one), int(one[0])))


def _piece_strands(mesh: Mesh, piece: NDArray[np.intp], uv: Floats) -> list[Floats]:
    points = mesh.points[piece]
    axis = np.linspace(0.0, 1.0, 9)
    rough = _nodes(points, uv, axis, None)
    length = float(np.linalg.norm(np.diff(rough, axis=0), axis=1).sum())
    steps = int(np.clip(round(length / _ALONG) + 1, _LEAST_ALONG, _MOST_ALONG))
    lines = int(np.clip(round(_breadth(points, uv) / _ACROSS), 1, _MOST_ACROSS))
    along = np.linspace(0.0, 1.0, steps)
    if lines == 1:
        return [_nodes(points, _by_way(mesh, piece, uv), along, None)]
    across = (np.arange(lines) + 0.5) / lines
    return [_nodes(points, uv, along, (float(at), 0.5 / lines)) for at in across]


def _by_way(mesh: Mesh, piece: NDArray[np.intp], uv: Floats) -> Floats:
    """U told anew by the way from the origin over the surface: a long tendon may have one u."""
    number = np.full(len(mesh.points), -1)
    number[piece] = np.arange(len(piece))
    edges = np.concatenate([mesh.faces[:, [0, 1]], mesh.faces[:, [1, 2]], mesh.faces[:, [2, 0]]])
    inner = number[edges[(number[edges] >= 0).all(axis=1)]]
    points = mesh.points[piece]
    lengths = np.linalg.norm(points[inner[:, 0]] - points[inner[:, 1]], axis=1)
    shape = (len(piece), len(piece))
    graph = coo_matrix((lengths + 1e-6, (inner[:, 0], inner[:, 1])), shape=shape).tocsr()
    start = np.flatnonzero(uv[:, 0] <= uv[:, 0].min() + _START)
    way = dijkstra(graph.maximum(graph.T), indices=start, min_only=True)
    told = np.where(np.isfinite(way), way, 0.0)
    return np.column_stack([told / max(float(told.max()), 1e-6), uv[:, 1]])


def _breadth(points: Floats, uv: Floats) -> float:
    """How broad (mm) a piece is at its middle, along v."""
    near = np.abs(uv[:, 0] - 0.5) < 0.15
    if near.sum() < 4:
        return 0.0
    side = uv[near, 1] - uv[near, 1].mean()
    spread = float(side @ side)
    if spread < 1e-6:
        return 0.0
    slope = side @ (points[near] - points[near].mean(axis=0)) / spread
    return float(np.linalg.norm(slope) * np.ptp(uv[near, 1]))


def _nodes(points: Floats, uv: Floats, along: Floats, across: tuple[float, float] | None) -> Floats:
    """The middle of what lies at each u (and at one v), drawn to the ends by a line of best fit."""
    step = float(along[1] - along[0])
    off = uv[:, 0][None, :] - along[:, None]
    weight = np.exp(-((off / (0.6 * step)) ** 2))
    if across is not None:
        middle, half = across
        weight = weight * np.exp(-(((uv[:, 1] - middle) / (1.4 * half)) ** 2))[None, :]
    weight = weight + 1e-9
    total = weight.sum(axis=1)
    middle_off = (weight * off).sum(axis=1) / total
    spread = (weight * off * off).sum(axis=1) / total - middle_off**2 + 1e-4
    middle_at = weight @ points / total[:, None]
    lean = (weight * (off - middle_off[:, None])) @ points / total[:, None]
    found = middle_at - lean / spread[:, None] * middle_off[:, None]
    held: Floats = np.clip(found, points.min(axis=0), points.max(axis=0))
    return held
