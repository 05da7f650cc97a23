"""Weights of the skin: it goes with what lies beneath it, evened out over its surface."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_matrix, csc_matrix, diags
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.weights import INFLUENCES

Floats = NDArray[np.float64]

_ASKED, _TAKEN = 40, 8
"""So many of the nearest places beneath are looked at; so many that lie inwards are taken."""
_INWARD = 0.3
"""Beneath is what lies within about 70 degrees of straight inwards."""
_WIDTH, _LEAST_MM = 0.45, 6.0
"""Weights are evened out over this share of how deep the bone lies, and no less than so far."""
_FARTHER, _SPARE_MM = 1.6, 4.0
"""What lies so many times deeper than the nearest, and so many mm, is of something else."""
_TRUST = 1e-3
"""What a vertex with nothing beneath it counts by."""


def skin_shares(skin: Mesh, beneath: Floats, shares: Floats, bone: Floats) -> Floats:
    """How much of each segment every vertex of the skin has, ``(n, segments)``.

    Parameters
    ----------
    skin
        The skin.
    beneath, shares
        Places ``(m, 3)`` beneath it, and what they move with ``(m, segments)``.
    bone
        How far (mm) the nearest bone is from each vertex, ``(n,)``.
    """
    seeds, sure = _seeds(skin, beneath, shares)
    spread = spreading(skin)
    wide = splu(smoother(spread, np.ones(len(bone)), 30.0**2)).solve(bone)
    across = np.maximum(_WIDTH * np.minimum(wide, 1.5 * bone), _LEAST_MM)
    trust = np.where(sure, 1.0, _TRUST)
    solver = splu(smoother(spread, trust, across**2))
    used = np.flatnonzero(seeds.sum(axis=0) > 0)
    evened = np.zeros_like(seeds)
    evened[:, used] = np.maximum(solver.solve(trust[:, None] * seeds[:, used]), 0.0)
    found: Floats = evened / evened.sum(axis=1, keepdims=True)
    return found


def few(shares: Floats) -> Floats:
    """Shares of the four segments that count most, less the fifth's: nowhere is a step."""
    fifth = np.partition(shares, -INFLUENCES - 1, axis=1)[:, -INFLUENCES - 1]
    kept = np.maximum(shares - fifth[:, None], 0.0)
    found: Floats = kept / kept.sum(axis=1, keepdims=True)
    return found


def _seeds(skin: Mesh, beneath: Floats, shares: Floats) -> tuple[Floats, NDArray[np.bool_]]:
    """What lies straight beneath each vertex moves with, and where there is anything."""
    away, found = cKDTree(beneath).query(skin.points, k=_ASKED)
    way = beneath[found] - skin.points[:, None]
    inward = -np.einsum("nkj,nj->nk", way, skin.normals()) > _INWARD * away
    nearest = np.where(inward, away, np.inf).min(axis=1, keepdims=True)
    inward &= away <= _FARTHER * nearest + _SPARE_MM
    place = np.where(inward, inward.cumsum(axis=1), _ASKED)
    near = np.where(place <= _TAKEN, 1.0 / (away + 1.0) ** 2, 0.0)
    near = np.where(inward, near, 0.0)
    total = near.sum(axis=1, keepdims=True)
    rows = np.repeat(np.arange(len(skin.points)), _ASKED)
    values = (near / np.maximum(total, 1e-12)).ravel()
    mixed = coo_matrix((values, (rows, found.ravel())), shape=(len(skin.points), len(beneath)))
    return np.asarray(mixed.tocsr() @ shares), total[:, 0] > 0


def spreading(skin: Mesh) -> csc_matrix:
    """How weights run from vertex to vertex: the Laplacian of the surface, a vertex at a time."""
    count = len(skin.points)
    corners = skin.points[skin.faces]
    rows, columns, values = [], [], []
    for k in range(3):
        one, other, apex = (corners[:, (k + j) % 3] for j in range(3))
        to_one, to_other = one - apex, other - apex
        twice = np.linalg.norm(np.cross(to_one, to_other), axis=1)
        half = np.clip((to_one * to_other).sum(axis=1) / np.maximum(twice, 1e-9), 0.05, 5.0) / 2
        rows += [skin.faces[:, k], skin.faces[:, (k + 1) % 3]]
        columns += [skin.faces[:, (k + 1) % 3], skin.faces[:, k]]
        values += [half, half]
    joined = coo_matrix(
        (np.concatenate(values), (np.concatenate(rows), np.concatenate(columns))),
        shape=(count, count),
    ).tocsc()
    area = np.zeros(count)
    faces = np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    for k in range(3):
        np.add.at(area, skin.faces[:, k], faces / 6)
    laplacian = diags(np.asarray(joined.sum(axis=1)).ravel()) - joined
    return csc_matrix(diags(1.0 / np.maximum(area, 1e-3)) @ laplacian)


def smoother(spread: csc_matrix, trust: Floats, squared: Floats | float) -> csc_matrix:
    """Trust on the diagonal, and spreading over the square of a length."""
    lengths = np.broadcast_to(np.asarray(squared), (spread.shape[0],))
    return csc_matrix(diags(trust) + diags(lengths) @ spread)
