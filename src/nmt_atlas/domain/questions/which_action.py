"""Say which movements a muscle makes."""

from __future__ import annotations

from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Frozen, Id, Text
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Shown,
    Verdict,
    own_view,
    read_numbers,
    shuffled,
)
from nmt_atlas.domain.questions.options import Ticked, share_of
from nmt_atlas.domain.view_state import ViewState


class Movement(Frozen):
    """A movement of a joint; ``right`` where the muscle makes it."""

    joint: Text
    movement: Text
    right: bool = False

    @property
    def words(self) -> str:
        """As it is offered."""
        return f"{self.movement} ({self.joint})"


class WhichAction(BaseQuestion[Ticked]):
    """The muscle glows: choose every movement that it makes.

    The right ones stand so in the muscle's document; the others do not stand there at all.
    """

    answers: ClassVar[type[Answer]] = Ticked
    LINKS: ClassVar = {"muscle": ("muscle",), "part": ("structure",)}

    kind: Literal["which-action"] = "which-action"
    muscle: Id
    part: Id
    side: Literal["right", "left"] = "right"
    movements: tuple[Movement, ...] = Field(min_length=3, max_length=8)
    view: ViewState = ViewState()

    @model_validator(mode="after")
    def _some_are_right(self) -> Self:
        if len(self._right) in (0, len(self.movements)):
            raise ValueError("some movements must be right, and some wrong")
        return self

    @property
    def _right(self) -> tuple[int, ...]:
        return tuple(n for n, one in enumerate(self.movements) if one.right)

    @property
    def right(self) -> tuple[str, ...]:
        """The numbers of the movements that it makes."""
        return tuple(map(str, self._right))

    def choices(self, seed: str) -> tuple[str, ...]:
        """The numbers of the movements."""
        return shuffled(map(str, range(len(self.movements))), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Ticked | None:
        """The movements that are on."""
        found = read_numbers(draft, len(self.movements))
        return Ticked(options=found) if found else None

    def grade(self, answer: Ticked, anatomy: Anatomy) -> Verdict:
        """The share of its movements, less those that it does not make."""
        return Verdict.of(share_of(answer.options, self._right), self.right[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def truth(self) -> Shown:
        """The muscle."""
        return Shown(structures=((self.part, self.side),))

    def spoken(self, answer: Ticked, names: Names, say: Say) -> str:
        """Which movements were chosen, and which it makes."""
        chosen = ", ".join(self._words(answer.options))
        right = ", ".join(self._words(self._right))
        return say("You chose: {names}. It makes: {right}.", names=chosen, right=right)

    def _words(self, numbers: tuple[int, ...]) -> list[str]:
        return [self.movements[n].words for n in numbers if 0 <= n < len(self.movements)]

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The muscle."""
        return (("muscle", self.muscle),)
