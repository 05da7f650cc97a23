"""Charted pain in words: which muscle sends it, and what a muscle sends."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.generating.kit import Kit, Topic, choose
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.generating.makers.referral import innocent, one_a_muscle
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import ChooseOne, MatchPairs, Option
from nmt_atlas.domain.questions.match_pairs import Pair
from nmt_atlas.domain.referral import TriggerPoint

_WHICH = mark("Pain is felt here: {words} Which muscle is charted to send it there?")
_PAIRS = mark("Match each point with the pain that it is charted to send first of all.")
_SENDS = mark("{point}: {words}")


def _topics(kit: Kit) -> Sequence[Topic]:
    return [Topic("trigger-point", one.id) for one in kit.charted if _words(one)]


def _words(point: TriggerPoint) -> str:
    """The words of a point's first essential zone."""
    return next((zone.words for zone in point.zones if zone.kind == "essential"), "")


def _which(asking: Asking) -> ChooseOne | None:
    kit = asking.kit
    muscle, point = kit.stock.trigger_points[asking.topic.id]
    words = _words(point)
    wrong = choose(asking.chance, one_a_muscle(kit, innocent(kit, point)), 3, asking.level)
    muscles = [kit.stock.trigger_points[one.id][0] for one in wrong]
    if len(wrong) < 3 or _gives_away(words, muscle.name):
        return None
    options = [Option(text=muscle.name, right=True)]
    options += [
        Option(text=one.name, why=kit.say(_SENDS, point=kit.point(at), words=_words(at)))
        for one, at in zip(muscles, wrong, strict=True)
    ]
    return ChooseOne(
        id=f"sender-{asking.ident}",
        prompt=kit.say(_WHICH, words=words),
        explanation=kit.say(_SENDS, point=kit.point(point), words=words),
        sources=point.sources,
        options=tuple(options),
    )


def _gives_away(words: str, name: str) -> bool:
    return any(part in words.casefold() for part in name.casefold().split() if len(part) > 4)


def _pairs(asking: Asking) -> MatchPairs | None:
    """Four points of four muscles, none of which sends pain where another does."""
    kit = asking.kit
    first = kit.stock.trigger_points[asking.topic.id][1]
    chosen = [first]
    for one in one_a_muscle(kit, innocent(kit, first)):
        if len(chosen) < 4 and _words(one) and all(_apart(kit, one, other) for other in chosen):
            chosen.append(one)
    if len(chosen) < 4 or len({_words(one) for one in chosen}) < len(chosen):
        return None
    return MatchPairs(
        id=f"match-pain-{asking.ident}",
        prompt=kit.say(_PAIRS),
        explanation=" ".join(
            kit.say(_SENDS, point=kit.point(one), words=_words(one)) for one in chosen
        ),
        sources=tuple(dict.fromkeys(source for one in chosen for source in one.sources)),
        pairs=tuple(Pair(left=kit.point(one), right=_words(one)) for one in chosen),
    )


def _apart(kit: Kit, one: TriggerPoint, other: TriggerPoint) -> bool:
    return not kit.felt(one) & kit.within(kit.felt(other))


MAKERS = (
    Maker("sender", "choose-one", "assessment", _topics, _which),
    Maker("match-pain", "match-pairs", "assessment", _topics, _pairs),
)
