"""What is impossible about a recipe's geometry, told with its document, the place and a picture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from pathlib import Path
from types import MappingProxyType

import numpy as np

from nmt_atlas.body.making.cache import Arrays, SolidCache, key_of, print_of
from nmt_atlas.body.making.relations import check, mesh_of
from nmt_atlas.body.making.shells import crossed_share
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.domain.errors import RecipeError, RenderError
from nmt_atlas.domain.recipe import Recipe, Relation

_CROSSED = 0.1
"""A shape whose surface runs through so much of its own inside cannot be meant."""
_CODE = ("making/relations.py", "painting/places.py", "mesh.py")
_NUMBERS = "Look at the numbers of its shape: order, widths, crossing lines."


def wrong_with(mesh: Mesh) -> str:
    """What is impossible about a shape; empty where nothing is."""
    if not len(mesh.faces):
        return "the shape is empty"
    if not np.isfinite(mesh.points).all():
        return "the shape has points that are no numbers"
    if not mesh.is_closed():
        return "the shape is not closed"
    if mesh.volume <= 0:
        return "the shape is turned inside out"
    crossed = crossed_share(mesh)
    if crossed > _CROSSED:
        return f"the shape crosses itself in {crossed:.0%} of its inside"
    return ""


class FaultReport:
    """Makes errors of what is wrong with recipes.

    Parameters
    ----------
    files
        Recipe id -> its document.
    folder
        Where pictures are put; None draws none.
    """

    def __init__(
        self, files: Mapping[str, str] = MappingProxyType({}), folder: Path | None = None
    ) -> None:
        self.files = files
        self.folder = folder

    def error(
        self,
        name: str,
        pointer: str,
        what: str,
        remedy: str = "",
        shown: Sequence[Mesh] = (),
    ) -> RecipeError:
        """The error to raise.

        Parameters
        ----------
        name
            The recipe's id.
        pointer
            JSON pointer into its document.
        what
            What was found.
        remedy
            What to do; empty for advice on shapes.
        shown
            What the picture shows, the offending part first.
        """
        parts = (remedy or _NUMBERS, self._picture(name, shown))
        return RecipeError(
            what if what.endswith(".") else f"{what}.",
            where=f"{self.files.get(name, name)}#{pointer}",
            remedy=" ".join(part for part in parts if part),
        )

    def _picture(self, name: str, shown: Sequence[Mesh]) -> str:
        """Draw the parts; the sentence that says where the picture is."""
        sound = [mesh for mesh in shown if len(mesh.faces) and np.isfinite(mesh.points).all()]
        if self.folder is None or not sound:
            return ""
        from nmt_atlas.body.pictures.stills import picture_of

        path = self.folder / f"fault-{name}.png"
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            path.write_bytes(picture_of(sound[0], beside=sound[1:]))
        except (RenderError, OSError) as error:
            return f"(No picture of it: {error})"
        return f"A picture of it: {path}"


class RelationCheck:
    """Holds every stated relation against the finished geometry, remembering what held.

    Parameters
    ----------
    recipes
        All recipes by id.
    meshes
        Finished right-side and midline meshes by structure id.
    cache
        Remembers relations that held for the same geometry.
    report
        Makes the error of one that does not.
    """

    def __init__(
        self,
        recipes: Mapping[str, Recipe],
        meshes: Mapping[str, Mesh],
        cache: SolidCache,
        report: FaultReport,
    ) -> None:
        self.recipes = recipes
        self.meshes = meshes
        self.cache = cache
        self.report = report
        self._prints: dict[str, str] = {}

    def run(self, only: AbstractSet[str] | None = None) -> None:
        """Check all, or what some recipes state and what the others state of these.

        Raises
        ------
        RecipeError
            At the first relation that is broken, or that names nothing.
        """
        for recipe in self.recipes.values():
            for pointer, relation in _stated(recipe):
                if only is not None and only.isdisjoint((recipe.id, *relation.of)):
                    continue
                self._one(recipe, pointer, relation)

    def _one(self, recipe: Recipe, pointer: str, relation: Relation) -> None:
        try:
            others = [mesh_of(name, self.recipes, self.meshes) for name in relation.of]
            key = key_of(
                "relation",
                relation.model_dump_json(),
                self._print(recipe.id, self.meshes[recipe.id]),
                *(self._print(*pair) for pair in zip(relation.of, others, strict=True)),
                code=_CODE,
            )
            found = self._found(key, relation, self.meshes[recipe.id], others)
        except RecipeError as error:
            raise self.report.error(recipe.id, pointer, error.what, error.remedy) from error
        if found:
            raise self.report.error(
                recipe.id,
                pointer,
                f"{recipe.name} is not {relation.kind} {', '.join(relation.of)}: {found}",
                "Move one of them, or mend what is stated.",
                shown=(self.meshes[recipe.id], *others),
            )

    def _found(
        self, key: str, relation: Relation, subject: Mesh, others: Sequence[Mesh]
    ) -> str | None:
        def make() -> Arrays:
            return {"found": np.array(check(relation, subject, others) or "")}

        return str(self.cache.arrays(key, make, ("found",))["found"]) or None

    def _print(self, name: str, mesh: Mesh) -> str:
        if name not in self._prints:
            self._prints[name] = print_of(mesh.points, mesh.faces)
        return self._prints[name]


def _stated(recipe: Recipe) -> Iterator[tuple[str, Relation]]:
    for number, relation in enumerate(recipe.relations):
        yield f"/relations/{number}", relation
