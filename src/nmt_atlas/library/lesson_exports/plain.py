"""Questions without a body: words, choices and pairs, with the picture that stands for the body."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from nmt_atlas.domain.anatomy import part_id, split_part_id
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.lesson import Lesson, Step
from nmt_atlas.domain.memory import card_of
from nmt_atlas.domain.questions import (
    BaseQuestion,
    ChooseOne,
    ChooseSeveral,
    LabelPicture,
    MatchPairs,
    MustNot,
    PutInOrder,
    TrueFalse,
    WhichAction,
    kind_name,
)
from nmt_atlas.domain.sided import tag
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.words import point_title

Form = Literal["choice", "several", "match", "recall"]
"""How it is answered: one choice, several, pairs, or out of one's head."""


@dataclass(frozen=True, slots=True)
class Choice:
    """Something to choose, and what is said of it afterwards."""

    text: str
    right: bool = False
    why: str = ""


@dataclass(frozen=True, slots=True)
class Named:
    """A view, and the names (part id, name) that belong on it."""

    view: ViewState
    names: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Plain:
    """A question as any quiz can ask it.

    Attributes
    ----------
    id, card, kind
        The question's id, the card that it is a review of, and its kind.
    form
        How it is answered.
    prompt, explanation
        The words before and after.
    choices
        What to choose among.
    pairs, extra
        What belongs together, and what belongs to nothing.
    answer
        The right answer in words.
    asks, shows
        What the body shows before and after; None where it shows nothing that matters.
    named
        For a picture that is labelled: what is shown, and each part with its name.
    """

    id: str
    card: str
    kind: str
    form: Form
    prompt: str
    explanation: str
    answer: str
    choices: tuple[Choice, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    extra: tuple[str, ...] = ()
    asks: ViewState | None = None
    shows: ViewState | None = None
    named: Named | None = None

    @property
    def needs_picture(self) -> bool:
        """Whether it cannot be answered without seeing what the body shows."""
        return self.asks is not None


_TRUE, _FALSE = mark("True"), mark("False")
_PICTURED = frozenset({"name-structure", "type-name", "source-of-pain"})
"""Kinds that ask about what the body shows."""
_SHOWN = _PICTURED | {
    "click-structure",
    "choose-referral",
    "point-referral",
    "paint-referral",
    "place-point",
    "find-attachment",
    "which-nerve",
    "what-compresses",
}
"""Kinds of which a picture shows the answer."""


class Plainer:
    """Turns questions into plain ones.

    Parameters
    ----------
    library
        The documents, in the language that is asked in.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._say: Say = library.say

    def lesson(self, lesson: Lesson) -> tuple[Plain, ...]:
        """Every question of a lesson."""
        return tuple(self.question(one) for one in lesson.steps if one.question is not None)

    def question(self, step: Step) -> Plain:
        """The question of a step."""
        question: BaseQuestion[Any] = step.question  # type: ignore[assignment]
        kind = kind_name(type(question))
        form, choices = self._choices(question)
        pairs, extra = self._pairs(question)
        form = "match" if pairs else form
        view = question.asks(step.view)
        pictured = kind in _PICTURED
        return Plain(
            id=question.id,
            card=card_of(question),
            kind=kind,
            form=form,
            prompt=question.prompt,
            explanation=question.explanation,
            answer=self._answer(question, choices, pairs),
            choices=choices,
            pairs=pairs,
            extra=extra,
            asks=_laid_over(question, view) if pictured else None,
            shows=self._shows(question, view) if kind in _SHOWN else None,
            named=self._named(question, view),
        )

    def _choices(self, question: BaseQuestion[Any]) -> tuple[Form, tuple[Choice, ...]]:
        form = _FORMS.get(type(question))
        if form is not None:
            return form, tuple(self._listed(question))
        offered = question.choices("")
        if not offered or kind_name(type(question)) in ("choose-referral", "label-picture"):
            return "recall", ()
        right = set(question.right)
        return "choice", tuple(Choice(self.name(one), one in right) for one in offered)

    def _listed(self, question: BaseQuestion[Any]) -> Iterable[Choice]:
        """What a question with answers of its own lets choose among."""
        match question:
            case ChooseOne() | ChooseSeveral():
                return (Choice(one.text, one.right, one.why) for one in question.options)
            case MustNot():
                return (Choice(one.text, one.harmful, one.why) for one in question.deeds)
            case WhichAction():
                return (Choice(one.words, one.right) for one in question.movements)
            case TrueFalse():
                return self._reasoned(question)
        return ()

    def _reasoned(self, question: TrueFalse) -> Iterable[Choice]:
        """The word with each reason, and the other word with one that is wrong."""
        held = self._say(_TRUE if question.true else _FALSE)
        other = self._say(_FALSE if question.true else _TRUE)
        for one in question.reasons:
            yield Choice(f"{held}: {one.text}", one.right, one.why)
        wrong = next(one for one in question.reasons if not one.right)
        yield Choice(f"{other}: {wrong.text}")

    def _pairs(
        self, question: BaseQuestion[Any]
    ) -> tuple[tuple[tuple[str, str], ...], tuple[str, ...]]:
        if isinstance(question, MatchPairs):
            return tuple((one.left, one.right) for one in question.pairs), question.extra
        if isinstance(question, PutInOrder):
            return tuple((str(n), one) for n, one in enumerate(question.items, 1)), ()
        labels = getattr(question, "labels", ())
        found = tuple((one.clue, self.name(one.structure)) for one in labels)
        return found, tuple(map(self.name, getattr(question, "extra", ()))) if found else ()

    def _named(self, question: BaseQuestion[Any], view: ViewState) -> Named | None:
        if not isinstance(question, LabelPicture):
            return None
        parts = (self._part(one.structure, one.side) for one in question.labels)
        return Named(view, tuple(zip(parts, map(self.name, question.right), strict=True)))

    def _answer(
        self,
        question: BaseQuestion[Any],
        choices: Iterable[Choice],
        pairs: Iterable[tuple[str, str]],
    ) -> str:
        right = [one.text for one in choices if one.right]
        if right:
            return "; ".join(right)
        told = [f"{left}: {text}" for left, text in pairs]
        return "; ".join(told) if told else "; ".join(map(self.name, question.right))

    def _shows(self, question: BaseQuestion[Any], view: ViewState) -> ViewState:
        """What shows the right answer, as pages lay it over the view."""
        truth = question.truth()
        parts = [self._part(*one) for one in truth.structures]
        points = truth.points
        parts += [part_id(self._library.trigger_point(ident).part, side) for ident, side in points]
        shown = question.faces(view).changed(labels=True)
        if not truth.structures and not points:
            parts = [self._part(one, "right") for one in question.right] if view.selection else []
            parts = [one for one in parts if self._known(one)] or list(view.selection)
        if parts:
            shown = shown.changed(selection=tuple(parts))
        if points:
            shown = shown.changed(overlay=tuple(tag(*one) for one in points))
        if shown.zones and not shown.focus:
            shown = shown.changed(focus=shown.selection)
        return shown

    def _part(self, structure: str, side: str) -> str:
        found = self._library.structures.get(structure)
        return part_id(structure, side if found is None or found.paired else "midline")

    def _known(self, part: str) -> bool:
        return split_part_id(part)[0] in self._library.structures

    def name(self, ident: str) -> str:
        """The name of whatever has an id."""
        library = self._library
        if ident in library.trigger_points:
            return point_title(*library.trigger_points[ident])
        for kind in ("structure", "muscle", "nerve", "entrapment", "region"):
            found = library.of(kind).get(ident)
            if found is not None:
                return str(found.name)
        return ident


def _laid_over(question: BaseQuestion[Any], view: ViewState) -> ViewState:
    painted = question.aside().painted
    return view.changed(overlay=painted) if painted else view


_FORMS: dict[type[BaseQuestion[Any]], Form] = {
    ChooseOne: "choice",
    ChooseSeveral: "several",
    MustNot: "several",
    WhichAction: "several",
    TrueFalse: "choice",
    MatchPairs: "match",
    PutInOrder: "match",
}
"""Kinds that bring what is chosen among with them."""

Draw = Callable[[ViewState], bytes]
"""Draws a view as a PNG."""

Boxes = Mapping[str, tuple[float, float, float, float]]
"""Part id -> where its name is written: left, top, width, height as shares of a picture."""

Label = Callable[[ViewState, Mapping[str, str]], tuple[bytes, Boxes]]
"""Draws a view as a PNG with names (part id -> name) beside it, and tells where each is written."""
