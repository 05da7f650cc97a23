"""How long the muscle that is chosen is, and how well it pulls, over the angle of a joint."""

from __future__ import annotations

import logging
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from nmt_atlas.atlas.acting import way_of
from nmt_atlas.domain.curves import Place, continued, curve, hinges_of
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.joint import Joints
from nmt_atlas.domain.moments import REACH, parts_named
from nmt_atlas.domain.playing import acted
from nmt_atlas.domain.pose import joint_of, other_name
from nmt_atlas.domain.referral import Muscle

if TYPE_CHECKING:
    from nmt_atlas.atlas.body_view import BodyView

_LOG = logging.getLogger(__name__)
_TENDON = "-tendon"
"""A part of its own whose id ends so carries the fibres that end on it farther."""
_STEPS = 31
"""The curve is told at so many angles."""


@dataclass(frozen=True, slots=True)
class Levers:
    """Length and moment arm over the whole range of a motion and its opposite.

    Attributes
    ----------
    motion, back
        What turning towards greater angles is called, and towards smaller ones; "" for nothing.
    places
        In rising order of the angles; an angle of nought is the body at rest.
    """

    motion: str
    back: str
    places: tuple[Place, ...]


def levers(body: BodyView, structure: str, acting: str) -> Levers | None:
    """What a structure's fibres do over the range of a movement that its muscle makes.

    None where they do not cross that joint, are not said to make it, or have no recipe.

    Parameters
    ----------
    acting
        The movement as view states name it: ``elbow-right:flexion``.
    """
    way, joints = way_of(body.library, acting), body.library.of("joint")
    if way is None or not _makes(body, structure, acting):
        return None
    motion = other_name(way[1]) if way[1].endswith("-left") else way[1]  # recipes: the right side
    known = joint_of(joints, way[0])
    turning = known[0].turn(motion) if known else None
    if known is None or turning is None:
        return None
    turn, sign = turning
    hinges = hinges_of(joints, known[0], motion)
    if len(hinges) == 1:  # it is said to move this joint: that it crosses it is known
        hinges = (replace(hinges[0], short=REACH),)
    most, least = (turn.most, -turn.back_most) if sign > 0 else (turn.back_most, -turn.most)
    step = (most - least) / (_STEPS - 1)
    amounts = [round(least + number * step, 1) for number in range(_STEPS)]
    fibres = body.painter.locator.fibres
    tendons = [
        line for one in body.context.structures if one.endswith(_TENDON) for line in fibres(one)
    ]
    places = curve([continued(one, tendons) for one in fibres(structure)], hinges, amounts)
    back = (turn.back if sign > 0 else turn.motion) or ""
    return Levers(way[1], back, places) if places else None


def _makes(body: BodyView, structure: str, acting: str) -> bool:
    """Whether a muscle's document says that this part of it makes a movement."""
    muscle, words = body.library.muscle_of(structure), body.library.joints
    if muscle is None or words is None or structure not in body.context.structures:
        return False
    joints = body.library.of("joint")
    moves = (one for side in ("right", "left") for one in acted(muscle, words, joints, side)[0])
    return any(one.way == acting and structure in _parts(muscle, one.words, words) for one in moves)


def _parts(muscle: Muscle, said: str, words: Joints) -> tuple[str, ...]:
    """The parts of a muscle that an action's words name; all where they name none."""
    return parts_named(said, muscle.parts, words.part_words) or muscle.parts


class KnownLevers:
    """Curves that were worked out for a body, each once.

    Parameters
    ----------
    body
        The body.
    """

    def __init__(self, body: BodyView) -> None:
        self._body = body
        self._known: dict[tuple[str, str], Levers | None] = {}

    def knows(self, structure: str, acting: str) -> bool:
        """Whether :meth:`of` answers at once."""
        return (structure, acting) in self._known

    def of(self, structure: str, acting: str) -> Levers | None:
        """As :func:`levers`; a muscle whose recipe is missing or faulty is left out and logged."""
        key = (structure, acting)
        if key not in self._known:
            try:
                self._known[key] = levers(self._body, structure, acting)
            except AtlasError as error:
                _LOG.warning("“%s” has no curve: %s", structure, error)
                self._known[key] = None
        return self._known[key]
