"""Counts from every way how much is seen of parts, nerves, narrow places and painted skin."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

import numpy as np
from scipy import sparse

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.progress import Progress, silent
from nmt_atlas.body.seeing.shadows import Screen, Shadow
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.viewpoint import WAYS, Kind, Viewpoints, shares_of
from nmt_atlas.domain.ways import Way

STEP = 1.25
"""Millimetres a pixel."""
_AROUND, _VEIL = 12.0, 6.0
"""Around a narrow place so much (mm) is looked at, and what covers it by less is not in the way."""


@dataclass(frozen=True)
class Following:
    """A followed nerve: the part ids that draw it, and those that stay beside it."""

    parts: tuple[str, ...]
    beside: tuple[str, ...]


@dataclass(frozen=True)
class Questions:
    """What is counted.

    Attributes
    ----------
    layers
        Part id -> the groups that are shown when it is found.
    unseen
        Part ids that are hidden unless asked for.
    ground
        The groups that are shown when a nerve is followed, without its own.
    nerves
        Nerve id -> how it is followed.
    places
        Narrow place -> where it is (mm) and its nerve's id.
    painted
        Kind and id of each row of ``paint``, ``(rows, skin vertices)`` of weights.
    """

    layers: Mapping[str, frozenset[str]]
    unseen: frozenset[str] = frozenset()
    ground: frozenset[str] = frozenset()
    nerves: Mapping[str, Following] = field(default_factory=dict)
    places: Mapping[str, tuple[Point, str]] = field(default_factory=dict)
    painted: tuple[tuple[Kind, str], ...] = ()
    paint: sparse.csr_array | None = None


class Survey:
    """Counting on one body.

    Parameters
    ----------
    body
        The body; its smallest detail is looked at.
    questions
        What is counted.
    """

    def __init__(self, body: Body, questions: Questions) -> None:
        self.body = body
        self.questions = questions
        self.numbers = {part.id: number for number, part in enumerate(body.index.parts)}
        bounds = np.array([part.bounds for part in body.index.parts])
        self.low, self.high = bounds[:, 0].min(axis=0), bounds[:, 1].max(axis=0)

    def run(self, progress: Progress = silent) -> Viewpoints:
        """Count from every way."""
        counts: dict[tuple[Kind, str], dict[Way, float]] = {}
        anchors: dict[Way, dict[str, Point]] = {}
        for number, way in enumerate(WAYS):
            progress(f"looking {way}", number / len(WAYS))
            found, anchors[way] = self.from_way(way)
            for key, count in found.items():
                counts.setdefault(key, {})[way] = count
        return self._together(counts, anchors)

    def _together(
        self,
        counts: Mapping[tuple[Kind, str], Mapping[Way, float]],
        anchors: Mapping[Way, Mapping[str, Point]],
    ) -> Viewpoints:
        shares: dict[Kind, dict[str, tuple[int, ...]]] = {}
        for (kind, ident), counted in counts.items():
            found = shares_of(counted)
            if found:
                shares.setdefault(kind, {})[ident] = found
        bare = Viewpoints(shares=shares)
        places = {}
        for ident in shares.get("part", {}):
            way = bare.best([("part", ident, 1.0)])
            if way and ident in anchors[way]:
                places[ident] = anchors[way][ident]
        return bare.model_copy(update={"anchors": places})

    def from_way(
        self, way: Way, parts: Iterable[str] | None = None
    ) -> tuple[dict[tuple[Kind, str], float], dict[str, Point]]:
        """Pixels of each thing from one way, and a place for the name of each structure."""
        screen = Screen(way, self.low, self.high, STEP)
        layers = self._layers(screen)
        found: dict[tuple[Kind, str], float] = {}
        anchors: dict[str, Point] = {}
        asked = self.questions.layers if parts is None else tuple(parts)
        for shown in {self.questions.layers[part] for part in asked}:
            here = [part for part in asked if self.questions.layers[part] == shown]
            picture = _laid(screen, layers, shown)
            counts = picture.counts(len(self.numbers))
            for part_id in here:
                part = self.body.part(part_id)
                found["part", part.structure] = float(counts[self.numbers[part_id]])
                anchor = self._anchor(screen, picture, part)
                if anchor:
                    anchors[part.structure] = anchor
        if parts is None:
            found |= self._followed(screen, _laid(screen, layers, self.questions.ground))
            found |= self._painted(layers["skin"])
        return found, anchors

    def _layers(self, screen: Screen) -> dict[str, Shadow]:
        groups: dict[str, list[tuple[int, Mesh]]] = {}
        for part in self.body.index.parts:
            if part.id not in self.questions.unseen:
                mesh = self.body.mesh(part.id, "phone")
                groups.setdefault(part.group, []).append((self.numbers[part.id], mesh))
        return {group: screen.draw(things) for group, things in groups.items()}

    def _anchor(self, screen: Screen, picture: Shadow, part: Part) -> Point | None:
        """The seen place nearest to the middle of what is seen of a part."""
        corners = np.stack(np.meshgrid(*zip(*part.bounds, strict=True)), axis=-1).reshape(-1, 3)
        placed = screen.at(np.asarray(corners, dtype=float))
        left, top = np.maximum(placed.min(axis=0)[:2].astype(int) - 1, 0)
        right, below = placed.max(axis=0)[:2].astype(int) + 2
        seen = picture.thing[top:below, left:right] == self.numbers[part.id]
        rows, columns = np.nonzero(seen)
        if not len(rows):
            return None
        away = (rows - np.median(rows)) ** 2 + (columns - np.median(columns)) ** 2
        row, column = rows[away.argmin()] + top, columns[away.argmin()] + left
        flat = np.array([column + 0.5, row + 0.5]) * screen.step + screen.corner
        at = screen.axes @ np.array([*flat, picture.near[row, column]])
        return (float(round(at[0])), float(round(at[1])), float(round(at[2])))

    def _followed(self, screen: Screen, ground: Shadow) -> dict[tuple[Kind, str], float]:
        found: dict[tuple[Kind, str], float] = {}
        for ident, nerve in self.questions.nerves.items():
            around = screen.draw(self._things(nerve.beside)).over(ground)
            picture = screen.draw(self._things(nerve.parts)).over(around)
            counts = picture.counts(len(self.numbers))
            found["nerve", ident] = float(sum(counts[self.numbers[one]] for one in nerve.parts))
            for place, (at, of) in self.questions.places.items():
                if of == ident:
                    found["place", place] = _open(screen, around, at)
        return found

    def _things(self, parts: Iterable[str]) -> list[tuple[int, Mesh]]:
        return [(self.numbers[one], self.body.mesh(one, "phone")) for one in parts]

    def _painted(self, skin: Shadow) -> dict[tuple[Kind, str], float]:
        if self.questions.paint is None:
            return {}
        pixels = np.bincount(skin.vertex[skin.thing >= 0], minlength=self.questions.paint.shape[1])
        seen: Floats = self.questions.paint @ pixels
        return dict(zip(self.questions.painted, map(float, seen), strict=True))


def _laid(screen: Screen, layers: Mapping[str, Shadow], groups: Iterable[str]) -> Shadow:
    picture = screen.empty
    for group in sorted(groups):
        if group in layers:
            picture = layers[group].over(picture)
    return picture


def _open(screen: Screen, around: Shadow, at: Point) -> float:
    """How many pixels around a place nothing covers."""
    column, row, near = screen.at(np.array([at], dtype=float))[0]
    reach = round(_AROUND / screen.step)
    rows, columns = np.mgrid[-reach : reach + 1, -reach : reach + 1]
    disc = rows**2 + columns**2 <= reach**2
    rows, columns = rows[disc] + round(row), columns[disc] + round(column)
    inside = (rows >= 0) & (rows < screen.size[1]) & (columns >= 0) & (columns < screen.size[0])
    return float((around.near[rows[inside], columns[inside]] <= near + _VEIL).sum())
