"""A question as it is put to a learner: what its widget gets, and what a widget is."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Generic, Literal, TypeVar

from nmt_atlas.domain.language import Say
from nmt_atlas.domain.questions import Answer, BaseQuestion, Draft
from nmt_atlas.pages.asking.ground import InWords
from nmt_atlas.pages.asking.reading import Reader
from nmt_atlas.viewer.leaf import Block

Q = TypeVar("Q", bound=BaseQuestion[Any])

Hand = Literal["paint", "erase", "turn"]
"""What a hand does on the body while it paints an answer."""


@dataclass(frozen=True)
class Brush:
    """The brush as the learner holds it: what it does, its radius (mm), and how much was drawn."""

    hand: Hand = "paint"
    size: int = 18
    strokes: int = 0


@dataclass(frozen=True)
class Asked(Generic[Q]):
    """A question that is put to a learner.

    Attributes
    ----------
    visit
        Whoever reads it.
    question
        The question.
    choices
        The ids to choose among, in the order of this run.
    draft
        What the controls hold.
    query, options
        What is typed into the field of names, and which names it may mean (id, name).
    pictures
        Id -> the picture (data URL) of a choice, as far as they are drawn.
    brush
        The brush, for questions that are painted.
    given
        The answer that was given; None where there is none, or where an old log cannot tell.
    open
        True while an answer is awaited.
    """

    visit: Reader
    question: Q
    choices: tuple[str, ...]
    draft: Draft = field(default_factory=dict)
    query: str = ""
    options: tuple[tuple[str, str], ...] = ()
    pictures: Mapping[str, str] = field(default_factory=dict)
    brush: Brush = Brush()
    given: Answer | None = None
    open: bool = True

    @property
    def say(self) -> Say:
        """Texts of the interface in the visitor's language."""
        return self.visit.say

    @property
    def names(self) -> InWords:
        """Names in the visitor's language."""
        return InWords(self.visit)


Blocks = Callable[[Asked[Any]], list[Block]]
Words = Callable[[Asked[Any]], Mapping[str, str]]


@dataclass(frozen=True)
class Widget:
    """How a kind of question is put.

    Attributes
    ----------
    blocks
        Its controls while it is open, and what is seen of them afterwards.
    words
        Id -> name of all that can be answered in words; None where it has no such field.
    several
        True where several of these words make the answer, not the first one.
    """

    blocks: Blocks
    words: Words | None = None
    several: bool = False
