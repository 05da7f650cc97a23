"""The ends of standing muscles laid onto what they hold on to: triangles and numbers stay."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import numpy as np

from nmt_atlas.body.making.build import signed, sound_recipes
from nmt_atlas.body.making.ending import Holds, holding, laid
from nmt_atlas.body.making.layer import standing, told_anew
from nmt_atlas.body.making.neighbours import Field
from nmt_atlas.body.making.packing import PackPart, describe, in_order, write_group
from nmt_atlas.body.making.sampling import sampled_field
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.reading import open_file
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.writing import store
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.pack import PackFile, PackIndex
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.library.paths import DataPaths

_STILL = 1e-4
"""A vertex that goes less far (mm) keeps its normal."""


def lay_ends(
    paths: DataPaths, *, out: Path | None = None, progress: Progress = silent
) -> PackIndex:
    """Lay the ends of all standing muscles onto what their recipes name.

    A whole build does it on the recipes' own surfaces; here each level of detail is bent as it
    stands, in seconds, so that no triangle and no number of a vertex changes.

    Raises
    ------
    DocumentError, RecipeError, PackError
        Where a recipe or the pack cannot be read, or the pack not be written.
    """
    recipes, skin, _ = sound_recipes(paths)
    bench = _Bench(Body(out or paths.pack), recipes)
    written: dict[str, bytes] = {}
    files = []
    for number, file in enumerate(bench.body.index.files):
        progress(f"laying ends: {file.group}", number / len(bench.body.index.files))
        muscles = file.group.startswith("muscles")
        files.append(bench.file(file, written) if muscles else file)
    parts = tuple(sorted((bench.told.get(one.id, one) for one in bench.index.parts), key=in_order))
    update = {"files": tuple(files), "parts": parts}
    index = signed(told_anew(bench.index, recipes).model_copy(update=update), recipes, skin)
    store(bench.body.directory, written, index)
    progress("done", 1.0)
    return index


class _Bench:
    """A body whose muscles are laid, file by file."""

    def __init__(self, body: Body, recipes: Mapping[str, Recipe]) -> None:
        self.body = body
        self.index = body.index
        self.recipes = recipes
        self.told: dict[str, Part] = {}
        self._fields: dict[str, Field] = {}
        self._parts = {one.structure: one.id for one in self.index.parts if one.side != "left"}

    def file(self, file: PackFile, written: dict[str, bytes]) -> PackFile:
        """One file of muscles with their ends laid; its bytes go into ``written``."""
        group = [part for part in self.index.parts if part.group == file.group]
        parts = [self._laid(file, part) for part in sorted(group, key=in_order)]
        if file.detail == "standard":
            self.told |= {part.id: describe(part) for part in parts}
        frame = open_file(self.body.directory, file).frame
        colors = self.index.colors
        return write_group(
            file.group, file.detail, parts, colors=colors, files=written, frame=frame
        )

    def _laid(self, file: PackFile, part: Part) -> PackPart:
        old = standing(self.body, file, part, self.recipes)
        recipe = self.recipes[part.structure]
        left = part.side == "left"
        mesh = old.mesh.mirrored() if left else old.mesh
        new = laid(mesh, self._holds(recipe), fold=not recipe.paired)[0]
        if recipe.paired and float(mesh.points[:, 0].max()) <= 0.0:
            new.points[:, 0] = np.minimum(new.points[:, 0], 0.0)
        return _with_normals(old, new.mirrored() if left else new)

    def _holds(self, recipe: Recipe) -> Holds:
        return Holds(*(self._surfaces(holding(self.recipes, end)) for end in recipe.ends_on))

    def _surfaces(self, names: tuple[str, ...]) -> tuple[Field, ...]:
        for name in names:
            if name not in self._fields and name in self._parts:
                self._fields[name] = sampled_field(self.body.mesh(self._parts[name]))
        return tuple(self._fields[name] for name in names if name in self._fields)


def _with_normals(old: PackPart, mesh: Mesh) -> PackPart:
    """A part at its new places; a vertex that has stayed keeps its finer normal."""
    if old.normals is None:
        return replace(old, mesh=mesh)
    gone = np.linalg.norm(mesh.points - old.mesh.points, axis=1) > _STILL
    normals = np.where(gone[:, None], mesh.normals(), old.normals)
    return replace(old, mesh=mesh, normals=normals)
