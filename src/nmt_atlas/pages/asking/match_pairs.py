"""Match what belongs together: a list beside each thing."""

from __future__ import annotations

from nmt_atlas.domain.questions import Matched, MatchPairs
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import done, looked_back, select
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[MatchPairs]) -> list[Block]:
    question = asked.question
    offered = question.offered
    if not asked.open:
        rights = asked.given.rights if isinstance(asked.given, Matched) else ()
        labels = {str(n): f"{one.left}: {one.right}" for n, one in enumerate(question.pairs)}
        good = {str(n) for n, given in enumerate(rights) if n == given}
        return looked_back(asked, labels, good, labels)
    choices = [(key, offered[int(key)]) for key in asked.choices]
    return [
        *(select(asked, str(n), one.left, choices) for n, one in enumerate(question.pairs)),
        done(asked, off=question.from_draft(asked.draft) is None),
    ]


WIDGET = Widget(_blocks)
