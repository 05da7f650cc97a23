"""Conditions and patterns that are no single narrow place of a nerve."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from types import MappingProxyType
from typing import Literal, get_args

from pydantic import Field

from nmt_atlas.domain.base import ON_BODY, Fact, Frozen, Id, Point, RegionId, Text
from nmt_atlas.domain.figure import Figure
from nmt_atlas.domain.pain import Quality
from nmt_atlas.domain.position import Stance
from nmt_atlas.domain.referral import Evidence, Stroke
from nmt_atlas.domain.region import Region, chain_of, parts_of

Topic = Literal["contraindication", "endangerment", "red-flag", "self-care", "evidence"]
SignView = Literal["side", "front", "back"]
"""From where a sign is seen."""
SignPart = Literal["neck", "shoulders", "back", "pelvis", "knees", "feet"]
"""What is looked at for a sign, from the head down."""
Urgency = Literal["emergency", "same-day", "soon"]
"""Call emergency services; be seen the same day; see a physician soon."""

_MOST_URGENT_FIRST: tuple[Urgency, ...] = get_args(Urgency)

WHEN_TO_REFER = "when to refer"
"""The heading of the paragraph that clients read too."""


class Site(Frozen):
    """A place on the body where pressure or a needle may do harm.

    ``at`` is a point in the body frame, right side or midline; ``strokes`` paint the skin over
    it; ``structures`` are what lies there, as far as the atlas draws it.
    """

    LINKS = MappingProxyType(
        {
            "structures": ("structure",),
        }
    )

    name: Text
    at: Point
    strokes: tuple[Stroke, ...] = Field(min_length=1)
    structures: tuple[Id, ...] = ()
    words: Fact


class Sign(Fact):
    """What is seen of a posture from one side: an id that never changes, and words.

    ``part`` is where one looks. Signs of several postures that name the same thing share ``seen``:
    it is asked about once, and each posture tells it in its own words. ``figure``
    shows it; of signs that are asked about once the first that has one is shown.
    """

    SILENT = Fact.SILENT | {"view", "part", "seen"}

    id: Id
    view: SignView
    part: SignPart
    seen: Id | None = None
    figure: Figure | None = None


class Condition(Frozen):
    """A condition, a posture pattern, a technique, a safety matter or a guide.

    A guide says what something is about: a trigger point, a session, how range is measured.

    ``facts`` are the document's paragraphs by heading (``chain``, ``assessment``,
    ``release``, ``when to refer`` ...), each with its sources. ``muscles_tight`` and
    ``muscles_weak`` name muscle documents, ``nerves``, ``entrapments`` and ``techniques``
    theirs. Safety matters have a ``topic``; red flags an ``urgency`` and the ``regions`` above
    whose answers they stand (none: above every answer) and the ``qualities`` of pain that speak
    for them most, and ``felt_in``: the regions in which they are felt from elsewhere (the belly in
    the shoulder), where they are asked about last; endangerment sites their ``sites``; postures the
    ``signs`` by which they are seen and the ``stance`` that shows them. ``for_points`` marks the
    technique by which trigger points are treated. ``every_day`` says in plain words what helps in
    daily life, as ``client`` says what it is.
    """

    LINKS = MappingProxyType(
        {
            "regions": ("region",),
            "felt_in": ("region",),
            "muscles_tight": ON_BODY,
            "muscles_weak": ON_BODY,
            "nerves": ("nerve",),
            "entrapments": ("entrapment",),
            "techniques": ("condition",),
        }
    )
    SILENT = frozenset({"qualities"})

    id: Id
    name: Text
    kind: Literal["condition", "posture", "technique", "safety", "guide"]
    topic: Topic | None = None
    urgency: Urgency | None = None
    synonyms: tuple[str, ...] = ()
    regions: tuple[RegionId, ...] = ()
    felt_in: tuple[RegionId, ...] = ()
    qualities: tuple[Quality, ...] = ()
    summary: Fact
    facts: dict[str, Fact] = Field(default_factory=dict)
    muscles_tight: tuple[Id, ...] = ()
    muscles_weak: tuple[Id, ...] = ()
    nerves: tuple[Id, ...] = ()
    entrapments: tuple[Id, ...] = ()
    techniques: tuple[Id, ...] = ()
    for_points: bool = False
    sites: tuple[Site, ...] = ()
    signs: tuple[Sign, ...] = ()
    stance: Stance | None = None
    evidence: Evidence
    client: str = ""
    every_day: str = ""


def named_at(one: Condition, known: Collection[str]) -> int | None:
    """How early a red flag names one of some regions; None where it names none."""
    return min((at for at, name in enumerate(one.regions) if name in known), default=None)


def around_of(region: str, regions: Mapping[str, Region]) -> frozenset[str]:
    """A region with what lies in it and what it lies in: flags of all these concern it."""
    within = parts_of(region, regions)
    return within | {larger for one in within for larger in chain_of(one, regions)}


def red_flags(
    region: str,
    conditions: Iterable[Condition],
    regions: Mapping[str, Region],
    *,
    own: bool = False,
) -> tuple[Condition, ...]:
    """The red flags that stand above every answer about pain in a region.

    Parameters
    ----------
    region
        A body-chart region id.
    conditions
        Condition documents of any kind.
    regions
        The body chart: a flag of a region also stands above its parts and what it is part of.
    own
        Whether those are left out that are only felt there from elsewhere.

    Returns
    -------
    tuple of Condition
        Those of the region first, those that are felt there from elsewhere last; of these
        emergencies first, then those for the same day, then those for a physician soon; those that
        name the region early before those that name it late or name none; then by id.
    """
    known = around_of(region, regions)
    found = []
    for one in conditions:
        at = named_at(one, known)
        away = at is None and not known.isdisjoint(one.felt_in)
        if one.topic == "red-flag" and (at is not None or not one.regions or (away and not own)):
            late = 99 if at is None else at
            found.append((away, rank(one.urgency), late, one.id, one))
    return tuple(row[-1] for row in sorted(found, key=lambda row: row[:4]))


def rank(urgency: Urgency | None) -> int:
    """Zero for what is most urgent, and more the less urgent it is; none comes last."""
    return _MOST_URGENT_FIRST.index(urgency) if urgency else len(_MOST_URGENT_FIRST)
