"""Choose the picture of a trigger point's charted referral."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

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
    Verdict,
    shuffled,
)
from nmt_atlas.domain.sided import tag
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.domain.ways import CameraPreset


class Chosen(Answer):
    """The trigger point (id) whose picture was chosen."""

    point: Id


class ChooseReferral(BaseQuestion[Chosen]):
    """Choose the picture that shows where a trigger point is charted to refer."""

    answers: ClassVar[type[Answer]] = Chosen
    LINKS: ClassVar = {"target": ("trigger-point",), "distractors": ("trigger-point",)}

    kind: Literal["choose-referral"] = "choose-referral"
    target: Id
    side: Literal["right", "left"] = "right"
    distractors: tuple[Id, ...] = Field(min_length=2)
    camera: CameraPreset = "anterior"

    @property
    def right(self) -> tuple[str, ...]:
        """The point that is asked for."""
        return (self.target,)

    def choices(self, seed: str) -> tuple[str, ...]:
        """Trigger point ids whose pictures are offered."""
        return shuffled((self.target, *self.distractors), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Chosen | None:
        """The picture that was pressed."""
        one = draft.get(CHOICE, "")
        return Chosen(point=one) if one in self.choices("") else None

    def grade(self, answer: Chosen, anatomy: Anatomy) -> Verdict:
        """Full marks for the right picture."""
        return Verdict.of(float(answer.point == self.target), self.target)

    def truth(self) -> Shown:
        """The point's charted pain."""
        return Shown(points=((self.target, self.side),))

    def faces(self, view: ViewState) -> ViewState:
        """From the side that the pictures show; framed where the question framed nothing."""
        faced = super().faces(view)
        if self.shows is not None or view.focus or view.zones or view.spot is not None:
            return faced
        return faced.changed(camera=self.camera, zones=(tag(self.target, self.side),))

    def explains(self, view: ViewState, anatomy: Anatomy) -> ViewState:
        """The pain, and the muscle that sends it, both in the picture, from where they are seen."""
        shown = super().explains(view, anatomy)
        if not shown.zones or shown.focus:
            return shown
        shown = shown.changed(focus=shown.selection)
        if shown.camera != self.camera:
            return shown
        return shown.changed(camera=anatomy.pain_from(self.target, self.side, self.camera))

    def spoken(self, answer: Chosen, names: Names, say: Say) -> str:
        """Whose picture was chosen."""
        return say("You chose the picture of {name}.", name=names.point(answer.point))

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The trigger point."""
        return (("trigger-point", self.target),)
