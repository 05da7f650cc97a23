"""Give numbered parts their names: a list for each number."""

from __future__ import annotations

from nmt_atlas.domain.questions import Labelled, LabelPicture
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import done, looked_back, select
from nmt_atlas.viewer.leaf import Block


def _blocks(asked: Asked[LabelPicture]) -> list[Block]:
    say, question, names = asked.say, asked.question, asked.names
    if not asked.open:
        given = asked.given.names if isinstance(asked.given, Labelled) else ()
        right = [names.structure(one) for one in question.right]
        labels = {str(n): f"{n + 1}: {name}" for n, name in enumerate(right)}
        pairs = enumerate(zip(given, question.right, strict=False))
        good = {str(n) for n, (chosen, wanted) in pairs if chosen == wanted}
        return looked_back(asked, labels, good, labels)
    choices = [(one, names.structure(one)) for one in asked.choices]
    fields = [
        select(asked, str(n), say("{number}: {clue}", number=n + 1, clue=one.clue), choices)
        for n, one in enumerate(question.labels)
    ]
    return [*fields, done(asked, off=question.from_draft(asked.draft) is None)]


WIDGET = Widget(_blocks)
