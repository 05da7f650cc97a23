"""One layer of a standing pack with some of its parts anew; the others keep every byte."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from nmt_atlas.body.making.cache import SolidCache
from nmt_atlas.body.making.packing import BUDGETS, PackPart, describe, in_order, write_group
from nmt_atlas.body.making.simplify import share_like, with_fewer
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.reading import open_file
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.pack import Detail, PackFile, PackIndex
from nmt_atlas.domain.recipe import Recipe


@dataclass(frozen=True)
class Layer:
    """One layer of a pack with parts put into it.

    Attributes
    ----------
    body
        The body as it stands.
    group
        Which layer.
    recipes
        Every recipe of the layer, by id; parts without one go.
    fresh
        The parts that are new or anew, at their finest.
    cache
        Keeps simplified parts.
    """

    body: Body
    group: str
    recipes: Mapping[str, Recipe]
    fresh: Sequence[PackPart]
    cache: SolidCache

    def put_into(self, old: PackIndex, written: dict[str, bytes]) -> PackIndex:
        """An index with this layer's files anew; their bytes go into ``written``."""
        files = tuple(
            self._file(file, written) if file.group == self.group else file for file in old.files
        )
        kept = {part.id for part in self._staying()}
        parts = [part for part in old.parts if part.group != self.group or part.id in kept]
        parts += [describe(part) for part in self._at("standard")]
        structures = [one for one in old.structures if one.id not in self.recipes]
        structures = [one for one in structures if one.group != self.group]
        structures += [one.structure() for one in self.recipes.values()]
        update = {
            "files": files,
            "parts": tuple(sorted(parts, key=in_order)),
            "structures": tuple(sorted(structures, key=lambda one: one.id)),
        }
        return old.model_copy(update=update)

    def _staying(self) -> list[Part]:
        """The parts of the layer that stand and are not built anew."""
        new = {part.id for part in self.fresh}
        parts = [part for part in self.body.index.parts if part.group == self.group]
        return [one for one in parts if one.id not in new and one.structure in self.recipes]

    def _file(self, file: PackFile, written: dict[str, bytes]) -> PackFile:
        kept = [standing(self.body, file, part, self.recipes) for part in self._staying()]
        parts = sorted([*kept, *self._at(file.detail)], key=in_order)
        return write_group(
            self.group,
            file.detail,
            parts,
            colors=self.body.index.colors,
            files=written,
            frame=open_file(self.body.directory, file).frame,
        )

    def _at(self, detail: Detail) -> list[PackPart]:
        """The new parts at a level of detail, as fine as those beside them."""
        if detail not in BUDGETS:
            return list(self.fresh)
        floor = BUDGETS[detail][1]
        beside = [self.body.mesh(part.id, detail) for part in self._staying()]
        made: dict[str, Mesh] = {}
        level = []
        for part in self.fresh:
            twin = made.get(part.structure.id)
            if part.side == "left" and twin is not None:
                mesh = twin.mirrored()
            else:
                mesh = with_fewer(part.mesh, share_like(beside, part.mesh, floor), self.cache)
            made[part.structure.id] = mesh
            level.append(replace(part, mesh=mesh))
        return level


def standing(body: Body, file: PackFile, part: Part, recipes: Mapping[str, Recipe]) -> PackPart:
    """A part of a pack's file as it stands, to be written again."""
    recipe = recipes[part.structure]
    glb = open_file(body.directory, file)
    return PackPart(
        recipe.structure(),
        part.side,
        glb.mesh(part.id),
        recipe.tendon if recipe.system == "muscle" else None,
        normals=glb.normals(part.id),
    )


def told_anew(index: PackIndex, recipes: Mapping[str, Recipe]) -> PackIndex:
    """The index with what the recipes say today of every structure that stands."""
    structures = tuple(
        recipes[one.id].structure() if one.id in recipes else one for one in index.structures
    )
    return index.model_copy(update={"structures": structures})
