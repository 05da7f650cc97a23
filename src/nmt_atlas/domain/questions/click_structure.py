"""Click a structure on the body."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.base import Id, SideName, Text
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    WORDS,
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
)
from nmt_atlas.domain.view_state import ViewState


class Clicked(Answer):
    """The part that was clicked, or named by its id: ``soleus-right``."""

    part: Text


class ClickStructure(BaseQuestion[Clicked]):
    """Click the structure on the body; any of ``accept`` (structure ids) is right."""

    answers: ClassVar[type[Answer]] = Clicked
    takes: ClassVar[Takes] = "part"
    LINKS: ClassVar = {"accept": ("structure",)}

    kind: Literal["click-structure"] = "click-structure"
    accept: tuple[Id, ...] = Field(min_length=1)
    side: SideName | None = None
    view: ViewState = ViewState()

    @property
    def right(self) -> tuple[str, ...]:
        """Every structure that is right."""
        return self.accept

    def from_tap(self, tap: Tap) -> Clicked | None:
        """The part that was clicked; the background is no answer."""
        return Clicked(part=tap.part) if tap.part else None

    def from_draft(self, draft: Draft) -> Clicked | None:
        """The part that was named."""
        part = draft.get(WORDS, "")
        return Clicked(part=part) if part else None

    def grade(self, answer: Clicked, anatomy: Anatomy) -> Verdict:
        """Full marks for a right structure; half on the wrong side where a side was asked for."""
        structure, side = split_part_id(answer.part)
        if structure not in self.accept:
            return Verdict.of(0.0, self.accept[0])
        wrong_side = self.side not in (None, "midline", side)
        return Verdict.of(0.5 if wrong_side else 1.0, self.accept[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def must_see(self) -> tuple[tuple[tuple[Id, SideName], ...], ...]:
        """One of the structures that are right."""
        return (tuple((one, self.side or "right") for one in self.accept),)

    def truth(self) -> Shown:
        """The first structure that is right."""
        return Shown(structures=((self.accept[0], self.side or "right"),))

    def chosen(self, answer: Clicked) -> str:
        """The part, where it is not right."""
        structure, side = split_part_id(answer.part)
        ours = self.side in (None, "midline", side)
        return "" if structure in self.accept and ours else answer.part

    def spoken(self, answer: Clicked, names: Names, say: Say) -> str:
        """What was clicked."""
        return say("You chose: {name}.", name=names.part(answer.part))

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The structures that are right."""
        return tuple(("structure", one) for one in self.accept)
