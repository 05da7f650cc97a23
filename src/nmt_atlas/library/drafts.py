"""What is wrong with a draft: its form, then the rules, as if it lay among the documents."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from types import MappingProxyType
from typing import Any

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.library.documents import OWN
from nmt_atlas.library.library import Library
from nmt_atlas.library.reading import validate
from nmt_atlas.library.rules import NEED_GEOMETRY, RULES

_OF_OTHERS = frozenset({"languages-complete", "languages-agree", "languages-told", "anchors-read"})
"""Rules that hold catalogues and maps against documents: none of them is about one lesson."""


@dataclass(frozen=True)
class Narrowed(Library):
    """A library of which one document alone is walked through, and all others can be named.

    Attributes
    ----------
    only
        That document's file.
    """

    only: str = ""

    def all(self) -> Iterator[tuple[str, Frozen]]:
        """The one document."""
        yield from (one for one in super().all() if one[0] == self.only)


def check_draft(library: Library, data: Mapping[str, Any]) -> tuple[Problem, ...]:
    """Every fault of a draft, by pointer; the rules that measure on a body are left out.

    Parameters
    ----------
    library
        The documents that it will lie among.
    data
        The lesson as plain data.
    """
    file = file_of(str(data.get("id", "")))
    lesson, faults = validate(Lesson, dict(data), file)
    if lesson is None or faults:
        return faults
    found: list[Problem] = []
    held = _with(library, lesson, file)
    for name, rule in RULES.items():
        if name not in NEED_GEOMETRY and name not in _OF_OTHERS:
            found += [one for one in rule(held, None) if one.file == file]
    return tuple(found)


def file_of(ident: str) -> str:
    """What problems call the file of a lesson of one's own."""
    return f"{OWN}/lessons/{ident}.json"


def _with(library: Library, lesson: Lesson, file: str) -> Narrowed:
    """The library with the draft in its place."""
    known = {one.name: getattr(library, one.name) for one in fields(library)}
    others = {key: one for key, one in library.kept["lesson"].items() if key != lesson.id}
    known["kept"] = MappingProxyType({**library.kept, "lesson": {**others, lesson.id: lesson}})
    known["files"] = MappingProxyType({**library.files, f"lesson/{lesson.id}": file})
    return Narrowed(**known, only=file)
