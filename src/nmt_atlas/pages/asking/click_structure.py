"""Click a structure on the body, or name it by keyboard."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import Answer, Clicked, ClickStructure
from nmt_atlas.pages.asking.asked import Asked, in_words, told
from nmt_atlas.pages.asking.ground import InWords


def ask(asked: Asked[ClickStructure]) -> list[Any]:
    """What to do, and a way without a pointer."""
    if not asked.open:
        return []
    field = in_words(asked, asked.say("What would you click?"), lambda: _parts(asked))
    return [told(asked, mark("Click it on the body.")), field]


def _parts(asked: Asked[ClickStructure]) -> Mapping[str, Answer]:
    """Every part that is shown, by its name."""
    state, names = asked.visit.state, InWords(asked.visit)
    shown = [part.id for part in asked.visit.body.context.index.parts if part.group in state.layers]
    named = {names.part(part): Clicked(part=part) for part in shown}
    return {name: named[name] for name in sorted(named)}
