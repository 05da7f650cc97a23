"""What to feel for, in which order, with what care, and what is found changes the answer."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from math import dist
from typing import Literal

from nmt_atlas.domain.anatomy import mirror_point
from nmt_atlas.domain.base import Fact, Frozen, Point, SideName
from nmt_atlas.domain.condition import Condition, Site
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.matching import PainSource, Reason, Told, ranked
from nmt_atlas.domain.referral import Muscle, Palpation

Finding = Literal["active", "latent", "tender", "nothing"]
"""The familiar pain came back; other pain was referred; only sore; nothing."""

Lying = Literal["supine", "prone", "side", "sitting", "standing", ""]

FOUND: Mapping[Finding, float] = {"active": 1.0, "latent": 0.75, "tender": 0.6, "nothing": 0.3}
"""What a finding leaves of a point's match."""

FINDING_WORDS: Mapping[Finding, str] = {
    "active": mark("Active: it brings back the familiar pain"),
    "latent": mark("Latent: it refers pain that is not the familiar one"),
    "tender": mark("Only tender"),
    "nothing": mark("Nothing found"),
}
LYING_WORDS: Mapping[Lying, str] = {
    "supine": mark("Lying on the back"),
    "prone": mark("Lying face down"),
    "side": mark("Lying on the side"),
    "sitting": mark("Sitting"),
    "standing": mark("Standing"),
    "": mark("As the part allows"),
}

NEAR = 60.0
"""An endangerment site within this many millimetres of a point is named with it."""

MUSCLES = 8
"""How many muscles a plan has at most."""

_SAID: Mapping[Lying, str] = {
    "prone": r"\bprone\b|face down|on the belly",
    "side": r"side[- ]lying|on the (?:other |same |opposite )?side\b",
    "supine": r"\bsupine\b|on the back\b|back-lying|face up|hook-lying|\brecline|^lying\b|mouth",
    "standing": r"\bstand",
    "sitting": r"\bsit|\bseat|on the table|on a (?:pillow|cushion)|\bforearm\b|\bpalm\b|\bhand\b",
}


class Near(Frozen):
    """An endangerment site near a point: its safety document, its name, how far, what to mind."""

    condition: str
    name: str
    millimetres: int
    words: Fact


class Step(Frozen):
    """One point of a plan.

    Attributes
    ----------
    trigger_point, muscle, side
        The point.
    at
        Where it lies (mm in the body frame).
    lying
        How the person lies or sits, as a group of steps; ``position`` says it in full.
    position, landmark, direction, felt, avoid
        How it is felt; empty where the muscle's document has no palpation.
    near
        Endangerment sites near by, the nearest first.
    match
        Of the row that it comes from.
    """

    trigger_point: str
    muscle: str
    side: SideName
    at: Point
    lying: Lying
    position: str = ""
    landmark: str = ""
    direction: str = ""
    felt: str = ""
    avoid: str = ""
    near: tuple[Near, ...] = ()
    match: float


def lying_of(palpation: Palpation | None) -> Lying:
    """How the person lies, read from the words of a palpation; the first way that is named."""
    if palpation is None:
        return ""
    text = palpation.position.lower()
    found = {way: hit.start() for way, says in _SAID.items() if (hit := re.search(says, text))}
    return min(found, key=lambda way: found[way], default="")


def plan(
    rows: Sequence[PainSource],
    muscles: Mapping[str, Muscle],
    places: Mapping[tuple[str, SideName], Point],
    dangers: Iterable[Condition],
) -> tuple[Step, ...]:
    """The points to feel for, in an order in which the person turns over as seldom as can be.

    Parameters
    ----------
    rows
        Ranked rows; those of trigger points count, one point of each muscle and side.
    muscles
        Muscle documents.
    places
        Where points lie; those without a place are left out.
    dangers
        Safety documents with sites.

    Returns
    -------
    tuple of Step
        The position of the best match first with all that is felt in it, then the next one.
    """
    sites = [(one, site) for one in dangers for site in one.sites]
    felt = [row for row in rows if row.what == "trigger-point"][:MUSCLES]
    steps = [
        _step(row, muscles[row.muscle], at, sites)
        for row in felt
        if row.muscle in muscles and (at := places.get((row.trigger_point, row.side))) is not None
    ]
    turns = list(dict.fromkeys(step.lying for step in steps))
    return tuple(sorted(steps, key=lambda step: turns.index(step.lying)))


def _step(
    row: PainSource, muscle: Muscle, at: Point, sites: Sequence[tuple[Condition, Site]]
) -> Step:
    how = muscle.palpation
    told = how.model_dump(exclude={"placed"}) if how else {}
    return Step(
        trigger_point=row.trigger_point,
        muscle=row.muscle,
        side=row.side,
        at=at,
        lying=lying_of(how),
        near=_near(at, row.side, sites),
        match=row.match,
        **told,
    )


def _near(at: Point, side: SideName, sites: Sequence[tuple[Condition, Site]]) -> tuple[Near, ...]:
    found = []
    for condition, site in sites:
        place = mirror_point(site.at) if side == "left" else site.at
        away = round(dist(at, place))
        if away <= NEAR:
            found.append(
                Near(condition=condition.id, name=site.name, millimetres=away, words=site.words)
            )
    return tuple(sorted(found, key=lambda one: one.millimetres))


def with_findings(
    rows: Sequence[PainSource], findings: Mapping[tuple[str, SideName], Finding], told: Told
) -> tuple[tuple[PainSource, ...], tuple[float, ...]]:
    """The rows as palpation orders them, and how much of every area active points explain.

    Parameters
    ----------
    rows
        Ranked rows.
    findings
        Trigger point and side -> what was found. A row counts its own point and the others of its
        muscle; the strongest finding holds.
    told
        What the drawing says.
    """
    found, explained = [], [0.0] * max((len(row.marks) for row in rows), default=0)
    for row in rows:
        state = _state(row, findings)
        if state is None:
            found.append(row)
            continue
        reason = Reason(code=f"found-{state}")
        match = row.match * FOUND[state]
        if state == "active":
            match = row.match + (1 - row.match) * _ACTIVE
            explained = [max(pair) for pair in zip(explained, row.marks, strict=True)]
        update = {"match": round(match, 3), "reasons": (reason, *row.reasons)}
        found.append(row.model_copy(update=update))
    return ranked([(row, 1.0) for row in found], told, len(found)), tuple(explained)


_ACTIVE = 0.6
"""How much of what a match lacks an active point adds."""


def _state(row: PainSource, findings: Mapping[tuple[str, SideName], Finding]) -> Finding | None:
    states = [
        findings[name, row.side]
        for name in (row.trigger_point, *row.others)
        if (name, row.side) in findings
    ]
    return max(states, key=lambda state: FOUND[state], default=None)
