"""Put things in order: what is pressed next comes next."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.domain.questions import PutInOrder
from nmt_atlas.domain.questions.put_in_order import order_of
from nmt_atlas.pages.asking.asked import Asked, Widget
from nmt_atlas.pages.asking.forms import done
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Text


def _blocks(asked: Asked[PutInOrder]) -> list[Block]:
    say, question = asked.say, asked.question
    if not asked.open:
        return _numbered(question, map(str, range(len(question.items))))
    so_far = order_of(asked.draft)
    left = [key for key in asked.choices if key not in so_far]
    told = say(
        "From {first} to {last}: press them in order.", first=question.first, last=question.last
    )
    return [
        Text(runs=Rich.plain(told).runs, tone="quiet"),
        *_numbered(question, so_far),
        Buttons(
            id="order",
            label=say("What comes next?"),
            buttons=tuple(
                Button(id=f"order:{key}", label=question.items[int(key)]) for key in left
            ),
            columns=1,
        ),
        Buttons(
            buttons=(Button(id="unorder:", label=say("Take the last one back"), off=not so_far),)
        ),
        done(asked, off=bool(left)),
    ]


def _numbered(question: PutInOrder, keys: Iterable[str]) -> list[Block]:
    return [
        Text(runs=Rich.plain(f"{n}. {question.items[int(key)]}").runs)
        for n, key in enumerate(keys, 1)
    ]


WIDGET = Widget(_blocks)
