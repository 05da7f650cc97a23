"""What every kind of question is: a document, an answer, a verdict, and what the body shows.

Nothing here knows a page or a mesh. What has to be looked up on a body or in the documents comes
in by two small protocols, :class:`Anatomy` and :class:`Names`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable
from typing import Any, ClassVar, Generic, Literal, Protocol, Self, TypeVar

from pydantic import Field, ValidationError

from nmt_atlas.domain.base import Frozen, Id, SideName, Text
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.sided import tag
from nmt_atlas.domain.view_state import ViewState

Takes = Literal["part", "skin", "marker", "nothing"]
"""What of the body a question takes as its answer."""

Outcome = Literal["right", "partly", "wrong"]


class Tap(Protocol):
    """A click on the body, as far as questions read it."""

    @property
    def part(self) -> str:
        """The part that was clicked; empty for the background."""
        ...

    @property
    def marker(self) -> str:
        """The marker that was clicked; empty for none."""
        ...

    @property
    def skin_vertex(self) -> int:
        """The skin vertex under the click; negative for none."""
        ...


class Anatomy(Protocol):
    """What grading looks up on the body that is shown."""

    def part(self, structure: str, side: str) -> str:
        """The part that shows a structure; the side does not matter on the midline."""
        ...

    def part_with(self, point: str, side: str) -> str:
        """The part that a trigger point lies in."""
        ...

    def weights_at(self, point: str, side: str, vertex: int) -> tuple[float, float]:
        """Essential and spillover weight (0..1) of a point's pattern at a skin vertex."""
        ...

    def regions_of(self, point: str) -> tuple[Collection[str], Collection[str]]:
        """Body-chart regions that a point's essential and spillover zones name."""
        ...


class Names(Protocol):
    """Names in the reader's language."""

    def part(self, part: str) -> str:
        """The name of a part, with its side."""
        ...

    def structure(self, structure: str) -> str:
        """The name of a structure."""
        ...

    def point(self, point: str) -> str:
        """The name of a trigger point."""
        ...

    def region(self, region: str) -> str:
        """The name of a body-chart region."""
        ...

    def place(self, vertex: int) -> str:
        """The name of the body-chart region at a skin vertex; empty where it has none."""
        ...


class Answer(Frozen):
    """What a learner gave; each kind of question has one of its own."""


class Verdict(Frozen):
    """``score`` in 0..1; ``correct`` is the id that would have been right."""

    score: float = Field(ge=0, le=1)
    outcome: Outcome
    correct: str

    @classmethod
    def of(cls, score: float, correct: str) -> Self:
        """The verdict on a score."""
        return cls(score=score, outcome=outcome_of(score), correct=correct)


def outcome_of(score: float) -> Outcome:
    """Right for full marks, partly right for some, wrong for none."""
    return "right" if score >= 1 else "partly" if score > 0 else "wrong"


class Shown(Frozen):
    """What shows the right answer, on no body in particular.

    Attributes
    ----------
    structures
        Structures with their side, to highlight.
    points
        Trigger points with their side, whose charted pain is painted.
    """

    structures: tuple[tuple[Id, SideName], ...] = ()
    points: tuple[tuple[Id, SideName], ...] = ()

    def on(self, view: ViewState, anatomy: Anatomy) -> ViewState:
        """The view with the right answer in it, names on."""
        view = view.changed(labels=True)
        parts = [anatomy.part(*one) for one in self.structures]
        parts += [anatomy.part_with(*one) for one in self.points]
        if parts:
            view = view.changed(selection=tuple(parts))
        if self.points:
            view = view.changed(overlay=tuple(tag(*one) for one in self.points))
        return view


A = TypeVar("A", bound=Answer)


class BaseQuestion(Frozen, Generic[A]):
    """What all kinds have in common; a kind is a subclass in a file of its own.

    A subclass says which :class:`Answer` it takes, grades it, and says what the body shows while
    it asks and afterwards. ``kind``, a literal text, is what documents know it by.

    Attributes
    ----------
    answers
        The type of its answers.
    takes
        What of the body it takes as an answer.
    LINKS
        Field -> the kinds of document that its ids name.
    """

    answers: ClassVar[type[Answer]]
    takes: ClassVar[Takes] = "nothing"

    id: Id
    prompt: Text
    explanation: Text
    sources: tuple[Id, ...] = Field(min_length=1)
    replaces: Id | None = None
    hint: str = ""

    @property
    def right(self) -> tuple[str, ...]:
        """The ids of which each is a right answer."""
        raise NotImplementedError

    def choices(self, seed: str) -> tuple[str, ...]:
        """The ids to choose among, in an order that depends on the seed; empty for none."""
        return ()

    def from_tap(self, tap: Tap) -> A | None:
        """The answer that a click gives; None where the click is none."""
        return None

    def read(self, kept: object) -> A | None:
        """An answer as the log keeps it; None where it cannot be read (any more)."""
        try:
            return self.answers.model_validate(kept)  # type: ignore[return-value]
        except ValidationError:
            return None

    def grade(self, answer: A, anatomy: Anatomy) -> Verdict:
        """The verdict on an answer."""
        raise NotImplementedError

    def asks(self, view: ViewState) -> ViewState:
        """What the body shows while it asks, given what its step shows."""
        return view.changed(labels=False)

    def truth(self) -> Shown:
        """What shows the right answer."""
        return Shown()

    def spoken(self, answer: A, names: Names, say: Say) -> str:
        """What was chosen, in a sentence."""
        raise NotImplementedError

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The documents (kind and id) to read again where the answer was not right."""
        return ()


def kind_name(kind: type[BaseQuestion[Any]]) -> str:
    """The name that documents know a kind by: ``click-structure``."""
    return str(kind.model_fields["kind"].default)


def own_view(own: ViewState, step: ViewState) -> ViewState:
    """A question's own view, or its step's where it has none; names would give answers away."""
    return (own if own != ViewState() else step).changed(labels=False)


def shuffled(values: Iterable[str], seed: str) -> tuple[str, ...]:
    """Values in an order that depends on them and the seed alone, so that it never jumps."""

    def number(value: str) -> str:
        return hashlib.sha256(f"{seed}{value}".encode()).hexdigest()

    return tuple(sorted(values, key=number))
