"""Choose the picture of a trigger point's charted referral."""

from __future__ import annotations

from string import ascii_uppercase
from typing import Literal

from nmt_atlas.domain.questions import ChooseReferral, Chosen
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import chooses, looked_back
from nmt_atlas.viewer.leaf import Block, Picture, Pictures


def _blocks(asked: Asked[ChooseReferral]) -> list[Block]:
    """The pictures, each of which is the button itself; a letter is all that names it."""
    say = asked.say
    labels = {
        point: say("Picture {letter}", letter=letter)
        for letter, point in zip(ascii_uppercase, asked.choices, strict=False)
    }
    chosen = asked.given.point if isinstance(asked.given, Chosen) else ""
    pictures = tuple(
        Picture(
            id=chooses(asked, point),
            label=label,
            source=asked.pictures.get(point, ""),
            off=not asked.open,
            mark=_mark(asked, point, chosen),
        )
        for point, label in labels.items()
    )
    shown: list[Block] = [Pictures(label=say("Referral pictures"), pictures=pictures)]
    told = {point: f"{label}, {asked.names.point(point)}" for point, label in labels.items()}
    return (
        shown if asked.open else [*shown, *looked_back(asked, told, {chosen}, asked.question.right)]
    )


def _mark(asked: Asked[ChooseReferral], point: str, chosen: str) -> Literal["", "right", "wrong"]:
    if asked.open:
        return ""
    if point in asked.question.right:
        return "right"
    return "wrong" if point == chosen else ""


WIDGET = Widget(_blocks)
