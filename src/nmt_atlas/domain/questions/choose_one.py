"""Choose the one answer that is right."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

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
from nmt_atlas.domain.questions.options import Option, Picked, rights, told
from nmt_atlas.domain.view_state import ViewState


class ChooseOne(BaseQuestion[Picked]):
    """Choose one of several answers in words; exactly one is right."""

    answers: ClassVar[type[Answer]] = Picked

    kind: Literal["choose-one"] = "choose-one"
    options: tuple[Option, ...] = Field(min_length=3, max_length=6)
    view: ViewState = ViewState()

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        if len(rights(self.options)) != 1:
            raise ValueError("exactly one option must be right")
        return self

    @property
    def right(self) -> tuple[str, ...]:
        """The number of the right option."""
        return tuple(map(str, rights(self.options)))

    def choices(self, seed: str) -> tuple[str, ...]:
        """The numbers of the options."""
        return shuffled(map(str, range(len(self.options))), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Picked | None:
        """The option that was pressed."""
        number = draft.get(CHOICE, "")
        known = number in self.choices("")
        return Picked(option=int(number)) if known else None

    def grade(self, answer: Picked, anatomy: Anatomy) -> Verdict:
        """Full marks for the right option."""
        return Verdict.of(float(str(answer.option) in self.right), self.right[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def spoken(self, answer: Picked, names: Names, say: Say) -> str:
        """Which option was chosen, and what is said of it."""
        return say("You chose: {name}", name=told(self.options, (answer.option,)))
