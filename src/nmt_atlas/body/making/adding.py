"""Put new structures into one small layer of a standing pack; every other mesh stays as it is.

A whole build takes minutes and moves every table that names vertices. What gives way to nothing
and moves nothing (ligaments, cartilage, nerves, vessels) can be added by itself: the parts that
stand keep their vertices, triangles and normals, byte for byte as long as the new ones fit on
the file's grid, and the new ones get as many triangles for their surface as those have.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from pathlib import Path

from nmt_atlas.body.making.build import Workshop, sides_of, signed, sound_recipes
from nmt_atlas.body.making.cache import SolidCache
from nmt_atlas.body.making.faults import RelationCheck
from nmt_atlas.body.making.layer import Layer
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.writing import store
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.paths import DataPaths

LAYERS = ("ligaments", "cartilage", "nerves", "vessels")
"""The groups to which structures can be added."""


def add_structures(
    paths: DataPaths,
    layer: str,
    *,
    anew: Collection[str] = (),
    out: Path | None = None,
    progress: Progress = silent,
    cache_dir: Path | None = None,
) -> PackIndex:
    """Build the recipes of a layer that the pack lacks, and write that layer anew.

    Parameters
    ----------
    paths
        Where the recipes are.
    layer
        One of :data:`LAYERS`.
    anew
        Structures of the layer that are built although they stand in the pack.
    out
        The pack's folder; None means the one beside the recipes.
    progress
        Told of each structure.
    cache_dir
        Where built shapes are kept.

    Returns
    -------
    PackIndex
        What ``index.json`` now says.

    Raises
    ------
    DocumentError, RecipeError
        A recipe that cannot be read, makes an impossible shape, or whose relations do not hold
        against what stands.
    PackError
        Where there is no pack, or it cannot be written. The old pack stays in all cases.
    """
    recipes, skin, files = sound_recipes(paths)
    body = Body(out or paths.pack)
    mine = {name: one for name, one in recipes.items() if one.structure().group == layer}
    _check_names(anew, mine, layer)
    standing = {one.id for one in body.index.structures}
    fresh = [name for name in mine if name not in standing or name in anew]
    workshop = Workshop(mine, SolidCache(cache_dir), progress, cache_dir, files)
    meshes = {name: workshop.built(mine[name]).mesh for name in fresh}
    progress("holding the stated relations against it", 0.6)
    check_relations(body, recipes, meshes, workshop)
    parts = [part for name, mesh in meshes.items() for part in sides_of(mine[name], mesh)]
    written: dict[str, bytes] = {}
    index = Layer(body, layer, mine, parts, workshop.cache).put_into(body.index, written)
    index = signed(index, recipes, skin)
    store(body.directory, written, index)
    progress("done", 1.0)
    return index


def _check_names(anew: Collection[str], mine: Mapping[str, Recipe], layer: str) -> None:
    for name in anew:
        if name not in mine:
            raise UnknownIdError(
                f"there is no recipe “{name}” of the layer “{layer}”.",
                remedy=did_you_mean(name, mine),
            )


def check_relations(
    body: Body, recipes: Mapping[str, Recipe], meshes: Mapping[str, Mesh], workshop: Workshop
) -> None:
    """Hold what the new shapes state, and what is stated of them, against the standing body."""
    every = {
        part.structure: body.mesh(part.id)
        for part in body.index.parts
        if part.side != "left" and part.structure in recipes
    }
    known = {name: one for name, one in recipes.items() if name in every or name in meshes}
    check = RelationCheck(known, {**every, **meshes}, workshop.cache, workshop.report)
    check.run(only=meshes.keys())
