"""What stands in every language.

What a client may read (names, client texts, when to refer, safety), where each pattern is felt,
nerves, narrow places, tests and landmarks word by word, and the lessons with which the path begins.
"""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.condition import WHEN_TO_REFER, Condition
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
_KINDS = ("condition", "entrapment", "test", "motion")
_ZONES = ("muscle", "origin")
_WHOLE = ("nerve", "entrapment", "test", "landmark")
_NAMED_ELSEWHERE = frozenset({"/name", "/latin"})
_REFERS = (f"/facts/{WHEN_TO_REFER}/text", "/refer_when/text")


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for client texts, names, texts of safety and of the first lessons that are missing."""
    first = _first_lessons(library)
    kinds = {
        library.file_of(kind, ident): kind
        for kind in dict.fromkeys((*_KINDS, *_ZONES, *_WHOLE))
        for ident in library.of(kind)
    }
    for code in CODES:
        catalogue = library.languages.get(code, Catalogue(language=code))
        for name, document in library.all():
            if name.startswith(f"{OWN}/"):
                continue
            given = catalogue.documents.get(name, {})
            safety = isinstance(document, Condition) and document.kind == "safety"
            for one in prose(document):
                read = name in first or _is_read(one, kinds.get(name, ""), safety)
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


def _is_read(one: Value, kind: str, whole: bool) -> bool:
    if one.pointer in _REFERS or one.field in _TOLD or (one.pointer == "/name" and kind in _KINDS):
        return bool(one.value)
    if kind in _WHOLE:
        return one.field != "synonyms" and one.pointer not in _NAMED_ELSEWHERE
    if kind in _ZONES:
        point = one.field == "name" and one.pointer.startswith("/trigger_points/")
        return point or one.field == "words"
    return whole and one.field in ("text", "words", "note", "name")
