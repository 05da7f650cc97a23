"""Say what must not be done."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Frozen, Text
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
from nmt_atlas.domain.questions.options import Ticked
from nmt_atlas.domain.view_state import ViewState

_CAREFUL = 0.5
"""What is safe and was held to be harmful costs this share of what a danger missed costs."""


class Deed(Frozen):
    """Something that might be done: ``harmful`` where it must not, ``why`` says the reason."""

    text: Text
    harmful: bool = False
    why: Text


class MustNot(BaseQuestion[Ticked]):
    """Of several things that might be done, mark those that must not.

    A danger that is missed weighs twice as much as a safe thing that is held back; who misses half
    of the dangers or more gets nothing.
    """

    answers: ClassVar[type[Answer]] = Ticked

    kind: Literal["must-not"] = "must-not"
    deeds: tuple[Deed, ...] = Field(min_length=3, max_length=8)
    view: ViewState = ViewState()

    @model_validator(mode="after")
    def _some_are_harmful(self) -> Self:
        if len(self._harmful) in (0, len(self.deeds)):
            raise ValueError("some deeds must be harmful, and some not")
        return self

    @property
    def _harmful(self) -> tuple[int, ...]:
        return tuple(n for n, one in enumerate(self.deeds) if one.harmful)

    @property
    def right(self) -> tuple[str, ...]:
        """The numbers of what must not be done."""
        return tuple(map(str, self._harmful))

    def choices(self, seed: str) -> tuple[str, ...]:
        """The numbers of what might be done."""
        return shuffled(map(str, range(len(self.deeds))), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Ticked | None:
        """What is marked."""
        found = read_numbers(draft, len(self.deeds))
        return Ticked(options=found) if found else None

    def grade(self, answer: Ticked, anatomy: Anatomy) -> Verdict:
        """Dangers that were missed count first."""
        harmful, chosen = set(self._harmful), set(answer.options)
        missed = len(harmful - chosen) / len(harmful)
        held_back = len(chosen - harmful) / (len(self.deeds) - len(harmful))
        score = 0.0 if missed >= _CAREFUL else 1 - missed - _CAREFUL * held_back
        return Verdict.of(max(0.0, score), self.right[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def spoken(self, answer: Ticked, names: Names, say: Say) -> str:
        """The dangers that were missed, then what is safe and was held back."""
        missed = [n for n in self._harmful if n not in answer.options]
        safe = [n for n in answer.options if n not in self._harmful]
        said = []
        if missed:
            said.append(say("Must not be done, and missed: {names}", names=self._told(missed)))
        if safe:
            said.append(say("May be done: {names}", names=self._told(safe)))
        if not said:
            said.append(say("You chose: {name}", name=self._told(answer.options)))
        return " ".join(said)

    def _one(self, number: int) -> Deed | None:
        return self.deeds[number] if 0 <= number < len(self.deeds) else None

    def _told(self, numbers: Sequence[int]) -> str:
        found = filter(None, map(self._one, numbers))
        return " ".join(f"“{one.text}” {one.why}" for one in found)
