"""The body as a list: its parts in groups, by what they are, where they belong, what lies over."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Literal

from nmt_atlas.domain.anatomy import GROUPS, SEGMENTS, Part, Structure
from nmt_atlas.domain.base import Frozen, SideName

Order = Literal["region", "system", "chart"]
"""By segment of the body, by system, or by the region of the skin over it."""

ORDERS: tuple[Order, ...] = ("region", "system", "chart")


class Member(Frozen):
    """One part as it is listed."""

    part: str
    name: str
    latin: str
    group: str
    segment: str
    side: SideName


class Roll(Frozen):
    """The parts of one group; ``key`` is a segment, a system, or ``region:side`` of the chart."""

    key: str
    members: tuple[Member, ...]


Named = Callable[[str], str]
"""Structure id -> its name in the reader's language."""


def members_of(
    parts: Iterable[Part], structures: Mapping[str, Structure], name_of: Named
) -> tuple[Member, ...]:
    """Every part but the skin, by name and side; other courses of a structure are left out."""
    found = []
    for part in parts:
        structure = structures[part.structure]
        if part.group == "skin" or structure.variant_of:
            continue
        found.append(
            Member(
                part=part.id,
                name=name_of(structure.id),
                latin=structure.latin,
                group=part.group,
                segment=structure.region,
                side=part.side,
            )
        )
    return tuple(sorted(found, key=lambda one: (one.name.casefold(), one.side != "right")))


def by_segment(members: Sequence[Member], side: str) -> tuple[Roll, ...]:
    """The members of one side and of the middle, segment by segment."""
    return _rolls(members, side, SEGMENTS, lambda one: one.segment)


def by_system(members: Sequence[Member], side: str) -> tuple[Roll, ...]:
    """The members of one side and of the middle, system by system."""
    return _rolls(members, side, GROUPS, lambda one: one.group)


def by_chart(
    members: Sequence[Member], beneath: Iterable[tuple[str, str, tuple[str, ...]]], side: str
) -> tuple[Roll, ...]:
    """What lies beneath the regions of one side and of the middle, in the chart's order."""
    known = {one.part: one for one in members}
    rolls = (
        Roll(key=f"{region}:{on}", members=tuple(known[one] for one in parts if one in known))
        for region, on, parts in beneath
        if on in (side, "midline")
    )
    return tuple(roll for roll in rolls if roll.members)


def _rolls(
    members: Sequence[Member], side: str, keys: Sequence[str], key_of: Callable[[Member], str]
) -> tuple[Roll, ...]:
    here = [one for one in members if one.side in (side, "midline")]
    rolls = (
        Roll(key=key, members=tuple(one for one in here if key_of(one) == key)) for key in keys
    )
    return tuple(roll for roll in rolls if roll.members)
