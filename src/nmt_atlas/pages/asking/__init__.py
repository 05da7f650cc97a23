"""How questions are put to learners: one file a kind of question, and one list.

The widget of a kind is a function that makes its controls from an
:class:`~nmt_atlas.pages.asking.asked.Asked`. What is clicked on the body needs no widget: the
question reads it itself. Every kind has a way to be answered by keyboard.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmt_atlas.domain.questions import (
    BaseQuestion,
    ChooseReferral,
    ClickStructure,
    NameStructure,
    PointReferral,
)
from nmt_atlas.pages.asking import choose_referral, click_structure, name_structure, point_referral
from nmt_atlas.pages.asking.asked import Ask, Asked

ASKING: Mapping[type[BaseQuestion[Any]], Ask] = {
    ClickStructure: click_structure.ask,
    NameStructure: name_structure.ask,
    ChooseReferral: choose_referral.ask,
    PointReferral: point_referral.ask,
}
"""The widget of every kind of question."""

__all__ = ["ASKING", "Ask", "Asked"]
