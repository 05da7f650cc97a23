"""Choose all answers that are right."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Verdict,
    own_view,
    read_numbers,
    shuffled,
)
from nmt_atlas.domain.questions.options import Option, Ticked, rights, share_of, told
from nmt_atlas.domain.view_state import ViewState


class ChooseSeveral(BaseQuestion[Ticked]):
    """Choose every answer that is right; what is chosen wrongly costs as much."""

    answers: ClassVar[type[Answer]] = Ticked

    kind: Literal["choose-several"] = "choose-several"
    options: tuple[Option, ...] = Field(min_length=4, max_length=8)
    view: ViewState = ViewState()

    @model_validator(mode="after")
    def _some_are_right(self) -> Self:
        if len(rights(self.options)) in (0, len(self.options)):
            raise ValueError("some options must be right, and some wrong")
        return self

    @property
    def right(self) -> tuple[str, ...]:
        """The numbers of the right options."""
        return tuple(map(str, rights(self.options)))

    def choices(self, seed: str) -> tuple[str, ...]:
        """The numbers of the options."""
        return shuffled(map(str, range(len(self.options))), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Ticked | None:
        """The options that are on."""
        found = read_numbers(draft, len(self.options))
        return Ticked(options=found) if found else None

    def grade(self, answer: Ticked, anatomy: Anatomy) -> Verdict:
        """The share of what is right, less what was chosen wrongly."""
        score = share_of(answer.options, rights(self.options))
        return Verdict.of(score, self.right[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def spoken(self, answer: Ticked, names: Names, say: Say) -> str:
        """What was missed, and what was chosen wrongly."""
        right = rights(self.options)
        missed = tuple(n for n in right if n not in answer.options)
        false = tuple(n for n in answer.options if n not in right)
        said = []
        if false:
            said.append(say("Chosen, but not right: {names}", names=told(self.options, false)))
        if missed:
            said.append(say("Missed: {names}", names=told(self.options, missed)))
        if not said:
            said.append(say("You chose: {name}", name=told(self.options, answer.options)))
        return " ".join(said)
