"""Solid parts on a regular grid: which grid points lie inside any of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.making.cache import Arrays, SolidCache, key_of, print_of
from nmt_atlas.body.mesh import Floats, Ints, Mesh

Index = NDArray[np.int64]

_CODE = ("making/skin/voxels.py", "mesh.py")
_NUDGE = 1.37e-4
"""Columns are set off the grid by this share of a step, so that none runs through an edge."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A regular grid of points in the body frame.

    Attributes
    ----------
    low
        ``(3,)`` lowest corner in millimetres.
    step
        Distance of neighbouring points in millimetres.
    shape
        Points along x, y, z.
    """

    low: Floats
    step: float
    shape: tuple[int, int, int]

    def axes(self) -> tuple[Floats, Floats, Floats]:
        """Coordinates along x, y and z in millimetres."""
        x, y, z = (self.low[k] + self.step * np.arange(self.shape[k]) for k in range(3))
        return x, y, z

    def index(self, points: Floats) -> NDArray[np.int64]:
        """Nearest grid point of each of ``(n, 3)`` points, without those off the grid."""
        nearest = np.rint((points - self.low) / self.step).astype(np.int64)
        inside = ((nearest >= 0) & (nearest < np.array(self.shape))).all(axis=1)
        return np.asarray(nearest[inside])

    def window(self, low: Floats, high: Floats) -> tuple[slice, slice, slice]:
        """Slices of the points between two corners (at least one point each)."""
        first = np.clip(np.floor((low - self.low) / self.step), 0, np.array(self.shape) - 1)
        last = np.clip(np.ceil((high - self.low) / self.step) + 1, first + 1, self.shape)
        x, y, z = (slice(int(a), int(b)) for a, b in zip(first, last, strict=True))
        return x, y, z

    def points(self, window: tuple[slice, slice, slice]) -> Floats:
        """``(n, 3)`` coordinates of a window's points in C order."""
        axes = [axis[part] for axis, part in zip(self.axes(), window, strict=True)]
        return np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, 3)


def fill(meshes: Iterable[Mesh], grid: Grid, cache: SolidCache | None = None) -> NDArray[np.bool_]:
    """Mark every grid point inside a closed mesh or near a surface.

    Closed meshes are filled by winding number along columns in z; of open ones, and of sheets
    thinner than the grid, the surface alone is marked.

    Parameters
    ----------
    meshes
        Meshes in millimetres, faces outward.
    grid
        Where to sample.
    cache
        Keeps what each mesh marks; None keeps nothing.

    Returns
    -------
    ndarray
        Boolean, of the grid's shape.
    """
    cache = cache or SolidCache(None)
    winding = np.zeros((grid.shape[0] * grid.shape[1], grid.shape[2] + 1), dtype=np.int16)
    surface = np.zeros(grid.shape, dtype=bool)
    place = np.array([*grid.low, grid.step, *grid.shape])
    for mesh in meshes:
        low, high = mesh.bounds
        if (high < grid.low).any() or (low > grid.low + grid.step * np.array(grid.shape)).any():
            continue
        key = key_of("marks", print_of(mesh.points, mesh.faces, place), code=_CODE)
        marks = cache.arrays(key, partial(_marks, mesh, grid), ("column", "level", "surface"))
        np.add.at(winding, (marks["column"], marks["level"]), marks["sign"])
        surface.ravel()[marks["surface"]] = True
    inside = np.cumsum(winding, axis=1, dtype=np.int16)[:, :-1] > 0
    return np.asarray(surface | inside.reshape(grid.shape))


def _marks(mesh: Mesh, grid: Grid) -> Arrays:
    """Where columns enter and leave a mesh, and the grid points at its surface."""
    column, level, sign = np.zeros((3, 0), dtype=np.int64)
    if mesh.is_closed():
        column, level, sign = passages(mesh, grid)
    index = grid.index(_samples(mesh, grid.step))
    flat = np.unique(np.ravel_multi_index(tuple(index.T), grid.shape))
    return {
        "column": column.astype(np.int32),
        "level": level.astype(np.int16),
        "sign": sign.astype(np.int16),
        "surface": flat.astype(np.int32),
    }


def _samples(mesh: Mesh, step: float) -> Floats:
    """Vertices, and points on the faces that are larger than the grid's step."""
    corners = mesh.points[mesh.faces]
    found = [mesh.points]
    longest = np.linalg.norm(corners - np.roll(corners, 1, axis=1), axis=2).max(axis=1)
    large = corners[longest > step]
    if len(large):
        parts = int(min(np.ceil(longest.max() / step), 12))
        for i in range(parts + 1):
            for j in range(parts + 1 - i):
                share = np.array([i, j, parts - i - j]) / parts
                found.append(np.einsum("c,ncd->nd", share, large))
    return np.concatenate(found)


def passages(mesh: Mesh, grid: Grid) -> tuple[Index, Index, Index]:
    """Where columns in z pass through a mesh's faces.

    Parameters
    ----------
    mesh
        Faces outward.
    grid
        Where to sample.

    Returns
    -------
    column, level, sign
        ``(n,)`` each: the column's number, the first grid point beyond the face (the number of
        points where there is none), and 1 for entering or -1 for leaving.
    """
    scaled = (mesh.points - grid.low) / grid.step + [_NUDGE, _NUDGE * 1.7, 0.0]
    corners = scaled[mesh.faces]
    first = np.ceil(corners[..., :2].min(axis=1)).astype(int)
    last = np.floor(corners[..., :2].max(axis=1)).astype(int)
    first = np.maximum(first, 0)
    last = np.minimum(last, np.array(grid.shape[:2]) - 1)
    size = np.maximum(last - first + 1, 0)
    count = size[:, 0] * size[:, 1]
    face = np.repeat(np.arange(len(corners)), count)
    offset = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count, count)
    column = first[face] + np.stack([offset // size[face, 1], offset % size[face, 1]], axis=1)
    hit, height, sign = _crossings(corners[face], column)
    level = np.clip(np.ceil(height[hit]), 0, grid.shape[2]).astype(int)
    row = column[hit, 0] * grid.shape[1] + column[hit, 1]
    return row, level, sign[hit]


def _crossings(
    corners: Floats, column: Ints
) -> tuple[NDArray[np.bool_], Floats, NDArray[np.int64]]:
    """Whether each column meets its face, at what height, and entering (1) or leaving (-1)."""
    a, b, c = (corners[:, k, :2] - column for k in range(3))
    alpha, beta, gamma = _cross(b, c), _cross(c, a), _cross(a, b)
    total = alpha + beta + gamma
    hit = ((alpha > 0) & (beta > 0) & (gamma > 0)) | ((alpha < 0) & (beta < 0) & (gamma < 0))
    safe = np.where(hit, total, 1.0)
    height = (alpha * corners[:, 0, 2] + beta * corners[:, 1, 2] + gamma * corners[:, 2, 2]) / safe
    return hit, height, np.where(total < 0, 1, -1)


def _cross(a: Floats, b: Floats) -> Floats:
    return np.asarray(a[:, 0] * b[:, 1] - a[:, 1] * b[:, 0])
