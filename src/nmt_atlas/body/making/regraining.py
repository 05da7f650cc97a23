"""The fibres of a standing body carried anew from its recipes: places and triangles stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from nmt_atlas.body.making.build import Workshop, sound_recipes
from nmt_atlas.body.making.cache import SolidCache
from nmt_atlas.body.making.carrying import carried
from nmt_atlas.body.making.layer import standing, told_anew
from nmt_atlas.body.making.packing import in_order, write_group
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.reading import open_file
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.writing import store
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.domain.pack import PackFile, PackIndex
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.library.paths import DataPaths

_GRAINED = ("muscles", "ligaments")
"""Groups (by their beginnings) on which fibres are drawn."""


def renew_fibres(
    paths: DataPaths, *, out: Path | None = None, progress: Progress = silent
) -> PackIndex:
    """Carry the fibres of all muscles and ligaments from their recipes to the standing meshes.

    Places and triangles stay as they are; only where along the fibres each vertex lies is anew.

    Raises
    ------
    DocumentError, RecipeError, PackError
        Where a recipe or the pack cannot be read, or the pack not be written.
    """
    recipes, _, files = sound_recipes(paths)
    body = Body(out or paths.pack)
    workshop = Workshop(recipes, SolidCache(None), progress, None, files)
    sources = {
        part.structure: workshop.built(recipes[part.structure]).mesh
        for part in body.index.parts
        if part.group.startswith(_GRAINED) and part.structure in recipes
    }
    written: dict[str, bytes] = {}
    entries = tuple(
        _grained(body, file, recipes, sources, written) if file.group.startswith(_GRAINED) else file
        for file in body.index.files
    )
    index = told_anew(body.index, recipes).model_copy(update={"files": entries})
    store(body.directory, written, index)
    progress("done", 1.0)
    return index


def _grained(
    body: Body,
    file: PackFile,
    recipes: Mapping[str, Recipe],
    sources: Mapping[str, Mesh],
    written: dict[str, bytes],
) -> PackFile:
    """A file of the pack with the fibres anew."""
    parts = []
    for part in sorted((one for one in body.index.parts if one.group == file.group), key=in_order):
        old = standing(body, file, part, recipes)
        if old.mesh.uv is not None:
            mirror = [-1.0, 1.0, 1.0] if part.side == "left" else [1.0, 1.0, 1.0]
            uv = carried(sources[part.structure], old.mesh.points * mirror)
            old = replace(old, mesh=Mesh(old.mesh.points, old.mesh.faces, uv))
        parts.append(old)
    frame = open_file(body.directory, file).frame
    colors = body.index.colors
    return write_group(file.group, file.detail, parts, colors=colors, files=written, frame=frame)
