"""A drawing put on a body's skin: vertices, areas, regions, and what is to be said about it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.painting.patterns import vertex_areas
from nmt_atlas.body.painting.regions import BodyChart
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.found import Notice, Place
from nmt_atlas.domain.pain import PainArea, PainDrawing
from nmt_atlas.domain.region import Region, parts_of

Floats = NDArray[np.float32]
Vertices = NDArray[np.int64]

BALANCE = 0.3
"""An area weighs its size (mm²) to this power: a large one counts for somewhat more."""

EVERYWHERE = 0.6
"""A drawing of more than this share of the skin is of everything."""

BOTH = 0.25
"""A drawing with at least this share of its weight on either side is of both sides."""

WIDER = 0.8
"""What a pattern that names the larger region counts for in a part of it."""

_NAMED_SHARE = 0.05


@dataclass(frozen=True, eq=False)
class View:
    """A drawing as a whole, or one side of it.

    Attributes
    ----------
    marks
        What each column of the drawing weighs; adds up to 1.
    area
        Columns that hold the painted area (mm²).
    regions
        The share of its weight in every region and side.
    """

    marks: Floats
    area: Floats
    regions: Floats


@dataclass(frozen=True, eq=False)
class Drawn:
    """A drawing on a skin.

    Attributes
    ----------
    areas, weights
        The areas that lie on it, and what each weighs (they add up to 1).
    vertices
        The skin vertices of all of them.
    columns
        ``(vertices, 2 * areas + 2)``: of each area what lies right and left of the midline, as
        shares of the area; then the painted area (mm²) right and left.
    of_mark
        ``(columns, areas)``: which columns belong to an area.
    views
        The whole drawing; and each side where it is of both.
    regions, places
        The regions that it touches, and with what share.
    everywhere
        Whether almost everything is drawn.
    """

    areas: tuple[PainArea, ...]
    weights: tuple[float, ...]
    vertices: Vertices
    columns: Floats
    of_mark: Floats
    views: tuple[View, ...]
    regions: tuple[str, ...]
    places: tuple[Place, ...]
    everywhere: bool = False

    @property
    def empty(self) -> bool:
        """True where nothing lies on the skin."""
        return not self.areas


class Canvas:
    """A body's skin as drawings are put on it.

    Parameters
    ----------
    chart
        The body chart on it.
    body
        The body.
    skin
        The hash of its skin's file.
    regions
        Every region, groups too.
    """

    def __init__(
        self, chart: BodyChart, body: Body, skin: str, regions: Mapping[str, Region]
    ) -> None:
        self.chart = chart
        self.body_id = body.id
        self.skin = skin
        self._regions = regions
        self.areas: Floats = vertex_areas(body.skin())
        self._code = chart.label.astype(np.int64) * 2 + chart.left
        self._order = np.argsort(self._code, kind="stable")
        counts = np.bincount(self._code, minlength=2 * len(chart.regions))
        self._ends = np.concatenate([[0], np.cumsum(counts)])

    @property
    def nbytes(self) -> int:
        """The memory that it takes."""
        return self.areas.nbytes + self._code.nbytes + self._order.nbytes

    @cached_property
    def _numbers(self) -> Mapping[str, int]:
        return {region.id: at for at, region in enumerate(self.chart.regions)}

    @cached_property
    def _parts(self) -> Mapping[str, tuple[int, ...]]:
        """Region or group -> the numbers of the finest regions in it."""
        return {
            name: tuple(
                self._numbers[one]
                for one in sorted(parts_of(name, self._regions))
                if one in self._numbers
            )
            for name in self._regions
        }

    def answering(self, named: Mapping[tuple[str, SideName], float]) -> Floats:
        """What a pattern that names regions counts for in every region and side of the chart."""
        found = np.zeros(2 * len(self.chart.regions), np.float32)
        for (name, side), value in named.items():
            for number in self._parts.get(name, ()):
                part = self.chart.regions[number]
                counts = value if part.id == name else value * WIDER
                sides = (0, 1) if side == "midline" or not part.paired else (int(side == "left"),)
                for one in sides:
                    found[2 * number + one] = max(found[2 * number + one], counts)
        return found

    def put(
        self, drawing: PainDrawing, installed: frozenset[str]
    ) -> tuple[Drawn, tuple[Notice, ...]]:
        """Put a drawing on this skin, and say what could not be put there."""
        notices: dict[tuple[str, str], Notice] = {}

        def notice(code: str, value: str = "") -> None:
            notices.setdefault((code, value), Notice(code=code, value=value))

        foreign = drawing.has_vertices and (
            drawing.body != self.body_id or bool(drawing.skin and drawing.skin != self.skin)
        )
        if foreign:
            here = drawing.body == self.body_id or drawing.body in installed
            notice("other-skin") if here else notice("other-body", drawing.body)
        beside, kept = 0, []
        for area in drawing.drawn:
            for name in area.regions:
                if name not in self._regions:
                    notice("unknown-region", name)
            painted = np.zeros(0, np.int64) if foreign else np.array(area.vertices, np.int64)
            inside = (painted >= 0) & (painted < len(self.areas))
            beside += int((~inside).sum())
            where = self._once([painted[inside], *self._of_regions(area)])
            if len(where):
                kept.append((area, where))
        if beside:
            notice("off-body", str(beside))
        if not kept:
            notice("nothing-drawn")
        drawn = self._drawn(kept)
        if drawn.everywhere:
            notice("everywhere")
        return drawn, tuple(notices.values())

    def _once(self, some: list[Vertices]) -> Vertices:
        """Vertices in ascending order, each once."""
        held = np.zeros(len(self.areas), bool)
        for one in some:
            held[one] = True
        return np.flatnonzero(held)

    def _of_regions(self, area: PainArea) -> list[Vertices]:
        sides = {"right": (0,), "left": (1,), "both": (0, 1)}[area.side]
        found = []
        for name in area.regions:
            for number in self._parts.get(name, ()):
                paired = self.chart.regions[number].paired
                for side in sides if paired else (0, 1):
                    code = 2 * number + side
                    found.append(self._order[self._ends[code] : self._ends[code + 1]])
        return found

    def _drawn(self, kept: list[tuple[PainArea, Vertices]]) -> Drawn:
        count = len(kept)
        vertices = self._once([one for _, one in kept])
        here, left = self.areas[vertices], self.chart.left[vertices]
        columns = np.zeros((len(vertices), 2 * count + 2), np.float32)
        sizes = np.zeros(count)
        for at, (_, where) in enumerate(kept):
            rows = np.searchsorted(vertices, where)
            sizes[at] = max(float(self.areas[where].sum()), 1e-6)
            columns[rows, 2 * at + left[rows]] = here[rows] / sizes[at]
        columns[:, 2 * count] = here * ~left
        columns[:, 2 * count + 1] = here * left
        strengths = np.array([area.strength / 3 for area, _ in kept])
        weights = strengths * sizes**BALANCE
        weights = weights / max(float(weights.sum()), 1e-9)
        of_mark = np.zeros((2 * count + 2, count), np.float32)
        for at in range(count):
            of_mark[2 * at : 2 * at + 2, at] = 1
        marks = np.concatenate([np.repeat(weights, 2), [0, 0]]).astype(np.float32)
        views = self._views(vertices, columns, marks)
        places = self._places(views[0].regions)
        return Drawn(
            areas=tuple(area for area, _ in kept),
            weights=tuple(round(float(one), 4) for one in weights),
            vertices=vertices,
            columns=columns,
            of_mark=of_mark,
            views=views,
            regions=tuple(dict.fromkeys(place.region for place in places)),
            places=places,
            everywhere=bool(here.sum() > EVERYWHERE * self.areas.sum()),
        )

    def _views(self, vertices: Vertices, columns: Floats, marks: Floats) -> tuple[View, ...]:
        codes = self._code[vertices]
        sides = np.arange(len(marks)) % 2
        weight = columns @ marks
        left = float(weight[codes % 2 == 1].sum())
        views = [self._view(codes, weight, marks, (1, 1))]
        if min(left, 1 - left) >= BOTH:
            for side in (0, 1):
                only = np.where(sides == side, marks, 0) / max(
                    float((weight * (codes % 2 == side)).sum()), 1e-9
                )
                share = columns @ only.astype(np.float32)
                views.append(self._view(codes, share, only.astype(np.float32), (1 - side, side)))
        return tuple(views)

    def _view(self, codes: Vertices, weight: Floats, marks: Floats, sides: tuple[int, int]) -> View:
        length = 2 * len(self.chart.regions)
        regions = np.bincount(codes, weights=weight, minlength=length).astype(np.float32)
        area = np.zeros(len(marks), np.float32)
        area[-2:] = sides
        return View(marks, area, regions)

    def _places(self, regions: Floats) -> tuple[Place, ...]:
        found: dict[tuple[str, str], float] = {}
        for code in np.flatnonzero(regions > 0).tolist():
            region = self.chart.regions[code // 2]
            side = ("left" if code % 2 else "right") if region.paired else "midline"
            found[region.id, side] = found.get((region.id, side), 0.0) + float(regions[code])
        order = sorted(found.items(), key=lambda item: -item[1])
        most = order[0][1] if order else 0.0
        return tuple(
            Place(region=name, side=side, share=round(share, 3))
            for (name, side), share in order
            if share >= _NAMED_SHARE * most
        )
