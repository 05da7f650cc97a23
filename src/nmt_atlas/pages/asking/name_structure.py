"""Choose the name of what glows."""

from __future__ import annotations

from typing import Any

from nmt_atlas.domain.questions import Named, NameStructure
from nmt_atlas.pages.asking.asked import Asked, choice
from nmt_atlas.pages.asking.ground import InWords


def ask(asked: Asked[NameStructure]) -> list[Any]:
    """A button for each name that this body can show."""
    known, names = asked.visit.body.context.structures, InWords(asked.visit)
    return [
        choice(asked, names.structure(one), Named(structure=one), right=one in asked.question.right)
        for one in asked.choices
        if one in known
    ]
