"""Another build of the own body: its skin by other rows of cover, its bones moved aside.

Every vertex keeps its number, so whatever is painted, placed or posed by the same rules lands on
the same places of the figure.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy as np

from nmt_atlas.body.making.packing import PackPart, describe, write_group
from nmt_atlas.body.making.skin.wanted import at_cover, below_skin
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.gltf import GlbFile
from nmt_atlas.body.packs.reading import open_file
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.writing import store
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.errors import RecipeError, UnknownIdError
from nmt_atlas.domain.pack import BodyInfo, PackFile, PackIndex
from nmt_atlas.domain.skin import SkinFigure, SkinRecipe, Widening
from nmt_atlas.library import Library

_SKIN = "skin"


def figure_of(recipe: SkinRecipe, ident: str) -> SkinFigure:
    """A figure of the skin's recipe.

    Raises
    ------
    UnknownIdError
        Where there is none of this id.
    """
    for figure in recipe.figures:
        if figure.id == ident:
            return figure
    known = ", ".join(figure.id for figure in recipe.figures) or "none"
    raise UnknownIdError(f"There is no figure “{ident}”.", remedy=f"There are: {known}.")


def make_figure(
    own: Body,
    recipe: SkinRecipe,
    figure: SkinFigure,
    library: Library,
    *,
    target: Path,
    progress: Progress = silent,
) -> PackIndex:
    """Write a figure as a pack of its own; nothing is painted on it yet.

    Parameters
    ----------
    own
        The own body, as it stands.
    recipe
        The skin's recipe, of which ``figure`` is one figure.
    library
        The body chart and the skin's map, by which cover is told.
    target
        The pack's folder.
    progress
        Told of each file.

    Raises
    ------
    RecipeError
        Where the own body has no skin, or a row names what is not there.
    PackError
        Where the own pack is damaged, or the disk cannot take the new one.
    """
    making = _Making(own, recipe, figure, library)
    written: dict[str, bytes] = {}
    files = []
    for number, file in enumerate(own.index.files):
        progress(f"moving {file.group}", number / len(own.index.files))
        if file.detail != "fine":
            files.append(making.file(file, written))
    update = {"body": _about(own, figure), "files": tuple(files), "paint": None, "weights": None}
    parts = tuple(making.parts[part.id] for part in own.index.parts)
    views = own.index.views
    if views is not None:
        written[views.path] = (own.directory / views.path).read_bytes()
    index = own.index.model_copy(update={**update, "parts": parts})
    store(target, written, index)
    progress("written", 1.0)
    return index


def widened(points: Floats, widenings: Sequence[Widening]) -> Floats:
    """Points moved aside; left and right alike, the median plane stays."""
    found = points.copy()
    for one in widenings:
        fades = np.exp(-(((points[:, 2] - one.height) / one.reach) ** 2))
        share = np.sin(0.5 * np.pi * np.clip(points[:, 0] / one.half, -1.0, 1.0))
        found[:, 0] += one.by * fades * share
    return found


class _Making:
    """The meshes of a figure, level by level."""

    def __init__(self, own: Body, recipe: SkinRecipe, figure: SkinFigure, library: Library) -> None:
        if not any(part.group == _SKIN for part in own.index.parts):
            raise RecipeError("the body has no skin.", where=str(own.directory))
        self.own, self.figure = own, figure
        self.parts: dict[str, Part] = {}
        mine = {row.name: row for row in (*recipe.cover, *figure.cover)}
        rows = recipe.model_copy(update={"cover": tuple(mine.values())})
        tissue = below_skin(
            (own.structures[part.structure], part.side, self._moved(own.mesh(part.id)))
            for part in own.index.parts
        )
        self.skin = at_cover(self._moved(own.skin()), tissue, rows, library)

    def file(self, file: PackFile, written: dict[str, bytes]) -> PackFile:
        """One group at one level of detail."""
        standing = open_file(self.own.directory, file)
        parts = [
            self._part(part, standing) for part in self.own.index.parts if part.group == file.group
        ]
        for part in parts:
            if file.detail == "standard":
                self.parts[part.id] = describe(part)
        return write_group(
            file.group, file.detail, parts, colors=self.own.index.colors, files=written
        )

    def _part(self, part: Part, standing: GlbFile) -> PackPart:
        mesh = standing.mesh(part.id)
        skin = part.group == _SKIN
        mesh = replace(self.skin, faces=mesh.faces) if skin else self._moved(mesh)
        return PackPart(
            self.own.structures[part.structure],
            part.side,
            mesh,
            self.own.tendon(part.id),
            source_ids=part.source_ids,
            normals=self.skin.normals() if skin else standing.normals(part.id),
            tints=standing.tints(part.id),
        )

    def _moved(self, mesh: Mesh) -> Mesh:
        return replace(mesh, points=widened(mesh.points, self.figure.widenings))


def _about(own: Body, figure: SkinFigure) -> BodyInfo:
    told = f"{own.index.body.recipe_hash}\n{figure.model_dump_json()}"
    return own.index.body.model_copy(
        update={
            "id": figure.id,
            "name": figure.name,
            "recipe_hash": hashlib.sha256(told.encode()).hexdigest(),
        }
    )
