"""What every kind of question is: a document, an answer, a verdict, and what the body shows.

Nothing here knows a page or a mesh. What has to be looked up on a body or in the documents comes
in by two small protocols, :class:`Anatomy` and :class:`Names`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from typing import Annotated, Any, ClassVar, Generic, Literal, Protocol, Self, TypeVar

from pydantic import Field, ValidationError

from nmt_atlas.domain.base import Frozen, Id, Point, SideName, Text
from nmt_atlas.domain.language import Say
from nmt_atlas.domain.sided import tag
from nmt_atlas.domain.view_state import ViewState

Takes = Literal["part", "skin", "place", "strokes", "marker", "nothing"]
"""What of the body a question takes as its answer; a place is one on a part (mm)."""

Draft = Mapping[str, str]
"""What the controls of a question hold: control -> value as text; what is off is left out."""

CHOICE, WORDS, TYPED = "choice", "words", "typed"
"""Controls that many kinds have: one of several; a name out of all; words as they were typed."""

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

    @property
    def point(self) -> Point | None:
        """Where (mm) the part was clicked; None for the background."""
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

    def zone_of(self, point: str, side: str) -> tuple[frozenset[int], frozenset[int]]:
        """Skin vertices of a point's essential zone, and of its spillover."""
        ...

    def pain_from(self, point: str, side: str, wish: str) -> str:
        """The way from which a point's pattern is seen: as wished, where that shows it."""
        ...

    def along(self, point: str, side: str, at: Point) -> float | None:
        """How far (mm) from a point a place lies along its muscle, towards the insertion.

        Negative towards the origin; None where the muscle has no coordinates here.
        """
        ...

    def stretch(self, point: str, share: float) -> float | None:
        """As :meth:`along`, of a share (0..1) of the way from origin to insertion."""
        ...

    def meant(self, text: str) -> Collection[str]:
        """The structures that a typed name may stand for, in any language, typing errors forgiven.

        Empty where it is no name, or nearer to none than to another.
        """
        ...

    def whole_of(self, structure: str) -> str:
        """The muscle or bone that a structure is a part of; itself where it is whole."""
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

    def muscle(self, point: str) -> str:
        """The name of the muscle that a trigger point lies in."""
        ...

    def document(self, kind: str, ident: str) -> str:
        """The name of a document."""
        ...

    def region(self, region: str) -> str:
        """The name of a body-chart region."""
        ...

    def place(self, vertex: int) -> str:
        """The name of the body-chart region at a skin vertex; empty where it has none."""
        ...


class Answer(Frozen):
    """What a learner gave; each kind of question has one of its own.

    ``hinted`` tells that the hint was read first.
    """

    hinted: bool = False


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
    nerve
        ``nerve-id:side`` of a nerve to follow; empty for none.
    """

    structures: tuple[tuple[Id, SideName], ...] = ()
    points: tuple[tuple[Id, SideName], ...] = ()
    nerve: str = ""

    def on(self, view: ViewState, anatomy: Anatomy) -> ViewState:
        """The view with the right answer in it, names on."""
        view = view.changed(labels=True)
        parts = [anatomy.part(*one) for one in self.structures]
        parts += [anatomy.part_with(*one) for one in self.points]
        if parts:
            view = view.changed(selection=tuple(parts))
        if self.points:
            view = view.changed(overlay=tuple(tag(*one) for one in self.points))
        if self.nerve:
            layers = tuple(dict.fromkeys((*view.layers, "nerves")))
            view = view.changed(nerve=self.nerve, layers=layers)
        return view


class Aside(Frozen):
    """What a question lays over the body beside its view, of which no name or mark is told.

    Attributes
    ----------
    painted
        ``point-id:side`` of pain that is painted without its marks.
    tags
        Part ids with a short text (a number) each, which is written on them.
    """

    painted: tuple[str, ...] = ()
    tags: tuple[tuple[str, str], ...] = ()


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
    objectives
        Which of the lesson's objectives it tests, counted from 1.
    shows
        The view that goes with the explanation; without one the truth is laid over the question's.
    """

    SILENT: ClassVar[frozenset[str]] = frozenset({"objectives"})
    answers: ClassVar[type[Answer]]
    takes: ClassVar[Takes] = "nothing"

    id: Id
    prompt: Text
    explanation: Text
    sources: tuple[Id, ...] = Field(min_length=1)
    replaces: Id | None = None
    hint: str = ""
    objectives: tuple[Annotated[int, Field(ge=1, le=50)], ...] = ()
    shows: ViewState | None = None

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

    def from_draft(self, draft: Draft) -> A | None:
        """The answer that the controls give; None while something is missing."""
        return None

    def from_strokes(self, vertices: Iterable[int]) -> A | None:
        """The answer that skin vertices give which were painted; None where it takes none."""
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

    def aside(self) -> Aside:
        """What it lays over the body while it asks."""
        return Aside()

    def must_see(self) -> tuple[tuple[tuple[Id, SideName], ...], ...]:
        """Structures with their side that its view must show: of each group one at least.

        A side does not matter on the midline; empty where nothing has to be seen.
        """
        return ()

    def truth(self) -> Shown:
        """What shows the right answer."""
        return Shown()

    def faces(self, view: ViewState) -> ViewState:
        """The view that the right answer is laid over, given what the body showed while asking."""
        return view if self.shows is None else self.shows.changed(body=view.body)

    def explains(self, view: ViewState, anatomy: Anatomy) -> ViewState:
        """What the body shows with the explanation, given what it showed while asking."""
        return self.truth().on(self.faces(view), anatomy)

    def chosen(self, answer: A) -> str:
        """The part that was chosen, to be marked where it is not the right one; empty for none."""
        return ""

    def spoken(self, answer: A, names: Names, say: Say) -> str:
        """What was chosen, in a sentence."""
        raise NotImplementedError

    def measured(self, answer: A, anatomy: Anatomy, say: Say) -> str:
        """How near it came, in a sentence with its measure; empty where nothing is measured."""
        return ""

    def about(self) -> tuple[tuple[str, Id], ...]:
        """The documents (kind and id) to read again where the answer was not right."""
        return ()


def kind_name(kind: type[BaseQuestion[Any]]) -> str:
    """The name that documents know a kind by: ``click-structure``."""
    return str(kind.model_fields["kind"].default)


def own_view(own: ViewState, step: ViewState) -> ViewState:
    """A question's own view, or its step's where it has none; names would give answers away."""
    return (own if own != ViewState() else step).changed(labels=False)


def skin_view(own: ViewState, step: ViewState) -> ViewState:
    """As :func:`own_view`, on the bare skin with nothing chosen."""
    bare = {"layers": ("skin",), "skin": 1.0, "selection": (), "overlay": ()}
    return own_view(own, step).changed(**bare)


def shuffled(values: Iterable[str], seed: str) -> tuple[str, ...]:
    """Values in an order that depends on them and the seed alone, so that it never jumps."""

    def number(value: str) -> str:
        return hashlib.sha256(f"{seed}{value}".encode()).hexdigest()

    return tuple(sorted(values, key=number))


def read_numbers(draft: Draft, count: int) -> tuple[int, ...]:
    """The numbers below ``count`` whose switches are on, in order."""
    return tuple(n for n in range(count) if draft.get(str(n)))
