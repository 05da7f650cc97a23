"""A text that says whose work it tells cites that work: “Boone and Azen measured 143”."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "authors-cited"

_TEXTS = ("text", "note", "people")
_SURNAME = re.compile(r"[^\W\d_a-z][\w’-]{3,}")
_TOLD = r"(?=[’']s\b| and [A-Z]| \(?[12]\d{3}\b| found\b| measured\b| et al)"
"""What follows a name that stands for a work; tests and signs have names of people too."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for first authors of sources that a text names without citing any work of theirs."""
    works = _works(library)
    if not works:
        return
    named = re.compile(rf"\b({'|'.join(map(re.escape, works))}){_TOLD}")
    for file, document in library.all():
        for one in walk(document):
            cited = _cited(one.value)
            for field in _TEXTS if cited else ():
                for match in named.finditer(str(getattr(one.value, field, ""))):
                    expected = works[match.group(1)]
                    if cited.isdisjoint(expected):
                        pointer = f"{one.pointer}/{field}"
                        found = f"{match.group(1)}, without a work of theirs"
                        wanted = f"one of {', '.join(sorted(expected))} among its sources"
                        yield Problem(file, pointer, found, wanted, RULE)


def _works(library: Library) -> Mapping[str, frozenset[str]]:
    """Surname of a first author -> the sources that begin with it."""
    found: dict[str, set[str]] = {}
    for source in library.sources.values():
        name = _SURNAME.match(source.authors)
        if name and source.kind != "web":
            found.setdefault(name.group(), set()).add(source.id)
    return {name: frozenset(ids) for name, ids in found.items()}


def _cited(value: object) -> frozenset[str]:
    """What a piece of a document rests on; empty where it names no source."""
    if not isinstance(value, BaseModel):
        return frozenset()
    one = getattr(value, "source", "")
    alone = (one,) if isinstance(one, str) and one else ()
    return frozenset((*getattr(value, "sources", ()), *alone))
