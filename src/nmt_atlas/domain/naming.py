"""What a typed name means: typing errors are forgiven, names that look alike are told apart."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping

from rapidfuzz.distance import OSA

_LETTERS_AN_ERROR = 5
"""One typing error is forgiven for so many letters of a name."""
_MOST_ERRORS = 3
_SMALL = frozenset(
    ["the", "of", "el", "la", "los", "las", "del", "de", "m", "muscle", "musculus", "musculo"]
)
"""Words without which a name is the same."""

Called = Mapping[str, frozenset[str]]
"""A name, folded -> what is called so."""


def folded(name: str) -> str:
    """A name without case, accents, hyphens and small words."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    letters = "".join(char if char.isalnum() else " " for char in plain if char.isascii())
    return " ".join(word for word in letters.split() if word not in _SMALL)


def called(names: Iterable[tuple[str, str]]) -> dict[str, frozenset[str]]:
    """Names with what each means, folded; a name that several things have means all of them."""
    found: dict[str, set[str]] = {}
    for name, ident in names:
        if key := folded(name):
            found.setdefault(key, set()).add(ident)
    return {key: frozenset(idents) for key, idents in found.items()}


def meant(text: str, names: Called) -> frozenset[str]:
    """What a typed name stands for: the name itself, else the one that is nearest to it.

    Empty where no name is near enough. Two names that are as near both count only where the first
    letters agree, so that *coronoid* is never taken for *coracoid*, which is a name of its own.
    """
    wanted = folded(text)
    if not wanted or wanted in names:
        return names.get(wanted, frozenset())
    most = min(_MOST_ERRORS, len(wanted) // _LETTERS_AN_ERROR)
    best, found = most + 1, frozenset[str]()
    for name, idents in names.items():
        away = OSA.distance(wanted, name, score_cutoff=best)
        if away < best:
            best, found = away, idents
        elif away == best <= most:
            found |= idents
    return found if best <= most else frozenset()
