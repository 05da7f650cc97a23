"""Everyday words name documents that exist, and stand once."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.words import fold

RULE = "search-words"

_FILE = "languages/search.json"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look up what every phrase means, and whether it stands in another line too."""
    seen: dict[str, str] = {}
    for number, said in enumerate(library.everyday.words):
        for at, key in enumerate(said.means):
            kind, _, ident = key.partition("/")
            if ident not in library.of(kind):
                close = did_you_mean(ident, library.of(kind))
                expected = f"the kind and the id of a document. {close}".strip()
                yield Problem(_FILE, f"/words/{number}/means/{at}", f"“{key}”", expected, RULE)
        for at, text in enumerate(said.say):
            pointer = f"/words/{number}/say/{at}"
            if (before := seen.setdefault(fold(text), pointer)) != pointer:
                found = f"“{text}”, which {before} has"
                yield Problem(_FILE, pointer, found, "words of its own", RULE)
