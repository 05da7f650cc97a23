"""How questions are put to learners: one file a kind of question, and one list.

The :class:`~nmt_atlas.pages.asking.asked.Widget` of a kind makes the blocks of its controls from an
:class:`~nmt_atlas.pages.asking.asked.Asked`. What is clicked or painted on the body needs no
widget: the question reads it itself. Every kind has a way to be answered by keyboard.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmt_atlas.domain import questions
from nmt_atlas.domain.questions import BaseQuestion
from nmt_atlas.pages.asking import (
    choose_one,
    choose_referral,
    choose_several,
    click_structure,
    find_attachment,
    label_picture,
    match_pairs,
    must_not,
    name_structure,
    paint_referral,
    place_point,
    point_referral,
    put_in_order,
    source_of_pain,
    true_false,
    type_name,
    what_compresses,
    which_action,
    which_nerve,
)
from nmt_atlas.pages.asking.asked import Asked, Widget

ASKING: Mapping[type[BaseQuestion[Any]], Widget] = {
    questions.ClickStructure: click_structure.WIDGET,
    questions.NameStructure: name_structure.WIDGET,
    questions.ChooseReferral: choose_referral.WIDGET,
    questions.PointReferral: point_referral.WIDGET,
    questions.ChooseOne: choose_one.WIDGET,
    questions.ChooseSeveral: choose_several.WIDGET,
    questions.TypeName: type_name.WIDGET,
    questions.PlacePoint: place_point.WIDGET,
    questions.PaintReferral: paint_referral.WIDGET,
    questions.SourceOfPain: source_of_pain.WIDGET,
    questions.MatchPairs: match_pairs.WIDGET,
    questions.PutInOrder: put_in_order.WIDGET,
    questions.FindAttachment: find_attachment.WIDGET,
    questions.WhichAction: which_action.WIDGET,
    questions.WhichNerve: which_nerve.WIDGET,
    questions.WhatCompresses: what_compresses.WIDGET,
    questions.MustNot: must_not.WIDGET,
    questions.TrueFalse: true_false.WIDGET,
    questions.LabelPicture: label_picture.WIDGET,
}
"""The widget of every kind of question."""

__all__ = ["ASKING", "Asked", "Widget"]
