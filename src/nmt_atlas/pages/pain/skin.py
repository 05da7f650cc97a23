"""The skin under a drawing: regions, their names, the other side, and where to look at them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.atlas.felt import facing_skin, spot_of
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.pain import DrawnSide, PainArea
from nmt_atlas.domain.region import parts_of
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.domain.ways import Way
from nmt_atlas.pages.visit import Visit

_MOSTLY = 0.5
"""A region counts as filled where so much of it is painted."""
_TOLD = 2
SIDED: Mapping[str, str] = {
    "right": mark("{name} (right)"),
    "left": mark("{name} (left)"),
    "both": mark("{name} (both sides)"),
}


@dataclass(frozen=True)
class Fixed:
    """A fixed view: its title, from where, and the region that is framed (the whole for none)."""

    title: str
    way: Way
    region: str = ""


VIEWS: Mapping[str, Fixed] = {
    "front": Fixed(mark("Front"), "anterior"),
    "back": Fixed(mark("Back"), "posterior"),
    "right": Fixed(mark("Right"), "right"),
    "left": Fixed(mark("Left"), "left"),
    "face": Fixed(mark("Face"), "anterior", "face"),
    "palm": Fixed(mark("Palm"), "anterior", "hand"),
    "hand": Fixed(mark("Hand"), "posterior", "hand"),
    "foot": Fixed(mark("Foot"), "superior-anterior", "foot"),
    "sole": Fixed(mark("Sole"), "inferior", "foot"),
}


class Ground:
    """The skin that a visitor draws on.

    Parameters
    ----------
    visit
        The visitor.
    """

    def __init__(self, visit: Visit) -> None:
        self.visit = visit

    @property
    def body(self) -> BodyView:
        """The body that is shown."""
        return self.visit.body

    @property
    def skin(self) -> str:
        """The hash of its skin."""
        return self.body.finder.canvas.skin

    @property
    def count(self) -> int:
        """How many vertices its skin has."""
        return len(self.body.finder.canvas.areas)

    def region_at(self, vertex: int) -> tuple[str, DrawnSide] | None:
        """The region and side at a skin vertex; None beside the skin."""
        chart = self.body.painter.chart
        if not 0 <= vertex < len(chart.label):
            return None
        region = chart.region_at(vertex)
        if not region.paired:
            return region.id, "both"
        return region.id, "left" if chart.left[vertex] else "right"

    def mirrored(self, vertices: Iterable[int]) -> list[int]:
        """The skin vertices on the other side."""
        points = self.body.source.skin().points[sorted(vertices)]
        if not len(points):
            return []
        found = self.body.views.skin_tree.query(points * (-1.0, 1.0, 1.0))[1]
        return [int(one) for one in np.unique(found)]

    def vertices_of(self, area: PainArea) -> frozenset[int]:
        """The skin vertices of an area: what is painted, and the regions that are named."""
        chart, regions = self.body.painter.chart, self.visit.atlas.library.regions
        found = {one for one in area.vertices if one < len(chart.label)}
        wanted = {part for name in area.regions for part in parts_of(name, regions)}
        numbers = [at for at, one in enumerate(chart.regions) if one.id in wanted]
        paired = np.array([one.paired for one in chart.regions])
        inside = np.isin(chart.label, numbers)
        if area.side != "both":
            inside &= (chart.left == (area.side == "left")) | ~paired[chart.label]
        return frozenset(found.union(np.flatnonzero(inside).tolist()))

    def named(self, vertices: Collection[int]) -> dict[DrawnSide, tuple[str, ...]]:
        """The regions that painted vertices mostly fill, or at least lie in, by side."""
        chart = self.body.painter.chart
        here = np.array(sorted(vertices), dtype=np.int64)
        here = here[here < len(chart.label)]
        if not len(here):
            return {}
        codes = 2 * chart.label.astype(np.int64) + chart.left
        painted = np.bincount(codes[here], minlength=2 * len(chart.regions))
        whole = np.maximum(np.bincount(codes, minlength=2 * len(chart.regions)), 1)
        filled = np.flatnonzero(painted / whole >= _MOSTLY)
        chosen = filled if len(filled) else np.array([int(painted.argmax())])
        found: dict[DrawnSide, list[str]] = {}
        for code in chosen.tolist():
            region = chart.regions[code // 2]
            side: DrawnSide = "both" if not region.paired else "left" if code % 2 else "right"
            if region.id not in found.setdefault(side, []):
                found[side].append(region.id)
        return {side: tuple(names) for side, names in found.items()}

    # Words

    def called(self, region: str, side: str) -> str:
        """A region with its side in words; the id where the chart has none of that."""
        one = self.visit.library.regions.get(region)
        name = one.name if one else region
        if one is None or not one.paired or side not in SIDED:
            return name
        return self.visit.say(SIDED[side], name=name)

    def title(self, area: PainArea) -> str:
        """An area in a few words: the regions that it names, or that it lies in."""
        told = [(name, area.side) for name in area.regions]
        if not told and area.vertices:
            told = self._largest(area.vertices)
        names = [self.called(name, side) for name, side in dict.fromkeys(told)]
        more = f" +{len(names) - _TOLD}" if len(names) > _TOLD else ""
        return ", ".join(names[:_TOLD]) + more or self.visit.say("Nothing yet")

    def _largest(self, vertices: Iterable[int]) -> list[tuple[str, DrawnSide]]:
        chart = self.body.painter.chart
        here = np.array([one for one in vertices if one < len(chart.label)], dtype=np.int64)
        counts = Counter(zip(chart.label[here].tolist(), chart.left[here].tolist(), strict=True))
        found: dict[str, set[bool]] = {}
        for (label, left), count in counts.most_common():
            region = chart.regions[label]
            if count >= _LEAST_SHARE * len(here):
                found.setdefault(region.id, set()).add(bool(left))
        sides = {frozenset({True}): "left", frozenset({False}): "right"}
        return [(name, sides.get(frozenset(two), "both")) for name, two in found.items()]  # type: ignore[misc]

    # Views

    def seen(self, state: ViewState, view: str, side: str) -> ViewState:
        """A state looked at in a fixed view; of paired regions on a side."""
        fixed = VIEWS[view]
        spot = None
        if fixed.region:
            pair = side if side in ("right", "left") and fixed.region != "face" else ""
            spot = self._spot(fixed.region, pair or ("" if fixed.region == "face" else "right"))
        return state.changed(camera=fixed.way, focus=(), zones=(), spot=spot)

    def toward(self, state: ViewState, vertex: int) -> ViewState:
        """A state that looks at the region at a skin vertex, from its own side."""
        region, side = self.region_at(vertex) or ("", "both")
        if not region:
            return state
        way = self.facing([PainArea(regions=(region,), side=side)])
        spot = self._spot(region, "" if side == "both" else side)
        return state.changed(camera=way, focus=(), zones=(), spot=spot)

    def facing(self, areas: Iterable[PainArea]) -> Way:
        """The side from which areas are looked at; the front where nothing is drawn."""
        drawn = sorted(frozenset[int]().union(*map(self.vertices_of, areas)))
        skin = self.body.source.skin()
        return facing_skin(skin.points, skin.faces, drawn) if drawn else "anterior"

    def _spot(self, region: str, side: str) -> tuple[float, float, float, float] | None:
        area = PainArea.model_validate({"regions": (region,), "side": side or "both"})
        return spot_of(self.body.source.skin().points, sorted(self.vertices_of(area)))


_LEAST_SHARE = 0.2
