"""Say whether a statement is true, and why."""

from __future__ import annotations

from nmt_atlas.domain.questions import Reasoned, TrueFalse
from nmt_atlas.domain.questions.true_false import HELD
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import done, looked_back, picked
from nmt_atlas.viewer.leaf import Block, Choice


def _blocks(asked: Asked[TrueFalse]) -> list[Block]:
    say, question = asked.say, asked.question
    reasons = {key: question.reasons[int(key)].text for key in asked.choices}
    if not asked.open:
        given = asked.given if isinstance(asked.given, Reasoned) else None
        held = {"yes" if given.true else "no"} if given else set()
        words = {key: say(word) for key, word in HELD.items()}
        chosen = {str(given.reason)} if given else set()
        return [
            *looked_back(asked, words, held, {"yes" if question.true else "no"}),
            *looked_back(asked, reasons, chosen, question.right),
        ]
    words_of = tuple((key, say(word)) for key, word in HELD.items())
    held_now = asked.draft.get("held", "")
    return [
        Choice(id="set:held", label=say("Is it true?"), options=words_of, value=held_now),
        picked(asked, "reason", say("Because …"), reasons.items()),
        done(asked, off=question.from_draft(asked.draft) is None),
    ]


WIDGET = Widget(_blocks)
