"""Say what compresses a nerve at a narrow place."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.base import Id
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    CHOICE,
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Shown,
    Takes,
    Tap,
    Verdict,
    own_view,
    shuffled,
)
from nmt_atlas.domain.view_state import ViewState


class Compressing(Answer):
    """The structure (id) that was chosen or clicked; ``part`` is what was clicked."""

    structure: Id
    part: str = ""


class WhatCompresses(BaseQuestion[Compressing]):
    """Choose, or click, what forms a narrow place of a nerve; any of ``accept`` is right."""

    answers: ClassVar[type[Answer]] = Compressing
    takes: ClassVar[Takes] = "part"
    LINKS: ClassVar = {
        "place": ("entrapment",),
        "nerve": ("nerve",),
        "accept": ("structure",),
        "distractors": ("structure",),
    }

    kind: Literal["what-compresses"] = "what-compresses"
    place: Id
    nerve: Id
    side: Literal["right", "left"] = "right"
    accept: tuple[Id, ...] = Field(min_length=1)
    distractors: tuple[Id, ...] = Field(min_length=2, max_length=5)
    view: ViewState = ViewState()

    @property
    def right(self) -> tuple[str, ...]:
        """Every structure that is right."""
        return self.accept

    def choices(self, seed: str) -> tuple[str, ...]:
        """The structures whose names are offered: the first right one among others."""
        return shuffled((self.accept[0], *self.distractors), f"{self.id}{seed}")

    def from_tap(self, tap: Tap) -> Compressing | None:
        """What was clicked; the background is no answer."""
        if not tap.part:
            return None
        return Compressing(structure=split_part_id(tap.part)[0], part=tap.part)

    def from_draft(self, draft: Draft) -> Compressing | None:
        """The name that was pressed."""
        one = draft.get(CHOICE, "")
        return Compressing(structure=one) if one in self.choices("") else None

    def grade(self, answer: Compressing, anatomy: Anatomy) -> Verdict:
        """Full marks for what forms the place."""
        return Verdict.of(float(answer.structure in self.accept), self.accept[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names and without the nerve's marks."""
        return own_view(self.view, view).changed(nerve="")

    def truth(self) -> Shown:
        """What forms the place, with the nerve."""
        nerve = f"{self.nerve}:{self.side}"
        return Shown(structures=tuple((one, self.side) for one in self.accept), nerve=nerve)

    def chosen(self, answer: Compressing) -> str:
        """What was clicked, where it is not right."""
        return "" if answer.structure in self.accept else answer.part

    def spoken(self, answer: Compressing, names: Names, say: Say) -> str:
        """What was chosen."""
        return say("You chose: {name}.", name=names.structure(answer.structure))

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The narrow place and its nerve."""
        return (("entrapment", self.place), ("nerve", self.nerve))
