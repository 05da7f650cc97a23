"""How well a source of pain matches a drawing: an ordering with reasons, never a likelihood.

``docs/ranking.md`` writes the model down and compares it. Nothing here knows a body: how much of a
drawing a pattern covers comes as numbers (:class:`Reach`).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar
from zlib import crc32

from nmt_atlas.domain.base import Frozen, SideName
from nmt_atlas.domain.clue import SourceKind
from nmt_atlas.domain.pain import Depth, PainArea, Quality
from nmt_atlas.domain.referral import CHARTED, PatternKind, Rarity, ZoneKind

Name = TypeVar("Name", Quality, Depth)

SPILLOVER = 0.5
"""What spillover counts for where essential counts for 1."""

NAMED = 0.3
COVERED = 0.3
FITTED = 0.4
"""How the three readings of a match share it: named regions, cover, cover and unpainted share."""

UNPAINTED = 0.3
"""How much of a fitted cover is lost where the whole essential zone was left unpainted."""

ONE_SIDE = 0.9
"""A source that explains one side of a drawing on both sides keeps this much of its match."""

RARITY: Mapping[Rarity, float] = {"common": 1.0, "occasional": 0.85, "rare": 0.65}
EVIDENCE: Mapping[PatternKind, float] = {
    "charted": 1.0,
    "charted-by-few": 0.75,
    "inferred": 0.5,
    "anatomy": 0.4,
}

QUALITY: Mapping[SourceKind, Mapping[Quality, float]] = {
    "trigger-point": {
        "ache": 1.0, "pressure": 1.0, "sharp": 0.85, "burn": 0.75, "tingle": 0.5, "numb": 0.4,
    },
    "joint": {
        "ache": 1.0, "pressure": 0.9, "sharp": 0.95, "burn": 0.6, "tingle": 0.35, "numb": 0.3,
    },
    "nerve": {
        "ache": 0.55, "pressure": 0.45, "sharp": 0.9, "burn": 1.0, "tingle": 1.0, "numb": 1.0,
    },
    "root": {
        "ache": 0.55, "pressure": 0.45, "sharp": 0.85, "burn": 0.85, "tingle": 1.0, "numb": 1.0,
    },
    "organ": {
        "ache": 1.0, "pressure": 1.0, "sharp": 1.0, "burn": 1.0, "tingle": 0.5, "numb": 0.5,
    },
}  # fmt: skip
"""How well a quality goes with a sort of source."""

UNTOLD: Mapping[SourceKind, float] = {
    "trigger-point": 1.0, "joint": 0.95, "nerve": 0.6, "root": 0.55, "organ": 1.0,
}  # fmt: skip
"""The same where nobody said what the pain is like."""

DEPTH: Mapping[SourceKind, Mapping[Depth, float]] = {
    "trigger-point": {"deep": 1.0, "surface": 0.85},
    "joint": {"deep": 1.0, "surface": 0.75},
    "nerve": {"deep": 0.7, "surface": 1.0},
    "root": {"deep": 0.8, "surface": 1.0},
    "organ": {"deep": 1.0, "surface": 0.7},
}
"""How well a depth goes with a sort of source."""

NERVE_SIGNS = 0.5
"""From this share of numb or tingling skin on, nerves and roots stand first."""

EXPLAINS = 0.25
"""How much of the drawing a nerve must explain to stand first for it."""

TIE = 0.01
"""Matches that differ by less cannot be told apart."""


class Candidate(Frozen):
    """A source that takes part: what documents say of it, for one side of the body.

    ``of`` is what it belongs to: the muscle, the nerve, or itself. ``present`` is the share (0..1)
    of people who have it. ``regions`` are the regions that its zones name, with what each counts
    for (0..1) there.
    """

    what: SourceKind
    id: str
    of: str
    side: SideName
    evidence: PatternKind
    rarity: Rarity = "common"
    present: float = 1.0
    regions: Mapping[tuple[str, SideName], float]
    phenomena: str = ""
    sources: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Reach:
    """How a pattern and a drawing overlap, each 0..1.

    Attributes
    ----------
    essential, spillover
        The shares of the drawn weight that lie in essential zones, and in spillover alone.
    painted
        The share of the essential zones' area that was painted.
    named
        How well the regions that its zones name answer the regions of the drawing.
    marks
        For every drawn area, how much of it is covered (spillover counted by half).
    """

    essential: float
    spillover: float
    painted: float
    named: float
    marks: tuple[float, ...] = ()

    @property
    def cover(self) -> float:
        """What is covered, spillover counted by half."""
        return self.essential + SPILLOVER * self.spillover


@dataclass(frozen=True, slots=True)
class Told:
    """What the drawing says of the pain, as shares (0..1) of its weight."""

    qualities: Mapping[Quality, float] = field(default_factory=dict)
    depths: Mapping[Depth, float] = field(default_factory=dict)

    @property
    def nerve_signs(self) -> bool:
        """Whether so much is numb or tingling that nerves stand first."""
        shares = (self.qualities.get("numb", 0.0), self.qualities.get("tingle", 0.0))
        return max(shares) >= NERVE_SIGNS or sum(shares) >= NERVE_SIGNS


class Reason(Frozen):
    """Why a row stands where it stands: a code of :mod:`nmt_atlas.domain.reasons` with values."""

    code: str
    share: float | None = None
    value: str = ""


class PainSource(Frozen):
    """One ranked source of a drawing's pain.

    Attributes
    ----------
    what, id, of
        The sort of source; the document (a trigger point, nerve or narrow place, dermatome, joint,
        organ); what it belongs to (the muscle, the nerve, or itself).
    muscle, trigger_point
        The same for trigger points; empty for others.
    side
        The side that the source is on.
    kind
        The stronger kind of zone that reaches the drawing.
    evidence, rarity
        What its pattern stands on, and how rare it is.
    match
        0..1, for ordering only; never a probability.
    rank, tied
        Its place; ``tied`` where its match cannot be told from its neighbours'.
    covered, spilled, unpainted
        Shares: of the drawing in its essential zones, of the drawing in spillover alone, of its
        essential zones that was left unpainted.
    marks
        How much of every drawn area it covers.
    reasons
        Why, as data; strongest first.
    phenomena
        What else the person would then notice.
    others
        Other points of the muscle (or narrow places of the nerve) that reach the drawing.
    sources
        The sources of its pattern.
    """

    what: SourceKind
    id: str
    of: str
    muscle: str = ""
    trigger_point: str = ""
    side: SideName
    kind: ZoneKind
    evidence: PatternKind
    rarity: Rarity
    match: float
    rank: int = 0
    tied: bool = False
    covered: float
    spilled: float
    unpainted: float
    marks: tuple[float, ...] = ()
    reasons: tuple[Reason, ...] = ()
    phenomena: str = ""
    others: tuple[str, ...] = ()
    sources: tuple[str, ...]

    @property
    def key(self) -> tuple[SourceKind, str, SideName]:
        """What tells it from other rows."""
        return self.what, self.of, self.side


def told_by(areas: Sequence[PainArea], weights: Sequence[float]) -> Told:
    """What areas say of the pain, each weighing as much as it was drawn."""
    total = sum(weights) or 1.0
    qualities: dict[Quality, float] = {}
    depths: dict[Depth, float] = {}
    for area, weight in zip(areas, weights, strict=True):
        for one in area.quality:
            share = weight / total / len(area.quality)
            qualities[one] = qualities.get(one, 0.0) + share
        if area.depth is not None:
            depths[area.depth] = depths.get(area.depth, 0.0) + weight / total
    return Told(qualities, depths)


def quality_factor(what: SourceKind, told: Told) -> float:
    """How well the told qualities and depths go with a sort of source."""
    quality = _mean(QUALITY[what], told.qualities, UNTOLD[what])
    return quality * _mean(DEPTH[what], told.depths, 1.0)


def _mean(factors: Mapping[Name, float], shares: Mapping[Name, float], untold: float) -> float:
    total = sum(shares.values())
    if total <= 0:
        return untold
    said = sum(factors[name] * share for name, share in shares.items()) / total
    return said if total >= 1 else total * said + (1 - total) * untold


def overlap(reach: Reach) -> float:
    """How well a pattern and a drawing overlap (0..1), before anything else is weighed."""
    fitted = reach.cover * (1 - UNPAINTED * (1 - reach.painted))
    return NAMED * reach.named + COVERED * reach.cover + FITTED * fitted


def match_of(candidate: Candidate, reach: Reach, told: Told) -> float:
    """The match (0..1) of a candidate."""
    weight = RARITY[candidate.rarity] * EVIDENCE[candidate.evidence]
    return overlap(reach) * weight * quality_factor(candidate.what, told)


def order_of(row: PainSource, told: Told) -> tuple[bool, bool, float]:
    """What stands first, least first: nerves of numb skin, what was charted, the better match."""
    nerve = row.what in ("nerve", "root") and told.nerve_signs and _explained(row) >= EXPLAINS
    return not nerve, row.evidence not in CHARTED, -row.match


def _explained(row: PainSource) -> float:
    return row.covered + SPILLOVER * row.spilled


def ranked(rows: list[tuple[PainSource, float]], told: Told, limit: int) -> tuple[PainSource, ...]:
    """Rows in order, with ranks; what cannot be told apart shares a rank.

    Parameters
    ----------
    rows
        Rows, each with the share of people who have it.
    told
        What the drawing says.
    limit
        How many rows are kept.

    Returns
    -------
    tuple of PainSource
        Within a tie, what more people have comes first, then what was painted more fully, then an
        order that means nothing (a checksum, not the alphabet).
    """
    ordered = sorted(rows, key=lambda pair: order_of(pair[0], told))[:limit]
    found: list[PainSource] = []
    for group in _groups(ordered, told):
        inside = sorted(group, key=lambda pair: (-pair[1], pair[0].unpainted, _sum(pair[0])))
        rank = len(found) + 1
        update = {"rank": rank, "tied": len(group) > 1}
        found += [row.model_copy(update=update) for row, _ in inside]
    return tuple(found)


def _groups(
    ordered: list[tuple[PainSource, float]], told: Told
) -> list[list[tuple[PainSource, float]]]:
    """Ordered rows in groups whose matches cannot be told from that of their first."""
    groups: list[list[tuple[PainSource, float]]] = []
    for pair in ordered:
        *sort, match = order_of(pair[0], told)
        if groups:
            *leading, best = order_of(groups[-1][0][0], told)
            if sort == leading and match - best < TIE:
                groups[-1].append(pair)
                continue
        groups.append([pair])
    return groups


def _sum(row: PainSource) -> int:
    """A number that means nothing and is not the alphabet."""
    return crc32(f"{row.id}{row.side}".encode())


def row_of(
    candidate: Candidate, reach: Reach, told: Told, match: float, others: tuple[str, ...] = ()
) -> PainSource:
    """A row with its reasons, not ranked yet."""
    point = candidate.what == "trigger-point"
    return PainSource(
        what=candidate.what,
        id=candidate.id,
        of=candidate.of,
        muscle=candidate.of if point else "",
        trigger_point=candidate.id if point else "",
        side=candidate.side,
        kind="essential" if reach.essential >= SPILLOVER * reach.spillover else "spillover",
        evidence=candidate.evidence,
        rarity=candidate.rarity,
        match=round(match, 3),
        covered=round(reach.essential, 3),
        spilled=round(reach.spillover, 3),
        unpainted=round(1 - reach.painted, 3),
        marks=tuple(round(one, 3) for one in reach.marks),
        reasons=reasons_of(candidate, reach, told),
        phenomena=candidate.phenomena,
        others=others,
        sources=candidate.sources,
    )


def reasons_of(candidate: Candidate, reach: Reach, told: Told) -> tuple[Reason, ...]:
    """Why a candidate matches as it does."""
    found: list[Reason] = []
    sort = candidate.what
    if told.nerve_signs and sort in ("nerve", "root"):
        found.append(Reason(code="nerve-signs"))
    if reach.essential >= _TELL:
        found.append(Reason(code="covers-essential", share=round(reach.essential, 2)))
    if reach.spillover >= _TELL:
        found.append(Reason(code="covers-spillover", share=round(reach.spillover, 2)))
    if 1 - reach.painted >= _LEFT:
        found.append(Reason(code="unpainted", share=round(1 - reach.painted, 2)))
    if candidate.evidence != "charted":
        found.append(Reason(code="evidence", value=candidate.evidence))
    if candidate.rarity != "common":
        found.append(Reason(code="rarity", value=candidate.rarity))
    for name, share in told.qualities.items():
        if share >= _TELL and QUALITY[sort][name] <= _UNLIKE:
            found.append(Reason(code="quality-unlike", value=name))
    for depth, share in told.depths.items():
        if share >= NERVE_SIGNS and DEPTH[sort][depth] < 1:
            found.append(Reason(code="depth-unlike", value=depth))
    return tuple(found)


_TELL = 0.1
_LEFT = 0.4
_UNLIKE = 0.6
