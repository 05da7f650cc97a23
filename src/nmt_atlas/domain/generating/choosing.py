"""Many questions, balanced: as many of each kind, each document asked as rarely as can be."""

from __future__ import annotations

import random
from collections import Counter, deque
from collections.abc import Iterator, Sequence
from typing import Any

from nmt_atlas.domain.generating.kit import Kit, Topic
from nmt_atlas.domain.generating.maker import Asking, Maker, Wish
from nmt_atlas.domain.generating.untold import tells
from nmt_atlas.domain.memory import card_of
from nmt_atlas.domain.questions import BaseQuestion

_LOOKED_AT = 24
"""Of so many topics that stand next the one is taken that was asked least."""


def make_questions(
    kit: Kit, makers: Sequence[Maker], wish: Wish, count: int, seed: int | str
) -> tuple[BaseQuestion[Any], ...]:
    """Make questions; the same seed and documents give the same ones.

    Parameters
    ----------
    kit
        The documents.
    makers
        Who may make them.
    wish
        What they shall be about and like.
    count
        How many; there are fewer where the documents give no more.
    seed
        Which of the many sets.
    """
    return tuple(one for _, one in _made(kit, makers, wish, count, seed))


def make_from(
    kit: Kit, maker: Maker, topic: Topic, wish: Wish, seed: int | str
) -> BaseQuestion[Any] | None:
    """One question of a maker about a topic; None where it makes none of it."""
    chance = random.Random(f"{seed}/{maker.id}/{topic.kind}/{topic.id}")
    return maker.make(Asking(kit, topic, chance, wish.level))


def question_named(
    kit: Kit, makers: Sequence[Maker], ident: str, wish: Wish, seed: int | str
) -> BaseQuestion[Any] | None:
    """The question of an id that a maker gave, with what is wrong chosen anew; None for none."""
    for maker in makers:
        if ident.startswith(f"{maker.id}-"):
            about = ident[len(maker.id) + 1 :]
            named = _named(kit, maker)
            if about in named:
                return make_from(kit, maker, named[about], wish, seed)
    return None


def _named(kit: Kit, maker: Maker) -> dict[str, Topic]:
    """What a maker asks of, by the end of its questions' ids."""
    return kit.once(
        ("topics", maker.id), lambda: {one.id.replace("_", "-"): one for one in maker.topics(kit)}
    )


def _made(
    kit: Kit, makers: Sequence[Maker], wish: Wish, count: int, seed: int | str
) -> Iterator[tuple[Maker, BaseQuestion[Any]]]:
    waiting = {maker.id: _topics(kit, maker, wish, seed) for maker in makers if wish.fits(maker)}
    by_id = {maker.id: maker for maker in makers}
    kinds: Counter[str] = Counter()
    asked: Counter[str] = Counter()
    cards: set[str] = set()
    order = random.Random(f"{seed}/order")
    places = {ident: order.random() for ident in waiting}
    while waiting and len(cards) < count:
        ident = min(waiting, key=lambda one: (kinds[by_id[one].kind], kinds[one], places[one]))
        maker, topics = by_id[ident], waiting[ident]
        topic = _next(kit, topics, asked)
        if topic is None:
            del waiting[ident]
            continue
        question = make_from(kit, maker, topic, wish, seed)
        if question is None or (card := card_of(question)) in cards:
            continue
        if tells(kit, question, wish.told):
            continue
        cards.add(card)
        kinds[maker.kind] += 1
        if maker.id != maker.kind:
            kinds[maker.id] += 1
        asked.update(_subjects(kit, topic))
        yield maker, question


def _topics(kit: Kit, maker: Maker, wish: Wish, seed: int | str) -> deque[Topic]:
    """What a maker may ask of, by chance; where it is told what is known, the least known first."""
    found = [one for one in maker.topics(kit) if not wish.tags or wish.tags & kit.tags(one)]
    random.Random(f"{seed}/{maker.id}").shuffle(found)
    if wish.known:
        found.sort(key=lambda one: _known(wish, maker, one))
    return deque(found)


def _known(wish: Wish, maker: Maker, topic: Topic) -> float:
    """How well a topic is known in this kind: facts that were never asked lie in the middle."""
    start = f"{maker.kind}:"
    known = [
        share for card, share in wish.known.items() if card.startswith(start) and topic.id in card
    ]
    return min(known, default=0.5)


def _next(kit: Kit, topics: deque[Topic], asked: Counter[str]) -> Topic | None:
    if not topics:
        return None
    near = min(len(topics), _LOOKED_AT)

    def often(at: int) -> int:
        return max((asked[one] for one in _subjects(kit, topics[at])), default=0)

    at = min(range(near), key=lambda one: (often(one), one))
    found = topics[at]
    del topics[at]
    return found


def _subjects(kit: Kit, topic: Topic) -> tuple[str, ...]:
    """What counts as asked with a topic: itself and its muscle."""
    muscle: str | None = topic.id if topic.kind == "muscle" else None
    if topic.kind == "trigger-point":
        muscle = kit.stock.trigger_points[topic.id][0].id
    elif topic.kind == "structure":
        muscle = kit.stock.structures[topic.id].whole
    return (f"{topic.kind}/{topic.id}",) if muscle is None else (f"muscle/{muscle}",)
