"""Conditions and patterns that are no single narrow place of a nerve."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from nmt_atlas.domain.base import Fact, Frozen, Id, RegionId, Text
from nmt_atlas.domain.referral import Evidence


class Condition(Frozen):
    """A condition, a posture pattern, a technique or a safety matter.

    ``facts`` are the document's paragraphs by heading (``chain``, ``assessment``,
    ``release``, ``when to refer`` ...), each with its sources. ``muscles_tight`` and
    ``muscles_weak`` name muscle documents, ``nerves`` and ``entrapments`` theirs.
    """

    id: Id
    name: Text
    kind: Literal["condition", "posture", "technique", "safety"]
    synonyms: tuple[str, ...] = ()
    regions: tuple[RegionId, ...] = ()
    summary: Fact
    facts: dict[str, Fact] = Field(default_factory=dict)
    muscles_tight: tuple[Id, ...] = ()
    muscles_weak: tuple[Id, ...] = ()
    nerves: tuple[Id, ...] = ()
    entrapments: tuple[Id, ...] = ()
    evidence: Evidence
    client: str = ""
