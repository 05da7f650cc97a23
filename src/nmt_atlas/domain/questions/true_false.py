"""Say whether a statement is true, and why."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.questions.base import (
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Verdict,
    own_view,
    shuffled,
)
from nmt_atlas.domain.questions.options import Option, rights, told
from nmt_atlas.domain.view_state import ViewState

HELD = {"yes": mark("True"), "no": mark("False")}
"""What a statement can be held to be."""
_WITHOUT_REASON = 0.5


class Reasoned(Answer):
    """Whether the learner holds the statement to be true, and the reason (its number)."""

    true: bool
    reason: int


class TrueFalse(BaseQuestion[Reasoned]):
    """Say whether the statement (the prompt) is true, and choose the reason."""

    answers: ClassVar[type[Answer]] = Reasoned

    kind: Literal["true-false"] = "true-false"
    true: bool
    reasons: tuple[Option, ...] = Field(min_length=3, max_length=6)
    view: ViewState = ViewState()

    @model_validator(mode="after")
    def _one_is_right(self) -> Self:
        if len(rights(self.reasons)) != 1:
            raise ValueError("exactly one reason must be right")
        return self

    @property
    def right(self) -> tuple[str, ...]:
        """The number of the right reason."""
        return tuple(map(str, rights(self.reasons)))

    def choices(self, seed: str) -> tuple[str, ...]:
        """The numbers of the reasons."""
        return shuffled(map(str, range(len(self.reasons))), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Reasoned | None:
        """Both: the word and the reason."""
        held, reason = draft.get("held", ""), draft.get("reason", "")
        if held not in HELD or reason not in self.choices(""):
            return None
        return Reasoned(true=held == "yes", reason=int(reason))

    def grade(self, answer: Reasoned, anatomy: Anatomy) -> Verdict:
        """Full marks for the word with its reason, half for the word alone."""
        if answer.true != self.true:
            return Verdict.of(0.0, self.right[0])
        reasoned = str(answer.reason) in self.right
        return Verdict.of(1.0 if reasoned else _WITHOUT_REASON, self.right[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def spoken(self, answer: Reasoned, names: Names, say: Say) -> str:
        """Which word and which reason were chosen."""
        word = say(HELD["yes" if answer.true else "no"])
        return say(
            "You chose: {word}, because {reason}",
            word=word,
            reason=told(self.reasons, (answer.reason,)),
        )
