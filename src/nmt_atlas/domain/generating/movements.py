"""Movements in muscles' documents: which one a line names, and what it certainly does not."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from nmt_atlas.domain.generating.areas import BESIDE
from nmt_atlas.domain.generating.kit import Kit
from nmt_atlas.domain.referral import Action, Muscle

OPPOSITE = {
    "plantar flexion": "dorsiflexion",
    "lateral rotation": "medial rotation",
    "abduction": "adduction",
    "flexion": "extension",
    "supination": "pronation",
    "eversion": "inversion",
    "elevation": "depression",
    "protraction": "retraction",
    "opening": "closing",
}
OPPOSITE |= {other: one for one, other in OPPOSITE.items()}
_LONGEST_FIRST = sorted(OPPOSITE, key=len, reverse=True)
_SAME = (
    {"ankle", "foot", "great toe", "lesser toes", "toes"},
    {"wrist", "hand", "fingers", "thumb", "index finger", "little finger", "metacarpals"},
    {"elbow", "forearm"},
    {"shoulder", "scapula", "clavicle", "arm", "shoulder blade", "shoulder girdle"},
    {"hip", "pelvis", "thigh"},
    {"knee", "leg", "patella"},
)
"""Joints of which what happens at one may be told of the other."""

Told = tuple[str, str]
"""A joint and a movement."""
_ENOUGH = 3
"""So many wrong movements make any question."""


@lru_cache(maxsize=4096)
def base_of(movement: str) -> str:
    """The movement that a line begins with (``flexion, best with the thumb up``), or nothing."""
    text = movement.casefold()
    return next((one for one in _LONGEST_FIRST if re.match(rf"{one}\b", text)), "")


def named_in(text: str) -> frozenset[str]:
    """Every movement that a text names anywhere."""
    rest, found = text.casefold(), set()
    for one in _LONGEST_FIRST:
        if re.search(rf"\b{one}\b", rest):
            found.add(one)
            rest = re.sub(rf"\b{one}\b", " ", rest)
    return frozenset(found)


def family(joint: str) -> frozenset[str]:
    """A joint with those of which the same movement may be told."""
    return frozenset({joint}.union(*(group for group in _SAME if joint in group)))


def does(muscle: Muscle) -> tuple[Told, ...]:
    """The plain movements that a muscle's document lets it make."""
    found = ((one.joint, base_of(one.movement)) for one in muscle.actions)
    return tuple(dict.fromkeys(told for told in found if told[1]))


def told_at(muscle: Muscle, joint: str) -> frozenset[str]:
    """Every movement that the document names at a joint or its neighbours."""
    near = family(joint)
    at = [one for one in muscle.actions if one.joint in near]
    return named_in(" ; ".join(f"{one.movement} {one.note}" for one in at))


def never(kit: Kit, muscle: Muscle) -> tuple[Told, ...]:
    """Movements that a muscle certainly does not make, the most deceptive first.

    The opposite of what it does, where its document nowhere names that; then what muscles like it
    do at joints of which its document says nothing, those that lie where it lies before others.
    """
    return tuple(dict.fromkeys(told for group in _groups(kit, muscle) for told in group))


def deceptive(kit: Kit, muscle: Muscle) -> tuple[Told, ...]:
    """Those of them that somebody may believe: nobody thinks that the calf moves the hyoid.

    Movements of its own part of the body; those of the parts beside it where these are too few.
    """
    found: dict[Told, None] = {}
    for group in _groups(kit, muscle):
        if len(found) < _ENOUGH:
            found |= dict.fromkeys(group)
    return tuple(found)


def _groups(kit: Kit, muscle: Muscle) -> tuple[tuple[Told, ...], ...]:
    return kit.once(("never", muscle.id), lambda: _never(kit, muscle))


def _never(kit: Kit, muscle: Muscle) -> tuple[tuple[Told, ...], ...]:
    """What a muscle does not make: in its own area of the body, in those beside it, elsewhere."""
    own = does(muscle)
    near = [
        (joint, OPPOSITE[movement])
        for joint, movement in own
        if OPPOSITE[movement] not in told_at(muscle, joint)
    ]
    crossed = frozenset(one for action in muscle.actions for one in family(action.joint))
    plain = {one[1] for one in own}
    areas = _areas(kit, muscle)
    around = frozenset(one for area in areas for one in BESIDE.get(area, ()))
    beside: list[Told] = []
    elsewhere: list[Told] = []
    for ident in kit.alike[muscle.id]:
        other = kit.stock.muscles[ident]
        there = _areas(kit, other)
        group = near if areas & there else beside if around & there else elsewhere
        for joint, movement in does(other):
            if joint not in crossed and movement not in plain:
                group.append((joint, movement))
    return tuple(near), tuple(beside), tuple(elsewhere)


def _areas(kit: Kit, muscle: Muscle) -> frozenset[str]:
    """The areas of the body that a muscle's parts lie in."""
    known = kit.stock.structures
    return frozenset(known[part].region for part in muscle.parts if part in known)


def in_words(actions: Iterable[Action]) -> tuple[str, ...]:
    """Actions as the document tells them, each with its joint."""
    return tuple(f"{one.joint}: {one.movement}" for one in actions)
