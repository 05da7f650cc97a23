"""Conditions and patterns that are no single narrow place of a nerve."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Literal, get_args

from pydantic import Field

from nmt_atlas.domain.base import ON_BODY, Fact, Frozen, Id, Point, RegionId, Text
from nmt_atlas.domain.figure import Figure
from nmt_atlas.domain.pain import Quality
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
    for them most; endangerment sites their ``sites``; postures the ``signs`` by which they are
    seen. ``for_points`` marks the technique by which trigger points are treated. ``every_day`` says
    in plain words what helps in daily life, as ``client`` says what it is.
    """

    LINKS = MappingProxyType(
        {
            "regions": ("region",),
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
    evidence: Evidence
    client: str = ""
    every_day: str = ""


def red_flags(
    region: str, conditions: Iterable[Condition], regions: Mapping[str, Region]
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

    Returns
    -------
    tuple of Condition
        Emergencies first, then those for the same day, then those for a physician soon; those
        that name the region early before those that name it late or name none; then by id.
    """
    within = parts_of(region, regions)
    around = {larger for one in within for larger in chain_of(one, regions)}
    found = []
    for one in conditions:
        named = [at for at, name in enumerate(one.regions) if name in around | within]
        if one.topic == "red-flag" and (named or not one.regions):
            found.append((rank(one.urgency), min(named, default=99), one.id, one))
    return tuple(row[-1] for row in sorted(found, key=lambda row: row[:3]))


def rank(urgency: Urgency | None) -> int:
    """Zero for what is most urgent, and more the less urgent it is; none comes last."""
    return _MOST_URGENT_FIRST.index(urgency) if urgency else len(_MOST_URGENT_FIRST)
