"""Questions that tell sources of pain apart, as documents."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Fact, Frozen, Id, Text

ClueKind = Literal["movement", "posture", "time", "eases", "weakness"]
SourceKind = Literal["trigger-point", "nerve", "root", "joint", "organ"]
"""What a source of pain is."""


class Clue(Frozen):
    """One question to the person in pain, and what a yes speaks for.

    ``asks`` is the question, ``why`` says why it tells sources apart. ``sorts`` are whole sorts of
    sources that a yes speaks for, beside those named by ``muscles``, ``nerves``, ``roots``
    (dermatomes) and ``origins`` (joints and organs).
    """

    LINKS = MappingProxyType(
        {
            "muscles": ("muscle",),
            "nerves": ("nerve",),
            "roots": ("dermatome",),
            "origins": ("origin",),
        }
    )
    SILENT = frozenset({"kind", "sorts"})

    id: Id
    kind: ClueKind
    asks: Text
    why: Fact
    muscles: tuple[Id, ...] = ()
    nerves: tuple[Id, ...] = ()
    roots: tuple[Id, ...] = ()
    origins: tuple[Id, ...] = ()
    sorts: tuple[SourceKind, ...] = ()
    sources: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _speaks_for_something(self) -> Self:
        if not (self.muscles or self.nerves or self.roots or self.origins or self.sorts):
            raise ValueError("a clue whose yes speaks for nothing")
        return self

    def speaks_for(self, what: SourceKind, of: str) -> bool:
        """Whether a yes speaks for a source: its sort, and the id of what it belongs to."""
        if what in self.sorts:
            return True
        if what == "trigger-point":
            return of in self.muscles
        if what == "nerve":
            return of in self.nerves
        return of in (self.roots if what == "root" else self.origins)
