"""Which movements a muscle makes, and which muscles work against it."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.generating.kit import Kit, Topic, choose, low
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.generating.movements import deceptive, does, in_words, never
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.questions import MatchPairs, Option, TrueFalse, WhichAction
from nmt_atlas.domain.questions.match_pairs import Pair
from nmt_atlas.domain.questions.which_action import Movement
from nmt_atlas.domain.referral import Muscle

_MOST = 6
_WHICH = mark("Which movements does {muscle} make?")
_DOES = mark("{muscle}. {actions}.")
_STATEMENT = mark("{muscle} takes part in {movement} ({joint}).")
_ITS = mark("{muscle}: {movement} ({joint}).")
_PAIRS = mark("Match each muscle with a movement that it makes.")


def _topics(kit: Kit) -> Sequence[Topic]:
    seen = {one.id for one in kit.seen}
    return [
        Topic("muscle", one.id)
        for one in kit.stock.muscles.values()
        if does(one) and one.parts[0] in seen and kit.common(one)
    ]


def _told(asking: Asking, muscle: Muscle) -> str:
    actions = "; ".join(in_words(muscle.actions))
    return asking.kit.say(_DOES, muscle=muscle.name, actions=actions)


def _which(asking: Asking) -> WhichAction | None:
    kit, chance = asking.kit, asking.chance
    muscle = kit.stock.muscles[asking.topic.id]
    right = does(muscle)[:3]
    wrong = deceptive(kit, muscle)[: 2 * _MOST]
    count = min(max(2, len(right)), len(wrong), _MOST - len(right))
    if not count or len(right) + count < 3:
        return None
    chosen = choose(chance, wrong, count, asking.level) or wrong[:count]
    movements = [Movement(joint=joint, movement=one, right=True) for joint, one in right]
    movements += [Movement(joint=joint, movement=one) for joint, one in chosen]
    structure = kit.stock.structures[muscle.parts[0]]
    return WhichAction(
        id=f"which-action-{asking.ident}",
        prompt=kit.say(_WHICH, muscle=low(muscle.name)),
        explanation=_told(asking, muscle),
        sources=muscle.action_sources,
        muscle=muscle.id,
        part=structure.id,
        movements=tuple(movements),
        view=kit.view(structure),
    )


def _true_false(asking: Asking) -> TrueFalse | None:
    kit, chance = asking.kit, asking.chance
    muscle = kit.stock.muscles[asking.topic.id]
    own, wrong = does(muscle), deceptive(kit, muscle)
    if not own or len(wrong) < 3:
        return None
    is_true = chance.random() < 0.5
    right = chance.choice(own)
    joint, movement = right if is_true else wrong[0]
    others = wrong[1:3]
    reasons = [Option(text=_its(kit, muscle, *right), right=True)]
    reasons += [Option(text=_its(kit, muscle, *one)) for one in others]
    return TrueFalse(
        id=f"true-action-{asking.ident}",
        prompt=kit.say(_STATEMENT, muscle=muscle.name, movement=movement, joint=joint),
        explanation=_told(asking, muscle),
        sources=muscle.action_sources,
        true=is_true,
        reasons=tuple(reasons),
    )


def _its(kit: Kit, muscle: Muscle, joint: str, movement: str) -> str:
    return kit.say(_ITS, muscle=muscle.name, movement=movement, joint=joint)


def _pairs(asking: Asking) -> MatchPairs | None:
    """Four muscles, each with a movement that none of the others makes."""
    kit = asking.kit
    first = kit.stock.muscles[asking.topic.id]
    pairs: list[Pair] = []
    chosen: list[Muscle] = []
    for ident in (first.id, *kit.alike[first.id][:40]):
        muscle = kit.stock.muscles[ident]
        told = next((one for one in does(muscle) if _alone(kit, muscle, one, chosen, pairs)), None)
        if told is not None:
            chosen.append(muscle)
            pairs.append(Pair(left=muscle.name, right=f"{told[1]} ({told[0]})"))
        if len(pairs) == 4:
            break
    if len(pairs) < 4:
        return None
    return MatchPairs(
        id=f"match-action-{asking.ident}",
        prompt=kit.say(_PAIRS),
        explanation=" ".join(_told(asking, one) for one in chosen),
        sources=tuple(dict.fromkeys(source for one in chosen for source in one.action_sources)),
        pairs=tuple(pairs),
    )


def _alone(
    kit: Kit, muscle: Muscle, told: tuple[str, str], chosen: list[Muscle], pairs: list[Pair]
) -> bool:
    """Whether no chosen muscle makes this movement, and this muscle none of theirs."""
    if any(told not in never(kit, other) for other in chosen):
        return False
    mine = {f"{movement} ({joint})" for joint, movement in never(kit, muscle)}
    return all(pair.right in mine for pair in pairs)


MAKERS = (
    Maker("which-action", "which-action", "kinesiology", _topics, _which),
    Maker("true-action", "true-false", "kinesiology", _topics, _true_false),
    Maker("match-action", "match-pairs", "kinesiology", _topics, _pairs),
)
