"""What a press of a question's control does to what its controls hold; nothing is kept here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from pydantic import ValidationError

from nmt_atlas.domain.classroom.speech import Held
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import Answer, BaseQuestion
from nmt_atlas.domain.questions.base import CHOICE, TYPED, WORDS
from nmt_atlas.domain.questions.put_in_order import ORDER, order_of

MISSING = mark("Something is missing in your answer.")
CHOOSE = mark("Choose one of the names that are offered.")


_ANSWERS = frozenset({"choose", "done", "typed"})


class Drafted(NamedTuple):
    """What the controls hold now, the answer if it was one, and what to tell (marked)."""

    held: Held
    answer: Answer | None = None
    told: str = ""


class Drafting:
    """The controls of one question.

    Parameters
    ----------
    question
        The question.
    choices
        What there is to choose among, in the order in which it is shown.
    names
        Id -> name of all that can be answered in words.
    several
        Whether several of these make the answer.
    fold
        A text as it is compared with names.
    """

    def __init__(
        self,
        question: BaseQuestion[Any],
        choices: tuple[str, ...],
        names: Mapping[str, str],
        *,
        several: bool,
        fold: Any,  # noqa: ANN401
    ) -> None:
        self._question = question
        self._choices = choices
        self._names = names
        self._several = several
        self._fold = fold

    def press(self, held: Held, ident: str, value: str, painted: Iterable[int]) -> Drafted:
        """Press a control (its id), which had a value: ``on`` or empty for what is on or off."""
        kind, _, rest = ident.partition(":")
        if kind in _ANSWERS:
            return self._given(held, kind, rest, value, painted)
        if kind == "words":
            return self._words(held, rest, value)
        control, _, picked = rest.partition(":")
        match kind:
            case "set" | "drop":
                return Drafted(_with(held, rest, value if kind == "set" else ""))
            case "pick":
                return Drafted(_with(held, control, picked))
            case _:
                return Drafted(self._ordered(held, kind, rest))

    def _given(
        self, held: Held, kind: str, rest: str, value: str, painted: Iterable[int]
    ) -> Drafted:
        """A press that answers; what is typed does with Enter."""
        if kind == "choose":
            return self._done(_with(held, CHOICE, self._choice(rest)), ())
        if kind == "done":
            return self._done(held, painted)
        typed = _with(held, TYPED, value)
        return self._done(typed, ()) if rest == "take" else Drafted(typed)

    def _choice(self, which: str) -> str:
        """A choice by its place, where there are several to choose among."""
        held = self._choices
        return held[int(which)] if which.isdecimal() and int(which[:4]) < len(held) else which

    def _words(self, held: Held, what: str, text: str) -> Drafted:
        """What is typed so far; or a name that was chosen or typed whole."""
        if what != "take":
            return Drafted(held.model_copy(update={"query": text}))
        by_name = {self._fold(name): key for key, name in self._names.items()}
        key = text if text in self._names else by_name.get(self._fold(text), "")
        cleared = held.model_copy(update={"query": ""})
        if not key:
            return Drafted(cleared, told=CHOOSE)
        if self._several:
            return Drafted(_with(cleared, key, "on"))
        return self._done(_with(cleared, WORDS, key), ())

    def _ordered(self, held: Held, kind: str, key: str) -> Held:
        now = order_of(held.draft)
        if kind == "order":
            return _with(held, ORDER, ",".join(dict.fromkeys((*now, key))))
        return _with(held, ORDER, ",".join(now[:-1])) if kind == "unorder" else held

    def _done(self, held: Held, painted: Iterable[int]) -> Drafted:
        """The answer: what was painted, else what the controls hold."""
        question = self._question
        try:
            answer = question.from_strokes(painted) or question.from_draft(held.draft)
        except ValidationError:  # no control of ours holds that
            answer = None
        return Drafted(held, answer, "" if answer else MISSING)


def _with(held: Held, control: str, value: str) -> Held:
    draft = {key: one for key, one in held.draft.items() if key != control}
    return held.model_copy(update={"draft": {**draft, control: value} if value else draft})
