"""What has moved on a body that moves: the joint, the movement, the muscle that does it."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from nmt_atlas.domain.articulation import Articulation
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.generating.kit import Kit, Topic, choose
from nmt_atlas.domain.generating.maker import Asking, Maker
from nmt_atlas.domain.generating.movements import base_of, in_words, told_at
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.playing import Acted, Way, acted, opposite, ways_of
from nmt_atlas.domain.pose import REST, Joints, driven, joint_of
from nmt_atlas.domain.questions import ChooseOne, Option
from nmt_atlas.domain.referral import Muscle
from nmt_atlas.domain.view_state import ViewState

_SIDE = "right"
_WRONG = 3
_JOINT = mark("Watch the body move. Which joint moves?")
_ACTION = mark("Watch the body move. What is this movement?")
_MUSCLE = mark("Watch the body move. Which of these muscles does this movement?")
_TOLD = mark("{muscle}. {actions}.")


class _Does(NamedTuple):
    """A movement that a muscle mainly does, which shows on a body that stood at rest before."""

    muscle: Muscle
    move: Acted
    way: Way


def _moves(kit: Kit) -> Mapping[str, tuple[Acted, ...]]:
    """Every movement of every muscle that shows."""
    stock = kit.stock
    words, joints = stock.joints, stock.of("joint")
    if words is None:
        return {}
    return kit.once(
        ("moves",),
        lambda: {one.id: acted(one, words, joints, _SIDE)[0] for one in stock.muscles.values()},
    )


def _shown(kit: Kit) -> Mapping[str, _Does]:
    """Muscle -> the first movement that it mainly does, where that begins at rest."""
    return kit.once(("moved",), lambda: dict(_find(kit)))


def _find(kit: Kit) -> list[tuple[str, _Does]]:
    joints = kit.stock.of("joint")
    seen = {one.id for one in kit.seen}
    found = []
    for ident, moves in _moves(kit).items():
        muscle = kit.stock.muscles[ident]
        if muscle.parts[0] not in seen or not kit.common(muscle):
            continue
        for move in moves:
            ways = ways_of(joints, REST, move.end)
            if move.role == "prime" and base_of(move.words) and ways[:1] == move.ways[:1]:
                found.append((ident, _Does(muscle, move, ways[0])))
                break
    return found


def _topics(kit: Kit) -> Sequence[Topic]:
    return [Topic("muscle", ident) for ident in _shown(kit)]


def _view(kit: Kit, one: _Does) -> ViewState:
    structure = kit.stock.structures[one.muscle.parts[0]]
    return kit.view(structure).changed(pose=one.move.end.texts)


def _asked(
    asking: Asking, name: str, prompt: str, right: str, wrong: Sequence[str]
) -> ChooseOne | None:
    """The question, where there are enough wrong answers."""
    kit, one = asking.kit, _shown(asking.kit)[asking.topic.id]
    chosen = choose(asking.chance, list(wrong), _WRONG, asking.level)
    if len(wrong) < _WRONG or not chosen:
        return None
    options = [Option(text=right, right=True), *(Option(text=text) for text in chosen)]
    actions = "; ".join(in_words(one.muscle.actions))
    return ChooseOne(
        id=f"{name}-{asking.ident}",
        prompt=kit.say(prompt),
        explanation=kit.say(_TOLD, muscle=one.muscle.name, actions=actions),
        sources=one.muscle.action_sources,
        options=tuple(options),
        view=_view(kit, one),
    )


def _joint(asking: Asking) -> ChooseOne | None:
    """Joints that stay as they were are wrong; what goes along is not asked."""
    joints = asking.kit.stock.of("joint")
    one = _shown(asking.kit)[asking.topic.id]
    known = joint_of(joints, one.way[0])
    if known is None:
        return None
    moving = {ident for ident, _ in driven(joints, one.move.end)}
    near = sorted(
        (math.dist(joint.levels[0].centre, _centre(joints, known[0])), joint.name)
        for joint in joints.values()
        if joint.id not in moving and joint.words and joint.levels
        if joint.sides == known[0].sides and _of_hand(joint) == _of_hand(known[0])
    )
    wrong = [name for _, name in near if name != known[0].name]
    return _asked(asking, "moved-joint", _JOINT, known[0].name, wrong)


def _centre(joints: Joints, joint: Articulation) -> Point:
    """Where a joint is; one that only drives others is where the first of them is."""
    if joint.levels:
        return joint.levels[0].centre
    driven_too = (joints.get(one.joint) for one in joint.drives)
    return next((one.levels[0].centre for one in driven_too if one and one.levels), (0, 0, 0))


def _of_hand(joint: Articulation) -> bool:
    return joint.id.startswith(("finger", "thumb"))


def _action(asking: Asking) -> ChooseOne | None:
    """The other movements of the joint are wrong: it makes none of them here."""
    joints = asking.kit.stock.of("joint")
    one = _shown(asking.kit)[asking.topic.id]
    known = joint_of(joints, one.way[0])
    if known is None:
        return None
    made = {motion for name, motion in ways_of(joints, REST, one.move.end) if name == one.way[0]}
    others = [motion for motion, _ in known[0].motions if motion not in made]
    name = known[0].name
    right, wrong = _called(name, one.way[1]), [_called(name, motion) for motion in others]
    return _asked(asking, "moved-action", _ACTION, right, wrong)


def _called(joint: str, motion: str) -> str:
    return f"{joint}: {motion.replace('-', ' ')}"


def _muscle(asking: Asking) -> ChooseOne | None:
    """Wrong is who does not make it: neither as it is shown nor in any word of the document."""
    kit = asking.kit
    one = _shown(kit)[asking.topic.id]
    base = base_of(one.move.words)
    wrong = [
        kit.stock.muscles[ident].name
        for ident in kit.alike[one.muscle.id]
        if _never(kit, ident, one, base)
    ]
    return _asked(asking, "moved-muscle", _MUSCLE, one.muscle.name, wrong[:8])


def _never(kit: Kit, ident: str, one: _Does, base: str) -> bool:
    other = kit.stock.muscles[ident]
    makes = {way for move in _moves(kit).get(ident, ()) for way in move.ways}
    if one.way in makes or base in told_at(other, one.move.joint):
        return False
    against = opposite(kit.stock.of("joint"), one.way)
    return bool(makes) and (against in makes or one.way[0] not in {name for name, _ in makes})


MAKERS = (
    Maker("moved-joint", "choose-one", "kinesiology", _topics, _joint),
    Maker("moved-action", "choose-one", "kinesiology", _topics, _action),
    Maker("moved-muscle", "choose-one", "kinesiology", _topics, _muscle),
)
