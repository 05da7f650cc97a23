"""Solid parts on a regular grid: which grid points lie inside any of them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Ints, Mesh

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


def fill(meshes: Iterable[Mesh], grid: Grid) -> NDArray[np.bool_]:
    """Mark every grid point inside a closed mesh or near a surface.

    Closed meshes are filled by winding number along columns in z; of open ones, and of sheets
    thinner than the grid, the surface alone is marked.

    Parameters
    ----------
    meshes
        Meshes in millimetres, faces outward.
    grid
        Where to sample.

    Returns
    -------
    ndarray
        Boolean, of the grid's shape.
    """
    winding = np.zeros((grid.shape[0] * grid.shape[1], grid.shape[2] + 1), dtype=np.int16)
    surface = np.zeros(grid.shape, dtype=bool)
    for mesh in meshes:
        low, high = mesh.bounds
        if (high < grid.low).any() or (low > grid.low + grid.step * np.array(grid.shape)).any():
            continue
        if mesh.is_closed():
            wind(winding, mesh, grid)
        index = grid.index(_samples(mesh, grid.step))
        surface[index[:, 0], index[:, 1], index[:, 2]] = True
    inside = np.cumsum(winding, axis=1, dtype=np.int16)[:, :-1] > 0
    return np.asarray(surface | inside.reshape(grid.shape))


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


def wind(winding: NDArray[np.int16], mesh: Mesh, grid: Grid) -> None:
    """Add each face's crossing to the columns in z that pass through it.

    Parameters
    ----------
    winding
        ``(columns, levels + 1)``; summed up along the levels it tells how often each grid
        point is enclosed.
    mesh
        Faces outward.
    grid
        Where to sample.
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
    np.add.at(winding, (row, level), sign[hit].astype(np.int16))


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
