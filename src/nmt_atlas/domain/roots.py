"""Spinal roots and cranial nerves as documents write them: ``C5``, ``T12``, ``CNVII``, ``CNV3``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from types import MappingProxyType

_LENGTHS: Mapping[str, int] = MappingProxyType({"C": 8, "T": 12, "L": 5, "S": 5, "Co": 1})

SPINAL: tuple[str, ...] = tuple(
    f"{part}{number}" for part, last in _LENGTHS.items() for number in range(1, last + 1)
)
"""Every spinal root from above downwards."""

_CRANIAL = re.compile(r"CN(?:V[123]|XII|XI|X|IX|VIII|VII|VI|V|IV|III|II|I)")


def is_root(text: str) -> bool:
    """Whether a text names a spinal root or a cranial nerve (``CNV3``: a division of it)."""
    return text in SPINAL or _CRANIAL.fullmatch(text) is not None


def outside(roots: Iterable[str], span: Iterable[str]) -> tuple[str, ...]:
    """The roots that lie outside the range which ``span`` opens.

    Parameters
    ----------
    roots
        Readable roots that are asked of.
    span
        Readable roots: the spinal ones stand for all from the uppermost to the lowest of them,
        cranial nerves each for themselves.

    Returns
    -------
    tuple of str
        In the order given; empty where all lie within.
    """
    known = tuple(span)
    places = [SPINAL.index(one) for one in known if one in SPINAL]
    within = set(SPINAL[min(places) : max(places) + 1]) if places else set()
    return tuple(one for one in roots if one not in within and one not in known)
