"""What documents are asked for by, besides their names: everyday words, actions and roots."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nmt_atlas.domain.referral import Action, Muscle
from nmt_atlas.library.documents import Documents

_PART = re.compile(r"\b(?:by|of|from|in|with|when|at|on|best|mostly|above|weakly)\b|[,:;]")
"""What follows it narrows a movement down."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """One way to ask for a document; ``place`` counts those that are asked for by the same."""

    text: str
    kind: str
    id: str
    place: int


def phrases(library: Documents) -> Iterator[Phrase]:
    """Every phrase; those of a document that is not there are left out."""
    yield from _everyday(library)
    yield from _roots(library)
    yield from _points(library)
    yield from _actions(library)
    yield from _ranges(library)


def _everyday(library: Documents) -> Iterator[Phrase]:
    for said in library.everyday.words:
        known = (one.partition("/") for one in said.means)
        meant = [(kind, ident) for kind, _, ident in known if ident in library.of(kind)]
        for place, (kind, ident) in enumerate(meant):
            for text in said.say:
                yield Phrase(text, kind, ident, place)


def _roots(library: Documents) -> Iterator[Phrase]:
    for one in library.dermatomes.values():
        for text in ("{} root", "{} nerve root", "root {}", "{} dermatome", "raíz {}", "{}"):
            yield Phrase(text.format(one.root), "dermatome", one.id, 0)


def _points(library: Documents) -> Iterator[Phrase]:
    for muscle in library.muscles.values():
        for number, point in enumerate(muscle.trigger_points, start=1):
            for text in (f"{muscle.name} trigger point {number}", f"{muscle.name} tp{number}"):
                yield Phrase(text, "trigger-point", point.id, 5)


def _actions(library: Documents) -> Iterator[Phrase]:
    """Muscles by what they do: the plain movers of a joint before those that help."""
    found: dict[tuple[str, str], list[tuple[int, str]]] = {}
    for muscle in library.muscles.values():
        for key, rank in _does(muscle, library.everyday.joints, library.everyday.movements):
            found.setdefault(key, []).append((rank, muscle.id))
    for (joint, movement), movers in found.items():
        texts = tuple(_asked(library.everyday.joints[joint], library.everyday.movements[movement]))
        for place, (_, ident) in enumerate(sorted(movers, key=lambda one: one[0])):
            for text in texts:
                yield Phrase(text, "muscle", ident, place)


def _ranges(library: Documents) -> Iterator[Phrase]:
    """How far a joint goes, as it is asked for in Spanish."""
    everyday = library.everyday
    for one in library.of("motion").values():
        joint, movement = one.joint.replace("-", " "), one.name.partition(" of ")[0].lower()
        joints, movements = everyday.joints.get(joint, ()), everyday.movements.get(movement, ())
        for where in _spanish(joints):
            for how in ("rango de movimiento", "rango articular", "amplitud", "movilidad"):
                yield Phrase(f"{how} de {where}", "motion", one.id, 5)
            for way in _spanish(movements):
                for how in ("amplitud de {}", "rango de {}", "grados de {}", "{} normal"):
                    yield Phrase(f"{how.format(way)} de {where}", "motion", one.id, 0)


def _spanish(words: Sequence[str]) -> Iterator[str]:
    return (one.removesuffix(" es") for one in words if one.endswith(" es"))


def _does(
    muscle: Muscle, joints: Mapping[str, Sequence[str]], movements: Mapping[str, Sequence[str]]
) -> Iterator[tuple[tuple[str, str], int]]:
    """``(joint, movement)`` of a muscle, with how far it is from being its plain first work."""
    seen: set[tuple[str, str]] = set()
    for number, action in enumerate(muscle.actions):
        for movement in movements:
            key = (action.joint, movement)
            if action.joint in joints and key not in seen and _named(action, movement):
                seen.add(key)
                yield key, number + _hedged(action)


def _named(action: Action, movement: str) -> bool:
    """Whether an action is that movement (dorsiflexion is no flexion)."""
    pattern = rf"(?<!plantar )\b{re.escape(movement)}\b"
    return action.role != "stabilise" and re.search(pattern, action.movement) is not None


def _hedged(action: Action) -> int:
    helps = 10 if action.role == "assist" else 0
    return helps + (5 if _PART.search(action.movement) else 0)


def _asked(joints: Sequence[str], movements: Sequence[str]) -> Iterator[str]:
    """“hip abduction”, “abductors of the hip”, in every language: `` es`` marks Spanish words."""
    for joint in joints:
        for movement in movements:
            spanish = joint.endswith(" es"), movement.endswith(" es")
            if spanish == (True, True):
                yield f"{movement[:-3]} de {joint[:-3]}"
            elif spanish == (False, False):
                yield f"{joint} {movement}"
