"""Named parts of a standing pack built anew; every other part stays as it is, byte for byte.

A whole build takes minutes and changes every file. Here a part is shaped from its recipe, and a
muscle is drawn out of the bones and parts from the muscles that stand beside it by the same rules,
except that what stands never gives way: only what is built anew does.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from functools import cached_property
from itertools import combinations
from pathlib import Path

import numpy as np

from nmt_atlas.body.making.adding import check_relations
from nmt_atlas.body.making.build import Workshop, sides_of, signed, sound_recipes
from nmt_atlas.body.making.cache import Arrays, SolidCache, canonical, key_of, print_of_mesh
from nmt_atlas.body.making.crossing import cut, shared
from nmt_atlas.body.making.ending import Holds, ended, holding
from nmt_atlas.body.making.layer import Layer, told_anew
from nmt_atlas.body.making.measures import Cover
from nmt_atlas.body.making.neighbours import (
    ALLOWED,
    Field,
    Flesh,
    freed,
    meets,
    part_pair,
    weigh,
)
from nmt_atlas.body.making.sampling import sampled_field
from nmt_atlas.body.making.settling import CODE, CUT, HARD, INSTEAD
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.writing import store
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.domain.anatomy import GROUPS
from nmt_atlas.domain.errors import RecipeError, UnknownIdError
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.paths import DataPaths

OUT_OF_SKIN = 0.5
"""Millimetres that a part may stand out of the skin."""


def remake_parts(
    paths: DataPaths,
    names: Collection[str],
    *,
    out: Path | None = None,
    progress: Progress = silent,
    cache_dir: Path | None = None,
) -> PackIndex:
    """Build some structures anew from their recipes, beside what stands.

    Parameters
    ----------
    paths
        Where the recipes are.
    names
        Structures, new ones among them; all their sides are built.
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
    UnknownIdError
        Where there is no such recipe.
    DocumentError, RecipeError
        A recipe that cannot be read, makes an impossible shape, stands out of the skin, or whose
        relations do not hold against what stands.
    PackError
        Where there is no pack, or it cannot be written. The old pack stays in all cases.
    """
    recipes, skin, files = sound_recipes(paths)
    for name in names:
        if name not in recipes:
            what = f"there is no recipe “{name}”."
            raise UnknownIdError(what, remedy=did_you_mean(name, recipes))
    body = Body(out or paths.pack)
    workshop = Workshop(recipes, SolidCache(cache_dir), progress, cache_dir, files)
    meshes = Beside(body, recipes, workshop).meshes(sorted(names))
    progress("holding the stated relations against it", 0.6)
    check_relations(body, recipes, meshes, workshop)
    _check_skin(body, meshes, workshop)
    written: dict[str, bytes] = {}
    index = body.index
    for group in GROUPS:
        mine = {name: one for name, one in recipes.items() if one.structure().group == group}
        made = [name for name in meshes if name in mine]
        fresh = [part for name in made for part in sides_of(mine[name], meshes[name])]
        if fresh:
            index = Layer(body, group, mine, fresh, workshop.cache).put_into(index, written)
    index = signed(told_anew(index, recipes), recipes, skin)
    store(body.directory, written, index)
    progress("done", 1.0)
    return index


class Beside:
    """Structures built beside those that stand in a pack.

    Parameters
    ----------
    body
        What stands.
    recipes
        All recipes by id.
    workshop
        Makes raw shapes.
    """

    def __init__(self, body: Body, recipes: Mapping[str, Recipe], workshop: Workshop) -> None:
        self.body = body
        self.recipes = recipes
        self.workshop = workshop
        self._fields: dict[str, Field] = {}
        self._prints: dict[str, str] = {}

    def meshes(self, names: Iterable[str]) -> dict[str, Mesh]:
        """The finished mesh of each, of the right side or the midline."""
        wanted = list(names)
        muscles = [name for name in wanted if self.recipes[name].system == "muscle"]
        found = {
            name: self.workshop.built(self.recipes[name]).mesh
            for name in wanted
            if name not in muscles
        }
        flesh = {name: self._freed(name) for name in muscles}
        near = {name: list(self._near(name, flesh[name].mesh, wanted)) for name in muscles}
        ways = {name: np.zeros(len(one.across)) for name, one in flesh.items()}
        for name in muscles:
            for stands in near[name]:
                ways[name] = np.maximum(ways[name], _from_standing(flesh[name], stands))
        for one, other in combinations(muscles, 2):
            parted = _apart(flesh[one], flesh[other])
            ways[one] = np.maximum(ways[one], parted[0])
            ways[other] = np.maximum(ways[other], parted[1])
        for name in muscles:
            found[name] = self._cut(name, flesh[name].moved(ways[name]), near[name])
        return found

    def _freed(self, name: str) -> Flesh:
        """The muscle drawn out of the bones that are near it, its ends laid on what they hold."""
        solid = self.workshop.built(self.recipes[name])
        recipe, box = self.recipes[name], solid.mesh.bounds
        bones = [
            bone
            for bone in self._standing
            if self.recipes[bone].system in HARD and meets(box, self._standing[bone].bounds)
        ]
        ends = [self._holding(end) for end in recipe.ends_on]
        told = ["|".join(map(self._print, found)) for found in (bones, *ends)]
        key = key_of("beside", canonical(recipe.shape), str(recipe.paired), *told, code=CODE)

        def make() -> Arrays:
            drawn = freed(solid, [self._surface(bone) for bone in bones], paired=recipe.paired)
            flesh = ended(drawn, Holds(*(tuple(map(self._surface, end)) for end in ends)))
            return {"points": flesh.mesh.points, "core": flesh.core, "across": flesh.across}

        kept = self.workshop.cache.arrays(key, make)
        mesh = Mesh(kept["points"], solid.mesh.faces, solid.mesh.uv)
        return Flesh(mesh, kept["core"], kept["across"], midline=not recipe.paired)

    def _holding(self, end: Iterable[str]) -> tuple[str, ...]:
        """What stands of that which an end is laid onto."""
        return tuple(one for one in holding(self.recipes, end) if one in self._standing)

    def _print(self, name: str) -> str:
        if name not in self._prints:
            self._prints[name] = print_of_mesh(self._standing[name])
        return self._prints[name]

    def _surface(self, name: str) -> Field:
        """The field of what stands: shaping a bone anew takes longer than all else here."""
        if name not in self._fields:
            self._fields[name] = sampled_field(self._standing[name])
        return self._fields[name]

    def _near(self, name: str, mesh: Mesh, but: Collection[str]) -> Iterator[Flesh]:
        """The standing muscles beside it, but those that it stands in the stead of."""
        variant = bool(self.recipes[name].variant_of)
        for other, stands in self._standing.items():
            recipe = self.recipes[other]
            if recipe.system != "muscle" or other in but or recipe.variant_of:
                continue
            if meets(mesh.bounds, stands.bounds):
                share = shared(mesh, stands) / min(mesh.volume, stands.volume)
                if share > ALLOWED and not (variant and share > INSTEAD):
                    yield _unmoved(stands, midline=not recipe.paired)

    def _cut(self, name: str, mesh: Mesh, near: Iterable[Flesh]) -> Mesh:
        """Cut by what it still shares too much with."""
        cutters = []
        for other in near:
            if shared(mesh, other.mesh) > CUT * min(mesh.volume, other.mesh.volume):
                cutters.append(other.mesh)
                if not self.recipes[name].paired and not other.midline:
                    cutters.append(other.mesh.mirrored())
        if not cutters:
            return mesh
        try:
            return cut(mesh, cutters)
        except RecipeError as error:
            raise self.workshop.report.error(
                name, "/shape", error.what, error.remedy, shown=(mesh, *cutters)
            ) from error

    @cached_property
    def _standing(self) -> dict[str, Mesh]:
        """Every structure that stands and has a recipe: its right or its midline part."""
        return {
            part.structure: self.body.mesh(part.id)
            for part in self.body.index.parts
            if part.side != "left" and part.structure in self.recipes
        }


def _unmoved(mesh: Mesh, *, midline: bool) -> Flesh:
    """What stands, as something that never gives way."""
    return Flesh(mesh, mesh.points, np.arange(len(mesh.points)), midline=midline)


def _from_standing(flesh: Flesh, stands: Flesh) -> Floats:
    return part_pair(flesh, stands, (1.0, np.inf))[0]


def _apart(one: Flesh, other: Flesh) -> tuple[Floats, Floats]:
    """How two muscles that are both anew part."""
    if meets(one.mesh.bounds, other.mesh.bounds):
        share = shared(one.mesh, other.mesh) / min(one.mesh.volume, other.mesh.volume)
        if share > ALLOWED:
            return part_pair(one, other, weigh(one.mesh.volume, other.mesh.volume))
    return np.zeros(len(one.across)), np.zeros(len(other.across))


def _check_skin(body: Body, meshes: Mapping[str, Mesh], workshop: Workshop) -> None:
    """Nothing that is anew stands out of the skin that stands."""
    if "skin" not in body.parts:
        return
    cover = Cover(body.mesh("skin"))
    for name, mesh in meshes.items():
        most = cover.pierced(mesh.points)
        if most > OUT_OF_SKIN:
            what = f"it stands {most:.1f} mm out of the skin"
            remedy = "Make it thinner there, or build the whole body anew."
            raise workshop.report.error(name, "/shape", what, remedy, shown=(mesh,))
