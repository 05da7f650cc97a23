"""Muscles, their trigger points, and the pain that each point is charted to refer."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Literal

from pydantic import Field

from nmt_atlas.domain.base import ON_BODY, Fact, Frozen, Id, RegionId, SideName, Text

ZoneKind = Literal["essential", "spillover"]
ZoneSide = Literal["same", "opposite", "both"]
Rarity = Literal["common", "occasional", "rare"]
PatternKind = Literal["charted", "charted-by-few", "inferred", "anatomy"]
EvidenceKind = Literal["charted", "charted-by-few", "inferred", "anatomy", "series", "experiment"]
CHARTED: frozenset[PatternKind] = frozenset({"charted", "charted-by-few"})
"""What somebody charted; the other kinds are inferences."""


class MusclePlace(Frozen):
    """A place in a muscle's own coordinates.

    ``along`` runs from origin (0) to insertion (1), ``across`` over the width (0..1, in the
    direction that the recipe's lines or width axis run), ``depth`` from the superficial
    surface (0) to the deep one (1).
    """

    along: float = Field(ge=0, le=1)
    across: float = Field(default=0.5, ge=0, le=1)
    depth: float = Field(default=0.4, ge=0, le=1)


class Stroke(Frozen):
    """One geodesic disc or strip painted on the skin.

    ``through`` lists one skin anchor (a disc) or several (a strip from each to the next);
    ``radius`` is the disc's radius or half the strip's width in millimetres, measured along
    the skin. The anchor language is described in ``docs/authoring.md`` and read by
    :mod:`nmt_atlas.domain.anchors`.
    """

    through: tuple[str, ...] = Field(min_length=1)
    radius: float = Field(gt=2, le=120)


class Zone(Frozen):
    """Where a trigger point is charted to refer pain to.

    ``regions`` are the body-chart regions that ``words`` name, most important first; a
    content rule proves that the painted zone's weight centre lies in one of them.
    """

    LINKS = MappingProxyType(
        {
            "regions": ("region",),
        }
    )

    kind: ZoneKind
    words: Text
    regions: tuple[RegionId, ...] = Field(min_length=1)
    side: ZoneSide = "same"
    strokes: tuple[Stroke, ...] = Field(min_length=1)


def sides_of(zone: ZoneSide, side: SideName) -> tuple[SideName, ...]:
    """The sides of the body that a zone lies on, for a point on a side; the point's own first.

    Read the other way round it gives the sides of the points whose zone reaches a side.
    """
    other: SideName = "right" if side == "left" else "left"
    both: Mapping[ZoneSide, tuple[SideName, ...]] = {
        "same": (side,),
        "opposite": (other,),
        "both": (side, other),
    }
    return both[zone]


class TriggerPoint(Frozen):
    """A commonly charted trigger point.

    ``rarity`` is ``common`` unless the sources call it otherwise; ``phenomena`` are what may
    come with it besides pain (dizziness with sternocleidomastoid). ``evidence`` is what its
    pattern stands on, where that is not what its muscle's patterns stand on; ``passage`` where in
    the source the pattern is drawn.
    """

    LINKS = MappingProxyType(
        {
            "part": ("structure",),
        }
    )
    SILENT = frozenset({"evidence", "passage"})

    id: Id
    name: Text
    part: Id
    place: MusclePlace
    zones: tuple[Zone, ...] = Field(min_length=1)
    phenomena: str = ""
    rarity: Rarity = "common"
    evidence: PatternKind | None = None
    only_side: Literal["right", "left"] | None = None
    note: str = ""
    client: str = ""
    sources: tuple[Id, ...] = Field(min_length=1)
    passage: str = ""


class Action(Frozen):
    """What a muscle does at one joint.

    The program reads the words of ``KEPT`` as well, so they stay as they are in every language;
    what they are called there is :meth:`nmt_atlas.library.documents.Documents.told`.
    """

    KEPT = frozenset({"joint", "movement"})

    joint: Text
    movement: Text
    role: Literal["prime", "assist", "stabilise"] = "prime"
    note: str = ""


class Innervation(Frozen):
    """A nerve with its root range; ``note`` names disagreements between texts."""

    LINKS = MappingProxyType(
        {
            "nerve_id": ("nerve", "structure"),
        }
    )

    nerve: Text
    nerve_id: Id | None = None
    roots: tuple[str, ...] = ()
    note: str = ""
    sources: tuple[Id, ...] = Field(min_length=1)


class Palpation(Frozen):
    """How the muscle is felt.

    ``placed`` is the position document that shows how the person lies or sits, as ``position``
    tells it in words; that of side-lying is turned so that the muscle's side is up.
    """

    LINKS = MappingProxyType({"placed": ("position",)})

    position: Text
    placed: Id | None = None
    landmark: Text
    direction: Text
    felt: Text
    avoid: Text


class Evidence(Frozen):
    """What kind of knowledge a document stands on.

    ``charted`` by experience; ``charted-by-few``: from few people, by few authors, or drawn only
    together with another muscle; ``inferred`` from neighbours or from the group; ``anatomy``
    alone; a clinical ``series``; an ``experiment``.
    """

    kind: EvidenceKind
    note: Text
    sources: tuple[Id, ...] = Field(min_length=1)


class Presence(Frozen):
    """How many of a hundred people (or of a hundred sides) have a muscle that many lack.

    ``least`` and ``most`` are the ends of what the sources report.
    """

    least: float = Field(ge=0, le=100)
    most: float = Field(ge=0, le=100)
    sources: tuple[Id, ...] = Field(min_length=1)

    @property
    def middle(self) -> float:
        """The middle of the reported range."""
        return (self.least + self.most) / 2


class Muscle(Frozen):
    """One muscle document: facts, trigger points, referral zones, sources."""

    LINKS = MappingProxyType(
        {
            "parts": ("structure",),
            "antagonists": ON_BODY,
            "synergists": ON_BODY,
            "associated": ON_BODY,
            "entraps": ("entrapment", "nerve", "structure"),
        }
    )

    id: Id
    name: Text
    latin: Text
    synonyms: tuple[str, ...] = ()
    fma: str = ""
    region: Text
    paired: bool = True
    variable: str = ""
    presence: Presence | None = None
    parts: tuple[Id, ...] = Field(min_length=1)
    layer: Literal["superficial", "intermediate", "deep"]
    origin: Fact
    insertion: Fact
    actions: tuple[Action, ...] = Field(min_length=1)
    action_sources: tuple[Id, ...] = Field(min_length=1)
    antagonists: tuple[Id, ...] = ()
    synergists: tuple[Id, ...] = ()
    innervation: tuple[Innervation, ...] = Field(min_length=1)
    palpation: Palpation | None = None
    overload: Fact | None = None
    stretch: Fact | None = None
    strengthen: Fact | None = None
    self_care: str = ""
    associated: tuple[Id, ...] = ()
    entraps: tuple[Id, ...] = ()
    trigger_points: tuple[TriggerPoint, ...] = ()
    evidence: Evidence
    client: str = ""


_RARE_BELOW = 50


def pattern_kind(muscle: Muscle, point: TriggerPoint) -> PatternKind:
    """What a point's pattern stands on: its own word, else its muscle's.

    A muscle whose document names a clinical series or an experiment has charted patterns.
    """
    if point.evidence is not None:
        return point.evidence
    match muscle.evidence.kind:
        case "series" | "experiment":
            return "charted"
        case kind:
            return kind


def rarity_of(muscle: Muscle, point: TriggerPoint) -> Rarity:
    """How rare a point is: as the charts say, and rare where most people lack the muscle."""
    if muscle.presence is not None and muscle.presence.middle < _RARE_BELOW:
        return "rare"
    return point.rarity
