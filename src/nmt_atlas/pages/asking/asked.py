"""A question as it is put to a learner: what its widget gets, and the pieces widgets share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import panel_material_ui as pmui

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.questions import Answer, BaseQuestion
from nmt_atlas.pages.bits import action, column, words
from nmt_atlas.pages.visit import Visit

Q = TypeVar("Q", bound=BaseQuestion[Any])
T = TypeVar("T")


@dataclass(frozen=True)
class Asked(Generic[Q]):
    """A question that is put to a learner.

    Attributes
    ----------
    visit
        The visitor.
    question
        The question.
    choices
        The ids to choose among, in the order of this run.
    give
        Called with the answer.
    given
        The answer that was given; None where there is none, or where an old log cannot tell.
    open
        True while an answer is awaited.
    """

    visit: Visit
    question: Q
    choices: tuple[str, ...]
    give: Callable[[Answer], None]
    given: Answer | None = None
    open: bool = True

    @property
    def say(self) -> Say:
        """Texts of the interface in the visitor's language."""
        return self.visit.say


Ask = Callable[[Asked[Any]], list[Any]]
"""Makes the widgets of a question: to answer it while it is open, to look back at afterwards."""

_MARKS = {
    (True, True): mark("{choice}: your choice, right"),
    (True, False): mark("{choice}: your choice"),
    (False, True): mark("{choice}: right"),
}


def choice(
    asked: Asked[Any], label: str, answer: Answer, *, right: bool, **options: Any
) -> pmui.Button:
    """A button that gives an answer; afterwards it says what was chosen and what is right."""
    if not asked.open:
        told = _MARKS.get((asked.given == answer, right))
        label = asked.say(told, choice=label) if told else label
    options = {"sizing_mode": "stretch_width", "margin": (4, 10), **options}
    return action(
        label,
        "",
        lambda: asked.give(answer),
        variant="outlined",
        disabled=not asked.open,
        **options,
    )


def in_words(
    asked: Asked[Any], label: str, options: Callable[[], Mapping[str, Answer]]
) -> pmui.Column:
    """A way to answer by keyboard: a button that opens a field of names to choose from.

    Parameters
    ----------
    asked
        The question.
    label
        What the field asks for, in the visitor's language.
    options
        Name -> the answer that it gives; called when the field is opened.
    """
    place = column()

    def opened() -> None:
        answers = options()
        field = pmui.AutocompleteInput(
            label=label,
            options=list(answers),
            case_sensitive=False,
            search_strategy="includes",
            min_characters=1,
            size="small",
            margin=(6, 10),
            sizing_mode="stretch_width",
        )
        field.param.watch(lambda event: _give(asked, answers, event.new), "value")
        place.objects = [field]

    place.append(action(asked.say("Answer in words"), "keyboard", opened))
    return place


def _give(asked: Asked[Any], answers: Mapping[str, Answer], name: object) -> None:
    answer = answers.get(str(name or ""))
    if answer is not None:
        asked.give(answer)


def told(asked: Asked[Any], text: str) -> pmui.Typography:
    """What to do, in quiet words."""
    return words(asked.say(text), quiet=True)
