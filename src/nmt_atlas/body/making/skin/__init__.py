"""The skin: the offset, softened hull of all parts with face, hands and feet modelled on top."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from nmt_atlas.body.making.cache import SolidCache, canonical, key_of, print_of
from nmt_atlas.body.making.skin.fills import filled
from nmt_atlas.body.making.skin.form import Form
from nmt_atlas.body.making.skin.hull import hull, solid_of
from nmt_atlas.body.making.skin.remesh import compact, remesh, split_bridges
from nmt_atlas.body.making.skin.tints import tints_of
from nmt_atlas.body.making.skin.voxels import Grid
from nmt_atlas.body.mesh import Floats, Ints, Mesh
from nmt_atlas.body.shapes.solid import Solid
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.skin import SkinRecipe, SkinTints

__all__ = ["build_skin", "filled", "skin_form", "tints_of"]

_CODE = ("making/skin", "shapes", "mesh.py")
_CONTOUR = 2.0
"""Step of the grid that the form is contoured on, in millimetres."""
_TINY = 1e-3
"""Distances nearer to 0 than this (mm) would make vertices coincide on a grid point."""
_PAD = 30.0
"""Air around the parts in the grid, in millimetres."""


def build_skin(
    parts: Mapping[str, Mesh], recipe: SkinRecipe, cache: SolidCache | None = None
) -> Mesh:
    """Build the skin over the parts of a body.

    What the skin is drawn over are the grid points inside the parts; while these stay the same,
    a kept skin is taken.

    Parameters
    ----------
    parts
        Every part by id, both sides, in millimetres of the body frame.
    recipe
        The skin's recipe (``meshes/skin/skin.json``).
    cache
        Keeps skins and sampled features; None keeps nothing.

    Returns
    -------
    Mesh
        One closed mesh, mirrored exactly in x = 0, oriented outward.

    Raises
    ------
    RecipeError
        Where there is nothing to draw the skin over.
    """
    cache = cache or SolidCache(None)
    grid = _grid_over(parts, recipe)
    solid = solid_of(parts.values(), recipe, grid, cache)
    place = np.array([*grid.low, grid.step, *grid.shape])
    shaped = recipe.model_copy(update={"tints": SkinTints()})
    key = key_of("skin", canonical(shaped), print_of(np.packbits(solid), place), code=_CODE)

    def make() -> Solid:
        return Solid(_over(Form(hull(solid, recipe, grid, cache), grid, recipe, cache), recipe))

    return cache.get(key, make).mesh


def _over(form: Form, recipe: SkinRecipe) -> Mesh:
    """The form as an even mesh of both sides."""
    points, faces = _contour(form)
    points, faces = remesh(
        points, faces, lambda at: edge_length(recipe, at), lambda at: form.project(at, 1)
    )
    points, faces = split_bridges(points, faces)
    middle = points[:, 0] == 0.0
    points = form.project(points, 2)
    points[middle, 0] = 0.0
    return _whole(points, faces)


def skin_form(parts: Mapping[str, Mesh], recipe: SkinRecipe) -> Form:
    """The skin as a function of place, before it is contoured."""
    grid = _grid_over(parts, recipe)
    return Form(hull(solid_of(parts.values(), recipe, grid), recipe, grid), grid, recipe)


def _grid_over(parts: Mapping[str, Mesh], recipe: SkinRecipe) -> Grid:
    """The grid of the hull: the right half of all parts, with air around."""
    if not parts:
        raise RecipeError("there are no parts to draw the skin over", where="skin")
    low = np.min([mesh.points.min(axis=0) for mesh in parts.values()], axis=0) - _PAD
    high = np.max([mesh.points.max(axis=0) for mesh in parts.values()], axis=0) + _PAD
    step = recipe.spacing
    low[0] = step * np.floor(low[0] / step)
    high[0] = 0.0
    shape = np.ceil((high - low) / step).astype(int) + 1
    return Grid(low, step, (int(shape[0]), int(shape[1]), int(shape[2])))


def edge_length(recipe: SkinRecipe, points: Floats) -> Floats:
    """Wanted edge length in millimetres at each point; passes over within 40 % of a radius."""
    size = np.full(len(points), recipe.edge)
    order = np.argsort(points[:, 2], kind="stable")
    height = points[order, 2]
    for detail in recipe.details:
        reach = 1.25 * detail.radius
        first, last = np.searchsorted(height, detail.centre[2] + np.array([-reach, reach]))
        near = order[first:last]
        away = np.linalg.norm(points[near] - np.array(detail.centre), axis=1) / detail.radius
        share = np.clip((away - 0.75) / 0.5, 0.0, 1.0)
        size[near] = np.minimum(size[near], detail.edge + share * (recipe.edge - detail.edge))
    return size


def _contour(form: Form) -> tuple[Floats, Ints]:
    """The largest closed surface of the right half, open at x = 0."""
    import pyvista as pv

    low = form.grid.low
    high = low + form.grid.step * (np.array(form.grid.shape) - 1)
    low = np.array([_CONTOUR * np.floor(low[0] / _CONTOUR), low[1], low[2]])
    counts = np.floor((np.array([0.0, high[1], high[2]]) - low) / _CONTOUR + 1e-6).astype(int) + 1
    grid = Grid(low, _CONTOUR, (int(counts[0]), int(counts[1]), int(counts[2])))
    field = form.on_grid(grid)
    field[np.abs(field) < _TINY] = _TINY
    image = pv.ImageData(dimensions=grid.shape, spacing=(_CONTOUR,) * 3, origin=tuple(low))
    image.point_data["distance"] = field.ravel(order="F")
    surface = image.contour([0.0], scalars="distance", method="flying_edges")
    if surface.n_cells == 0:
        raise RecipeError("the skin is empty", where="skin", remedy="Check offsets and limbs.")
    surface = surface.connectivity("largest")
    faces = np.asarray(surface.faces).reshape(-1, 4)[:, 1:].astype(np.int32)
    points = np.asarray(surface.points, dtype=np.float64)
    points[np.abs(points[:, 0]) < _TINY, 0] = 0.0
    return compact(points, faces)


def _whole(points: Floats, faces: Ints) -> Mesh:
    """The half and its mirror image, joined at x = 0."""
    n = len(points)
    middle = points[:, 0] == 0.0
    image = np.empty(n, dtype=np.int64)
    image[middle] = np.flatnonzero(middle)
    image[~middle] = n + np.arange(int((~middle).sum()))
    left = points[~middle] * [-1.0, 1.0, 1.0]
    mesh = Mesh(
        np.concatenate([points, left]),
        np.concatenate([faces, image[faces][:, ::-1]]).astype(np.int32),
    )
    if mesh.volume < 0:
        return Mesh(mesh.points, mesh.faces[:, ::-1].copy())
    return mesh
