"""Points and normals spread evenly over a surface, however large its triangles are."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.making.neighbours import Field
from nmt_atlas.body.mesh import Floats, Mesh

STEP = 2.0
"""Millimetres between points: a decimated bone is then met like the whole one."""
_FINEST = 16
"""Parts that an edge is divided into at most."""


def sampled(mesh: Mesh, step: float = STEP) -> tuple[Floats, Floats]:
    """Points of a mesh no farther apart than a step, and the unit normal at each.

    Parameters
    ----------
    mesh
        Any mesh; its own vertices come first.
    step
        Millimetres.
    """
    normals = mesh.normals()
    points, facing = [mesh.points], [normals]
    corners, normals = mesh.points[mesh.faces], normals[mesh.faces]
    edges = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    parts = np.clip(np.ceil(edges / step), 1, _FINEST).astype(int)
    for count in np.unique(parts[parts > 1]):
        shares = _shares(int(count))
        of = parts == count
        points.append(np.einsum("kc,fcx->fkx", shares, corners[of]).reshape(-1, 3))
        facing.append(np.einsum("kc,fcx->fkx", shares, normals[of]).reshape(-1, 3))
    found = np.concatenate(facing)
    length = np.linalg.norm(found, axis=1, keepdims=True)
    return np.concatenate(points), found / np.where(length == 0, 1.0, length)


def sampled_field(mesh: Mesh, step: float = STEP) -> Field:
    """The distance field of a surface whose triangles may be large."""
    points, normals = sampled(mesh, step)
    low, high = mesh.bounds
    return Field(cKDTree(points), points, normals, None, low, high)


def _shares(count: int) -> Floats:
    """Barycentric shares of points ``1 / count`` apart, without the corners."""
    grid = [
        (a / count, b / count, (count - a - b) / count)
        for a in range(count + 1)
        for b in range(count + 1 - a)
        if max(a, b, count - a - b) < count
    ]
    return np.array(grid)
