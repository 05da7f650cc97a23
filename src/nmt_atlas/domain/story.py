"""Stories: a document as a tour of views with words, in the words of the library's documents.

A moment writes no text of its own: it names the texts that are told (:data:`Ref`), so that a fact
that is corrected is corrected in every story.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from nmt_atlas.domain.base import ON_BODY, Frozen, Id, Text
from nmt_atlas.domain.ways import Way

Ref = Annotated[str, StringConstraints(pattern=r"^[a-z-]+/[a-z0-9-]+#[a-z_0-9]+(\.[a-z0-9 _-]+)*$")]
"""A text of a document: ``condition/sciatica-and-piriformis#facts.chain``."""

FEWEST, MOST = 6, 10
"""So many views has a story."""


class Cue(Frozen):
    """What the body shows at a moment; an empty cue shows what the story began with.

    Attributes
    ----------
    muscles, structures
        What is uncovered.
    tight, weak
        Muscles, or single parts of them, that are told apart.
    points
        Trigger points whose charted pain is painted.
    nerve, place
        The nerve that is followed, and the narrow place that is looked at closely.
    skin
        Documents whose skin is painted.
    stands
        The posture, or the position, in which the body stands; beside a posture a plumb line.
    look
        What is looked at: all of it, or the painted skin alone.
    camera
        Where the eye stands for the right side; None takes the way from which most is seen.
    """

    LINKS = MappingProxyType(
        {
            "muscles": ON_BODY,
            "structures": ("structure",),
            "tight": ON_BODY,
            "weak": ON_BODY,
            "points": ("trigger-point",),
            "nerve": ("nerve",),
            "place": ("entrapment",),
            "stands": ("condition", "position"),
            "skin": ("entrapment", "nerve", "dermatome", "condition"),
        }
    )
    SILENT = frozenset({"look"})

    muscles: tuple[Id, ...] = ()
    structures: tuple[Id, ...] = ()
    tight: tuple[Id, ...] = ()
    weak: tuple[Id, ...] = ()
    points: tuple[Id, ...] = ()
    nerve: Id | None = None
    place: Id | None = None
    skin: tuple[Id, ...] = ()
    stands: Id | None = None
    look: Literal["all", "skin"] = "all"
    camera: Way | None = None


class Moment(Frozen):
    """One view with its words; ``plain`` are those for clients, where there are any."""

    SILENT = frozenset({"says", "plain"})

    id: Id
    title: Text
    says: tuple[Ref, ...] = Field(min_length=1)
    plain: tuple[Ref, ...] = ()
    show: Cue = Cue()


class Story(Frozen):
    """A tour about one document; ``id`` is that document's."""

    id: Id
    title: Text
    kind: Literal["condition", "entrapment"]
    moments: tuple[Moment, ...] = Field(min_length=FEWEST, max_length=MOST)

    @model_validator(mode="after")
    def _ids_differ(self) -> Self:
        if len({one.id for one in self.moments}) < len(self.moments):
            raise ValueError("two moments of one id")
        return self

    def shows(self, moment: Moment) -> Cue:
        """What the body shows at a moment; where that says nothing, what the story began with."""
        return self.moments[0].show if moment.show == Cue() else moment.show

    def told_to(self, client: bool) -> tuple[Moment, ...]:
        """The moments that have words for who listens."""
        return tuple(one for one in self.moments if one.plain or not client)
