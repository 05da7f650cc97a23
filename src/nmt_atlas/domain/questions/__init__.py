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
    Aside,
    BaseQuestion,
    Draft,
    Names,
    Outcome,
    Shown,
    Tap,
    Verdict,
    kind_name,
    outcome_of,
    shuffled,
)
from nmt_atlas.domain.questions.choose_one import ChooseOne
from nmt_atlas.domain.questions.choose_referral import ChooseReferral, Chosen
from nmt_atlas.domain.questions.choose_several import ChooseSeveral
from nmt_atlas.domain.questions.click_structure import Clicked, ClickStructure
from nmt_atlas.domain.questions.find_attachment import FindAttachment
from nmt_atlas.domain.questions.label_picture import Labelled, LabelPicture
from nmt_atlas.domain.questions.match_pairs import Matched, MatchPairs
from nmt_atlas.domain.questions.must_not import MustNot
from nmt_atlas.domain.questions.name_structure import Named, NameStructure
from nmt_atlas.domain.questions.options import Option, Picked, Ticked
from nmt_atlas.domain.questions.paint_referral import PaintedArea, PaintReferral
from nmt_atlas.domain.questions.place_point import Placed, PlacePoint
from nmt_atlas.domain.questions.point_referral import Pointed, PointReferral
from nmt_atlas.domain.questions.put_in_order import Ordered, PutInOrder
from nmt_atlas.domain.questions.source_of_pain import Sent, SourceOfPain
from nmt_atlas.domain.questions.true_false import Reasoned, TrueFalse
from nmt_atlas.domain.questions.type_name import TypeName, Written
from nmt_atlas.domain.questions.what_compresses import Compressing, WhatCompresses
from nmt_atlas.domain.questions.which_action import WhichAction
from nmt_atlas.domain.questions.which_nerve import Supplied, WhichNerve

KINDS: tuple[type[BaseQuestion[Any]], ...] = (
    ClickStructure,
    NameStructure,
    ChooseReferral,
    PointReferral,
    ChooseOne,
    ChooseSeveral,
    TypeName,
    PlacePoint,
    PaintReferral,
    SourceOfPain,
    MatchPairs,
    PutInOrder,
    FindAttachment,
    WhichAction,
    WhichNerve,
    WhatCompresses,
    MustNot,
    TrueFalse,
    LabelPicture,
)
"""Every kind of question."""

RECALLS = {
    "click-structure": "name",
    "type-name": "name",
    "label-picture": "name",
    "point-referral": "pain",
    "paint-referral": "pain",
    "place-point": "place",
    "find-attachment": "attachment",
    "put-in-order": "order",
}
"""Kinds that ask to recall, where nothing is offered to choose -> what of a thing they ask."""

RECOGNISES = {
    "name-structure": "name",
    "choose-referral": "pain",
    "source-of-pain": "source",
    "match-pairs": "pairs",
    "which-action": "action",
    "which-nerve": "nerve",
    "what-compresses": "place",
}
"""Kinds that let choose among what is offered -> what of a thing they ask."""


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
    "RECALLS",
    "RECOGNISES",
    "Anatomy",
    "Answer",
    "Aside",
    "BaseQuestion",
    "ChooseOne",
    "ChooseReferral",
    "ChooseSeveral",
    "Chosen",
    "ClickStructure",
    "Clicked",
    "Compressing",
    "Draft",
    "FindAttachment",
    "LabelPicture",
    "Labelled",
    "MatchPairs",
    "Matched",
    "MustNot",
    "NameStructure",
    "Named",
    "Names",
    "Option",
    "Ordered",
    "Outcome",
    "PaintReferral",
    "PaintedArea",
    "Picked",
    "PlacePoint",
    "Placed",
    "PointReferral",
    "Pointed",
    "PutInOrder",
    "Question",
    "Reasoned",
    "Sent",
    "Shown",
    "SourceOfPain",
    "Supplied",
    "Tap",
    "Ticked",
    "TrueFalse",
    "TypeName",
    "Verdict",
    "WhatCompresses",
    "WhichAction",
    "WhichNerve",
    "Written",
    "kind_name",
    "outcome_of",
    "question_type",
    "shuffled",
]
