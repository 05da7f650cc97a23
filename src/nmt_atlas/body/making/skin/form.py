"""The skin as a function of place: hull, fat pads and modelled features together."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage
from scipy.spatial import cKDTree

from nmt_atlas.body.making.cache import Arrays, SolidCache, key_of, print_of
from nmt_atlas.body.making.skin.hull import Single, resample
from nmt_atlas.body.making.skin.threads import each
from nmt_atlas.body.making.skin.voxels import Grid
from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.shapes.nodes import distance, paired_distance, primitives, smooth_min
from nmt_atlas.domain.skin import FatPad, SkinRecipe

_CODE = ("making/skin", "shapes", "mesh.py")
_MARGIN = 10.0
"""A feature is worked out this far (mm) around itself, besides its blend."""
_GAP = 1.2
"""Below the parting each leg keeps this far (mm) from the median plane."""
_SLOPE = 0.35
"""Gradient of the wedge that opens above the parting."""
_MANY = 200
"""From so many primitives on, a feature is sampled once on a grid of ``_FINE`` mm."""
_FINE = 1.5
_NEAREST = 12
"""So many of the nearest primitives are measured for each sample."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """One feature or pad: where it matters, and its signed distance."""

    low: Floats
    high: Floats
    blend: float
    carve: bool
    corners: Floats | None
    pad: FatPad | None
    sampled: tuple[Single, Grid] | None = None

    @property
    def key(self) -> str:
        """Equal for pieces of equal shape."""
        corners = np.zeros(0) if self.corners is None else self.corners
        pad = "" if self.pad is None else self.pad.model_dump_json()
        return print_of(self.low, self.high, np.array(self.blend), corners) + pad

    def distance(self, points: Floats) -> Floats:
        if self.pad is not None:
            return ellipsoid(self.pad, points)
        if self.sampled is not None:
            field, grid = self.sampled
            at = ((points - grid.low) / grid.step).T
            return np.asarray(ndimage.map_coordinates(field, at, order=1, mode="nearest"), float)
        best = np.full(len(points), 1e3)
        if self.corners is None:
            return best
        reach = (self.corners[..., 3].max(axis=1) + self.blend + _MARGIN)[:, None]
        low = self.corners[..., :3].min(axis=1) - reach
        high = self.corners[..., :3].max(axis=1) + reach
        near = _within(points[:, None], low, high)
        for number in np.flatnonzero(near.any(axis=0)):
            here = near[:, number]
            best[here] = np.minimum(best[here], distance(self.corners[number], points[here]))
        return best


def _within(points: Floats, low: Floats, high: Floats) -> NDArray[np.bool_]:
    """Whether points lie between two corners, the last axis being x, y, z."""
    x, y, z = ((points[..., k] > low[..., k]) & (points[..., k] < high[..., k]) for k in range(3))
    return np.asarray(x & y & z)


def ellipsoid(pad: FatPad, points: Floats) -> Floats:
    """Signed distance to a pad's ellipsoid, good near its surface."""
    z, x = np.radians(pad.turn)
    turn = np.array([[1, 0, 0], [0, np.cos(x), np.sin(x)], [0, -np.sin(x), np.cos(x)]]) @ np.array(
        [[np.cos(z), np.sin(z), 0], [-np.sin(z), np.cos(z), 0], [0, 0, 1]]
    )
    local = (points - np.array(pad.centre)) @ turn.T
    radii = np.array(pad.radii)
    size = np.linalg.norm(local / radii, axis=1)
    steep = np.maximum(np.linalg.norm(local / radii**2, axis=1), 1e-9)
    return np.asarray(size * (size - 1.0) / steep)


class Form:
    """Signed distance in millimetres to the whole skin, inside negative.

    Parameters
    ----------
    field
        The hull's distances on ``grid``.
    grid
        Where they were sampled.
    recipe
        Pads and features.
    cache
        Keeps sampled features; None keeps nothing.
    """

    def __init__(
        self, field: Single, grid: Grid, recipe: SkinRecipe, cache: SolidCache | None = None
    ) -> None:
        self.field = field
        self.grid = grid
        self.recipe = recipe
        self.cache = cache or SolidCache(None)
        self.pieces = [
            *(_pad_piece(pad) for pad in recipe.pads),
            *_feature_pieces(recipe, self.cache),
        ]

    def __call__(self, points: Floats) -> Floats:
        """Distance at each of ``(n, 3)`` points of the right half (or near x = 0)."""
        at = ((points - self.grid.low) / self.grid.step).T
        value = ndimage.map_coordinates(self.field, at, order=1, mode="mirror").astype(float)
        order = np.argsort(points[:, 2], kind="stable")
        height = points[order, 2]
        for piece in self.pieces:
            first = np.searchsorted(height, piece.low[2], side="right")
            last = np.searchsorted(height, piece.high[2], side="left")
            level = order[first:last]
            near = points[level]
            inside = level[_within(near, piece.low, piece.high)]
            if len(inside):
                value[inside] = _added(piece, value[inside], points[inside])
        return self._bounded(value, points)

    def on_grid(self, grid: Grid) -> Single:
        """Distances on a grid, right near the surface (elsewhere only their sign is).

        Parameters
        ----------
        grid
            Where to sample, within the hull's own grid.
        """
        step = self.grid.step
        field = resample(
            self.field,
            [(axis - self.grid.low[k]) / step for k, axis in enumerate(grid.axes())],
        )
        for piece in self.pieces:
            margin = _MARGIN - 3.0
            window = grid.window(piece.low + margin, piece.high - margin)
            block = field[window]
            own = self._kept(piece, grid, window)
            block[...] = _joined(piece, block.ravel(), own).reshape(block.shape)
        parting, floor = self.recipe.parting, self.recipe.floor
        for low, high in (
            ([-40.0, -1e4, -1e4], [1e4, 1e4, parting + 40.0]),
            ([-1e4, -1e4, -1e4], [1e4, 1e4, floor + 12.0]),
        ):
            window = grid.window(np.array(low), np.array(high))
            block = field[window]
            block[...] = self._bounded(block.ravel(), grid.points(window)).reshape(block.shape)
        return field

    def _kept(self, piece: _Piece, grid: Grid, window: tuple[slice, slice, slice]) -> Floats:
        """A piece's own distances in a window of a grid, remembered."""
        where = np.array([[w.start, w.stop] for w in window])
        key = key_of("piece", piece.key, print_of(grid.low, np.array(grid.step), where), code=_CODE)

        def make() -> Arrays:
            return {"own": piece.distance(grid.points(window))}

        return self.cache.arrays(key, make, ("own",))["own"]

    def _bounded(self, value: Floats, points: Floats) -> Floats:
        """Flat soles, and legs that part."""
        value = -smooth_min(-value, points[:, 2] - self.recipe.floor, 4.0)
        above = np.maximum(points[:, 2] - self.recipe.parting, 0.0)
        wedge = points[:, 0] + _GAP - above * (1.0 + _SLOPE)
        return np.asarray(-smooth_min(-value, -wedge, 12.0))

    def gradient(self, points: Floats, step: float = 0.5) -> tuple[Floats, Floats]:
        """Distance ``(n,)`` and its central differences ``(n, 3)``."""
        stencil = step * np.concatenate([np.eye(3), -np.eye(3)])
        around = np.concatenate(each(lambda one: self(points + one), stencil)).reshape(6, -1)
        return around.mean(axis=0), ((around[:3] - around[3:]) / (2.0 * step)).T

    def project(self, points: Floats, rounds: int = 2, reach: float = 1.5) -> Floats:
        """Move points along the gradient onto the skin, at most ``reach`` mm a round."""
        points = points.copy()
        for _ in range(rounds):
            value, slope = self.gradient(points)
            steep = np.maximum((slope**2).sum(axis=1), 0.05)
            step = -(value / steep)[:, None] * slope
            length = np.linalg.norm(step, axis=1, keepdims=True)
            points += step * np.minimum(1.0, reach / np.maximum(length, 1e-9))
        return points


def _added(piece: _Piece, value: Floats, points: Floats) -> Floats:
    return _joined(piece, value, piece.distance(points))


def _joined(piece: _Piece, value: Floats, own: Floats) -> Floats:
    if piece.carve:
        return -smooth_min(-value, own, piece.blend)
    return smooth_min(value, own, piece.blend)


def _pad_piece(pad: FatPad) -> _Piece:
    reach = max(pad.radii) + pad.blend + _MARGIN
    centre = np.array(pad.centre)
    return _Piece(centre - reach, centre + reach, pad.blend, False, None, pad)


def _feature_pieces(recipe: SkinRecipe, cache: SolidCache) -> list[_Piece]:
    found = []
    for part in recipe.features.parts:
        corners = primitives(recipe.features, part)
        reach = part.blend + _MARGIN
        flat = corners.reshape(-1, 4)
        low = (flat[:, :3] - flat[:, 3:]).min(axis=0) - reach
        high = (flat[:, :3] + flat[:, 3:]).max(axis=0) + reach
        if recipe.features.mirror and high[0] > -reach:
            image = corners.copy()
            image[..., 0] = 2.0 * recipe.features.mirror_x - image[..., 0]
            corners = np.concatenate([corners, image])
            high[0] = np.inf
        sampled = _kept(corners, low, high, cache) if len(corners) >= _MANY else None
        found.append(_Piece(low, high, part.blend, part.carve, corners, None, sampled))
    return found


def _kept(corners: Floats, low: Floats, high: Floats, cache: SolidCache) -> tuple[Single, Grid]:
    """:func:`_sampled`, remembered."""
    key = key_of("feature", print_of(corners, low, high), code=_CODE)

    def make() -> Arrays:
        value, grid = _sampled(corners, low, high)
        return {"value": value, "low": grid.low}

    kept = cache.arrays(key, make)
    x, y, z = kept["value"].shape
    return kept["value"], Grid(kept["low"], _FINE, (x, y, z))


def _sampled(corners: Floats, low: Floats, high: Floats) -> tuple[Single, Grid]:
    """Distance to many small primitives on a grid between two corners, as far as x = 0."""
    top = np.minimum(high, [_MARGIN, np.inf, np.inf])
    counts = np.ceil((top - low) / _FINE).astype(int) + 1
    grid = Grid(low, _FINE, (int(counts[0]), int(counts[1]), int(counts[2])))
    points = grid.points((slice(None), slice(None), slice(None)))
    middle = corners[:, :, :3].mean(axis=1)
    size = np.linalg.norm(corners[:, :, :3] - middle[:, None], axis=2) + corners[:, :, 3]
    tree = cKDTree(middle)
    reach = float(size.max()) + 2.0 * _MARGIN
    near = np.flatnonzero(tree.query(points, distance_upper_bound=reach)[0] < reach)
    value = np.full(len(points), reach, dtype=np.float32)
    for some in np.array_split(near, max(1, len(near) // 40000)):
        which = tree.query(points[some], k=_NEAREST)[1]
        pairs = np.repeat(points[some], _NEAREST, axis=0)
        gaps = paired_distance(corners[which.ravel()], pairs)
        value[some] = gaps.reshape(-1, _NEAREST).min(axis=1)
    return value.reshape(grid.shape), grid
