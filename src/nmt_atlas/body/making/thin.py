"""Fewer triangles over the same vertices: what is painted on a mesh keeps its numbers."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.making.skin.remesh import edges_of, flip, merge
from nmt_atlas.body.mesh import Floats, Mesh

_PASSES = 60
_GROWTH = 1.06
"""Each pass collapses edges that are longer by this factor."""
_BENT = 25.0
"""How much an edge counts for more than its length where the surface bends along it."""


def thinned(mesh: Mesh, triangles: int) -> Mesh:
    """A closed mesh with about ``triangles`` triangles and all its vertices.

    Edges are collapsed onto one of their ends, so no vertex moves; those that no triangle uses
    any more stay in their places of the list. Where the surface bends more triangles are left.

    Parameters
    ----------
    mesh
        A closed mesh.
    triangles
        Wanted number; itself where it has no more.
    """
    if len(mesh.faces) <= triangles:
        return mesh
    lengths, normals = _mean_edge(mesh), mesh.normals()
    tree = cKDTree(mesh.points)
    points, faces = mesh.points, mesh.faces
    wanted = 1.0
    for _ in range(_PASSES):
        number = tree.query(points)[1]
        a, b = edges_of(faces, len(points))[0].T
        own, facing = lengths[number], normals[number]
        ratio = np.linalg.norm(points[a] - points[b], axis=1) / (0.5 * wanted * (own[a] + own[b]))
        bend = 1.0 - np.einsum("ij,ij->i", facing[a], facing[b])
        points, faces, _ = merge(points, faces, ratio * (1.0 + _BENT * bend))
        faces, _ = flip(points, faces)
        if len(faces) <= triangles:
            break
        wanted *= _GROWTH
    number = np.asarray(tree.query(points)[1])
    return Mesh(mesh.points, number[faces].astype(np.int32), mesh.uv)


def _mean_edge(mesh: Mesh) -> Floats:
    """Mean length of the edges at each vertex."""
    edges, _ = edges_of(mesh.faces, len(mesh.points))
    length = np.linalg.norm(mesh.points[edges[:, 0]] - mesh.points[edges[:, 1]], axis=1)
    total, count = np.zeros(len(mesh.points)), np.zeros(len(mesh.points))
    for end in edges.T:
        np.add.at(total, end, length)
        np.add.at(count, end, 1.0)
    return np.asarray(total / np.maximum(count, 1.0))
