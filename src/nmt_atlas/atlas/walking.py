"""Along a nerve from station to station: where one stands, and what is opened there."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.atlas.following import nerve_parts
from nmt_atlas.atlas.opening import Opening, opened_at
from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.painting.nerve_line import between, line_of, near_on, stations_on
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import mirror_point, part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.framing import PRESETS
from nmt_atlas.domain.nerve import Entrapment, Nerve
from nmt_atlas.domain.sided import Sided, tag
from nmt_atlas.domain.view_state import Camera, ViewState
from nmt_atlas.domain.ways import Way, other_way

if TYPE_CHECKING:
    from nmt_atlas.atlas.body_view import BodyView

_REACH = 85.0
"""How much (mm) is seen around a station."""
_LAID_OPEN = 32.0
"""So far (mm) to both sides of a station the nerve is laid open."""
_AWAY = 560.0
"""How far (mm) from the nerve the eye flies: outside of any body."""
_SPACED = 30.0
"""The way of the eye has a place about every so many millimetres of the nerve."""
_WAYS: tuple[Way, ...] = (
    "anterior",
    "posterior",
    "right",
    "anterior-right",
    "posterior-right",
    "superior-posterior",
    "inferior",
)
"""Where a station of the right side may be looked at from: never through the other half."""
_BONE, _NEAREST, _SLANT = 3.0, 2.5, 0.5
"""What a bone in the way costs more than a muscle; what the side of the nearest skin is worth;
and what a slanting way costs, from which one knows less where one is."""
_TURNING = 7
"""So many places the way of the eye has at least where it turns between two stations."""
_OPPOSITE = -0.9
"""Ways whose cosine is below this are opposite: the eye goes round by the side."""


@dataclass(frozen=True)
class Stop:
    """One station of a walk: its number, its place (mm), and what narrows the nerve there."""

    number: int
    at: Point
    trap: Entrapment | None = None


class Walk:
    """The walk along one nerve on one side of a body.

    Parameters
    ----------
    body
        The body.
    nerve
        The nerve's document.
    side
        ``right`` or ``left``.
    """

    def __init__(self, body: BodyView, nerve: Nerve, side: str) -> None:
        self.body, self.nerve, self.side = body, nerve, side
        self._openings: dict[tuple[int, Way], Opening] = {}
        self._ways: dict[int, Way] = {}

    @cached_property
    def line(self) -> Floats:
        """The nerve's course (mm) on its side; empty where no recipe draws it."""
        shapes = []
        for part in self.nerve.parts:
            try:
                shapes.append(self.body.painter.locator.recipe(part).shape)
            except UnknownIdError:
                continue
        places = [trap.at for trap in self._traps if trap is not None]
        line = line_of(shapes, places)
        return line * (-1.0, 1.0, 1.0) if self.side == "left" else line

    @property
    def _traps(self) -> tuple[Entrapment | None, ...]:
        known = self.body.library.entrapments
        return tuple(known.get(one.entrapment or "") for one in self.nerve.course)

    @cached_property
    def stops(self) -> tuple[Stop, ...]:
        """Its stations from root to skin; none where the course is not drawn."""
        if not len(self.line):
            return ()
        places = [self._own(trap.at) if trap else None for trap in self._traps]
        found = stations_on(self.line, [one.at for one in self.nerve.course], places)
        return tuple(
            Stop(number, at, trap)
            for number, (at, trap) in enumerate(zip(found, self._traps, strict=True), start=1)
        )

    def _own(self, at: Point) -> Point:
        return mirror_point(at) if self.side == "left" else at

    def way_to(self, stop: Stop) -> Way:
        """Where a station is looked at from: where least is to be opened, and no bone."""
        if stop.number not in self._ways:
            self._ways[stop.number] = min(self._tried(stop), key=lambda one: one[1])[0]
        return self._ways[stop.number]

    def _tried(self, stop: Stop) -> Iterator[tuple[Way, float]]:
        nearest = self.body.views.facing_point(stop.at)
        for way in map(other_way, _WAYS) if self.side == "left" else _WAYS:
            opening = self._opening(stop, way)
            bones = sum(self.body.context.parts[one].group == "bones" for one in opening.glassy)
            cost = len(opening.hidden) + len(opening.glassy) + _BONE * bones
            yield way, cost - _NEAREST * (way == nearest) + _SLANT * ("-" in way)

    def state_at(self, state: ViewState, number: int) -> ViewState:
        """The state that stands at a station (from 1); the first time takes a while."""
        stop = self.stops[number - 1]
        way = self.way_to(stop)
        opening = self._opening(stop, way)
        narrow = stop.trap if stop.trap and self.body.library.territory(stop.trap.id) else None
        ours = Sided.read(state.nerve) == Sided(self.nerve.id, self.side)
        variant = state.variant if ours else ""
        return actions.stand_at(
            state.changed(nerve=tag(self.nerve.id, self.side), variant=variant, split="", chart=""),
            number,
            way,
            (*_rounded(stop.at), _REACH),
            opened=opening.hidden,
            glassy=opening.glassy,
            territory=(tag(narrow.id, self.side),) if narrow else (),
        )

    def _opening(self, stop: Stop, way: Way) -> Opening:
        """What is opened at a station from a way."""
        key = stop.number, way
        if key not in self._openings:
            self._openings[key] = self._opened(stop, way)
        return self._openings[key]

    def _opened(self, stop: Stop, way: Way) -> Opening:
        context = self.body.context
        nerve = nerve_parts(self.body.library, tag(self.nerve.id, self.side))
        narrows = [
            part_id(one, self.side if context.structures[one].paired else "midline")
            for one in (stop.trap.structures if stop.trap else ())
            if one in context.structures
        ]
        laid = near_on(self.line, stop.at, _LAID_OPEN)
        if stop.trap is not None:
            laid = np.vstack([laid, np.asarray(stop.at)[None, :]])
        return opened_at(self.body, laid, PRESETS[way][0], own=nerve, narrows=narrows)

    @property
    def ready(self) -> bool:
        """Whether the way of the eye is known: making it takes longer than a page may wait."""
        return "cameras" in self.__dict__

    @cached_property
    def cameras(self) -> tuple[Camera, ...]:
        """The way that the eye flies, along the nerve and outside of the body."""
        return tuple(self._cameras())

    def _cameras(self) -> Iterator[Camera]:
        seen = tuple((stop, self.way_to(stop)) for stop in self.stops)
        for (one, from_here), (other, from_there) in pairwise(seen):
            piece = between(self.line, one.at, other.at)
            far = float(np.linalg.norm(np.subtract(other.at, one.at)))
            count = max(_TURNING if from_here != from_there else 2, round(far / _SPACED))
            for share in np.linspace(0.0, 1.0, count, endpoint=False):
                middle = piece[round(share * (len(piece) - 1))]
                at = middle if share > 0 else np.asarray(one.at)
                yield _camera(at, self._turned(from_here, from_there, float(share)))
        for last, way in seen[-1:]:
            yield _camera(np.asarray(last.at), np.asarray(PRESETS[way][0]))

    def _turned(self, one: Way, other: Way, share: float) -> Floats:
        """From one direction to another, round by the body's own side where they are opposite."""
        start, end = np.asarray(PRESETS[one][0]), np.asarray(PRESETS[other][0])
        mixed = (1 - share) * start + share * end
        if float(start @ end) < _OPPOSITE:
            outward = 1.0 if self.side == "left" else -1.0
            mixed = mixed + np.array([outward, 0.0, 0.0]) * 2.0 * share * (1 - share)
        return np.asarray(mixed / np.linalg.norm(mixed))


def _camera(at: Floats, way: Floats) -> Camera:
    if abs(float(way[2])) > 0.999:
        way = np.array([0.0, -0.04, float(way[2])])
    eye = at + _AWAY * way
    return Camera(position=_rounded(eye), target=_rounded(at))


def _rounded(point: Floats | Point) -> Point:
    x, y, z = (round(float(one), 1) for one in point)
    return (x, y, z)


class Walks:
    """The walks of one body, each made once."""

    def __init__(self, body: BodyView) -> None:
        self._body = body
        self._made: dict[str, Walk] = {}

    def along(self, nerve_tag: str) -> Walk | None:
        """The walk along a nerve (``id:side``); None for no nerve, or one that is not drawn."""
        if nerve_tag not in self._made:
            named = Sided.read(nerve_tag)
            nerve = self._body.library.nerves.get(named.id)
            if nerve is None or not named.has_side:
                return None
            self._made[nerve_tag] = Walk(self._body, nerve, named.side)
        walk = self._made[nerve_tag]
        return walk if walk.stops else None
