"""From which way most is seen: what was counted on a body, and what is chosen by it.

Counted is the right side of the body (or what lies in the middle) from every way but those that
look from the left; the left side mirrors it. So nobody looks at a part through the other half.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import Annotated, Literal, cast, get_args

from pydantic import Field

from nmt_atlas.domain.anatomy import mirror_point, split_part_id
from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.framing import PRESETS
from nmt_atlas.domain.ways import Way, other_way

WAYS: tuple[Way, ...] = tuple(way for way in get_args(Way) if "left" not in way)
"""The ways that are counted from."""

LEAST = 0.6
"""From the chosen way at least this share is seen of what can be seen from anywhere."""
_SURE = 0.68
"""Ways below this share are left out, so that another frame or detail keeps to the rule."""
_LEVEL, _SQUARE = 0.12, 0.05
"""So much better counts a way that is level, and one that is a side: people know where they are."""

_ENOUGH = 0.65
"""Close by, a level way that shows this share of what the best one shows is enough."""

_DEEP, _THROUGH = 0.45, 0.25
"""What lies so much nearer to front or back is looked at from there, where that shows so much."""

WHOLE = 20
"""The share of what is seen whole."""

Kind = Literal["part", "pain", "territory", "nerve", "place"]
Shares = tuple[Annotated[int, Field(ge=0, le=20)], ...]
"""Twentieths of what can be seen from anywhere, for each of :data:`WAYS`."""
Counted = Sequence[tuple[Shares, float]]


class Viewpoints(Frozen):
    """What was counted on a body.

    Attributes
    ----------
    ways
        What the shares are of: :data:`WAYS`.
    shares
        Kind -> id of the structure or document -> shares.
    anchors
        Structure -> a place (mm) on it that is seen from its best way, for its name.
    """

    format: Literal[1] = 1
    ways: tuple[Way, ...] = WAYS
    shares: dict[Kind, dict[str, Shares]] = Field(default_factory=dict)
    anchors: dict[str, Point] = Field(default_factory=dict)

    def of(self, kind: Kind, ident: str) -> Shares | None:
        """The shares of one thing; None where it was not counted."""
        return self.shares.get(kind, {}).get(ident)

    def seen(self, kind: Kind, ident: str, way: str, side: str = "right") -> float | None:
        """The share (0 to 1) of what can be seen of a thing from anywhere that a way shows.

        None where the thing was not counted, or nobody counts from that way.
        """
        shares = self.of(kind, ident)
        own = other_way(cast("Way", way)) if side == "left" else way
        if shares is None or own not in self.ways:
            return None
        return shares[self.ways.index(own)] / WHOLE

    def best(
        self,
        wanted: Iterable[tuple[Kind, str, float]],
        side: str = "right",
        *,
        upright: bool = False,
        outward: Point | None = None,
    ) -> Way | None:
        """The way from which most is seen of several things; None where none was counted.

        Parameters
        ----------
        wanted
            Kind, id and weight of each; what weighs most has to be seen well whatever the others.
        side
            The side that they lie on.
        upright
            Whether nothing is looked at from above or below where a level way shows enough: close
            by, nobody knows then where they are.
        outward
            The way (right side) out of the body from what is looked at; nobody looks at it through
            the rest of the body where enough is seen from in front of it.
        """
        rows = [(self.of(kind, ident), weight) for kind, ident, weight in wanted]
        counted: Counted = [(shares, weight) for shares, weight in rows if shares]
        if not counted:
            return None
        ways, counted = _before(self.ways, counted, outward) if outward else (self.ways, counted)
        way = _chosen(ways, counted)
        if upright and not _level(way):
            way = _upright(ways, counted, way)
        return other_way(way) if side == "left" else way

    def anchor(self, part: str) -> Point | None:
        """A place (mm) on a part for its name; None where none was counted."""
        structure, side = split_part_id(part)
        found = self.anchors.get(structure)
        return mirror_point(found) if found and side == "left" else found


NOTHING_COUNTED = Viewpoints()
"""Of a body that nothing was counted on."""


def _chosen(ways: Sequence[Way], counted: Sequence[tuple[Shares, float]]) -> Way:
    most = max(weight for _, weight in counted)
    total = sum(weight for _, weight in counted)
    main = [shares for shares, weight in counted if weight == most]
    seen = [sum(shares[k] for shares in main) for k in range(len(ways))]
    least = _SURE * max(seen)

    def score(k: int) -> float:
        share = sum(shares[k] * weight for shares, weight in counted) / total / WHOLE
        return share + _plain(ways[k])

    sound = [k for k in range(len(ways)) if seen[k] >= least]
    return ways[max(sound, key=score)]


def _before(ways: Sequence[Way], counted: Counted, outward: Point) -> tuple[Sequence[Way], Counted]:
    """Without the ways from behind what lies in front, and the other way round.

    Ways that look from neither stay, and all of them where the others show next to nothing.
    """
    if abs(outward[1]) < _DEEP * math.hypot(*outward):
        return ways, counted
    own = [k for k, way in enumerate(ways) if PRESETS[way][0][1] * outward[1] > -1e-9]
    first = max(counted, key=lambda row: row[1])[0]
    if max(first[k] for k in own) < _THROUGH * max(first):
        return ways, counted
    kept = [(tuple(shares[k] for k in own), weight) for shares, weight in counted]
    return tuple(ways[k] for k in own), kept


def _plain(way: Way) -> float:
    level = _LEVEL if _level(way) else 0.0
    return level + (_SQUARE if "-" not in way else 0.0)


def _level(way: Way) -> bool:
    return way.split("-")[0] not in ("superior", "inferior")


def _upright(ways: Sequence[Way], counted: Sequence[tuple[Shares, float]], best: Way) -> Way:
    """The best of the level ways where that shows enough, else the best of all."""
    level = [k for k, way in enumerate(ways) if _level(way)]
    own = tuple(ways[k] for k in level)
    other = _chosen(own, [(tuple(shares[k] for k in level), w) for shares, w in counted])
    here, there = ways.index(other), ways.index(best)
    enough = all(shares[here] >= _ENOUGH * shares[there] for shares, _ in counted)
    return other if enough else best


def shares_of(counts: Mapping[Way, float]) -> Shares | None:
    """Counted pixels as shares; None where nothing is seen from anywhere."""
    most = max(counts.values(), default=0)
    if most <= 0:
        return None
    return tuple(round(WHOLE * counts[way] / most) for way in WAYS)
