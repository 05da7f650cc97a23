"""Every source can be found: it has a DOI, an ISBN or an address, unless it is the atlas itself."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "sources-identified"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for sources that only a library's catalogue could find."""
    for source in library.sources.values():
        found = source.doi or source.isbn or source.url
        if source.kind != "own" and not found:
            file = library.file_of("source", source.id)
            yield Problem(file, "/doi", "nothing", "a DOI, an ISBN or an address", RULE)
