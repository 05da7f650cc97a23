"""Which trigger points are charted to refer to a region: an ordering, not a likelihood.

No count of how often a muscle really hurts somewhere stands behind ``match``: charts were
drawn from clinical experience. The number only orders the rows by how plainly the documents
name the region: essential before spillover, first-named before later-named, common before
rare, the region itself before the larger one around it. What somebody charted always stands
above what was only inferred.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Literal
from zlib import crc32

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.referral import (
    CHARTED,
    Muscle,
    PatternKind,
    Rarity,
    TriggerPoint,
    Zone,
    ZoneKind,
    ZoneSide,
    pattern_kind,
    rarity_of,
    sides_of,
)
from nmt_atlas.domain.region import Region, chain_of, parts_of

Side = Literal["right", "left"]

_KIND: Mapping[ZoneKind, float] = {"essential": 1.0, "spillover": 0.5}
_RARITY: Mapping[Rarity, float] = {"common": 1.0, "occasional": 0.7, "rare": 0.5}
_EVIDENCE: Mapping[PatternKind, float] = {
    "charted": 1.0,
    "charted-by-few": 0.6,
    "inferred": 0.4,
    "anatomy": 0.3,
}
_LATER = 0.1
_LATEST = 0.6
_AROUND = 0.7
_PAINTED = 0.4


class Row(Frozen):
    """One trigger point that is charted to refer to the region.

    Attributes
    ----------
    muscle, trigger_point
        Their ids; ``side`` is the side that the point is on ("" where none was asked for).
    kind
        The stronger kind of zone that names the region.
    evidence
        What the point's pattern stands on.
    rarity
        How rare the point is, or its muscle.
    match
        0..1, for ordering only.
    sources
        The sources of the trigger point's chart.
    """

    muscle: str
    trigger_point: str
    side: Literal["right", "left", ""] = ""
    kind: ZoneKind
    evidence: PatternKind = "charted"
    rarity: Rarity = "common"
    match: float
    sources: tuple[str, ...]


def find(
    region: str,
    side: Side | None,
    muscles: Iterable[Muscle],
    regions: Mapping[str, Region],
    painted: Mapping[tuple[str, str], float] | None = None,
) -> tuple[Row, ...]:
    """Rank the trigger points that are charted to refer to a region.

    Parameters
    ----------
    region
        A body-chart region id.
    side
        The side of the body that the pain is on; None for either.
    muscles
        The muscle documents.
    regions
        The body chart (for regions that are part of others).
    painted
        ``(trigger point id, region id)`` -> share (0..1) of the region that the painted
        zones cover; mixed in where it is given.

    Returns
    -------
    tuple of Row
        One row per trigger point: what was charted before what was inferred; of each, every
        muscle's best point first, best match first, then their second points, and so on. Of
        equal matches the muscle that more people have comes first, then the commoner point,
        then the one whose zones lie on fewer other regions and are painted larger; what is still
        equal stands in an order that means nothing.
    """
    weights = _weights(region, regions)
    shares = (
        None
        if painted is None
        else {point: share for (point, where), share in painted.items() if where == region}
    )
    rows = [
        (_tie(muscle, point, weights), row)
        for muscle in muscles
        for point in muscle.trigger_points
        if (row := _row(muscle, point, side, weights, shares)) is not None
    ]
    ordered = sorted(rows, key=lambda one: (_guessed(one[1]), -one[1].match, *one[0], _sum(one[1])))
    return _each_muscle_once_first([row for _, row in ordered])


def _each_muscle_once_first(rows: list[Row]) -> tuple[Row, ...]:
    """Every muscle's best point in order, then second points where there are any, and so on.

    What was charted stays before what was inferred.
    """
    seen: Counter[tuple[bool, str]] = Counter()
    turns: list[tuple[bool, int, int]] = []
    for number, row in enumerate(rows):
        turns.append((_guessed(row), seen[_guessed(row), row.muscle], number))
        seen[_guessed(row), row.muscle] += 1
    return tuple(rows[number] for *_, number in sorted(turns))


def _guessed(row: Row) -> bool:
    return row.evidence not in CHARTED


def _sum(row: Row) -> int:
    """A number that means nothing: no tie of muscles is settled by the alphabet."""
    return crc32(row.muscle.encode())


def _tie(
    muscle: Muscle, point: TriggerPoint, weights: Mapping[str, float]
) -> tuple[float, float, float]:
    """What decides between equal matches, least first."""
    present = 100.0 if muscle.presence is None else muscle.presence.middle
    return (-present, -_RARITY[point.rarity], -_spread(point, weights))


def _spread(point: TriggerPoint, weights: Mapping[str, float]) -> float:
    """Roughly how much of the region a point's zones cover (square millimetres).

    Read from the strokes alone, without a body: each anchor counts as a disc, shared among the
    regions that the zone names.
    """
    return sum(
        _KIND[zone.kind] * len(stroke.through) * stroke.radius**2 * part
        for zone in point.zones
        if (part := sum(name in weights for name in zone.regions) / len(zone.regions))
        for stroke in zone.strokes
    )


def _weights(region: str, regions: Mapping[str, Region]) -> dict[str, float]:
    """Region id -> how well a zone that names it answers the question."""
    within = parts_of(region, regions)
    around = {larger for one in within for larger in chain_of(one, regions)} - within
    return {**dict.fromkeys(around, _AROUND), **dict.fromkeys(within, 1.0)}


def _row(
    muscle: Muscle,
    point: TriggerPoint,
    side: Side | None,
    weights: Mapping[str, float],
    shares: Mapping[str, float] | None,
) -> Row | None:
    best: tuple[float, Zone, Literal["right", "left", ""]] | None = None
    evidence, rarity = pattern_kind(muscle, point), rarity_of(muscle, point)
    weight = _RARITY[rarity] * _EVIDENCE[evidence]
    for zone in point.zones:
        where = _point_side(zone.side, side, point.only_side)
        named = [weights.get(name, 0.0) * _order(at) for at, name in enumerate(zone.regions)]
        value = max(named, default=0.0) * _KIND[zone.kind] * weight
        if where is not None and value > 0 and (best is None or value > best[0]):
            best = (value, zone, where)
    if best is None:
        return None
    match, zone, where = best
    if shares is not None:
        share = min(1.0, max(0.0, shares.get(point.id, 0.0)))
        match = (1 - _PAINTED) * match + _PAINTED * share * _KIND[zone.kind]
    return Row(
        muscle=muscle.id,
        trigger_point=point.id,
        side=where,
        kind=zone.kind,
        evidence=evidence,
        rarity=rarity,
        match=round(match, 4),
        sources=point.sources,
    )


def _order(at: int) -> float:
    return max(_LATEST, 1.0 - _LATER * at)


def _point_side(
    zone_side: ZoneSide, pain: Side | None, only: Side | None
) -> Literal["right", "left", ""] | None:
    """The side of the point whose zone reaches the painful side; None where none does."""
    if pain is None:
        return only or ""
    if only is not None:
        return only if only in sides_of(zone_side, pain) else None
    return "left" if sides_of(zone_side, pain)[0] == "left" else "right"
