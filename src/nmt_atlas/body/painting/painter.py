"""Places and paint on one body: trigger points in its muscles, zones on its skin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csgraph

from nmt_atlas.body.packs.sources import OWN, Body
from nmt_atlas.body.painting.fibre_lines import fibre_lines
from nmt_atlas.body.painting.places import distance_to_mesh, locate, locate_in_mesh, outward_hint
from nmt_atlas.body.painting.regions import BodyChart, draw_chart
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.body.painting.zone_shares import (
    covered,
    digits_of,
    neighbours,
    region_shares,
    share_where,
)
from nmt_atlas.body.painting.zones import SparseWeights, ZoneCache, union, zone_centre
from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.base import Point, SideName
from nmt_atlas.domain.errors import DocumentError, UnknownIdError
from nmt_atlas.domain.recipe import Recipe
from nmt_atlas.domain.referral import MusclePlace, Zone
from nmt_atlas.domain.region import Regions, SkinMap
from nmt_atlas.library.library import Library
from nmt_atlas.library.paths import DataPaths
from nmt_atlas.library.reading import read_document
from nmt_atlas.library.rules.geometry import DIGITS, ZoneShares

Layer = tuple[NDArray[np.uint32], NDArray[np.uint8]]
"""Skin vertices and their weights (0..255)."""


class SkinPainter:
    """Finds trigger points in a body's muscles and paints their zones on its skin.

    Parameters
    ----------
    body
        Any body in the body frame.
    library
        The documents.
    paths
        Where the recipes are, in whose coordinates trigger points are given.
    cache
        Folder to keep painted zones in; None keeps them in memory only.
    """

    def __init__(
        self, body: Body, library: Library, paths: DataPaths, cache: Path | None = None
    ) -> None:
        self.body = body
        self.library = library
        self.paths = paths
        self._cache = cache
        self._recipes: dict[str, Recipe] = {}

    @cached_property
    def skin(self) -> SkinSurface:
        """The skin with its neighbourhood graph."""
        return SkinSurface(self.body.skin())

    @cached_property
    def skin_map(self) -> SkinMap:
        """What anchors can name.

        Raises
        ------
        UnknownIdError
            Where the skin map could not be read.
        """
        if self.library.skin_map is None:
            raise UnknownIdError(
                "there is no skin map, so nothing can be painted.",
                where=str(self.paths.skin_map),
                remedy="Mend the document; `nmt-atlas check` says what is wrong.",
            )
        return self.library.skin_map

    @cached_property
    def zones(self) -> ZoneCache:
        """Painted strokes, each painted once."""
        return ZoneCache(self.skin, self.skin_map, self._cache)

    @cached_property
    def chart(self) -> BodyChart:
        """The body chart on this skin."""
        regions = Regions(regions=tuple(self.library.regions.values()))
        return draw_chart(self.skin, regions, self.skin_map)

    @cached_property
    def _recipe_files(self) -> dict[str, Path]:
        return {path.stem: path for path in self.paths.recipes()}

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
            path = self._recipe_files.get(structure)
            if path is None:
                raise UnknownIdError(
                    f"there is no recipe of “{structure}”.",
                    where=str(self.paths.meshes),
                    remedy="`nmt-atlas list parts` lists what there is.",
                )
            recipe, faults = read_document(Recipe, path, self.paths.relative(path))
            if recipe is None:
                raise DocumentError(faults)
            self._recipes[structure] = recipe
        return self._recipes[structure]

    def locate(self, structure: str, place: MusclePlace) -> Point | None:
        """As :meth:`place`; None where the body has no mesh of the structure."""
        known = part_id(structure, "right") in self.body.parts or structure in self.body.parts
        return self.place(structure, place) if known else None

    def place(self, structure: str, place: MusclePlace) -> Point:
        """Where a place in a muscle's coordinates is (mm, right side)."""
        shape = self.recipe(structure).shape
        middle = locate(shape, place.model_copy(update={"depth": 0.5}), np.array([0.0, -1.0, 0.0]))
        outward = outward_hint(middle, self.skin.tree, self.skin.mesh.points)
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

    def zone(self, zone: Zone, side: SideName) -> SparseWeights:
        """A painted zone of a point on a side."""
        return self.zones.paint_zone(zone, side)

    def centre_region(self, zone: Zone) -> str | None:
        """The region of the weight centre of a zone's heaviest patch, for a point on the right.

        A zone in several patches (temple and cheek) has no middle of its own between them.
        """
        other: SideName = "left" if zone.side == "opposite" else "right"
        painted = self.zones.paint(zone.strokes, other)
        if not len(painted.vertices):
            return None
        heaviest = heaviest_patch(painted, self.skin)
        return self.chart.region_at(zone_centre(heaviest, self.skin).vertex).id

    @cached_property
    def _digits(self) -> NDArray[np.int8]:
        return digits_of(self.skin, self.skin_map)

    @cached_property
    def _borders(self) -> Mapping[str, frozenset[str]]:
        return neighbours(self.chart, self.skin)

    def borders(self) -> Mapping[str, frozenset[str]]:
        """Region -> the finest regions that border on it."""
        return self._borders

    def shares(self, zone: Zone) -> ZoneShares:
        """Where a zone lies that is painted for a point on the right."""
        side: SideName = "left" if zone.side == "opposite" else "right"
        painted = self.zones.paint(zone.strokes, side)
        on_digits = {
            name: share_where(painted, self._digits == number) for number, name in enumerate(DIGITS)
        }
        x = self.skin.mesh.points[:, 0]
        return ZoneShares(
            regions=region_shares(painted, self.chart),
            digits={name: share for name, share in on_digits.items() if share},
            other_side=share_where(painted, x > 0 if side == "right" else x < 0),
        )

    def covered(self, zone: Zone, others: Sequence[Zone]) -> float:
        """Share of a zone's weight that others of the same point paint at least as strongly."""
        over = [self.zones.paint_zone(one, "right") for one in others]
        own = self.zones.paint_zone(zone, "right")
        return covered(own, over, len(self.skin.mesh.points))

    def middle(self, territory: Iterable[str]) -> Point | None:
        """The weighted middle (mm) of what ``id:side`` tags paint; None where it is nothing."""
        vertices, weights = self.layers((), territory).get(
            "territory", (np.zeros(0, np.uint32), np.zeros(0, np.uint8))
        )
        if not weights.any():
            return None
        x, y, z = np.average(self.skin.mesh.points[vertices], axis=0, weights=weights)
        return (float(x), float(y), float(z))

    def layers(self, overlay: Iterable[str], territory: Iterable[str]) -> dict[str, Layer]:
        """Painted vertices and weights by kind: spillover, essential, territory.

        Parameters
        ----------
        overlay
            ``trigger-point-id:side`` tags; unknown ones paint nothing.
        territory
            ``id:side`` tags of nerves, narrow places, dermatomes and endangerment sites.
        """
        found: dict[str, list[SparseWeights]] = {"spillover": [], "essential": [], "territory": []}
        for tag in overlay:
            point_id, _, side = tag.partition(":")
            if point_id not in self.library.trigger_points:
                continue
            for zone in self.library.trigger_point(point_id).zones:
                found[zone.kind].append(self.zone(zone, _side(side)))
        for tag in territory:
            name, _, side = tag.partition(":")
            strokes = self.library.territory(name)
            if strokes:
                found["territory"].append(self.zones.paint(strokes, _side(side)))
        merged = {kind: union(list_) for kind, list_ in found.items() if list_}
        return {kind: (one.vertices, one.weights) for kind, one in merged.items()}


def _side(text: str) -> SideName:
    return "left" if text == "left" else "right"


def heaviest_patch(painted: SparseWeights, skin: SkinSurface) -> SparseWeights:
    """Of a painting in several patches that do not touch, the one of the greatest weight."""
    links = skin.graph[painted.vertices][:, painted.vertices]
    count, patch = csgraph.connected_components(links, directed=False)
    if count < 2:
        return painted
    weight = np.bincount(patch, weights=painted.weights)
    kept = patch == int(weight.argmax())
    return SparseWeights(painted.vertices[kept], painted.weights[kept])
