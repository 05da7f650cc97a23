"""Put things in order."""

from __future__ import annotations

from itertools import combinations
from typing import ClassVar, Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Text
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions.base import (
    Anatomy,
    Answer,
    BaseQuestion,
    Draft,
    Names,
    Shown,
    Verdict,
    own_view,
    shuffled,
)
from nmt_atlas.domain.view_state import ViewState

ORDER = "order"
"""The control that holds the numbers put in order so far, with commas between them."""


class Ordered(Answer):
    """The items (their numbers in the document) in the order that the learner gave."""

    order: tuple[int, ...]


class PutInOrder(BaseQuestion[Ordered]):
    """Put the items in order: stations of a nerve, layers from the skin to the bone.

    ``items`` stand in the right order in the document; ``first`` and ``last`` say from where to
    where it runs.
    """

    answers: ClassVar[type[Answer]] = Ordered

    kind: Literal["put-in-order"] = "put-in-order"
    items: tuple[Text, ...] = Field(min_length=3, max_length=8)
    first: Text
    last: Text
    nerve: str = Field(default="", pattern=r"^([a-z0-9-]+:(right|left))?$")
    view: ViewState = ViewState()

    @model_validator(mode="after")
    def _told_apart(self) -> Self:
        if len(set(self.items)) < len(self.items):
            raise ValueError("every item must be there once")
        return self

    @property
    def right(self) -> tuple[str, ...]:
        """The numbers in order."""
        return (",".join(map(str, range(len(self.items)))),)

    def choices(self, seed: str) -> tuple[str, ...]:
        """The numbers of the items, never in the right order."""
        found = shuffled(map(str, range(len(self.items))), f"{self.id}{seed}")
        return found if ",".join(found) not in self.right else found[1:] + found[:1]

    def from_draft(self, draft: Draft) -> Ordered | None:
        """The order, once it is whole."""
        found = order_of(draft)
        whole = sorted(found) == sorted(map(str, range(len(self.items))))
        return Ordered(order=tuple(map(int, found))) if whole else None

    def grade(self, answer: Ordered, anatomy: Anatomy) -> Verdict:
        """How many pairs stand in order, beyond those that chance would put so."""
        place = {number: at for at, number in enumerate(answer.order)}
        pairs = list(combinations(range(len(self.items)), 2))
        good = sum(place.get(a, 0) < place.get(b, 0) for a, b in pairs)
        return Verdict.of(max(0.0, 2 * good / len(pairs) - 1), self.right[0])

    def asks(self, view: ViewState) -> ViewState:
        """The question's own view, or the step's, without names."""
        return own_view(self.view, view)

    def truth(self) -> Shown:
        """The nerve whose stations they are."""
        return Shown(nerve=self.nerve)

    def spoken(self, answer: Ordered, names: Names, say: Say) -> str:
        """The order that was given."""
        known = [self.items[n] for n in answer.order if 0 <= n < len(self.items)]
        return say("Your order: {items}.", items=" → ".join(known))


def order_of(draft: Draft) -> tuple[str, ...]:
    """The numbers that were put in order so far."""
    return tuple(one for one in draft.get(ORDER, "").split(",") if one)
