"""Places and paint on one body: trigger points in its muscles, zones on its skin."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterable, Iterator
from functools import cached_property, partial
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.painting.locator import Locator
from nmt_atlas.body.painting.painted import PaintedZones
from nmt_atlas.body.painting.regions import BodyChart, draw_chart
from nmt_atlas.body.painting.stored import NOTHING, StoredPaint
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.body.painting.zones import SparseWeights, union
from nmt_atlas.domain.base import Point, SideName
from nmt_atlas.domain.errors import AnchorError, UnknownIdError
from nmt_atlas.domain.look import LOOK, PaintKind
from nmt_atlas.domain.referral import Stroke
from nmt_atlas.domain.region import Regions, SkinMap
from nmt_atlas.library.library import Library
from nmt_atlas.library.paths import DataPaths

Weighted = tuple[NDArray[np.uint32], NDArray[np.uint8]]
"""Skin vertices and their weights (0..255)."""

_LOG = logging.getLogger(__name__)
_SIDES: tuple[SideName, ...] = ("right", "left")
_CLEAR = 80
"""Of 255: what is painted more faintly is an edge."""


class Painter:
    """Finds trigger points in a body's muscles and paints zones on its skin.

    Parameters
    ----------
    body
        Any body in the body frame.
    library
        The documents.
    paths
        Where the recipes are, in whose coordinates trigger points are given.
    cache
        Folder to keep what is painted in; None keeps it in memory only.
    stored
        What was painted when the body's pack was built.
    """

    def __init__(
        self,
        body: Body,
        library: Library,
        paths: DataPaths,
        cache: Path | None = None,
        stored: StoredPaint = NOTHING,
    ) -> None:
        self.body = body
        self.library = library
        self.locator = Locator(body, paths, lambda: self.skin, stored.places)
        self._where = str(paths.skin_map)
        self._cache = cache
        self._stored = stored

    @cached_property
    def skin(self) -> SkinSurface:
        """The skin with its neighbourhood graph."""
        return SkinSurface(self.body.skin(), self._cache)

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
                where=self._where,
                remedy="Mend the document; `nmt-atlas check` says what is wrong.",
            )
        return self.library.skin_map

    @cached_property
    def zones(self) -> PaintedZones:
        """Painted strokes, each painted once."""
        return PaintedZones(lambda: self.skin, self.skin_map, self._stored, self._cache)

    @cached_property
    def regions(self) -> Regions:
        """The body chart's document, without groups: they are painted by their parts."""
        return Regions(regions=tuple(one for one in self.library.regions.values() if one.seeds))

    @cached_property
    def chart(self) -> BodyChart:
        """The body chart on this skin."""
        labels = self._stored.labels_for(self.regions, self.skin_map)
        if labels is None:
            return draw_chart(self.skin, self.regions, self.skin_map)
        return BodyChart(self.regions.regions, labels, self.skin.mesh.points[:, 0] > 0)

    def place(self, point_id: str) -> Point:
        """Where a trigger point lies (mm, right side).

        Raises
        ------
        UnknownIdError, DocumentError, RecipeError
            Where there is no such point, or its place cannot be found.
        """
        point = self.library.trigger_point(point_id)
        return self.locator.place(point.part, point.place)

    def box(self, overlay: Iterable[str], territory: Iterable[str]) -> tuple[Point, Point] | None:
        """The box (mm) around what tags paint clearly; None where it is nothing."""
        layers = self.layers(overlay, territory).values()
        clear = [vertices[weights > _CLEAR] for vertices, weights in layers]
        painted = np.concatenate([np.zeros(0, np.uint32), *clear])
        if not len(painted):
            return None
        points = self.body.skin().points[painted]
        (a, b, c), (d, e, f) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
        return (a, b, c), (d, e, f)

    def layers(self, overlay: Iterable[str], territory: Iterable[str]) -> dict[PaintKind, Weighted]:
        """Painted vertices and weights by kind, lowest first.

        Parameters
        ----------
        overlay
            ``trigger-point-id:side`` tags; unknown ones paint nothing.
        territory
            ``id:side`` tags of nerves, narrow places, dermatomes and endangerment sites.
        """
        found: dict[PaintKind, list[SparseWeights]] = {kind: [] for kind in _LOWEST_FIRST}
        for point_id, side in _tags(overlay):
            if point_id in self.library.trigger_points:
                for zone in self.library.trigger_point(point_id).zones:
                    painting = partial(self.zones.zone, zone, side)
                    found[zone.kind] += self._tried(point_id, painting)
        for name, side in _tags(territory):
            strokes = self.library.territory(name)
            if strokes:
                painting = partial(self.zones.paint, strokes, side)
                found["territory"] += self._tried(name, painting)
        merged = {kind: union(some) for kind, some in found.items() if some}
        return {kind: (one.vertices, one.weights) for kind, one in merged.items()}

    def unpainted(self) -> Iterator[tuple[str, tuple[Stroke, ...], SideName]]:
        """Documents (ids), strokes and sides that neither the pack nor the cache has painted."""
        for ident, strokes in every_painting(self.library):
            for side in _SIDES:
                if not self.zones.has(strokes, side):
                    yield ident, strokes, side

    def paint_all(self) -> None:
        """Paint what is not painted yet, so that no visitor waits for it; may take seconds."""
        for ident, strokes, side in self.unpainted():
            self._tried(ident, partial(self.zones.paint, strokes, side))

    def _tried(self, ident: str, painting: Callable[[], SparseWeights]) -> list[SparseWeights]:
        """What is painted; nothing where a faulty document (told by `check`) names no place."""
        try:
            return [painting()]
        except (AnchorError, UnknownIdError) as error:
            _LOG.warning("“%s” is not painted: %s", ident, error)
            return []


_LOWEST_FIRST: tuple[PaintKind, ...] = tuple(sorted(LOOK.paint, key=lambda k: LOOK.paint[k].rank))


def every_painting(library: Library) -> Iterator[tuple[str, tuple[Stroke, ...]]]:
    """The id and strokes of everything that a library's documents paint."""
    for _, point in library.trigger_points.values():
        for zone in point.zones:
            yield point.id, zone.strokes
    for origin in library.origins.values():
        for zone in origin.zones:
            yield origin.id, zone.strokes
    for documents in (library.nerves, library.entrapments, library.dermatomes, library.conditions):
        for ident in documents:
            strokes = library.territory(ident)
            if strokes:
                yield ident, strokes


def _tags(tags: Iterable[str]) -> Iterator[tuple[str, SideName]]:
    """The id and the side of each ``id:side``."""
    for tag in tags:
        ident, _, side = tag.partition(":")
        yield ident, "left" if side == "left" else "right"
