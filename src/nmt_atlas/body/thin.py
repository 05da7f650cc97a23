"""Fewer triangles over the same vertices: what is painted on a mesh keeps its numbers."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.skin.remesh import edges_of, flip, merge

_PASSES = 30
_LONGER = 1.25
"""Edges are collapsed that are shorter than this share of what their number calls for."""


def thinned(mesh: Mesh, triangles: int) -> Mesh:
    """A closed mesh with about ``triangles`` triangles and all its vertices.

    Edges are collapsed onto one of their ends, so no vertex moves; those that no triangle uses
    any more stay in their places of the list. Fine regions keep their share of triangles.

    Parameters
    ----------
    mesh
        A closed mesh.
    triangles
        Wanted number; itself where it has no more.
    """
    if len(mesh.faces) <= triangles:
        return mesh
    lengths = _mean_edge(mesh)
    tree = cKDTree(mesh.points)
    points, faces = mesh.points, mesh.faces
    wanted = _LONGER * np.sqrt(len(mesh.faces) / triangles)
    for _ in range(_PASSES):
        own = lengths[tree.query(points)[1]]
        edges, _ = edges_of(faces, len(points))
        ratio = np.linalg.norm(points[edges[:, 0]] - points[edges[:, 1]], axis=1) / (
            wanted * 0.5 * (own[edges[:, 0]] + own[edges[:, 1]])
        )
        points, faces, collapsed = merge(points, faces, ratio)
        faces, _ = flip(points, faces)
        if collapsed < max(20, len(points) // 500) or len(faces) <= triangles:
            break
    number = np.asarray(tree.query(points)[1], dtype=np.int32)
    return Mesh(mesh.points, number[faces], mesh.uv)


def _mean_edge(mesh: Mesh) -> Floats:
    """Mean length of the edges at each vertex."""
    edges, _ = edges_of(mesh.faces, len(mesh.points))
    length = np.linalg.norm(mesh.points[edges[:, 0]] - mesh.points[edges[:, 1]], axis=1)
    total, count = np.zeros(len(mesh.points)), np.zeros(len(mesh.points))
    for end in edges.T:
        np.add.at(total, end, length)
        np.add.at(count, end, 1.0)
    return np.asarray(total / np.maximum(count, 1.0))
