"""From a painted pain to the muscle that is charted to send it."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from nmt_atlas.domain.base import Id
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    CHOICE,
    Anatomy,
    Answer,
    Aside,
    BaseQuestion,
    Draft,
    Names,
    Shown,
    Verdict,
    shuffled,
    skin_view,
)
from nmt_atlas.domain.sided import tag
from nmt_atlas.domain.view_state import ViewState


class Sent(Answer):
    """The trigger point (id) that was held to send the pain."""

    point: Id


class SourceOfPain(BaseQuestion[Sent]):
    """Pain is painted on the skin, without a mark: choose the muscle that is charted to send it."""

    answers: ClassVar[type[Answer]] = Sent
    LINKS: ClassVar = {"target": ("trigger-point",), "distractors": ("trigger-point",)}

    kind: Literal["source-of-pain"] = "source-of-pain"
    target: Id
    side: Literal["right", "left"] = "right"
    distractors: tuple[Id, ...] = Field(min_length=2, max_length=5)
    view: ViewState = ViewState()

    @property
    def right(self) -> tuple[str, ...]:
        """The point whose pain is painted."""
        return (self.target,)

    def choices(self, seed: str) -> tuple[str, ...]:
        """Points of which the muscles are offered."""
        return shuffled((self.target, *self.distractors), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Sent | None:
        """The point whose muscle was pressed."""
        point = draft.get(CHOICE, "")
        return Sent(point=point) if point in self.choices("") else None

    def grade(self, answer: Sent, anatomy: Anatomy) -> Verdict:
        """Full marks for the right muscle."""
        return Verdict.of(float(answer.point == self.target), self.target)

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, with nothing chosen."""
        return skin_view(self.view, view)

    def aside(self) -> Aside:
        """The pain, without the mark that would show where it comes from."""
        return Aside(painted=(tag(self.target, self.side),))

    def truth(self) -> Shown:
        """The point and its pain."""
        return Shown(points=((self.target, self.side),))

    def spoken(self, answer: Sent, names: Names, say: Say) -> str:
        """Which muscle was chosen."""
        return say("You chose: {name}.", name=names.muscle(answer.point))

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The trigger point."""
        return (("trigger-point", self.target),)
