"""One body with the documents laid over it: places, paint, views."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.atlas.called import called_on
from nmt_atlas.atlas.charting import SkinChart
from nmt_atlas.atlas.context import Box, SceneContext
from nmt_atlas.atlas.drawing import drawn_state, pattern_picture
from nmt_atlas.atlas.finding import Finder
from nmt_atlas.atlas.levers import KnownLevers
from nmt_atlas.atlas.painted import by_muscle, hues
from nmt_atlas.atlas.views import Views
from nmt_atlas.atlas.walking import Walks
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.body.painting.precompute import painter_of
from nmt_atlas.body.pictures.raster import Picture
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.anatomy import mirror_point, part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.look import LOOK, PaintKind
from nmt_atlas.domain.naming import Called
from nmt_atlas.domain.nerve import Nerve
from nmt_atlas.domain.taste import Theme
from nmt_atlas.domain.view_state import Chart, ViewState
from nmt_atlas.domain.ways import CameraPreset, Way
from nmt_atlas.library.library import Library
from nmt_atlas.library.paths import DataPaths

CLEAR = 80
"""Of 255: what is painted more faintly is an edge."""

COVERING = frozenset({"ligament", "nerve", "vessel"})
"""Systems whose parts lie over muscles like a sheet or a cord: tendons, retinacula, fasciae."""

_LOG = logging.getLogger(__name__)


class BodyView:
    """One body with the documents laid over it.

    Parameters
    ----------
    library, paths
        The documents, and where they and the recipes are.
    source
        The body.
    cache
        Folder to keep what is painted in; None keeps it in memory only.
    """

    def __init__(
        self, library: Library, paths: DataPaths, source: Body, cache: Path | None = None
    ) -> None:
        self.library = library
        self.paths = paths
        self.source = source
        self.id = source.id
        self.context = SceneContext(
            source.index, library, self.place_if_any, self.box_of, source.views
        )
        self.views = Views(source, self.context)
        self._cache = cache
        self._places: dict[str, Point] = {}
        self._boxes: dict[str, Box | None] = {}
        self._charts: dict[Chart, SkinChart] = {}

    @cached_property
    def painter(self) -> Painter:
        """Places and paint on this body's skin."""
        return painter_of(self.source, self.library, self.paths, self._cache)

    @cached_property
    def levers(self) -> KnownLevers:
        """How long its muscles are, and how well they pull."""
        return KnownLevers(self)

    @cached_property
    def walks(self) -> Walks:
        """The ways along its nerves."""
        return Walks(self)

    @cached_property
    def boxes(self) -> NDArray[np.float64]:
        """``(n, 2, 3)`` the lowest and highest corner (mm) of each part, in the index's order."""
        return np.array([part.bounds for part in self.context.index.parts], dtype=float)

    def chart(self, kind: Chart) -> SkinChart | None:
        """A map of its skin; None for none."""
        if kind and kind not in self._charts:
            self._charts[kind] = SkinChart(self, kind)
        return self._charts.get(kind)

    @cached_property
    def called(self) -> Called:
        """What its structures are called in every language."""
        return called_on(self.library, self.context.structures)

    @cached_property
    def finder(self) -> Finder:
        """Finds the sources of what is drawn on this body."""
        return Finder(self.painter, self.library)

    def warm(self) -> None:
        """Read now what the first click would else wait for (about a tenth of a second)."""
        _ = self.painter.zones, self.painter.skin, self.views.skin_tree

    def names(self, language: str) -> dict[str, str]:
        """Part id -> the name to show, with its side."""
        say = self.library.catalogue(language).say
        shown = {}
        for part in self.context.index.parts:
            name = self.context.name(part.structure, language)
            if part.side == "right":
                name = say("{name} (right)", name=name)
            elif part.side == "left":
                name = say("{name} (left)", name=name)
            shown[part.id] = name
        return shown

    def place_of(self, point_id: str, side: str) -> Point:
        """Where a trigger point lies in this body (mm).

        Raises
        ------
        UnknownIdError, DocumentError, RecipeError
            Where there is no such point, or a fault in its document leaves it without a place.
        """
        if point_id not in self._places:
            self._places[point_id] = self.painter.place(point_id)
        right = self._places[point_id]
        return mirror_point(right) if side == "left" else right

    def place_if_any(self, point_id: str, side: str) -> Point | None:
        """As :meth:`place_of`; a point whose document is faulty is left out and logged."""
        try:
            return self.place_of(point_id, side)
        except AtlasError as error:
            _LOG.warning("“%s” has no place on the body “%s”: %s", point_id, self.id, error)
            return None

    def paint(self, state: ViewState, language: str = "en") -> tuple[SkinPaint, ...]:
        """What a state paints on the skin, the lowest first; maps are named in a language."""
        chart = self.chart(state.chart)
        territory = self.painter.layers((), state.territory)
        found = [SkinPaint.of(kind, *layer) for kind, layer in territory.items()]
        muscles = by_muscle(state.overlay, self.library)
        hue_of = hues(tuple(muscles))
        for muscle, tags in muscles.items():
            for kind, layer in self.painter.layers(tags, ()).items():
                color = getattr(hue_of[muscle], kind)
                found.append(SkinPaint(kind, color, *layer))
        found += chart.paint(language) if chart else ()
        return tuple(sorted(found, key=lambda one: LOOK.paint[one.kind].rank))

    def supplied(self, nerve: Nerve, side: str) -> tuple[str, ...]:
        """Part ids of the muscles that a nerve supplies on a side."""
        structures = self.context.structures
        wholes = set(nerve.supplies)
        found = (
            part_id(one.id, side if one.paired else "midline")
            for one in structures.values()
            if one.whole in wholes or one.id in wholes
        )
        return tuple(part for part in found if part in self.context.parts)

    def weights_at(self, point_id: str, side: str, vertex: int) -> tuple[float, float]:
        """Essential and spillover weight (0..1) of a point's pattern at a skin vertex."""
        layers = self.painter.layers((f"{point_id}:{side}",), ())

        def weight(kind: PaintKind) -> float:
            if kind not in layers:
                return 0.0
            vertices, weights = layers[kind]
            hit = weights[vertices == vertex]
            return float(hit[0]) / 255 if len(hit) else 0.0

        return weight("essential"), weight("spillover")

    def zone_of(self, point_id: str, side: str) -> tuple[frozenset[int], frozenset[int]]:
        """Skin vertices that a point's essential zone and its spillover clearly paint."""
        layers = self.painter.layers((f"{point_id}:{side}",), ())

        def clear(kind: PaintKind) -> frozenset[int]:
            if kind not in layers:
                return frozenset()
            vertices, weights = layers[kind]
            return frozenset(vertices[weights > CLEAR].tolist())

        return clear("essential"), clear("spillover")

    def box_of(self, tag: str) -> Box | None:
        """The box (mm) around the skin that an ``id:side`` tag paints; None where it is none."""
        if tag not in self._boxes:
            pain = tag.partition(":")[0] in self.library.trigger_points
            self._boxes[tag] = self.painter.box(*(((tag,), ()) if pain else ((), (tag,))))
        return self._boxes[tag]

    def covers(self, part: str) -> bool:
        """Whether a part only lies over others: it is no muscle, bone or cartilage, nor skin."""
        structure = self.context.parts.get(part)
        found = self.context.structures.get(structure.structure) if structure else None
        return found is not None and found.system in COVERING

    def points_of(self, part: str) -> tuple[tuple[str, str], ...]:
        """As :meth:`Views.points_of`."""
        return self.views.points_of(part)

    def facing(self, part: str) -> Way:
        """As :meth:`Views.facing`."""
        return self.views.facing(part)

    def facing_point(self, at: Point) -> CameraPreset:
        """As :meth:`Views.facing_point`."""
        return self.views.facing_point(at)

    def beside_nerve(self, nerve_id: str, side: str) -> tuple[str, ...]:
        """As :meth:`Views.beside_nerve`."""
        return self.views.beside_nerve(nerve_id, side)

    def with_nerve(self, state: ViewState, nerve_id: str, side: str) -> ViewState:
        """As :meth:`Views.with_nerve`."""
        return self.views.with_nerve(state, nerve_id, side)

    def dressed(self, view: ViewState, painted_too: bool) -> ViewState:
        """As :meth:`Views.dressed`."""
        return self.views.dressed(view, painted_too)

    def pattern_picture(self, point_id: str, side: str, camera: str) -> bytes:
        """A small picture (PNG) of a point's pattern, drawn now; pages ask `Atlas.pictures`."""
        tag = f"{point_id}:{side}"
        paint = self.paint(ViewState(overlay=(tag,)))
        way = self.views.facing_pattern(tag, camera)
        return pattern_picture(self.source.skin(), paint, way, self.box_of(tag))

    def picture(
        self,
        state: ViewState,
        size: tuple[int, int],
        theme: Theme = "light",
        more: Sequence[SkinPaint] = (),
    ) -> Picture:
        """A state drawn without a graphics driver, now; pages ask `Atlas.pictures`."""
        paint = (*self.paint(state), *more)
        return drawn_state(self.source, self.context, state, paint, size=size, theme=theme)

    def skin_vertex_near(self, drawn: Picture, part: str, vertex: int) -> int:
        """The skin vertex over a vertex of a drawn part; -1 for the background."""
        if vertex < 0:
            return -1
        if not part:
            return vertex
        mesh = self.source.mesh(part, "phone")
        return int(self.views.skin_tree.query(mesh.points[vertex])[1])
