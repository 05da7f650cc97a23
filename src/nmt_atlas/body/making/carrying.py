"""Texture coordinates carried from one surface to points that lie near it.

Whoever takes them from the nearest vertex turns the fibres of every triangle a little at
random, which is seen as wood grain. So they are taken from the nearest place on the surface.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Mesh

_NEAREST = 16
"""Triangles, by their middles, among which the nearest place is looked for."""
_TINY = 1e-12
_CHUNK = 20_000


def carried(source: Mesh, points: Floats) -> Floats:
    """The texture coordinates of the nearest places on a surface, ``(n, 2)``.

    Parameters
    ----------
    source
        A mesh with texture coordinates.
    points
        ``(n, 3)`` points on it or near it.
    """
    if source.uv is None:
        raise ValueError("the surface has no texture coordinates")
    corners = source.points[source.faces]
    tree = cKDTree(corners.mean(axis=1))
    found = np.empty((len(points), 2))
    for start in range(0, len(points), _CHUNK):
        part = points[start : start + _CHUNK]
        near = np.atleast_2d(tree.query(part, k=min(_NEAREST, len(corners)))[1].T).T
        shares, gap = _nearest_places(part, corners[near])
        best = gap.argmin(axis=1)
        row = np.arange(len(part))
        values = source.uv[source.faces[near[row, best]]]
        found[start : start + _CHUNK] = np.einsum("nk,nkc->nc", shares[row, best], values)
    return found


def _nearest_places(points: Floats, corners: Floats) -> tuple[Floats, NDArray[np.float64]]:
    """For each point and each of its triangles, the nearest place: its shares, its distance.

    ``corners`` is ``(n, k, 3, 3)``; shares are ``(n, k, 3)``, distances ``(n, k)``.
    """
    a, b, c = (corners[:, :, k] for k in range(3))
    inside = _within(points[:, None, :] - a, b - a, c - a)
    tried = [inside]
    zero = np.zeros(inside.shape[:2])
    for first, second in ((0, 1), (1, 2), (2, 0)):
        start, side = corners[:, :, first], corners[:, :, second] - corners[:, :, first]
        along = _dot(points[:, None, :] - start, side)
        share = np.clip(along / np.maximum(_dot(side, side), _TINY), 0.0, 1.0)
        shares = [zero, zero, zero]
        shares[first], shares[second] = 1.0 - share, share
        tried.append(np.stack(shares, axis=-1))
    every = np.stack(tried)
    gap = np.linalg.norm(np.einsum("tnkv,nkvc->tnkc", every, corners) - points[:, None], axis=-1)
    gap[0][(inside < 0.0).any(axis=-1)] = np.inf
    best = gap.argmin(axis=0)
    row, column = np.indices(best.shape)
    return every[best, row, column], gap[best, row, column]


def _within(way: Floats, one: Floats, other: Floats) -> Floats:
    """Shares of three corners at the foot of the perpendicular; below 0 where it lies outside."""
    d00, d01, d11 = _dot(one, one), _dot(one, other), _dot(other, other)
    d20, d21 = _dot(way, one), _dot(way, other)
    flat = d00 * d11 - d01 * d01
    safe = np.where(flat > _TINY, flat, 1.0)
    v, w = (d11 * d20 - d01 * d21) / safe, (d00 * d21 - d01 * d20) / safe
    shares = np.stack([1.0 - v - w, v, w], axis=-1)
    return np.where((flat > _TINY)[..., None], shares, -1.0)


def _dot(one: Floats, other: Floats) -> Floats:
    return np.asarray(np.einsum("nkc,nkc->nk", one, other))
