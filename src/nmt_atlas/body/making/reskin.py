"""Finish a standing pack's skin anew: cover, slits, tints; vertices keep their order."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from nmt_atlas.body.making.build import signed, sound_recipes
from nmt_atlas.body.making.packing import PackPart, write_group
from nmt_atlas.body.making.skin.finishing import finished
from nmt_atlas.body.making.skin.wanted import below_skin
from nmt_atlas.body.packs.gltf import GlbFile
from nmt_atlas.body.packs.reading import open_file
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.writing import store
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.pack import PackFile, PackIndex
from nmt_atlas.domain.skin import SkinRecipe
from nmt_atlas.library import Library
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import DataPaths

GROUP = "skin"


def finish_skin(paths: DataPaths, out: Path | None = None) -> PackIndex:
    """Write the skin of a standing pack with the cover, fills and tints of its recipe.

    Parameters
    ----------
    paths
        Where the recipes are.
    out
        The pack's folder; None means the one beside the recipes.

    Returns
    -------
    PackIndex
        What ``index.json`` now says. What is painted names the skin's file: paint it anew.

    Raises
    ------
    DocumentError, RecipeError
        A recipe that cannot be read, or tints that name what it lacks.
    PackError
        Where there is no pack, or it cannot be written.
    """
    recipes, skin, _ = sound_recipes(paths)
    if skin is None:
        raise RecipeError("there is no recipe of the skin.", where=str(paths.skin))
    body = Body(out or paths.pack)
    finish = _Finish(body, skin, load_library(paths).library)
    written: dict[str, bytes] = {}
    files = tuple(
        finish.file(file, written) if file.group == GROUP else file for file in body.index.files
    )
    index = signed(body.index.model_copy(update={"files": files}), recipes, skin)
    store(body.directory, written, index)
    return index


class _Finish:
    """The skin of a standing pack, finished by its recipe."""

    def __init__(self, body: Body, skin: SkinRecipe, library: Library) -> None:
        self.body, self.skin = body, skin
        standing = body.skin()
        tissue = below_skin(
            (body.structures[part.structure], part.side, body.mesh(part.id))
            for part in body.index.parts
        )
        self.mesh, self.tints = finished(standing, tissue, skin, library)
        self.moved = (self.mesh.points != standing.points).any(axis=1)

    def file(self, file: PackFile, written: dict[str, bytes]) -> PackFile:
        """One level of detail, written anew."""
        standing = open_file(self.body.directory, file)
        parts = [
            self._part(part, standing) for part in self.body.index.parts if part.group == GROUP
        ]
        colors = self.body.index.colors
        return write_group(
            GROUP, file.detail, parts, colors=colors, files=written, frame=standing.frame
        )

    def _part(self, part: Part, standing: GlbFile) -> PackPart:
        normals = standing.normals(part.id)
        touched = self.mesh.faces[self.moved[self.mesh.faces].any(axis=1)].ravel()
        normals[touched] = self.mesh.normals()[touched]
        return PackPart(
            self.body.structures[part.structure],
            part.side,
            replace(self.mesh, faces=standing.mesh(part.id).faces),
            source_ids=part.source_ids,
            normals=normals,
            tints=self.tints,
        )
