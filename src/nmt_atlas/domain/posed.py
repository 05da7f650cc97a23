"""A pose as a link gives it: held within the ranges, and what is said of it."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.pose import Held, Joints, Pose, held

_BEYOND = mark("{joint} goes no farther than {limit} in {motion}; it is held there.")
_SEVERAL = mark("{count} movements of the pose go too far; each is held at its limit.")


def read_pose(
    items: Iterable[object], joints: Joints | None, say: Say
) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """The terms of a pose that the body can take.

    Parameters
    ----------
    joints
        What can move; None where that is not known: then every term that can be read is kept.

    Returns
    -------
    texts, missing, notices
        The terms, what means nothing or moves nothing here, and a sentence where something is held.
    """
    pose, refused = Pose.read(str(item) for item in items)
    if joints is None:
        return pose.texts, refused, ()
    found = held(joints, pose)
    return found.pose.texts, (*refused, *found.unknown), told_beyond(found, joints, say)


def told_beyond(found: Held, joints: Joints, say: Say) -> tuple[str, ...]:
    """One sentence on what was asked for too far; none where nothing was."""
    if not found.beyond:
        return ()
    if len(found.beyond) > 1:
        return (say(_SEVERAL, count=len(found.beyond)),)
    name, motion, limit = found.beyond[0]
    return (say(_BEYOND, joint=name, motion=motion, limit=f"{limit:g}{unit(joints, motion)}"),)


def unit(joints: Joints, motion: str) -> str:
    """What a motion is told in."""
    turns = (turn for joint in joints.values() for turn in joint.turns)
    slides = any(one.slides and motion in (one.motion, one.back) for one in turns)
    return " mm" if slides else "°"
