"""How likely one muscle is to be mistaken for another."""

from __future__ import annotations

from functools import lru_cache

from rapidfuzz import fuzz

from nmt_atlas.domain.referral import Muscle

_NAMES = 60.0
"""Names that are less alike than this (of 100) are told apart at once."""


def likeness(one: Muscle, other: Muscle) -> float:
    """Larger where two muscles lie together, work together, share a nerve or sound alike."""
    together = other.id in (*one.synergists, *one.antagonists, *one.associated)
    nerves = {at.nerve_id for at in one.innervation if at.nerve_id}
    shared = bool(nerves & {at.nerve_id for at in other.innervation})
    return (
        3.0 * (one.region == other.region)
        + 2.0 * together
        + 1.5 * shared
        + 0.5 * (one.layer == other.layer)
        + names_alike(one.name, other.name)
    )


@lru_cache(maxsize=65_536)
def names_alike(one: str, other: str) -> float:
    """0 for names that nobody takes for each other, up to 4 (coracoid and coronoid)."""
    ratio = fuzz.ratio(one.casefold(), other.casefold())
    return max(0.0, ratio - _NAMES) / 10.0
