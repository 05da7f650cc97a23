"""Volumes that meshes share, and one mesh cut by another.

Exact booleans by Manifold; the same meshes give the same result. Only building and measuring a
body needs it: nothing that serves imports it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.domain.errors import RecipeError

if TYPE_CHECKING:
    from manifold3d import Manifold

_TOLERANCE = 0.05
"""Edges shorter than this (mm) are collapsed after a cut."""
_CRUMB = 0.005
"""Pieces (and hollows) smaller than this share of what is left are dropped."""
_NEAREST = 3


def manifold_of(mesh: Mesh) -> Manifold:
    """A mesh as Manifold's solid.

    Raises
    ------
    RecipeError
        Where it is not closed or not oriented.
    """
    import manifold3d

    solid = manifold3d.Manifold(
        manifold3d.Mesh64(
            np.ascontiguousarray(mesh.points, np.float64),
            np.ascontiguousarray(mesh.faces, np.uint64),
        )
    )
    if solid.status() != manifold3d.Error.NoError:
        raise RecipeError(
            f"the shape is no closed solid ({solid.status().name})",
            remedy="Look for faces that are missing or turned over.",
        )
    return solid


def shared(one: Mesh, other: Mesh) -> float:
    """Volume (cubic mm) that lies in both meshes."""
    return float((manifold_of(one) ^ manifold_of(other)).volume())


def cut(mesh: Mesh, cutters: list[Mesh]) -> Mesh:
    """A mesh without what lies in any of the cutters.

    Parameters
    ----------
    mesh
        What is cut; its vertices keep their texture coordinates, those of the cut take them
        from the nearest ones.
    cutters
        What cuts.

    Returns
    -------
    Mesh
        Closed and oriented outward, without crumbs.

    Raises
    ------
    RecipeError
        Where nothing is left.
    """
    solid = manifold_of(mesh)
    for cutter in cutters:
        solid = solid - manifold_of(cutter)
    solid = solid.simplify(_TOLERANCE)
    least = _CRUMB * solid.volume()
    kept = [piece for piece in solid.decompose() if abs(piece.volume()) > least]
    if not kept:
        raise RecipeError(
            "nothing is left of it beside its neighbours.",
            remedy="Move it out of them, or make them smaller.",
        )
    pieces = [piece.to_mesh64() for piece in kept]
    offsets = np.cumsum([0] + [len(piece.vert_properties) for piece in pieces[:-1]])
    points = np.concatenate([np.asarray(piece.vert_properties)[:, :3] for piece in pieces])
    faces = np.concatenate(
        [np.asarray(p.tri_verts).astype(np.int64) + k for p, k in zip(pieces, offsets, strict=True)]
    ).astype(np.int32)
    uv = None if mesh.uv is None else _carried(mesh.points, mesh.uv, points)
    return Mesh(np.ascontiguousarray(points, np.float64), faces, uv)


def _carried(source: Floats, values: Floats, points: Floats) -> Floats:
    """Values at points, weighed by nearness to the nearest sources."""
    gap, near = cKDTree(source).query(points, k=min(_NEAREST, len(source)))
    weight = 1.0 / np.maximum(gap, 1e-6)
    weight /= weight.sum(axis=1, keepdims=True)
    return np.asarray(np.einsum("nk,nkc->nc", weight, values[near]))
