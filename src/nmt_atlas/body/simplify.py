"""Levels of detail: how many triangles each part may have, and meshes with fewer of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Mesh

_EXPONENT = 0.75
"""Triangles grow with area to this power, so that finger bones keep enough of them."""


def area(mesh: Mesh) -> float:
    """Surface in square millimetres."""
    a, b, c = (mesh.points[mesh.faces[:, k]] for k in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2.0)


def budgets(
    areas: Sequence[float], have: Sequence[int], total: int, floor: int = 60
) -> NDArray[np.int64]:
    """Share ``total`` triangles among parts by their surface.

    Parameters
    ----------
    areas
        Surface of each part, any unit.
    have
        Triangles that each part has; no share is larger.
    total
        Triangles to share.
    floor
        Least share of a part (or all that it has).

    Returns
    -------
    ndarray
        ``(n,)`` shares; their sum is ``total`` within rounding unless ``have`` or ``floor``
        forbid it.
    """
    owned = np.asarray(have, dtype=np.int64)
    weights = np.maximum(np.asarray(areas, dtype=np.float64), 1e-9) ** _EXPONENT
    least = np.minimum(owned, floor)
    if owned.sum() <= total:
        return owned
    low, high = 0.0, float((owned / weights).max())
    for _ in range(80):
        middle = (low + high) / 2
        if np.clip(weights * middle, least, owned).sum() > total:
            high = middle
        else:
            low = middle
    return np.clip(np.floor(weights * low), least, owned).astype(np.int64)


def simplify(mesh: Mesh, triangles: int) -> Mesh:
    """The mesh with about ``triangles`` triangles; itself where it has no more than that.

    A closed mesh stays closed: where the quadric collapse tears it, a milder one is taken.
    Texture coordinates come from the nearest vertex of the given mesh.
    """
    if len(mesh.faces) <= triangles:
        return mesh
    import fast_simplification  # deferred: serving a pack never needs it

    closed = mesh.is_closed()
    points = np.ascontiguousarray(mesh.points, dtype=np.float32)
    faces = np.ascontiguousarray(mesh.faces, dtype=np.int32)
    target = triangles
    while target < len(mesh.faces):
        less_points, less_faces = fast_simplification.simplify(
            points, faces, target_count=int(target), agg=5.0
        )
        found = _tidied(np.asarray(less_points, np.float64), np.asarray(less_faces, np.int32))
        if len(found.faces) and (not closed or found.is_closed()):
            return _with_uv(found, mesh)
        target = target * 3 // 2 + 8
    return mesh


def _tidied(points: NDArray[np.float64], faces: NDArray[np.int32]) -> Mesh:
    """Without triangles that have lost a corner, and without unused vertices."""
    a, b, c = faces.T
    kept = faces[(a != b) & (b != c) & (c != a)]
    used, inverse = np.unique(kept, return_inverse=True)
    return Mesh(points[used], inverse.reshape(-1, 3).astype(np.int32))


def _with_uv(found: Mesh, source: Mesh) -> Mesh:
    if source.uv is None:
        return found
    _, nearest = cKDTree(source.points).query(found.points)
    return Mesh(found.points, found.faces, source.uv[nearest])
