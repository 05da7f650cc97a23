"""The skin's hull: the parts, closed limb by limb, set off and softened."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from scipy import ndimage

from nmt_atlas.body.making.cache import Arrays, SolidCache, canonical, key_of, print_of
from nmt_atlas.body.making.skin.threads import each
from nmt_atlas.body.making.skin.voxels import Grid, fill
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.shapes.loft import build_loft
from nmt_atlas.body.shapes.nodes import catmull_rom, distance
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.skin import SkinLimb, SkinRecipe

Mask = NDArray[np.bool_]
Single = NDArray[np.float32]

_CODE = ("making/skin/hull.py",)
_COARSE = 4
"""Limb shares are found on every fourth grid point and interpolated between."""
_SHARE = 9.0
"""Millimetres over which offset and softness of one limb pass over to the next one's."""
_FAR = 40.0
"""Distances are cut off at this many millimetres."""


def solid_of(
    parts: Iterable[Mesh], recipe: SkinRecipe, grid: Grid, cache: SolidCache | None = None
) -> Mask:
    """Grid points inside the parts or the recipe's fillings."""
    return fill([*parts, *(build_loft(one, 8.0).mesh for one in recipe.filling)], grid, cache)


def hull(solid: Mask, recipe: SkinRecipe, grid: Grid, cache: SolidCache | None = None) -> Single:
    """Signed distance in millimetres to the softened skin over the parts (inside negative).

    Parameters
    ----------
    solid
        Where the parts are, see :func:`solid_of`.
    recipe
        The skin's recipe.
    grid
        Where to sample; its last plane is x = 0.
    cache
        Keeps closed limbs; None keeps nothing.
    """
    reach = limb_distances(recipe, grid)
    closed = _close_limbs(solid, recipe, grid, reach, cache or SolidCache(None))
    field = np.clip(_signed(closed, grid.step), -_FAR, _FAR).astype(np.float32)
    shares = _shares(reach)
    field -= _spread(shares, [limb.offset for limb in recipe.limbs], grid)
    return _soften(field, shares, recipe, grid)


def limb_distances(recipe: SkinRecipe, grid: Grid) -> Single:
    """Distance from every limb's axis less its radius: ``(limbs, x, y, z)`` on a coarse grid."""
    axes = [axis[::_COARSE] for axis in _padded_axes(grid)]
    points = np.stack(np.meshgrid(*axes, indexing="ij"), -1).reshape(-1, 3)
    shape = tuple(len(axis) for axis in axes)
    found = []
    for limb in recipe.limbs:
        row = np.array(limb.axis)
        row = catmull_rom(row, 2) if len(row) > 2 else row
        best = np.full(len(points), np.inf)
        for a, b in pairwise(row):
            np.minimum(best, distance(np.stack([a, b, b]), points), out=best)
        found.append(best.reshape(shape).astype(np.float32))
    return np.stack(found)


def _padded_axes(grid: Grid) -> list[Floats]:
    """The grid's axes, lengthened so that the coarse points enclose the fine ones."""
    counts = [-(-(n - 1) // _COARSE) * _COARSE + 1 for n in grid.shape]
    return [grid.low[k] + grid.step * np.arange(counts[k]) for k in range(3)]


def _fine(coarse: Single, grid: Grid) -> Single:
    """Linear interpolation from the coarse grid to the fine one."""
    return resample(coarse, [np.arange(n) / _COARSE for n in grid.shape])


def resample(field: Single, places: list[Floats]) -> Single:
    """Linear interpolation of a field at places along each axis, counted in its own steps."""
    for axis, place in enumerate(places):
        at = np.clip(place, 0.0, field.shape[axis] - 1.0)
        low = np.minimum(at.astype(int), field.shape[axis] - 2)
        share = (at - low).astype(np.float32).reshape([-1 if k == axis else 1 for k in range(3)])
        first = np.take(field, low, axis=axis)
        field = first + share * (np.take(field, low + 1, axis=axis) - first)
    return field


def _close_limbs(
    solid: Mask, recipe: SkinRecipe, grid: Grid, reach: Single, cache: SolidCache
) -> Mask:
    """Close each limb's share of the solid by itself and join the results."""
    order = {limb.id: k for k, limb in enumerate(recipe.limbs)}
    owner, near = _territories(recipe, grid, reach, cache)
    whole = np.zeros(grid.shape, dtype=bool)
    for k, limb in enumerate(recipe.limbs):
        if limb.modelled:
            continue
        share = solid & (owner == k)
        for name in limb.joins:
            if name not in order:
                raise RecipeError(
                    f"limb {limb.id!r} joins {name!r}, which is not among the limbs",
                    where=f"/limbs/{k}/joins",
                    remedy="Check the spelling, or add the limb.",
                )
            if not recipe.limbs[order[name]].modelled:
                share |= solid & (owner == order[name]) & near(k)
        _close(whole, share, limb, grid, cache)
    return whole


def _territories(
    recipe: SkinRecipe, grid: Grid, reach: Single, cache: SolidCache
) -> tuple[NDArray[np.int8], Callable[[int], Mask]]:
    """Which limb each grid point belongs to, and a limb's points with those within its reach."""
    key = key_of("territories", canonical(recipe), print_of(reach), str(grid.shape), code=_CODE)

    def make() -> Arrays:
        nearest = np.full(grid.shape, np.inf, dtype=np.float32)
        owner = np.zeros(grid.shape, dtype=np.int8)
        for k in range(len(recipe.limbs)):
            own = _fine(reach[k], grid)
            nearer = own < nearest
            nearest[nearer] = own[nearer]
            owner[nearer] = k
        found: Arrays = {"owner": owner}
        for k, limb in enumerate(recipe.limbs):
            if limb.joins and not limb.modelled:
                near = _fine(reach[k], grid) < nearest + limb.reach
                found[f"near{k}"] = np.packbits(near)
        return found

    kept = cache.arrays(key, make, ("owner",))

    def near(limb: int) -> Mask:
        bits = np.unpackbits(kept[f"near{limb}"], count=kept["owner"].size)
        return np.asarray(bits.reshape(grid.shape).astype(bool))

    return kept["owner"], near


def _close(whole: Mask, share: Mask, limb: SkinLimb, grid: Grid, cache: SolidCache) -> None:
    """Add one limb's closed solid to the whole, within the window that it needs.

    A limb in the midline is mirrored in x = 0, the grid's last plane, as far as its closing
    reaches.
    """
    index = np.argwhere(share)
    if not len(index):
        return
    pad = int(np.ceil(limb.closing / grid.step)) + 2
    low = np.maximum(index.min(axis=0) - pad, 0)
    high = np.minimum(index.max(axis=0) + pad + 1, grid.shape)
    window = tuple(slice(int(a), int(b)) for a, b in zip(low, high, strict=True))
    part = share[window]
    if limb.closing > 0:
        midline = max(node[0] for node in limb.axis) > -20.0 and high[0] == grid.shape[0]
        part = part | _kept(part, limb.closing, grid.step, pad, midline, cache=cache)
    whole[window] |= part


def _kept(
    part: Mask, radius: float, step: float, pad: int, mirrored: bool, *, cache: SolidCache
) -> Mask:
    """:func:`_closed`, remembered."""
    how = f"{part.shape} {radius} {step} {pad} {mirrored}"
    key = key_of("closed", print_of(np.packbits(part)), how, code=_CODE)

    def make() -> Arrays:
        return {"bits": np.packbits(_closed(part, radius, step, pad, mirrored))}

    bits = np.unpackbits(cache.arrays(key, make, ("bits",))["bits"], count=part.size)
    return np.asarray(bits.reshape(part.shape).astype(bool))


def _closed(part: Mask, radius: float, step: float, pad: int, mirrored: bool) -> Mask:
    beyond = part[-2 : -2 - min(2 * pad, len(part) - 1) : -1] if mirrored else part[:0]
    wide = np.pad(np.concatenate([part, beyond]), pad)
    wide = ndimage.distance_transform_edt(~wide, sampling=step) <= radius
    closed = ndimage.distance_transform_edt(wide, sampling=step) > radius
    x, y, z = part.shape
    return np.asarray(closed[pad : pad + x, pad : pad + y, pad : pad + z])


def _signed(solid: Mask, step: float) -> Floats:
    outside, inside = each(
        lambda mask: ndimage.distance_transform_edt(mask, sampling=step), (~solid, solid)
    )
    return np.asarray(outside - inside)


def _shares(reach: Single) -> Single:
    """How much of each coarse point belongs to each limb; they add up to 1."""
    weight = np.exp(-(reach - reach.min(axis=0)) / _SHARE)
    return np.asarray(weight / weight.sum(axis=0))


def _spread(shares: Single, values: list[float], grid: Grid) -> Single:
    return _fine(np.einsum("l...,l->...", shares, np.asarray(values, np.float32)), grid)


def _soften(field: Single, shares: Single, recipe: SkinRecipe, grid: Grid) -> Single:
    """Blur by each limb's softness, passing over between a few degrees of blur."""
    softness = _spread(shares, [limb.softness for limb in recipe.limbs], grid)
    levels = sorted({limb.softness for limb in recipe.limbs})
    levels = [levels[0], 0.5 * (levels[0] + levels[-1]), levels[-1]]
    result, *more = each(lambda level: _blurred(field, level, grid), levels)
    for (below, above), blurred in zip(pairwise(levels), more, strict=True):
        if above - below < 1e-6:
            continue
        share = np.clip((softness - below) / (above - below), 0.0, 1.0)
        result += share * (blurred - result)
    return np.asarray(result)


def _blurred(field: Single, width: float, grid: Grid) -> Single:
    """Gaussian blur of ``width`` mm; the field goes on beyond x = 0 as its mirror image."""
    modes = ("mirror", "nearest", "nearest")
    return np.asarray(ndimage.gaussian_filter(field, width / grid.step, mode=modes))
