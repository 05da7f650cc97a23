"""Nerves, their course, the places where they are narrowed, and the skin of each root."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from pydantic import Field

from nmt_atlas.domain.base import ON_BODY, Fact, Frozen, Id, Text
from nmt_atlas.domain.clinical import PlaceTest
from nmt_atlas.domain.referral import Evidence, Stroke


class Station(Frozen):
    """One step of a nerve's course, proximal to distal.

    ``at`` is the share (0..1) of the drawn course where the step begins: where the nerve is
    narrowed, for a step that is a narrow place of this nerve. ``sources`` are those of
    this step; where it names none it stands on the first source of the nerve.
    """

    LINKS = MappingProxyType(
        {
            "entrapment": ("entrapment",),
        }
    )

    name: Text
    words: Text
    at: float = Field(ge=0, le=1)
    entrapment: Id | None = None
    sources: tuple[Id, ...] = ()


class NerveVariant(Frozen):
    """Another course that a nerve takes in some people; ``structure`` draws it.

    ``frequency`` says in words how often it is found, from ``sources``.
    """

    LINKS = MappingProxyType(
        {
            "structure": ("structure",),
        }
    )

    structure: Id
    name: Text
    words: Text
    frequency: Text
    sources: tuple[Id, ...] = Field(min_length=1)


class Nerve(Frozen):
    """A nerve document: ``parts`` are the structures that draw it, in order.

    ``felt`` says whose skin the territory is: its own, that of its branches (a trunk), or none of
    any nerve (its pain is felt there). ``variants`` are other courses; ``usual`` says what the
    drawn one is then. What has sources of its own (a station, ``roots_sources``,
    ``usual_sources``, ``territory_sources``) stands on those, the rest on the first of
    ``sources``, which lists all of them.
    """

    LINKS = MappingProxyType(
        {
            "parts": ("structure",),
            "supplies": ON_BODY,
        }
    )
    SILENT = frozenset({"felt"})

    id: Id
    name: Text
    latin: Text
    fma: str = ""
    roots: tuple[str, ...] = ()
    roots_note: str = ""
    roots_sources: tuple[Id, ...] = ()
    parts: tuple[Id, ...] = Field(min_length=1)
    course: tuple[Station, ...] = Field(min_length=1)
    usual: str = ""
    usual_sources: tuple[Id, ...] = ()
    variants: tuple[NerveVariant, ...] = ()
    supplies: tuple[Id, ...] = ()
    territory: tuple[Stroke, ...] = ()
    territory_words: str = ""
    felt: Literal["own", "branches", "pain"] = "own"
    territory_sources: tuple[Id, ...] = ()
    client: str = ""
    sources: tuple[Id, ...] = Field(min_length=1)

    @property
    def leading(self) -> tuple[str, ...]:
        """What a statement without sources of its own stands on."""
        return self.sources[:1]


class Entrapment(Frozen):
    """A narrow place of a nerve (or vessel): what narrows it and what that feels like.

    ``at`` is a point in the body frame, right side; ``structures`` are what forms the narrow
    place; ``imitators`` are trigger points whose charted pain looks alike; ``tests`` say what each
    test looks for here, and name its document where there is one.
    """

    LINKS = MappingProxyType(
        {
            "nerve": ("nerve", "structure"),
            "structures": ("structure",),
            "muscles_supplied": ON_BODY,
            "imitators": ("trigger-point", "muscle"),
            "address": ON_BODY,
        }
    )

    id: Id
    name: Text
    nerve: Id
    at: tuple[float, float, float]
    structures: tuple[Id, ...] = Field(min_length=1)
    words: Fact
    symptoms: Fact
    territory: tuple[Stroke, ...] = ()
    territory_words: Text
    muscles_supplied: tuple[Id, ...] = ()
    imitators: tuple[Id, ...] = ()
    tests: tuple[PlaceTest, ...] = ()
    address: tuple[Id, ...] = ()
    refer_when: Fact
    evidence: Evidence
    client: str = ""

    @property
    def leading(self) -> tuple[str, ...]:
        """What its skin and its words for clients stand on: the sources of its symptoms."""
        return self.symptoms.sources


class Dermatome(Frozen):
    """The skin that one spinal root feels, with its key movement and reflex where it has any.

    ``territory`` is painted for the right side; neighbours overlap, so the edges are soft. What
    has no sources of its own stands on the first of ``sources``.
    """

    id: Id
    name: Text
    root: Text
    territory: tuple[Stroke, ...] = Field(min_length=1)
    territory_words: Text
    landmark: Text
    landmark_sources: tuple[Id, ...] = ()
    myotome: str = ""
    myotome_sources: tuple[Id, ...] = ()
    reflex: str = ""
    reflex_sources: tuple[Id, ...] = ()
    note: str = ""
    client: str = ""
    sources: tuple[Id, ...] = Field(min_length=1)

    @property
    def leading(self) -> tuple[str, ...]:
        """What a statement without sources of its own stands on."""
        return self.sources[:1]
