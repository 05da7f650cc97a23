"""What stands in every language.

All that the library tells, word by word: muscles, nerves, narrow places, tests, landmarks,
conditions, methods, motions, joints, positions, quantities, clues, origins, stories and views; and
the lessons with which the path begins. What other lessons tell a client is asked for as well.
"""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.course import path
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.language import Catalogue
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.library.documents import OWN
from nmt_atlas.library.languages import CODES
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import Value, prose

RULE = "languages-told"
FIRST = 10
"""So many lessons at the beginning of the path are told in every language, word by word."""

_TOLD = frozenset({"client", "every_day", "self_care"})
_NOT_WHOLE = frozenset({"lesson", "source"})
_AS_IT_IS = frozenset({"synonyms", "latin"})


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for texts of the library and of the first lessons that are missing."""
    first = _first_lessons(library)
    kinds = {
        library.file_of(kind, ident): kind for kind in library.kept for ident in library.of(kind)
    }
    anatomical = {kind.name for kind in library.kinds if kind.anatomical}
    for code in CODES:
        catalogue = library.languages.get(code, Catalogue(language=code))
        for name, document in library.all():
            if name.startswith(f"{OWN}/"):
                continue
            given = catalogue.documents.get(name, {})
            for one in prose(document):
                kind = kinds.get(name, "")
                read = name in first or _is_read(one, kind, named=kind in anatomical)
                if str(one.value) in given or not read:
                    continue
                file = f"languages/{code}/documents/{name}"
                yield Problem(file, one.pointer, "nothing", f"“{one.value}” in {code}", RULE)


def _first_lessons(library: Library) -> frozenset[str]:
    """The files of the lessons with which the path of the atlas's own course begins."""
    files = {ident: library.file_of("lesson", ident) for ident in library.of("lesson")}
    built_in = {
        ident: lesson
        for ident, lesson in library.of("lesson").items()
        if isinstance(lesson, Lesson) and not files[ident].startswith(f"{OWN}/")
    }
    return frozenset(files[one.id] for one in path(built_in)[:FIRST])


def _is_read(one: Value, kind: str, *, named: bool) -> bool:
    """Whether a text has to be told; ``named``: the catalogue of structures has the names."""
    if one.field in _TOLD:
        return bool(one.value)
    if kind in _NOT_WHOLE or one.field in _AS_IT_IS:
        return False
    return not (named and one.pointer == "/name")
