"""Choose the picture of a trigger point's charted referral."""

from __future__ import annotations

import base64
import html
from functools import partial
from string import ascii_uppercase
from typing import Any

import panel as pn
import panel_material_ui as pmui

from nmt_atlas.domain.questions import ChooseReferral, Chosen
from nmt_atlas.pages.asking.asked import Asked, choice
from nmt_atlas.pages.asking.later import later


def ask(asked: Asked[ChooseReferral]) -> list[Any]:
    """A picture of each referral pattern with a button below it."""
    lettered = zip(ascii_uppercase, asked.choices, strict=False)
    cards = [_card(asked, letter, point) for letter, point in lettered]
    return [pmui.Grid(*cards, container=True, spacing=1, margin=(4, 8))]


def _card(asked: Asked[ChooseReferral], letter: str, point: str) -> pmui.Grid:
    label = asked.say("Picture {letter}", letter=letter)
    right = point in asked.question.right
    button = choice(asked, label, Chosen(point=point), right=right, margin=(0, 4, 6, 4))
    return pmui.Grid(_picture(asked, letter, point), button, size=6)


def _picture(asked: Asked[ChooseReferral], letter: str, point: str) -> pn.pane.HTML:
    """The picture, drawn beside the loop and filled in when it is there."""
    pane = pn.pane.HTML("", sizing_mode="stretch_width", min_height=120, margin=2)
    body, question = asked.visit.body, asked.question
    alt = html.escape(asked.say("Referral picture {letter}", letter=letter))

    def fill(png: bytes) -> None:
        data = base64.b64encode(png).decode()
        style = "width:100%;border-radius:6px"
        pane.object = f'<img alt="{alt}" style="{style}" src="data:image/png;base64,{data}">'

    later(partial(body.pattern_picture, point, question.side, question.camera), fill)
    return pane
