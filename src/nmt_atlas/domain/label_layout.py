"""Where names stand beside their places: apart from each other and from marks, with leaders.

The browser has the same rule (``viewer/js/src/label_layout.js``) with the same numbers
(:data:`nmt_atlas.domain.look.LOOK`); a test compares what both make of the same names.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from nmt_atlas.domain.look import LOOK

Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""
Stretch = tuple[float, float, float, float]
"""x, y, x, y."""


@dataclass(frozen=True, slots=True)
class Wanted:
    """A name that is to stand beside a place: where that is, and how large the name is."""

    x: float
    y: float
    w: float
    h: float


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a name stands, and where its leader meets it."""

    box: Box
    end: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Mark:
    """A mark: where, its radius, and the size of the name that is to stand right beside it."""

    x: float
    y: float
    r: float
    w: float = 0.0
    h: float = 0.0

    @property
    def box(self) -> Box:
        """What it takes itself."""
        return (self.x - self.r, self.y - self.r, self.x + self.r, self.y + self.r)

    def named(self, side: int) -> Box:
        """Where its name stands to the right (1) or to the left (-1)."""
        left = self.x + self.r + 2 if side > 0 else self.x - self.r - 2 - self.w
        return (left, self.y - self.h / 2, left + self.w, self.y + self.h / 2)


def mark_names(marks: Sequence[Mark], room: Box, taken: Sequence[Box] = ()) -> tuple[int, ...]:
    """On which side of its mark each name stands; 0 where neither is free: it is unsaid there.

    The browser tells the names of marks on hovering; a picture tells those that have room beside
    the names of parts.

    Parameters
    ----------
    marks
        The marks.
    room
        What there is.
    taken
        Boxes that no name lies on, besides the marks.
    """
    full, found = [*(one.box for one in marks), *taken], []
    for k, one in enumerate(marks):
        others = [box for at, box in enumerate(full) if at != k]
        free = (
            side for side in (1, -1) if one.w and _Among(room, (), others).is_free(one.named(side))
        )
        side = next(free, 0)
        found.append(side)
        if side:
            full.append(one.named(side))
    return tuple(found)


_WAYS = tuple(
    (side, far * math.cos(turn), far * math.sin(turn))
    for far in LOOK.labels.far
    for turn in LOOK.labels.turns
    for side in (1, -1)
)
"""Every way that a name can stand off its place: outward first."""


@dataclass(frozen=True, slots=True)
class _Among:
    """What stands already."""

    room: Box
    wanted: Sequence[Wanted]
    full: list[Box]
    leaders: list[Stretch] = field(default_factory=list)

    @property
    def most(self) -> float:
        """What a name may cost: of many, one far off or across others is left out."""
        if len(self.wanted) <= LOOK.labels.many:
            return math.inf
        sides = self.room[2] - self.room[0], self.room[3] - self.room[1]
        return min(sides) * LOOK.labels.reach

    def is_free(self, box: Box) -> bool:
        edge = LOOK.labels.edge
        return (
            box[0] >= self.room[0] + edge
            and box[1] >= self.room[1] + edge
            and box[2] <= self.room[2] - edge
            and box[3] <= self.room[3] - edge
            and not any(_meet(box, other) for other in self.full)
        )

    def cost(self, one: Wanted, spot: Spot) -> float:
        """What it costs beyond its leader's length."""
        look, line = LOOK.labels, (one.x, one.y, *spot.end)
        crossed = sum(_cross(line, other) for other in self.leaders)
        crossed += sum(_through(line, box) for box in self.full)
        covered = sum(
            _meet(spot.box, (other.x, other.y, other.x, other.y))
            for other in self.wanted
            if other is not one
        )
        return look.crossing * crossed + look.over_anchor * covered


def lay_out(
    wanted: Sequence[Wanted], room: Box, taken: Sequence[Box] = ()
) -> tuple[Spot | None, ...]:
    """Put every name somewhere; None where there is no room for one.

    Parameters
    ----------
    wanted
        The names.
    room
        What there is.
    taken
        Boxes that no name lies on.
    """
    if not wanted:
        return ()
    middle = sum(one.x / len(wanted) for one in wanted)
    centre = (room[0] + room[2]) / 2
    aside = (room[2] - room[0]) * LOOK.labels.aside
    among = _Among(room, wanted, list(taken))
    found: list[Spot | None] = [None] * len(wanted)
    for k in sorted(range(len(wanted)), key=lambda k: wanted[k].y):
        one = wanted[k]
        beside = centre if abs(one.x - centre) > aside else middle
        spot = _best(one, -1 if one.x < beside else 1, among)
        if spot is None:
            continue
        found[k] = spot
        among.full.append(spot.box)
        among.leaders.append((one.x, one.y, *spot.end))
    return tuple(found)


def _best(one: Wanted, outward: int, among: _Among) -> Spot | None:
    found, least = None, among.most
    for side, dx, dy in _WAYS:
        cost = math.hypot(dx, dy) + (LOOK.labels.inward if side < 0 else 0.0)
        if cost >= least:
            continue
        right = side * outward > 0
        end = one.x + dx if right else one.x - dx
        left = end if right else end - one.w
        box = (left, one.y + dy - one.h / 2, left + one.w, one.y + dy + one.h / 2)
        if not among.is_free(box):
            continue
        spot = Spot(box, (end, one.y + dy))
        cost += among.cost(one, spot)
        if cost < least:
            found, least = spot, cost
    return found


def _meet(a: Box, b: Box) -> bool:
    gap = LOOK.labels.gap
    return a[0] < b[2] + gap and b[0] < a[2] + gap and a[1] < b[3] + gap and b[1] < a[3] + gap


def _cross(a: Stretch, b: Stretch) -> bool:
    """Whether two stretches cross."""
    return (
        _turn(a, b[0], b[1]) * _turn(a, b[2], b[3]) < 0
        and _turn(b, a[0], a[1]) * _turn(b, a[2], a[3]) < 0
    )


def _turn(s: Stretch, x: float, y: float) -> float:
    return (s[2] - s[0]) * (y - s[1]) - (s[3] - s[1]) * (x - s[0])


def _through(line: Stretch, box: Box) -> bool:
    """Whether a stretch runs through a box."""
    left, top, right, bottom = box
    return _cross(line, box) or _cross(line, (left, bottom, right, top))
