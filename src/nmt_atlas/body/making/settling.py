"""All muscles of a body, settled against bones and each other, remembering what did not change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache, cached_property
from itertools import combinations

import numpy as np

from nmt_atlas.body.making.cache import Arrays, Ledger, SolidCache, key_of, print_of
from nmt_atlas.body.making.crossing import cut, manifold_of
from nmt_atlas.body.making.ending import Holds, ended, holding
from nmt_atlas.body.making.faults import FaultReport
from nmt_atlas.body.making.neighbours import (
    ALLOWED,
    Field,
    Flesh,
    field_of,
    freed,
    meets,
    part_pair,
    weigh,
)
from nmt_atlas.body.making.sampling import sampled_field
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.body.shapes.solid import Solid
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.recipe import Recipe

HARD = ("bone", "cartilage")
CODE = (
    "making/neighbours.py",
    "making/ending.py",
    "making/sampling.py",
    "making/crossing.py",
    "mesh.py",
)
"""What makes muscles give way: files of the room `body`."""
CUT = 0.029
"""Pairs that share more than this of the smaller one after they have parted are cut."""
_CUTS = 4
"""Rounds of cutting at most: each may leave less for others to share."""
INSTEAD = 0.5
"""A variant that lies so far in another muscle stands in its place."""


class Settling:
    """Muscles on their way from raw shapes to shapes that abut.

    Parameters
    ----------
    recipes
        Recipes by id.
    solids
        Their raw shapes.
    keys
        The cache's key of each raw shape.
    kept
        Keeps what did not change.
    progress
        Told of each muscle, from 0 to 1.
    report
        Makes the error where nothing is left of a muscle.
    """

    def __init__(
        self,
        recipes: Mapping[str, Recipe],
        solids: Mapping[str, Solid],
        keys: Mapping[str, str],
        kept: SolidCache,
        *,
        progress: Progress = silent,
        report: FaultReport | None = None,
    ) -> None:
        self.recipes = recipes
        self.solids = solids
        self.keys = keys
        self.kept = kept
        self.progress = progress
        self.report = report or FaultReport()
        self._fields: dict[str, Field] = {}
        self._surfaces: dict[str, Field] = {}
        self._flesh_keys: dict[str, str] = {}
        self._ledger = kept.ledger("shared")

    def meshes(self) -> dict[str, Mesh]:
        """The finished mesh of every muscle."""
        ways = {name: np.zeros(len(flesh.across)) for name, flesh in self.flesh.items()}
        raw = {name: flesh.mesh for name, flesh in self.flesh.items()}
        touching = list(crossings(raw, self.recipes, ledger=self._ledger))
        pairs = [(one, other) for one, other, share in touching if share > ALLOWED]
        for number, (one, other) in enumerate(pairs):
            self.progress(f"settling {self.recipes[one].name}", 0.5 + 0.5 * number / len(pairs))
            for name, way in zip((one, other), self._parted(one, other), strict=True):
                ways[name] = np.maximum(ways[name], way)
        settled = {name: flesh.moved(ways[name]) for name, flesh in self.flesh.items()}
        finished = settled | self._cut(settled, [(one, other) for one, other, _ in touching])
        self._ledger.save()
        return finished

    @cached_property
    def flesh(self) -> dict[str, Flesh]:
        """Every muscle drawn out of the bones."""
        bones = [name for name in self.solids if self.recipes[name].system in HARD]
        boxes = {bone: self.solids[bone].mesh.bounds for bone in bones}
        found = {}
        muscles = [name for name in self.solids if self.recipes[name].system == "muscle"]
        for number, name in enumerate(muscles):
            self.progress(f"settling {self.recipes[name].name}", 0.5 * number / len(muscles))
            box = self.solids[name].mesh.bounds
            near = [bone for bone in bones if meets(box, boxes[bone])]
            found[name] = self._freed(name, near)
        return found

    def _freed(self, name: str, near: Sequence[str]) -> Flesh:
        recipe, own = self.recipes[name], self.keys[name]
        ends = [holding(self.recipes, end) for end in recipe.ends_on]
        told = sorted(self.keys[bone] for bone in near)
        told += ["|".join(self.keys[one] for one in end) for end in ends]
        key = key_of("freed", own, str(recipe.paired), *told, code=CODE)
        self._flesh_keys[name] = key

        def make() -> Arrays:
            bones = [self._bone(bone) for bone in near]
            holds = Holds(*(tuple(map(self._surface, end)) for end in ends))
            flesh = ended(freed(self.solids[name], bones, paired=recipe.paired), holds)
            return {"points": flesh.mesh.points, "core": flesh.core, "across": flesh.across}

        kept = self.kept.arrays(key, make)
        raw = self.solids[name].mesh
        mesh = Mesh(kept["points"], raw.faces, raw.uv)
        return Flesh(mesh, kept["core"], kept["across"], midline=not recipe.paired)

    def _bone(self, name: str) -> Field:
        if name not in self._fields:
            self._fields[name] = field_of(self.solids[name].mesh)
        return self._fields[name]

    def _surface(self, name: str) -> Field:
        if name not in self._surfaces:
            self._surfaces[name] = sampled_field(self.solids[name].mesh)
        return self._surfaces[name]

    def _parted(self, one: str, other: str) -> tuple[Floats, Floats]:
        weights = self._weights(one, other)
        key = key_of(
            "parted", self._flesh_keys[one], self._flesh_keys[other], str(weights), code=CODE
        )

        def make() -> Arrays:
            ways = part_pair(self.flesh[one], self.flesh[other], weights)
            return {"one": ways[0], "other": ways[1]}

        kept = self.kept.arrays(key, make)
        return kept["one"], kept["other"]

    def _weights(self, one: str, other: str) -> tuple[float, float]:
        """A variant gives way to what everybody has; of two others the heavier gives more."""
        first, second = (bool(self.recipes[name].variant_of) for name in (one, other))
        if first != second:
            return (1.0, np.inf) if first else (np.inf, 1.0)
        return weigh(self.flesh[one].mesh.volume, self.flesh[other].mesh.volume)

    def _cut(
        self, settled: Mapping[str, Mesh], pairs: Sequence[tuple[str, str]]
    ) -> dict[str, Mesh]:
        """Those that still share too much, the heavier (or the variant) cut by the lighter.

        A cut muscle is smaller, so that what it shares with others may weigh too much now:
        then these cut it too.
        """
        cutters: dict[str, set[str]] = {}
        made: dict[str, Mesh] = {}
        for _ in range(_CUTS):
            more = False
            for one, other, share in self._shares({**settled, **made}, pairs):
                if share > CUT:
                    weights = self._weights(one, other)
                    yields, stays = (one, other) if weights[0] < weights[1] else (other, one)
                    yields, stays = (stays, yields) if stays in cutters else (yields, stays)
                    cutters.setdefault(yields, set()).add(stays)
                    more = True
            if not more:
                break
            made = {name: self._cut_one(name, others, settled) for name, others in cutters.items()}
        return made

    def _cut_one(self, name: str, others: Iterable[str], settled: Mapping[str, Mesh]) -> Mesh:
        cutters = list(self._both_sides(name, others, settled))
        try:
            return cut(settled[name], cutters)
        except RecipeError as error:
            raise self.report.error(
                name, "/shape", error.what, error.remedy, shown=(settled[name], *cutters)
            ) from error

    def _shares(
        self, meshes: Mapping[str, Mesh], pairs: Sequence[tuple[str, str]]
    ) -> Iterator[tuple[str, str, float]]:
        return crossings(meshes, self.recipes, pairs, self._ledger)

    def _both_sides(
        self, name: str, cutters: Iterable[str], settled: Mapping[str, Mesh]
    ) -> Iterator[Mesh]:
        """What cuts a muscle; one in the midline is cut on the left as on the right."""
        for other in sorted(cutters):
            yield settled[other]
            if self.flesh[name].midline and not self.flesh[other].midline:
                yield settled[other].mirrored()


def crossings(
    meshes: Mapping[str, Mesh],
    recipes: Mapping[str, Recipe],
    pairs: Iterable[tuple[str, str]] | None = None,
    ledger: Ledger | None = None,
) -> Iterator[tuple[str, str, float]]:
    """Pairs of muscles with the share of the smaller one's volume that lies in both.

    Two variants never stand side by side, nor does a variant beside what it lies in for more
    than half: it is shown in its stead. Such pairs are left out.

    Parameters
    ----------
    meshes
        Muscles on the right side and in the midline.
    recipes
        All recipes.
    pairs
        Which pairs to look at; None looks at all.
    ledger
        Remembers volumes that were measured before.
    """
    volumes = {name: mesh.volume for name, mesh in meshes.items()}
    boxes = {name: mesh.bounds for name, mesh in meshes.items()}
    measured = _Shared(meshes, ledger)
    for one, other in combinations(sorted(meshes), 2) if pairs is None else pairs:
        variants = sum(bool(recipes[name].variant_of) for name in (one, other))
        if variants < 2 and meets(boxes[one], boxes[other]):
            share = measured(one, other) / min(volumes[one], volumes[other])
            if share > 0 and not (variants and share > INSTEAD):
                yield one, other, share


class _Shared:
    """Shared volumes of pairs; a mesh becomes a solid when it is first asked for."""

    def __init__(self, meshes: Mapping[str, Mesh], ledger: Ledger | None) -> None:
        self.ledger = ledger
        self._solid = cache(lambda name: manifold_of(meshes[name]))
        self._print = cache(lambda name: print_of(meshes[name].points, meshes[name].faces))

    def __call__(self, one: str, other: str) -> float:
        if self.ledger is None:
            return self._measured(one, other)
        key = key_of("shared", self._print(one), self._print(other), code=CODE)
        return self.ledger.get(key, lambda: self._measured(one, other))

    def _measured(self, one: str, other: str) -> float:
        return float((self._solid(one) ^ self._solid(other)).volume())
