"""Give the numbered parts of the picture their names."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.base import Frozen, Id, SideName, Text
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    Anatomy,
    Answer,
    Aside,
    BaseQuestion,
    Draft,
    Names,
    Shown,
    Verdict,
    own_view,
    shuffled,
)
from nmt_atlas.domain.view_state import ViewState


class Numbered(Frozen):
    """A part that gets a number; ``clue`` says where it lies, for those who do not see it."""

    LINKS: ClassVar = {"structure": ("structure",)}

    structure: Id
    side: SideName = "right"
    clue: Text


class Labelled(Answer):
    """The structure (id) that was put on each number, in their order."""

    names: tuple[str, ...]


class LabelPicture(BaseQuestion[Labelled]):
    """The parts carry numbers: give each its name. ``extra`` names belong to none."""

    answers: ClassVar[type[Answer]] = Labelled
    LINKS: ClassVar = {"extra": ("structure",)}

    kind: Literal["label-picture"] = "label-picture"
    labels: tuple[Numbered, ...] = Field(min_length=3, max_length=8)
    extra: tuple[Id, ...] = Field(default=(), max_length=4)
    view: ViewState = ViewState()

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if len(set(self.offered)) < len(self.offered):
            raise ValueError("every structure must be there once")
        return self

    @property
    def offered(self) -> tuple[str, ...]:
        """Every structure whose name is offered."""
        return (*self.right, *self.extra)

    @property
    def right(self) -> tuple[str, ...]:
        """The structures in the order of their numbers."""
        return tuple(one.structure for one in self.labels)

    def choices(self, seed: str) -> tuple[str, ...]:
        """The structures whose names are offered."""
        return shuffled(self.offered, f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Labelled | None:
        """The names, once every number has one."""
        found = tuple(draft.get(str(n), "") for n in range(len(self.labels)))
        return Labelled(names=found) if set(self.offered).issuperset(found) else None

    def grade(self, answer: Labelled, anatomy: Anatomy) -> Verdict:
        """The share of numbers with their own name."""
        hits = sum(a == b for a, b in zip(answer.names, self.right, strict=False))
        return Verdict.of(hits / len(self.labels), self.right[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def aside(self) -> Aside:
        """The numbers."""
        parts = (part_id(one.structure, one.side) for one in self.labels)
        return Aside(tags=tuple((part, str(n)) for n, part in enumerate(parts, 1)))

    def must_see(self) -> tuple[tuple[tuple[Id, SideName], ...], ...]:
        """Every part that has a number."""
        return tuple(((one.structure, one.side),) for one in self.labels)

    def truth(self) -> Shown:
        """The parts with their names."""
        return Shown(structures=tuple((one.structure, one.side) for one in self.labels))

    def spoken(self, answer: Labelled, names: Names, say: Say) -> str:
        """The numbers whose name is not right, with what was put there; all where they all are."""
        given = list(zip(answer.names, self.right, strict=False))
        told = [(n, a) for n, (a, b) in enumerate(given, 1) if a != b] or [
            (n, a) for n, (a, _) in enumerate(given, 1)
        ]
        said = ", ".join(f"{n}: {names.structure(one)}" for n, one in told)
        return say("You put: {names}.", names=said)

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The structures."""
        return tuple(("structure", one) for one in self.right)
