"""Slits and pits of the finished skin that are too narrow for its mesh, pushed out."""

from __future__ import annotations

import numpy as np
from scipy import sparse
from scipy.spatial import cKDTree

from nmt_atlas.body.making.skin.remesh import edges_of
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.shapes.nodes import distance, primitives
from nmt_atlas.domain.skin import SkinRecipe

_DEEP = 0.05
"""A vertex that lies this deep (mm) in a fill has been in the slit."""
_ROUNDS = 30
_MIDDLE = 0.1
"""So near (mm) to the median plane a vertex lies in it."""


def filled(mesh: Mesh, recipe: SkinRecipe) -> Mesh:
    """The skin with every vertex outside of the recipe's fills; the same vertices and triangles.

    Vertices that were inside are spread evenly over a fill's surface. A skin that is filled
    already is given back as it is.
    """
    if recipe.fills is None:
        return mesh
    points = mesh.points
    for part in recipe.fills.parts:
        corners = primitives(recipe.fills, part)
        corners = np.concatenate([corners, corners * [-1.0, 1.0, 1.0, 1.0]])
        points = _outside(points, corners, mesh)
    if points is mesh.points:
        return mesh
    return Mesh(_mirrored(points, mesh.points), mesh.faces, mesh.uv)


def _outside(points: Floats, corners: Floats, mesh: Mesh) -> Floats:
    low = (corners[..., :3] - corners[..., 3:]).reshape(-1, 3).min(axis=0)
    high = (corners[..., :3] + corners[..., 3:]).reshape(-1, 3).max(axis=0)
    near = np.flatnonzero(((points > low) & (points < high)).all(axis=1))
    deep, _ = _pushed(points[near], corners)
    inside = near[deep < -_DEEP]
    if not len(inside):
        return points
    points = points.copy()
    means = _neighbours(mesh, len(points))[inside]
    for _ in range(_ROUNDS):
        points[inside] = 0.5 * (points[inside] + means @ points)
        gap, way = _pushed(points[inside], corners)
        points[inside] -= np.minimum(gap, 0.0)[:, None] * way
    return points


def _pushed(points: Floats, corners: Floats) -> tuple[Floats, Floats]:
    """Signed distance to the nearest of some primitives, and the way out of it."""
    gaps = np.stack([distance(one, points) for one in corners])
    gap = gaps.min(axis=0)
    step = 0.01 * np.eye(3)
    ahead = np.stack(
        [np.stack([distance(o, points + s) for o in corners]).min(axis=0) for s in step]
    )
    way = (ahead - gap).T
    return gap, way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9)


def _neighbours(mesh: Mesh, count: int) -> sparse.csr_matrix:
    """Row-wise means over the vertices that an edge joins."""
    a, b = edges_of(mesh.faces, count)[0].T
    ones = np.ones(2 * len(a))
    whole = sparse.csr_matrix(
        (ones, (np.concatenate([a, b]), np.concatenate([b, a]))), shape=(count, count)
    )
    whole.data[:] = 1.0
    share = 1.0 / np.maximum(np.asarray(whole.sum(axis=1)).ravel(), 1.0)
    return sparse.csr_matrix(sparse.diags(share) @ whole)


def _mirrored(points: Floats, before: Floats) -> Floats:
    """The left as the mirror image of the right, the middle in the median plane."""
    moved = np.flatnonzero((points != before).any(axis=1))
    left = moved[before[moved, 0] > _MIDDLE]
    twin = cKDTree(before).query(before[left] * [-1.0, 1.0, 1.0])[1]
    points[left] = points[twin] * [-1.0, 1.0, 1.0]
    points[moved[np.abs(before[moved, 0]) <= _MIDDLE], 0] = 0.0
    return points
