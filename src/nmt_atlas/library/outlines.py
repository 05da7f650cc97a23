"""Everything that pain may come from, as the documents outline it on the skin."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TypedDict

from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.clue import SourceKind
from nmt_atlas.domain.narrowing import Moves
from nmt_atlas.domain.origin import Origin
from nmt_atlas.domain.referral import (
    Evidence,
    Muscle,
    PatternKind,
    Rarity,
    Stroke,
    TriggerPoint,
    Zone,
    ZoneKind,
    pattern_kind,
    rarity_of,
    sides_of,
)
from nmt_atlas.library.documents import Documents

SIDES: tuple[SideName, ...] = ("right", "left")

Strokes = tuple[tuple[Stroke, ...], SideName]
"""A list of strokes, and the side that they are painted on."""

_ORDER = 0.1
_LATEST = 0.6
_KIND: Mapping[ZoneKind, float] = {"essential": 1.0, "spillover": 0.5}


@dataclass(frozen=True)
class Outline:
    """A source of pain on one side, with what it paints.

    Attributes
    ----------
    what, id, of, side, evidence, rarity, present, phenomena, sources
        As of :class:`nmt_atlas.domain.matching.Candidate`.
    essential, spillover
        What it paints.
    named
        Region and side -> what the documents count it for there; empty where they name none (of
        nerves, whose regions are read from what they paint).
    """

    what: SourceKind
    id: str
    of: str
    side: SideName
    evidence: PatternKind
    sources: tuple[str, ...]
    essential: tuple[Strokes, ...] = ()
    spillover: tuple[Strokes, ...] = ()
    named: Mapping[tuple[str, SideName], float] = field(default_factory=dict)
    rarity: Rarity = "common"
    present: float = 1.0
    phenomena: str = ""


def outlines(library: Documents) -> Iterator[Outline]:
    """Every trigger point, nerve, narrow place, root, joint and organ, on each of its sides."""
    for muscle, point in library.trigger_points.values():
        for side in _sides(point.only_side):
            yield _of_point(muscle, point, side)
    yield from _of_nerves(library)
    for root in library.dermatomes.values():
        for strokes in _on_sides(root.territory):
            yield _of_skin("root", root.id, root.id, strokes, root.sources)
    for origin in library.origins.values():
        for side in _sides(origin.only_side):
            yield _of_origin(origin, side)


def moves_of(library: Documents) -> Moves:
    """What every muscle does, as its document says; what it only steadies is left out."""
    return {
        muscle.id: frozenset(
            (action.joint.lower(), action.movement.lower())
            for action in muscle.actions
            if action.role != "stabilise"
        )
        for muscle in library.muscles.values()
    }


def _sides(only: SideName | None) -> tuple[SideName, ...]:
    return SIDES if only is None else (only,)


def _of_point(muscle: Muscle, point: TriggerPoint, side: SideName) -> Outline:
    share = 1.0 if muscle.presence is None else muscle.presence.middle / 100
    return Outline(
        what="trigger-point",
        id=point.id,
        of=muscle.id,
        side=side,
        evidence=pattern_kind(muscle, point),
        rarity=rarity_of(muscle, point),
        present=share,
        phenomena=point.phenomena,
        sources=point.sources,
        **_zones(point.zones, side),
    )


def _of_origin(origin: Origin, side: SideName) -> Outline:
    return Outline(
        what=origin.system,
        id=origin.id,
        of=origin.id,
        side=side,
        evidence=_pattern(origin.evidence),
        sources=origin.sources,
        **_zones(origin.zones, side),
    )


def _of_nerves(library: Documents) -> Iterator[Outline]:
    for nerve in library.nerves.values():
        cited = nerve.territory_sources or nerve.leading
        for strokes in _on_sides(nerve.territory):
            yield _of_skin("nerve", nerve.id, nerve.id, strokes, cited)
    for place in library.entrapments.values():
        if place.nerve in library.nerves:
            for strokes in _on_sides(place.territory):
                one = _of_skin("nerve", place.id, place.nerve, strokes, place.leading)
                yield replace(one, evidence=_pattern(place.evidence))


def _on_sides(territory: tuple[Stroke, ...]) -> Iterator[Strokes]:
    for side in SIDES if territory else ():
        yield territory, side


def _of_skin(
    what: SourceKind, ident: str, of: str, strokes: Strokes, sources: tuple[str, ...]
) -> Outline:
    return Outline(what, ident, of, strokes[1], "charted", sources, essential=(strokes,))


def _pattern(evidence: Evidence) -> PatternKind:
    """What a document's pattern stands on; series and experiments chart it."""
    match evidence.kind:
        case "charted-by-few" | "inferred" | "anatomy" as kind:
            return kind
        case _:
            return "charted"


class _Zones(TypedDict):
    essential: tuple[Strokes, ...]
    spillover: tuple[Strokes, ...]
    named: Mapping[tuple[str, SideName], float]


def _zones(zones: tuple[Zone, ...], side: SideName) -> _Zones:
    painted: dict[ZoneKind, list[Strokes]] = {"essential": [], "spillover": []}
    named: dict[tuple[str, SideName], float] = {}
    for zone in zones:
        for one in sides_of(zone.side, side):
            painted[zone.kind].append((zone.strokes, one))
            for at, region in enumerate(zone.regions):
                value = _KIND[zone.kind] * max(_LATEST, 1.0 - _ORDER * at)
                named[region, one] = max(value, named.get((region, one), 0.0))
    return {
        "essential": tuple(painted["essential"]),
        "spillover": tuple(painted["spillover"]),
        "named": named,
    }
