"""What is due as questions, and how well each part of the body is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.generating import MAKERS, Wish, question_named
from nmt_atlas.domain.generating.lessons import together
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.memory import USUAL, Memory, Studying, card_of, recalled
from nmt_atlas.domain.questions import BaseQuestion
from nmt_atlas.library.library import Library


class Strength(Frozen):
    """How well an area of the body is known.

    Attributes
    ----------
    area
        The area, as structures name it: ``forearm``.
    known
        0 to 1: how likely a fact of it is known now, on the average.
    cards, due
        How many facts were ever asked, and how many are due.
    structures
        The structures that are known least, the worst first.
    """

    area: str
    known: float
    cards: int
    due: int
    structures: tuple[str, ...]


class Cards:
    """The cards of all questions that the documents have or give.

    Parameters
    ----------
    library
        The documents.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._written = {
            one.id: one for lesson in library.lessons.values() for one in lesson.questions
        }

    def question(self, ident: str, seed: int | str) -> BaseQuestion[Any] | None:
        """A question by its id, what is wrong in it chosen anew; None where there is none."""
        if ident in self._written:
            return self._written[ident]
        return question_named(self._library.kit, MAKERS, ident, Wish(level="hard"), seed)

    def card(self, ident: str) -> str:
        """The card of a question (id); empty where there is none."""
        question = self.question(ident, 1)
        return card_of(question) if question is not None else ""

    def review(
        self, ident: str, title: str, asked: Iterable[str], seed: int | str
    ) -> Lesson | None:
        """A lesson of the questions (ids) that are due; None where none can be asked any more."""
        found = (self.question(one, seed) for one in asked)
        questions = {one.id: one for one in found if one is not None}
        if not questions:
            return None
        return together(self._library.kit, ident, title, tuple(questions.values()))


def strengths(
    library: Library,
    memories: Mapping[str, Memory],
    now: datetime,
    studying: Studying = USUAL,
) -> tuple[Strength, ...]:
    """How well each area is known, the weakest first."""
    found: dict[str, list[tuple[float, bool, str]]] = {}
    for card, memory in memories.items():
        share = recalled(memory, now, studying)
        for structure in structures_of(library, card):
            area = library.structures[structure].region
            found.setdefault(area, []).append((share, memory.due <= now, structure))
    return tuple(
        sorted(
            (
                Strength(
                    area=area,
                    known=sum(share for share, _, _ in rows) / len(rows),
                    cards=len(rows),
                    due=sum(due for _, due, _ in rows),
                    structures=tuple(dict.fromkeys(name for _, _, name in sorted(rows))),
                )
                for area, rows in found.items()
            ),
            key=lambda one: (one.known, one.area),
        )
    )


def known_structures(
    library: Library,
    memories: Mapping[str, Memory],
    now: datetime,
    studying: Studying = USUAL,
) -> dict[str, float]:
    """Structure -> how likely (0 to 1) a fact of it is known now, on the average."""
    found: dict[str, list[float]] = {}
    for card, memory in memories.items():
        share = recalled(memory, now, studying)
        for structure in structures_of(library, card):
            found.setdefault(structure, []).append(share)
    return {structure: sum(shares) / len(shares) for structure, shares in found.items()}


def structures_of(library: Library, card: str) -> tuple[str, ...]:
    """The structures that a card is about: one for each muscle, point, nerve or part it names."""
    fact = card.partition(":")[2]
    found: dict[str, None] = {}
    for ident in fact.split("+"):
        structure = ident
        if ident in library.trigger_points:
            structure = library.trigger_point(ident).part
        elif ident in library.muscles:
            structure = library.muscles[ident].parts[0]
        elif ident in library.entrapments:
            structure = library.entrapments[ident].structures[0]
        if structure in library.structures:
            found[structure] = None
    return tuple(found)
