"""Name the structure that is highlighted."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.base import Id, SideName
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    CHOICE,
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Verdict,
    own_view,
    shuffled,
)
from nmt_atlas.domain.view_state import ViewState


class Named(Answer):
    """The structure (id) whose name was chosen."""

    structure: Id


class NameStructure(BaseQuestion[Named]):
    """Name the highlighted structure by choosing among names."""

    answers: ClassVar[type[Answer]] = Named
    LINKS: ClassVar = {"target": ("structure",), "distractors": ("structure",)}

    kind: Literal["name-structure"] = "name-structure"
    target: Id
    side: SideName = "right"
    distractors: tuple[Id, ...] = Field(min_length=2)
    view: ViewState = ViewState()

    @property
    def right(self) -> tuple[str, ...]:
        """The structure that glows."""
        return (self.target,)

    def choices(self, seed: str) -> tuple[str, ...]:
        """Structure ids whose names are offered."""
        return shuffled((self.target, *self.distractors), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Named | None:
        """The name that was pressed."""
        one = draft.get(CHOICE, "")
        return Named(structure=one) if one in self.choices("") else None

    def grade(self, answer: Named, anatomy: Anatomy) -> Verdict:
        """Full marks for the right name."""
        return Verdict.of(float(answer.structure == self.target), self.target)

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, with the structure aglow."""
        part = part_id(self.target, self.side)
        return own_view(self.view, view).changed(selection=(part,))

    def must_see(self) -> tuple[tuple[tuple[Id, SideName], ...], ...]:
        """The structure that glows."""
        return (((self.target, self.side),),)

    def spoken(self, answer: Named, names: Names, say: Say) -> str:
        """Which name was chosen."""
        return say("You chose: {name}.", name=names.structure(answer.structure))

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The structure that was shown."""
        return (("structure", self.target),)
