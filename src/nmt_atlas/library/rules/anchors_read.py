"""Every skin anchor can be read and names what the skin map has."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.anchors import missing_from, parse_anchor
from nmt_atlas.domain.errors import AnchorError, Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "anchors-read"

_FIELDS = frozenset({"through", "seeds"})


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Read every anchor of every document and region."""
    for file, document in library.all():
        yield from _of(library, file, document, "")
    for number, region in enumerate(library.regions.values()):
        yield from _of(library, "meshes/regions.json", region, f"/regions/{number}")


def _of(library: Library, file: str, model: BaseModel, start: str) -> Iterator[Problem]:
    for one in walk(model, start):
        if one.field not in _FIELDS or not isinstance(one.value, str):
            continue
        try:
            anchor = parse_anchor(one.value)
        except AnchorError as error:
            found = f"“{one.value}”, unreadable from character {error.position + 1}"
            yield Problem(file, one.pointer, found, error.expected, RULE)
            continue
        missing = missing_from(anchor, library.skin_map) if library.skin_map else ""
        if missing:
            found = f"“{one.value}”"
            expected = f"a place on the skin map, which has not {missing}"
            yield Problem(file, one.pointer, found, expected, RULE)
