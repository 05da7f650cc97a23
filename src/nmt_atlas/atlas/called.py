"""What the structures of a body are called, in every language, for typed answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.naming import Called, called
from nmt_atlas.library.library import Library


def called_on(library: Library, structures: Mapping[str, Structure]) -> Called:
    """Folded names -> the structures, or whole muscles, that they stand for."""
    return called(_names(library, structures))


def _names(library: Library, structures: Mapping[str, Structure]) -> Iterator[tuple[str, str]]:
    for one in structures.values():
        for name in (one.name, one.latin, *one.synonyms):
            yield name, one.id
    for muscle in library.muscles.values():
        ident = muscle.parts[0] if len(muscle.parts) == 1 else muscle.id
        for name in (muscle.name, muscle.latin, *muscle.synonyms):
            yield name, ident
    for language in library.languages:
        for ident, name in library.catalogue(language).structures.items():
            known = library.muscles.get(ident)
            yield name, known.parts[0] if known and len(known.parts) == 1 else ident
