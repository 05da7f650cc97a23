"""Lessons: words, view states and questions, stored as JSON."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from types import MappingProxyType
from typing import Any, Literal

from pydantic import Field, create_model
from pydantic.json_schema import SkipJsonSchema

from nmt_atlas.domain.base import Frozen, Id, RegionId, Text
from nmt_atlas.domain.questions import BaseQuestion, Question, question_type
from nmt_atlas.domain.questions.base import Shown
from nmt_atlas.domain.view_state import ViewState

Topic = Literal[
    "beginning", "region", "pain", "nerve", "posture", "assessment", "technique", "safety",
    "client", "examination",
]  # fmt: skip
"""The shelf that a lesson stands on, in the order in which a course goes."""

_IN_QUESTION = re.compile(r"/steps/(\d+)/question(?:/|$)")


class Step(Frozen):
    """One page of a lesson: words, what the body shows, and perhaps a question.

    ``broken`` is never written: it tells that the document's question had a fault and was left out.
    """

    id: Id
    title: Text
    words: str = ""
    view: ViewState = ViewState()
    question: Question | None = None
    broken: SkipJsonSchema[bool] = False


class Lesson(Frozen):
    """A lesson document.

    ``made_from`` tells of a lesson that was made by template from what (``muscle/soleus``); what
    people wrote has none. ``prerequisites`` are the lessons that come before it. A ``timed`` one is
    taken against the clock: it lasts ``minutes``.
    """

    SILENT = frozenset({"made_from", "topic"})
    LINKS = MappingProxyType({"regions": ("region",), "prerequisites": ("lesson",)})

    id: Id
    title: Text
    summary: Text
    level: Literal["beginner", "intermediate", "advanced"] = "beginner"
    topic: Topic = "region"
    minutes: int = Field(gt=0, le=120)
    timed: bool = False
    regions: tuple[RegionId, ...] = ()
    objectives: tuple[str, ...] = Field(min_length=1)
    prerequisites: tuple[Id, ...] = ()
    language: str = "en"
    author: str = "NMT Atlas"
    licence: str = "CC BY 4.0"
    made_from: str = Field(default="", pattern=r"^([a-z-]+/[a-z0-9_+-]+)?$")
    steps: tuple[Step, ...] = Field(min_length=1)
    sources: tuple[Id, ...] = Field(min_length=1)

    @classmethod
    def spared(cls, data: Mapping[str, Any], pointers: Collection[str]) -> dict[str, Any] | None:
        """The lesson without the questions that have faults; None where others have any."""
        found = [_IN_QUESTION.match(pointer) for pointer in pointers]
        broken = {int(one[1]) for one in found if one}
        if not all(found) or not broken:
            return None
        steps = [
            {**{key: one[key] for key in one if key != "question"}, "broken": True}
            if number in broken
            else one
            for number, one in enumerate(data["steps"])
        ]
        return {**data, "steps": steps}

    @property
    def questions(self) -> tuple[Question, ...]:
        """The questions in order."""
        return tuple(step.question for step in self.steps if step.question is not None)

    def view_at(self, position: int) -> ViewState:
        """What the body shows at a step, counted from 0.

        A step that shows nothing of its own leaves the body where the words before left it; where
        it asks, without what they pointed out.
        """
        step = self.steps[position]
        asked = step.question
        if step.view != _NOTHING or (asked is not None and asked.truth() != Shown()):
            return step.view
        before = (one.view for one in reversed(self.steps[:position]) if one.question is None)
        shown = next((view for view in before if view != _NOTHING), _NOTHING)
        return shown if asked is None else shown.changed(**_UNTOLD)


_NOTHING = ViewState()
_UNTOLD: Mapping[str, Any] = {
    "selection": (),
    "overlay": (),
    "territory": (),
    "nerve": "",
    "variant": "",
    "tight": (),
    "weak": (),
    "acting": "",
    "spot": None,
}
"""What a view points out, taken away."""


def lesson_type(kinds: tuple[type[BaseQuestion[Any]], ...]) -> type[Lesson]:
    """A lesson type whose questions may be of these kinds: to try a new one out."""
    asked: Any = question_type(kinds)
    step: Any = create_model("Step", __base__=Step, question=(asked | None, None))
    return create_model("Lesson", __base__=Lesson, steps=(tuple[step, ...], Field(min_length=1)))
