"""No text appears twice: a copied sentence is a claim that nobody wrote for its place."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.source import Source
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import prose
from nmt_atlas.library.words import fold

RULE = "text-once"

LEAST_WORDS = 10
"""Shorter texts (names, movements) may well be the same twice."""
_QUOTED = frozenset({"movement"})
"""Fields that quote another document word for word: a question asks for a muscle's movements."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare every longer text with all others."""
    seen: dict[str, str] = {}
    for file, document in library.all():
        if isinstance(document, Source):
            continue
        for one in prose(document):
            text = fold(str(one.value))
            if len(text.split()) < LEAST_WORDS or one.field in _QUOTED:
                continue
            where = f"{file}#{one.pointer}"
            if text in seen:
                found = f"the text of {seen[text]}"
                yield Problem(file, one.pointer, found, "words of its own", RULE)
            seen.setdefault(text, where)
