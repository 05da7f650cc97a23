"""The steps of a plan from what was found: release, strengthening, use; then what is stretched."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.domain.assessment import ORDER_OF_WORK, work_on
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.motion import Motion
from nmt_atlas.domain.plan import Goal, Step
from nmt_atlas.domain.ranging import Read
from nmt_atlas.domain.referral import Muscle

STRETCHED = 3
"""So many muscles of a limited motion are told how to stretch: those that stand first."""


def posture_steps(postures: Iterable[Condition]) -> tuple[Step, ...]:
    """The work that the documents of postures tell, in their order."""
    every = tuple(postures)
    names = {one.id: one.name for one in every}
    return tuple(
        Step(
            heading=one.heading,
            about=names[one.posture],
            words=one.fact.text,
            sources=one.fact.sources,
        )
        for one in work_on(every)
    )


def stretch_steps(muscles: Iterable[Muscle]) -> tuple[Step, ...]:
    """How muscles that may limit a motion are stretched, each told once."""
    named = {one.id: one for one in muscles if one.stretch}
    return tuple(
        Step(
            heading="release",
            about=one.name,
            words=one.stretch.text,
            sources=one.stretch.sources,
        )
        for one in named.values()
        if one.stretch
    )


def in_order(steps: Iterable[Step]) -> tuple[Step, ...]:
    """Steps in the order of the work; within a heading as they come."""
    order = list(ORDER_OF_WORK)
    return tuple(sorted(steps, key=lambda one: order.index(one.heading)))


def wanted(motion: Motion, read: Read) -> float:
    """What a limited motion may reach: as much as the other side, or what is usual for the person.

    The least of the sources that fit is taken: a goal that most people of that age do not reach is
    none.
    """
    if read.lopsided and read.lacks:
        return round(read.value + read.lacks, 1)
    fitting = [one.usual.low for one in read.beside] or [motion.usual[0].low]
    return max(min(fitting), read.value)


def possible_error(motions: Iterable[Motion]) -> dict[str, float]:
    """Motion id -> by how much two measurements of it may differ, as plans ask for it."""
    return {one.id: one.doubt for one in motions}


def progress(goal: Goal, values: Iterable[float]) -> tuple[float, ...]:
    """How much of the way was gone at each value that was measured since."""
    return tuple(round(goal.share(one), 2) for one in values)
