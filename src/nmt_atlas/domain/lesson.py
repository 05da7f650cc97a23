"""Lessons: words, view states and questions, stored as JSON."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Id, RegionId, SideName, Text
from nmt_atlas.domain.view_state import ViewState


class _Question(Frozen):
    id: Id
    prompt: Text
    explanation: Text
    sources: tuple[Id, ...] = Field(min_length=1)
    replaces: Id | None = None
    hint: str = ""


class ClickStructure(_Question):
    """Click the structure on the body; any of ``accept`` (structure ids) is right."""

    kind: Literal["click-structure"] = "click-structure"
    accept: tuple[Id, ...] = Field(min_length=1)
    side: SideName | None = None
    view: ViewState = ViewState()


class NameStructure(_Question):
    """Name the highlighted structure by choosing among names."""

    kind: Literal["name-structure"] = "name-structure"
    target: Id
    side: SideName = "right"
    distractors: tuple[Id, ...] = Field(min_length=2)
    view: ViewState = ViewState()


class ChooseReferral(_Question):
    """Choose the picture that shows where a trigger point is charted to refer."""

    kind: Literal["choose-referral"] = "choose-referral"
    target: Id
    side: Literal["right", "left"] = "right"
    distractors: tuple[Id, ...] = Field(min_length=2)
    camera: str = "anterior"


class PointReferral(_Question):
    """Point to where a trigger point is charted to refer: a click on the skin.

    Right where the click falls in the essential zone; partly right in the spillover zone.
    """

    kind: Literal["point-referral"] = "point-referral"
    target: Id
    side: Literal["right", "left"] = "right"
    view: ViewState = ViewState()


Question = Annotated[
    ClickStructure | NameStructure | ChooseReferral | PointReferral,
    Field(discriminator="kind"),
]


class Step(Frozen):
    """One page of a lesson: words, what the body shows, and perhaps a question."""

    id: Id
    title: Text
    words: str = ""
    view: ViewState = ViewState()
    question: Question | None = None


class Lesson(Frozen):
    """A lesson document."""

    id: Id
    title: Text
    summary: Text
    level: Literal["beginner", "intermediate", "advanced"] = "beginner"
    minutes: int = Field(gt=0, le=120)
    regions: tuple[RegionId, ...] = ()
    objectives: tuple[str, ...] = Field(min_length=1)
    language: str = "en"
    author: str = "NMT Atlas"
    licence: str = "CC BY 4.0"
    steps: tuple[Step, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = Field(min_length=1)

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in order."""
        return tuple(step.question for step in self.steps if step.question is not None)
