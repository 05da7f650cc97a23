"""Reads the message catalogues in ``languages/``, and lays one over the documents."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, TypeVar

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.language import Catalogue, Texts
from nmt_atlas.library.paths import DataPaths
from nmt_atlas.library.reading import read_document
from nmt_atlas.library.walk import prose

if TYPE_CHECKING:
    from nmt_atlas.library.catalogue import Library

Document = TypeVar("Document", bound=Frozen)

CODES = ("es",)
"""The languages that the atlas offers beside English and the Latin names."""

_PACKAGE = Path(__file__).resolve().parents[1]


def read_languages(paths: DataPaths) -> tuple[Mapping[str, Catalogue], tuple[Problem, ...]]:
    """Read every catalogue; a faulty file is left out and its faults are listed.

    Returns
    -------
    languages, problems
        Catalogues by language code, and every fault.
    """
    problems: list[Problem] = []
    found: dict[str, Catalogue] = {}
    folders = sorted(paths.languages.iterdir()) if paths.languages.is_dir() else []
    for folder in folders:
        name = paths.relative(folder)
        if folder.name.startswith("."):
            continue
        if folder.name not in CODES:
            expected = f"only the languages {', '.join(CODES)} here"
            problems.append(Problem(name, "", f"“{folder.name}”", expected, "folders"))
            continue
        found[folder.name] = Catalogue(
            language=folder.name,
            structures=_texts(paths, folder / "structures.json", problems),
            interface=_texts(paths, folder / "interface.json", problems),
            documents={
                path.relative_to(folder / "documents").as_posix(): _texts(paths, path, problems)
                for path in sorted((folder / "documents").rglob("*.json"))
            },
        )
    return MappingProxyType(found), tuple(problems)


def _texts(paths: DataPaths, path: Path, problems: list[Problem]) -> dict[str, str]:
    if not path.exists():
        return {}
    texts, faults = read_document(Texts, path, paths.relative(path))
    problems.extend(faults)
    return {} if texts is None else dict(texts.root)


@lru_cache(maxsize=1)
def interface_texts() -> Mapping[str, str]:
    """Every English text of the interface -> the place in the code where it first stands.

    They are the first arguments of ``say(…)`` and ``mark(…)``.
    """
    found: dict[str, str] = {}
    for file in sorted(_PACKAGE.rglob("*.py")):
        code = file.read_text(encoding="utf-8")
        if "say(" in code or "mark(" in code:
            for text, line in texts_in(code):
                found.setdefault(text, f"{file.relative_to(_PACKAGE).as_posix()}:{line}")
    return MappingProxyType(found)


def texts_in(code: str) -> Iterator[tuple[str, int]]:
    """The texts that a module says or marks, with their lines."""
    for node in ast.walk(ast.parse(code)):
        if not isinstance(node, ast.Call) or not node.args:
            continue
        called = node.func
        name = called.attr if isinstance(called, ast.Attribute) else getattr(called, "id", "")
        first = node.args[0]
        if name in ("say", "mark") and isinstance(first, ast.Constant):
            yield str(first.value), first.lineno


def translated(document: Document, texts: Mapping[str, str]) -> Document:
    """A document with the texts that a catalogue has in their place, the others as they are."""
    found = [(one.pointer, texts.get(str(one.value))) for one in prose(document)] if texts else []
    wanted = [(pointer, text) for pointer, text in found if text is not None]
    if not wanted:
        return document
    data = document.model_dump(mode="json")
    for pointer, text in wanted:
        here: Any = data
        *steps, last = pointer.strip("/").split("/")
        for step in steps:
            here = here[int(step) if isinstance(here, list) else step]
        here[int(last) if isinstance(here, list) else last] = text
    return type(document).model_validate(data)


def in_language(library: Library, catalogue: Catalogue) -> Library:
    """The library as a language tells it.

    Names of structures, muscles and nerves come from the catalogue, names of regions from the
    body chart, all other texts from the catalogue of their document. What has no text in the
    language stays English.
    """

    def told(kind: str, documents: Mapping[str, Document]) -> Mapping[str, Document]:
        return {
            ident: translated(one, catalogue.documents.get(library.file_of(kind, ident), {}))
            for ident, one in documents.items()
        }

    def named(documents: Mapping[str, Document]) -> Mapping[str, Document]:
        names = catalogue.structures
        return {ident: _renamed(one, names.get(ident, "")) for ident, one in documents.items()}

    spanish = catalogue.language == "es"
    return replace(
        library,
        structures=named(library.structures),
        muscles=named(told("muscle", library.muscles)),
        nerves=named(told("nerve", library.nerves)),
        entrapments=told("entrapment", library.entrapments),
        dermatomes=told("dermatome", library.dermatomes),
        conditions=told("condition", library.conditions),
        lessons=told("lesson", library.lessons),
        regions={
            ident: _renamed(one, one.name_es if spanish else "")
            for ident, one in library.regions.items()
        },
    )


def _renamed(document: Document, name: str) -> Document:
    return document.model_copy(update={"name": name}) if name else document
