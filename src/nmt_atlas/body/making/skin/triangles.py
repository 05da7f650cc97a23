"""Distances from points to triangles, each to its own."""

from __future__ import annotations

import numpy as np

from nmt_atlas.body.mesh import Floats


def nearest_on(points: Floats, corners: Floats) -> Floats:
    """Distance from each of ``(n, 3)`` points to the triangle of ``(n, 3, 3)`` beside it."""
    a, b, c = (corners[:, k] for k in range(3))
    normal = np.cross(b - a, c - a)
    size = np.maximum(np.einsum("ij,ij->i", normal, normal), 1e-12)
    gap = np.einsum("ij,ij->i", points - a, normal)
    flat = points - (gap / size)[:, None] * normal
    inside = np.ones(len(points), dtype=bool)
    edge = np.full(len(points), np.inf)
    for start, end in ((a, b), (b, c), (c, a)):
        side = np.cross(end - start, flat - start)
        inside &= np.einsum("ij,ij->i", side, normal) >= 0
        edge = np.minimum(edge, _to_edge(points, start, end))
    return np.where(inside, np.abs(gap) / np.sqrt(size), edge)


def _to_edge(points: Floats, start: Floats, end: Floats) -> Floats:
    along = end - start
    length = np.maximum(np.einsum("ij,ij->i", along, along), 1e-12)
    share = np.clip(np.einsum("ij,ij->i", points - start, along) / length, 0.0, 1.0)
    return np.asarray(np.linalg.norm(points - start - share[:, None] * along, axis=1))
