"""What a muscle is said to do agrees with where it runs: a flexor of the elbow crosses it in front.

Silent where the fibres pass too near to the axis to tell, or where they are of two minds.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.domain.joint import Joint, Joints, Movement
from nmt_atlas.domain.moments import Line, judge, landmarks_of, parts_named, words_of
from nmt_atlas.domain.referral import Action, Muscle
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "actions-agree"

FILE = "meshes/joints.json"

EXPECTED = f"a movement that {FILE} knows and the fibres make, or one that it leaves unchecked"

MOST = 0.7
"""This share of the fibres that tell must do the opposite."""
ENOUGH = 0.5
"""This share of all fibres must tell anything."""
_SOME = ("fibres", "fibers", "part", "parts")
"""Words that limit a movement to some of the fibres."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Understand every action; where there is a body, ask its fibres."""
    if library.joints is None:
        return
    joints = {name: joint for joint in library.joints.joints for name in joint.names}
    yield from _landmarks(library, library.joints.joints)
    said: set[tuple[str, str, str]] = set()
    for muscle in library.muscles.values():
        for number, action in enumerate(muscle.actions):
            said |= {(action.joint, action.movement, name) for name in ("", muscle.id)}
            if _left_out(library.joints, muscle, action):
                continue
            for found in _of(library, geometry, muscle, action, joints.get(action.joint)):
                file, pointer = library.file_of("muscle", muscle.id), f"/actions/{number}/movement"
                yield Problem(file, pointer, found, EXPECTED, RULE)
    for number, one in enumerate(library.joints.unchecked):
        for at, text in enumerate(one.movements):
            for muscle_id in one.muscles or ("",):
                if (one.joint, text, muscle_id) not in said:
                    pointer = f"/unchecked/{number}/movements/{at}"
                    whose = f"the document of {muscle_id}" if muscle_id else "a muscle document"
                    expected = f"a movement of the {one.joint} that {whose} names"
                    yield Problem(FILE, pointer, f"“{text}”", expected, RULE)


def _left_out(joints: Joints, muscle: Muscle, action: Action) -> bool:
    return any(
        action.joint == one.joint
        and action.movement in one.movements
        and (not one.muscles or muscle.id in one.muscles)
        for one in joints.unchecked
    )


def _landmarks(library: Library, joints: Sequence[Joint]) -> Iterator[Problem]:
    for number, joint in enumerate(joints):
        for name in landmarks_of(joint):
            if name not in library.landmarks:
                expected = "a bone landmark of meshes/landmarks.json"
                yield Problem(FILE, f"/joints/{number}", f"“{name}”", expected, RULE)


def _of(
    library: Library, geometry: Geometry | None, muscle: Muscle, action: Action, joint: Joint | None
) -> Iterator[str]:
    """What is wrong with one action, as found."""
    clauses = [] if joint is None else [words_of(joint, one) for one in action.movement.split(";")]
    if joint is None or not any(movements for movements, _ in clauses):
        if action.role != "stabilise":  # to hold still is no movement
            yield f"“{action.movement}” of the {action.joint}, which it does not know"
        return
    known = all(name in library.landmarks for name in landmarks_of(joint))
    if geometry is None or library.joints is None or not known:
        return
    for movements, rest in clauses:
        parts = parts_named(rest, muscle.parts, library.joints.part_words)
        some = not parts and any(word in rest.split() for word in _SOME)
        try:
            lines = [line for part in parts or muscle.parts for line in geometry.fibres(part)]
        except AtlasError as error:
            yield f"a muscle whose fibres cannot be drawn ({error.what})"
            return
        for movement in movements:
            against = _against(library, joint, movement, lines, some=some)
            if against:
                yield f"{movement.id} of the {action.joint}, but {against}"


def _against(
    library: Library, joint: Joint, movement: Movement, lines: Sequence[Line], *, some: bool
) -> str:
    """What the fibres say against a movement; empty where they agree or cannot tell."""
    found = judge(movement, joint, lines, library.landmarks)
    telling = found.agree + found.against
    opposed = not found.agree if some else found.against >= MOST * telling
    if telling < max(1.0, ENOUGH * found.fibres) or not opposed:
        return ""
    size = (
        f"the mean cosine to its direction is {found.middle:.2f}"
        if movement.pull is not None
        else f"the mean moment arm is {found.middle:.0f} mm"
    )
    return f"{found.against} of {found.fibres} fibres do the opposite ({size})"
