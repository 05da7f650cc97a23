"""A translated document tells the same numbers, denials and urgency as the English one."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.same_meaning import differences
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "languages-agree"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare every translated text of a document with its English key."""
    for code, catalogue in library.languages.items():
        for name, texts in catalogue.documents.items():
            file = f"languages/{code}/documents/{name}"
            for english, text in texts.items():
                pointer = "/" + english.replace("~", "~0").replace("/", "~1")
                for found, expected in differences(english, text, code):
                    yield Problem(file, pointer, f"{found}: “{text}”", expected, RULE)
