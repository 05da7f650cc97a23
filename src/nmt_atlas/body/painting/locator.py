"""Where a muscle's own coordinates are in a body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np

from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.packs.sources import OWN, Body
from nmt_atlas.body.painting.fibre_lines import fibre_lines
from nmt_atlas.body.painting.nerve_line import line_of
from nmt_atlas.body.painting.places import distance_to_mesh, locate, locate_in_mesh, outward_hint
from nmt_atlas.body.painting.stored import place_key
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.errors import DocumentError, UnknownIdError
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.domain.referral import MusclePlace
from nmt_atlas.library.paths import DataPaths
from nmt_atlas.library.reading import read_document


class Locator:
    """Finds places in a body's muscles.

    Parameters
    ----------
    body
        Any body in the body frame.
    paths
        Where the recipes are, in whose coordinates places are given.
    skin
        Gives the body's skin when it is needed.
    stored
        Places that were found when the pack was built, by :func:`place_key`.
    """

    def __init__(
        self,
        body: Body,
        paths: DataPaths,
        skin: Callable[[], SkinSurface],
        stored: Mapping[str, Point],
    ) -> None:
        self.body = body
        self.paths = paths
        self._skin = skin
        self._stored = stored
        self._recipes: dict[str, Recipe] = {}

    @cached_property
    def _files(self) -> dict[str, Path]:
        return {path.stem: path for path in self.paths.recipes()}

    def file(self, structure: str) -> Path:
        """The recipe's file.

        Raises
        ------
        UnknownIdError
            Where there is no such recipe.
        """
        path = self._files.get(structure)
        if path is None:
            raise UnknownIdError(
                f"there is no recipe of “{structure}”.",
                where=str(self.paths.meshes),
                remedy="`nmt-atlas list parts` lists what there is.",
            )
        return path

    def recipe(self, structure: str) -> Recipe:
        """A structure's recipe, read once.

        Raises
        ------
        UnknownIdError
            Where there is no such recipe.
        DocumentError
            Where it is faulty.
        """
        if structure not in self._recipes:
            path = self.file(structure)
            recipe, faults = read_document(Recipe, path, self.paths.relative(path))
            if recipe is None:
                raise DocumentError(faults)
            self._recipes[structure] = recipe
        return self._recipes[structure]

    def course(self, parts: Iterable[str], places: Sequence[Point]) -> Floats:
        """The course (mm, right side) that a nerve's parts draw; those without a recipe left out.

        Parameters
        ----------
        parts
            Structures, the trunk first.
        places
            The nerve's narrow places.
        """
        shapes = []
        for part in parts:
            try:
                shapes.append(self.recipe(part).shape)
            except UnknownIdError:
                continue
        return line_of(shapes, places)

    def key(self, structure: str, place: MusclePlace) -> str:
        """What a stored place is found by: it goes with the recipe."""
        return place_key(structure, place, self.file(structure).read_bytes())

    def locate(self, structure: str, place: MusclePlace) -> Point | None:
        """As :meth:`place`; None where the body has no mesh of the structure."""
        known = part_id(structure, "right") in self.body.parts or structure in self.body.parts
        return self.place(structure, place) if known else None

    def place(self, structure: str, place: MusclePlace) -> Point:
        """Where a place in a muscle's coordinates is (mm, right side).

        Raises
        ------
        UnknownIdError, DocumentError, RecipeError
            Where the muscle has no recipe, a faulty one, or one without coordinates.
        """
        stored = self._stored.get(self.key(structure, place)) if self._stored else None
        return stored or self.measured(structure, place)

    def measured(self, structure: str, place: MusclePlace) -> Point:
        """As :meth:`place`, found anew on the meshes."""
        shape = self.recipe(structure).shape
        middle = locate(shape, place.model_copy(update={"depth": 0.5}), np.array([0.0, -1.0, 0.0]))
        skin = self._skin()
        outward = outward_hint(middle, skin.tree, skin.mesh.points)
        parts = self.body.parts
        part = part_id(structure, "right")
        if self.body.id != OWN and part in parts and not parts[part].stand_in:
            found = locate_in_mesh(shape, place, outward, self.body.mesh(part))
        else:
            found = locate(shape, place, outward)
        return (float(found[0]), float(found[1]), float(found[2]))

    def outside(self, structure: str, point: Point) -> float:
        """How far (mm) a point lies outside a structure's right or midline mesh."""
        right = part_id(structure, "right")
        part = right if right in self.body.parts else structure
        return distance_to_mesh(np.asarray(point), self.body.mesh(part))

    def fibres(self, structure: str) -> tuple[tuple[Point, ...], ...]:
        """The fibre lines of a structure's recipe, each from origin to insertion (right side)."""
        lines = fibre_lines(self.recipe(structure).shape)
        return tuple(tuple((float(x), float(y), float(z)) for x, y, z in line) for line in lines)
