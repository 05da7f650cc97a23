"""Joints that refer pain, and inner organs that are felt on the skin."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Fact, Frozen, Id, Text
from nmt_atlas.domain.referral import Evidence, Zone

System = Literal["joint", "organ"]


class Origin(Frozen):
    """Where pain may come from that is neither a muscle nor a nerve.

    A joint (``system`` ``joint``) takes part in the ranking like a trigger point. An organ is a
    warning, never an answer: it names the red flags (``flags``) that say how urgent it is.

    ``zones`` are painted for the right side, like those of trigger points; ``only_side`` is the
    side of an organ that lies on one. ``worse`` and ``eases`` say what brings the pain on and what
    takes it away; ``structures`` are the bones or other parts that the body shows.
    """

    LINKS = MappingProxyType({"structures": ("structure",), "flags": ("condition",)})
    SILENT = frozenset({"system", "only_side"})

    id: Id
    name: Text
    system: System
    synonyms: tuple[str, ...] = ()
    structures: tuple[Id, ...] = ()
    zones: tuple[Zone, ...] = Field(min_length=1)
    only_side: Literal["right", "left"] | None = None
    worse: Fact | None = None
    eases: Fact | None = None
    flags: tuple[Id, ...] = ()
    evidence: Evidence
    client: str = ""
    sources: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _organs_have_flags(self) -> Self:
        if self.system == "organ" and not self.flags:
            raise ValueError("an organ names at least one red flag in “flags”")
        return self
