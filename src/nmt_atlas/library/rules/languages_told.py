"""What a client may read stands in every language: names, client texts, when to refer, safety."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.condition import WHEN_TO_REFER, Condition
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.language import Catalogue
from nmt_atlas.library.documents import OWN
from nmt_atlas.library.languages import CODES
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import Value, prose

RULE = "languages-told"

_TOLD = frozenset({"client", "every_day", "self_care"})
_KINDS = ("condition", "entrapment", "test", "motion")
_REFERS = (f"/facts/{WHEN_TO_REFER}/text", "/refer_when/text")


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for client texts, names and texts of safety that a language lacks."""
    kinds = {library.file_of(kind, ident): kind for kind in _KINDS for ident in library.of(kind)}
    for code in CODES:
        catalogue = library.languages.get(code, Catalogue(language=code))
        for name, document in library.all():
            if name.startswith(f"{OWN}/"):
                continue
            given = catalogue.documents.get(name, {})
            safety = isinstance(document, Condition) and document.kind == "safety"
            for one in prose(document):
                if str(one.value) in given or not _is_read(one, kinds.get(name, ""), safety):
                    continue
                file = f"languages/{code}/documents/{name}"
                yield Problem(file, one.pointer, "nothing", f"“{one.value}” in {code}", RULE)


def _is_read(one: Value, kind: str, whole: bool) -> bool:
    if one.pointer in _REFERS or one.field in _TOLD or (one.pointer == "/name" and kind):
        return bool(one.value)
    return whole and one.field in ("text", "words", "note", "name")
