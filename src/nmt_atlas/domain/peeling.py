"""Peeling: what lies outermost is taken off first, from the skin down to the bones."""

from __future__ import annotations

from collections.abc import Collection
from typing import Literal

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.language import mark

Stratum = Literal["skin", "fascia", "superficial", "intermediate", "deep", "bones"]

STRATA: tuple[Stratum, ...] = ("skin", "fascia", "superficial", "intermediate", "deep", "bones")
"""From outside inwards; the last one stays."""

STRATUM_NAMES = {
    "skin": mark("Skin"),
    "fascia": mark("Fascia"),
    "superficial": mark("Superficial muscles"),
    "intermediate": mark("Intermediate muscles"),
    "deep": mark("Deep muscles"),
    "bones": mark("Bones"),
}
"""What stands at each stop of the slider: what is outermost there."""

_FASCIAE = ("fascia", "aponeurosis", "retinaculum", "tract", "linea-alba")


def stop_of(stratum: Stratum) -> float:
    """The depth (0..1) at which a stratum is outermost and whole."""
    return STRATA.index(stratum) / (len(STRATA) - 1)


def outermost(depth: float) -> Stratum:
    """The stratum that is outermost at a depth, whole or half taken off."""
    return STRATA[min(int(depth * (len(STRATA) - 1) + 1e-6), len(STRATA) - 1)]


def next_stop(depth: float | None, *, back: bool = False) -> float | None:
    """The next stop inwards, or outwards; None above the skin: nothing is peeled.

    The first step of a body that is not peeled takes the skin off.
    """
    steps = len(STRATA) - 1
    if depth is None:
        return None if back else stop_of("fascia")
    if back:
        place = -(-round(depth * steps, 6) // 1) - 1
        return None if place < 0 else place / steps
    return min((round(depth * steps, 6) // 1) + 1, steps) / steps


def stratum_of(structure: Structure) -> Stratum | None:
    """The stratum that a structure belongs to; None for nerves, vessels and what else stays.

    Ligaments go with the deep muscles, sheets of fascia before the superficial ones.
    """
    if structure.system == "skin":
        return "skin"
    if structure.system == "muscle":
        return structure.layer or "deep"
    if structure.system == "ligament":
        return "fascia" if any(word in structure.id for word in _FASCIAE) else "deep"
    return None


def left_of(stratum: Stratum, depth: float) -> float:
    """How opaque (0..1) a stratum is at a depth: whole to its own stop, gone at the next one."""
    if stratum == STRATA[-1]:
        return 1.0
    beyond = (depth - stop_of(stratum)) * (len(STRATA) - 1)
    return round(min(max(1.0 - beyond, 0.0), 1.0), 6)


def taken_off(depth: float | None) -> tuple[Stratum, ...]:
    """The strata that are wholly taken off at a depth, outermost first."""
    if depth is None:
        return ()
    return tuple(one for one in STRATA if left_of(one, depth) <= 0.0)


def concerns(structure: Structure, where: Collection[str]) -> bool:
    """Whether a structure lies in one of some segments; in none of them means everywhere."""
    return not where or structure.region in where
