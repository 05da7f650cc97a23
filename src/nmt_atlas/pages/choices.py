"""Answers to choose among: names, and pictures of referral patterns."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable
from functools import partial
from typing import Any

import panel as pn
import panel_material_ui as pmui

from nmt_atlas.domain.lesson import ChooseReferral, NameStructure
from nmt_atlas.pages.bits import action
from nmt_atlas.pages.visit import Visit

_LETTERS = "ABCDEFGH"

Chosen = Callable[[str], None]


def shuffled(values: Iterable[str], seed: str) -> list[str]:
    """Values in an order that depends on the question alone, so that it never jumps."""
    return sorted(values, key=lambda value: hashlib.sha256(f"{seed}{value}".encode()).hexdigest())


def name_choices(visit: Visit, question: NameStructure, chosen: Chosen) -> list[Any]:
    """A button for each name."""
    context = visit.body.context
    ids = shuffled((question.target, *question.distractors), question.id)
    return [
        action(
            context.name(ident, visit.taste.language),
            "",
            partial(chosen, ident),
            variant="outlined",
            sizing_mode="stretch_width",
            margin=(4, 10),
        )
        for ident in ids
        if ident in context.structures
    ]


def picture_choices(visit: Visit, question: ChooseReferral, chosen: Chosen) -> list[Any]:
    """A picture of each referral pattern with a button below it."""
    ids = shuffled((question.target, *question.distractors), question.id)
    cards = []
    for letter, ident in zip(_LETTERS, ids, strict=False):
        png = visit.body.pattern_picture(ident, question.side, question.camera)
        data = base64.b64encode(png).decode()
        picture = pn.pane.HTML(
            f'<img alt="{visit.say("Referral picture {letter}", letter=letter)}" '
            f'style="width:100%;border-radius:6px" src="data:image/png;base64,{data}">',
            sizing_mode="stretch_width",
            margin=2,
        )
        button = action(
            visit.say("Picture {letter}", letter=letter),
            "",
            partial(chosen, ident),
            variant="outlined",
            sizing_mode="stretch_width",
            margin=(0, 4, 6, 4),
        )
        cards.append(pmui.Grid(picture, button, size=6))
    return [pmui.Grid(*cards, container=True, spacing=1, margin=(4, 8))]
