"""The kinds of questions: one file each, and one list.

To add a kind, write its file (a subclass of :class:`BaseQuestion` with its answer), put it into
:data:`KINDS`, and write its widget (``pages/asking``). Documents, schemas, grading, links, tables
and the quiz follow from the list; the tests walk it and say what is missing.
"""

from __future__ import annotations

from functools import reduce
from operator import or_
from typing import TYPE_CHECKING, Annotated, Any, TypeAlias, cast

from pydantic import Field

from nmt_atlas.domain.questions.base import (
    Anatomy,
    Answer,
    BaseQuestion,
    Names,
    Outcome,
    Shown,
    Tap,
    Verdict,
    kind_name,
    outcome_of,
    shuffled,
)
from nmt_atlas.domain.questions.choose_referral import ChooseReferral, Chosen
from nmt_atlas.domain.questions.click_structure import Clicked, ClickStructure
from nmt_atlas.domain.questions.name_structure import Named, NameStructure
from nmt_atlas.domain.questions.point_referral import Pointed, PointReferral

KINDS: tuple[type[BaseQuestion[Any]], ...] = (
    ClickStructure,
    NameStructure,
    ChooseReferral,
    PointReferral,
)
"""Every kind of question."""


def question_type(kinds: tuple[type[BaseQuestion[Any]], ...] = KINDS) -> type[BaseQuestion[Any]]:
    """The type of any question of these kinds, told apart by ``kind``."""
    union = Annotated[reduce(or_, kinds), Field(discriminator="kind")]  # type: ignore[valid-type]
    return cast("type[BaseQuestion[Any]]", union)


if TYPE_CHECKING:
    Question: TypeAlias = BaseQuestion[Any]
else:
    Question = question_type()

__all__ = [
    "KINDS",
    "Anatomy",
    "Answer",
    "BaseQuestion",
    "ChooseReferral",
    "Chosen",
    "ClickStructure",
    "Clicked",
    "NameStructure",
    "Named",
    "Names",
    "Outcome",
    "PointReferral",
    "Pointed",
    "Question",
    "Shown",
    "Tap",
    "Verdict",
    "kind_name",
    "outcome_of",
    "question_type",
    "shuffled",
]
