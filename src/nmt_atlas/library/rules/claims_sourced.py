"""Every claim names a source."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.base import Fact
from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "claims-sourced"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for facts without sources (that the sources exist, ``links-resolve`` checks)."""
    for file, document in library.all():
        for one in walk(document):
            if isinstance(one.value, Fact) and not one.value.sources:
                pointer = f"{one.pointer}/sources"
                yield Problem(file, pointer, "no source", "at least one source id", RULE)
