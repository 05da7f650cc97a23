"""What questions look up: on the body that is shown, and in the documents."""

from __future__ import annotations

from nmt_atlas.atlas.lengthwise import millimetres, share_at
from nmt_atlas.domain.anatomy import part_id, split_part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.naming import meant
from nmt_atlas.domain.sided import tag
from nmt_atlas.library.words import point_title
from nmt_atlas.pages.asking.reading import Reader

_SIDED = {"right": mark("{name} (right)"), "left": mark("{name} (left)")}


class Ground:
    """The :class:`~nmt_atlas.domain.questions.Anatomy` of the body that a visitor sees."""

    def __init__(self, visit: Reader) -> None:
        self._visit = visit

    def part(self, structure: str, side: str) -> str:
        """The part that shows a structure; the side does not matter on the midline."""
        sided = part_id(structure, side)
        return sided if sided in self._visit.body.context.parts else structure

    def part_with(self, point: str, side: str) -> str:
        """The part that a trigger point lies in."""
        return part_id(self._visit.library.trigger_point(point).part, side)

    def weights_at(self, point: str, side: str, vertex: int) -> tuple[float, float]:
        """Essential and spillover weight (0..1) of a point's pattern at a skin vertex."""
        return self._visit.body.weights_at(point, side, vertex)

    def regions_of(self, point: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Body-chart regions that a point's essential and spillover zones name."""
        zones = self._visit.library.trigger_point(point).zones
        essential = [one for zone in zones if zone.kind == "essential" for one in zone.regions]
        spillover = [one for zone in zones if zone.kind == "spillover" for one in zone.regions]
        return tuple(essential), tuple(spillover)

    def zone_of(self, point: str, side: str) -> tuple[frozenset[int], frozenset[int]]:
        """Skin vertices of a point's essential zone, and of its spillover."""
        return self._visit.body.zone_of(point, side)

    def pain_from(self, point: str, side: str, wish: str) -> str:
        """The way from which a point's pattern is seen: as wished, where that shows it."""
        return self._visit.body.views.facing_pattern(tag(point, side), wish)

    def along(self, point: str, side: str, at: Point) -> float | None:
        """How far (mm) from a point a place lies along its muscle, towards the insertion."""
        body, found = self._visit.body, self._visit.library.trigger_point(point)
        mesh = body.source.mesh(part_id(found.part, side), "phone")
        share = share_at(mesh, at)
        return None if share is None else millimetres(mesh, found.place.along, share)

    def stretch(self, point: str, share: float) -> float | None:
        """As :meth:`along`, of a share (0..1) of the way from origin to insertion."""
        found = self._visit.library.trigger_point(point)
        mesh = self._visit.body.source.mesh(self.part(found.part, "right"), "phone")
        return millimetres(mesh, found.place.along, share)

    def meant(self, text: str) -> frozenset[str]:
        """The structures that a typed name may stand for, in any language."""
        return meant(text, self._visit.body.called)

    def whole_of(self, structure: str) -> str:
        """The muscle or bone that a structure is a part of; itself where it is whole."""
        found = self._visit.body.context.structures.get(structure)
        return found.whole if found else structure


class InWords:
    """The :class:`~nmt_atlas.domain.questions.Names` in a visitor's language."""

    def __init__(self, visit: Reader) -> None:
        self._visit = visit

    def part(self, part: str) -> str:
        """The name of a part, with its side."""
        structure, side = split_part_id(part)
        name = self.structure(structure)
        return self._visit.say(_SIDED[side], name=name) if side in _SIDED else name

    def structure(self, structure: str) -> str:
        """The name of a structure; its id where this body has none of that."""
        context = self._visit.body.context
        if structure not in context.structures:
            return structure
        return context.name(structure, self._visit.taste.language)

    def point(self, point: str) -> str:
        """The name of a trigger point; its id where the documents have none of that."""
        found = self._visit.library.trigger_points.get(point)
        return point_title(*found) if found else point

    def muscle(self, point: str) -> str:
        """The name of the muscle that a trigger point lies in; its id where there is none."""
        found = self._visit.library.trigger_points.get(point)
        return found[0].name if found else point

    def document(self, kind: str, ident: str) -> str:
        """The name of a document; its id where there is none."""
        found = self._visit.library.of(kind).get(ident)
        return str(getattr(found, "name", ident))

    def region(self, region: str) -> str:
        """The name of a body-chart region; its id where the chart has none of that."""
        found = self._visit.library.regions.get(region)
        return found.name if found else region

    def place(self, vertex: int) -> str:
        """The name of the region at a skin vertex; empty where the body has no such vertex."""
        chart = self._visit.body.painter.chart
        if not 0 <= vertex < len(chart.label):
            return ""
        return self.region(chart.region_at(vertex).id)
