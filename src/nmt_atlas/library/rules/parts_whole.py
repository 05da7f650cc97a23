"""The parts of a muscle document are structures that name the document as their whole."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "parts-whole"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare parts both ways: a click on the body finds the document by the whole."""
    for muscle in library.muscles.values():
        file = library.file_of("muscle", muscle.id)
        for number, part in enumerate(muscle.parts):
            structure = library.structures.get(part)
            if structure is not None and structure.whole != muscle.id:
                found = f"“{part}”, whose recipe names “{structure.whole}” as its whole"
                expected = f"“whole”: “{muscle.id}” in the recipe of {part}"
                yield Problem(file, f"/parts/{number}", found, expected, RULE)
        for structure in library.wholes.get(muscle.id, ()):
            if structure.id not in muscle.parts and not structure.variant_of:
                found = f"no “{structure.id}”"
                expected = f"“{structure.id}”, because its recipe names this document"
                yield Problem(file, "/parts", found, expected, RULE)
