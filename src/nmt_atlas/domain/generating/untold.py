"""What the title of a lesson tells: nothing is asked whose answer stands over it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from nmt_atlas.domain.generating.kit import Kit
from nmt_atlas.domain.questions import BaseQuestion, ChooseOne, kind_name

_ALONE = frozenset(
    {"type-name", "name-structure", "source-of-pain", "which-nerve", "choose-one",
     "what-compresses", "find-attachment"}
)  # fmt: skip
"""Kinds whose answer is one thing; where several are put together one name tells little."""


def names_of(kit: Kit, subjects: Iterable[str]) -> frozenset[str]:
    """What those who read a title know by it, casefolded.

    Parameters
    ----------
    kit
        The documents.
    subjects
        Ids of muscles, structures, nerves, narrow places or conditions.
    """
    return frozenset(name.casefold() for one in subjects for name in _names(kit, one))


def tells(kit: Kit, question: BaseQuestion[Any], told: frozenset[str]) -> bool:
    """Whether a title that tells these names gives a question's answer away.

    What the question names itself is no answer: "Click: soleus" may stand below "Soleus".
    """
    if not told or kind_name(type(question)) not in _ALONE:
        return False
    prompt = question.prompt.casefold()
    hidden = [name for name in told if name not in prompt]
    return any(name in answer for answer in _answers(kit, question) for name in hidden)


def _answers(kit: Kit, question: BaseQuestion[Any]) -> Iterator[str]:
    for one in question.right:
        if isinstance(question, ChooseOne):
            yield question.options[int(one)].text.casefold()
        else:
            yield from (name.casefold() for name in _names(kit, one))


def _names(kit: Kit, ident: str) -> Iterator[str]:
    stock = kit.stock
    if ident in stock.trigger_points:
        yield stock.trigger_points[ident][0].name
    if ident in stock.structures:
        structure = stock.structures[ident]
        muscle = kit.muscle_of(structure)
        yield structure.name
        if muscle is not None:
            yield muscle.name
    named = (stock.muscles, stock.nerves, stock.entrapments, stock.conditions)
    yield from (found.name for one in named if (found := one.get(ident)) is not None)
