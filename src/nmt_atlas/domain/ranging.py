"""What a measured range says: beside what is usual and the other side, and what may limit it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from nmt_atlas.domain.base import Frozen, Id
from nmt_atlas.domain.clinical import ClinicalTest
from nmt_atlas.domain.joint import Joints
from nmt_atlas.domain.moments import words_of
from nmt_atlas.domain.motion import Against, Motion, Sex, Usual
from nmt_atlas.domain.referral import Action, Muscle

Side = Literal["right", "left"]
Sides = Literal["right", "left", "midline"]
Standing = Literal["below", "below-some", "usual", "above"]
"""Less than every source tells, than some of them, as usual, more than every one of them."""

OTHER: Mapping[Side, Side] = {"right": "left", "left": "right"}


class Who(Frozen):
    """Of whom a range is measured, as far as it is known."""

    age: int | None = None
    sex: Sex = ""


ANYBODY = Who()


class Beside(Frozen):
    """A value beside one source: how much less (or more, where negative) it is."""

    usual: Usual
    less: float
    below: bool
    above: bool


class Read(Frozen):
    """What one measurement says.

    Attributes
    ----------
    side
        ``midline`` where the motion has no sides.
    value
        What was measured.
    beside
        The value beside each source that tells of such a person.
    standing
        What they come to.
    lacks
        How much less than the other side it is; None where that was not measured.
    lopsided
        Whether that is more than measuring twice can make.
    """

    motion: Id
    side: Sides
    value: float
    beside: tuple[Beside, ...] = ()
    standing: Standing = "usual"
    lacks: float | None = None
    lopsided: bool = False

    @property
    def limited(self) -> bool:
        """Whether there is something to explain: less than every source, or than the other side."""
        return self.lopsided or self.standing == "below"


class Limiter(Frozen):
    """A muscle that may limit a motion, and why.

    ``actions`` are what its document says that it does: each works against the motion.
    """

    muscle: Id
    side: Sides
    actions: tuple[Action, ...]

    @property
    def prime(self) -> bool:
        """Whether one of them is what the muscle mainly does."""
        return any(one.role == "prime" for one in self.actions)


def fitting(motion: Motion, who: Who) -> tuple[Usual, ...]:
    """What is usual for such a person: every source that does not tell of others."""
    return tuple(one for one in motion.usual if one.told_of(who.age, who.sex))


def read(motion: Motion, values: Mapping[Sides, float], who: Who = ANYBODY) -> tuple[Read, ...]:
    """What measurements of a motion say, side by side.

    A value counts as below a source where it is less by more than measuring may err: than its
    mean less twice the spread where that is told, for half of all people lie below any mean.
    """
    sides: tuple[Sides, ...] = ("right", "left") if motion.sides == "each" else ("midline",)
    return tuple(_read(motion, side, values, who) for side in sides if side in values)


def _read(motion: Motion, side: Sides, values: Mapping[Sides, float], who: Who) -> Read:
    value = values[side]
    beside = tuple(_beside(value, one, motion.doubt) for one in fitting(motion, who))
    other = None if side == "midline" else values.get(OTHER[side])
    lacks = None if other is None else other - value
    return Read(
        motion=motion.id,
        side=side,
        value=value,
        beside=beside,
        standing=_standing(beside),
        lacks=lacks,
        lopsided=lacks is not None and lacks > motion.doubt,
    )


def _beside(value: float, usual: Usual, doubt: float) -> Beside:
    room = max(doubt, 2 * (usual.spread or 0.0))
    return Beside(
        usual=usual,
        less=usual.low - value if value < usual.low else min(0.0, usual.high - value),
        below=value < usual.low - room,
        above=value > usual.high + room,
    )


def _standing(beside: tuple[Beside, ...]) -> Standing:
    below = [one.below for one in beside]
    if below and all(below):
        return "below"
    if any(below):
        return "below-some"
    return "above" if beside and all(one.above for one in beside) else "usual"


def limiters(
    motion: Motion, side: Sides, muscles: Iterable[Muscle], joints: Joints
) -> tuple[Limiter, ...]:
    """The muscles that work against a motion: by what their documents say that they do.

    Those that mainly do so come first, then those that do it at several joints, then by id. That
    they are short is not said: it is what is felt for next.
    """
    found = [
        Limiter(muscle=muscle.id, side=where, actions=actions)
        for muscle in muscles
        for where, actions in _against(motion, side, muscle, joints).items()
    ]
    return tuple(sorted(found, key=lambda one: (not one.prime, -len(one.actions), one.muscle)))


class Limits:
    """What may limit motions, worked out once for each motion and side.

    Parameters
    ----------
    motions
        Every motion by id.
    muscles, joints
        What is looked through; without joints nothing is known to limit anything.
    """

    def __init__(
        self, motions: Mapping[str, Motion], muscles: Iterable[Muscle], joints: Joints | None
    ) -> None:
        self._motions, self._muscles, self._joints = motions, tuple(muscles), joints
        self._known: dict[tuple[str, Sides], tuple[Limiter, ...]] = {}

    def of(self, motion: str, side: Sides) -> tuple[Limiter, ...]:
        """The muscles that may limit a motion on a side."""
        key = motion, side
        if key not in self._known and self._joints is not None:
            found = limiters(self._motions[motion], side, self._muscles, self._joints)
            self._known[key] = found
        return self._known.get(key, ())


def _against(
    motion: Motion, side: Sides, muscle: Muscle, joints: Joints
) -> dict[Sides, tuple[Action, ...]]:
    found: dict[Sides, list[Action]] = {}
    for one in motion.against:
        hits = tuple(_doing(muscle, one, joints))
        for where in _where(one, side) if hits else ():
            found.setdefault(where, []).extend(hits)
    return {where: tuple(dict.fromkeys(hits)) for where, hits in found.items()}


def _where(against: Against, side: Sides) -> tuple[Sides, ...]:
    if side == "midline" or against.of == "both":
        return ("right", "left")
    return (side if against.of == "same" else OTHER[side],)


def _doing(muscle: Muscle, against: Against, joints: Joints) -> Iterator[Action]:
    """What a muscle does of a movement, in its document's words."""
    joint = next((one for one in joints.joints if one.id == against.joint), None)
    names = joint.names if joint else (against.joint,)
    for action in muscle.actions:
        if action.joint not in names or action.role == "stabilise":
            continue
        if joint and against.movement:
            movements, _ = words_of(joint, action.movement)
            hit = any(one.id == against.movement for one in movements)
        else:
            hit = any(words in action.movement for words in against.words)
        if hit:
            yield action


def further_tests(
    motion: Motion, found: Iterable[Limiter], tests: Mapping[str, ClinicalTest]
) -> tuple[Id, ...]:
    """Tests to do where a motion is limited: those it names, then of the length of its muscles."""
    muscles = {one.muscle for one in found}
    named = [one for one in motion.tests if one in tests]
    length = [
        one.id
        for one in tests.values()
        if one.looks_at == "length" and muscles.intersection(one.muscles)
    ]
    return tuple(dict.fromkeys((*named, *sorted(length))))
