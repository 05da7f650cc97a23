"""Match what belongs together."""

from __future__ import annotations

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
    shuffled,
)
from nmt_atlas.domain.view_state import ViewState


class Pair(Frozen):
    """Two things that belong together."""

    left: Text
    right: Text


class Matched(Answer):
    """For each pair in the document's order the number of what was put beside its left thing."""

    rights: tuple[int, ...]


class MatchPairs(BaseQuestion[Matched]):
    """Match each thing on the left with one on the right; ``extra`` ones belong to none."""

    answers: ClassVar[type[Answer]] = Matched

    kind: Literal["match-pairs"] = "match-pairs"
    pairs: tuple[Pair, ...] = Field(min_length=3, max_length=8)
    extra: tuple[Text, ...] = Field(default=(), max_length=4)
    view: ViewState = ViewState()

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        lefts = {one.left for one in self.pairs}
        if len(lefts) < len(self.pairs) or len(set(self.offered)) < len(self.offered):
            raise ValueError("everything must be there once")
        return self

    @property
    def offered(self) -> tuple[str, ...]:
        """All that can be put beside something, by number."""
        return (*(one.right for one in self.pairs), *self.extra)

    @property
    def right(self) -> tuple[str, ...]:
        """Every pair as ``left: right``."""
        return tuple(f"{one.left}: {one.right}" for one in self.pairs)

    def choices(self, seed: str) -> tuple[str, ...]:
        """The numbers of what is offered."""
        return shuffled(map(str, range(len(self.offered))), f"{self.id}{seed}")

    def from_draft(self, draft: Draft) -> Matched | None:
        """What was put beside each, once every one has something."""
        known = set(self.choices(""))
        found = [draft.get(str(n), "") for n in range(len(self.pairs))]
        return Matched(rights=tuple(map(int, found))) if known.issuperset(found) else None

    def grade(self, answer: Matched, anatomy: Anatomy) -> Verdict:
        """The share of pairs that are right."""
        hits = sum(n == given for n, given in enumerate(answer.rights))
        return Verdict.of(min(1.0, hits / len(self.pairs)), self.right[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def spoken(self, answer: Matched, names: Names, say: Say) -> str:
        """The pairs that are not right; all where they all are."""
        given = _in(self, answer)
        false = [one for one in given if one[0] != one[1]] or given
        pairs = "; ".join(f"{self.pairs[n].left}: {self.offered[one]}" for n, one in false)
        return say("You put together: {pairs}.", pairs=pairs)


def _in(question: MatchPairs, answer: Matched) -> list[tuple[int, int]]:
    """What was put where, as far as the document has it."""
    offered = len(question.offered)
    given = enumerate(answer.rights[: len(question.pairs)])
    return [(n, one) for n, one in given if 0 <= one < offered]
