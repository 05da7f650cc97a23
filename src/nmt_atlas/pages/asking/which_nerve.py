"""Choose a muscle's nerve and its roots."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import Supplied, WhichNerve
from nmt_atlas.domain.questions.base import CHOICE
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import done, looked_back, picked, quiet, switches
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[WhichNerve]) -> list[Block]:
    say, question, names = asked.say, asked.question, asked.names
    nerves = {one: names.document("nerve", one) for one in asked.choices}
    roots = {one: one for one in question.among}
    if not asked.open:
        given = asked.given if isinstance(asked.given, Supplied) else None
        nerve, chosen = ({given.nerve}, given.roots) if given else (set(), ())
        return [
            *looked_back(asked, nerves, nerve, question.right),
            *looked_back(asked, roots, chosen, question.roots),
        ]
    return [
        picked(asked, CHOICE, say("The nerve"), nerves.items()),
        quiet(asked, mark("The roots that it comes from, for this muscle:")),
        *switches({f"root-{one}": one for one in roots}, asked.draft),
        done(asked, off=question.from_draft(asked.draft) is None),
    ]


WIDGET = Widget(_blocks)
