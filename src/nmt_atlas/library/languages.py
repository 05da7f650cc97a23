"""Reads the message catalogues in ``languages/``, and lays one over the documents."""

from __future__ import annotations

import ast
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple, TypeVar

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.language import Catalogue, Texts
from nmt_atlas.library.documents import Documents, built_in_name
from nmt_atlas.library.kinds.kind import Kind
from nmt_atlas.library.paths import DataPaths
from nmt_atlas.library.reading import read_document
from nmt_atlas.library.walk import Value, prose

Document = TypeVar("Document", bound=Frozen)
Library = TypeVar("Library", bound=Documents)

CODES = ("es",)
"""The languages that the atlas offers beside English and the Latin names."""

_PACKAGE = Path(__file__).resolve().parents[1]


class Languages(NamedTuple):
    """What :func:`read_languages` gives: catalogues by language code, and every fault.

    ``own`` are the person's own texts, ``all`` those laid over the built-in ones.
    """

    all: Mapping[str, Catalogue]
    own: Mapping[str, Catalogue]
    problems: tuple[Problem, ...]


def read_languages(paths: DataPaths) -> Languages:
    """Read every catalogue; a faulty file is left out and its faults are listed."""
    problems: list[Problem] = []
    layers = [_read_layer(paths, layer, problems) for layer in paths.layers]
    own = layers[1] if len(layers) > 1 else {}
    found = {
        code: _over(layers[0].get(code, Catalogue(language=code)), own.get(code))
        for code in dict.fromkeys([*layers[0], *own])
    }
    return Languages(MappingProxyType(found), MappingProxyType(own), tuple(problems))


def _over(catalogue: Catalogue, own: Catalogue | None) -> Catalogue:
    """A catalogue with other texts laid over it."""
    if own is None:
        return catalogue
    files = dict.fromkeys([*catalogue.documents, *own.documents])
    return Catalogue(
        language=catalogue.language,
        structures={**catalogue.structures, **own.structures},
        interface={**catalogue.interface, **own.interface},
        documents={
            file: {**catalogue.documents.get(file, {}), **own.documents.get(file, {})}
            for file in files
        },
    )


def _read_layer(paths: DataPaths, layer: Path, problems: list[Problem]) -> dict[str, Catalogue]:
    def texts(path: Path) -> dict[str, str]:
        if not path.exists():
            return {}
        found, faults = read_document(Texts, path, paths.relative(path), layer)
        problems.extend(faults)
        return {} if found is None else dict(found.root)

    folder = layer / "languages"
    found: dict[str, Catalogue] = {}
    for one in sorted(folder.iterdir()) if folder.is_dir() else ():
        if one.name.startswith(".") or one == paths.everyday:
            continue
        if one.name not in CODES:
            expected = f"only the languages {', '.join(CODES)} here"
            name = paths.relative(one)
            problems.append(Problem(name, "", f"“{one.name}”", expected, "folders"))
            continue
        found[one.name] = Catalogue(
            language=one.name,
            structures=texts(one / "structures.json"),
            interface=texts(one / "interface.json"),
            documents={
                path.relative_to(one / "documents").as_posix(): texts(path)
                for path in sorted((one / "documents").rglob("*.json"))
            },
        )
    return found


@lru_cache(maxsize=1)
def interface_texts() -> Mapping[str, str]:
    """Every English text of the interface -> the place in the code where it first stands.

    They are the first arguments of ``say(…)`` and ``mark(…)``, and both of ``say.plural(…)``.
    """
    found: dict[str, str] = {}
    for file in sorted(_PACKAGE.rglob("*.py")):
        code = file.read_text(encoding="utf-8")
        if any(word in code for word in ("say(", "mark(", "plural(")):
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
        said = node.args[:1] if name in ("say", "mark") else node.args[1:3]
        for text in said if name in ("say", "mark", "plural") else ():
            if isinstance(text, ast.Constant):
                yield str(text.value), text.lineno


def translated(document: Document, texts: Mapping[str, str]) -> Document:
    """A document with the texts that a catalogue has in their place, the others as they are."""
    said = [one for one in prose(document) if not is_kept(one)] if texts else []
    found = [(one.pointer, texts.get(str(one.value))) for one in said]
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


def is_kept(one: Value) -> bool:
    """Whether the program reads a text, so that a translation of it is only shown beside."""
    return one.field in getattr(one.owner, "KEPT", ())


def _kept_texts(library: Documents, catalogue: Catalogue) -> Mapping[str, str]:
    """The texts that stay as they are in documents -> what they are called in a language."""
    found: dict[str, str] = {}
    for file, document in library.all():
        texts = catalogue.documents.get(built_in_name(file), {})
        for one in prose(document) if texts else ():
            if is_kept(one) and str(one.value) in texts:
                found[str(one.value)] = texts[str(one.value)]
    return MappingProxyType(found)


def latin(library: Documents, kinds: Iterable[Kind]) -> Catalogue:
    """The Latin names, with the English interface."""
    named = (one for kind in kinds if kind.anatomical for one in library.of(kind.name).values())
    return Catalogue(language="la", structures={one.id: one.latin for one in named if one.latin})


def in_language(library: Library, catalogue: Catalogue, kinds: Iterable[Kind]) -> Library:
    """The library as a language tells it.

    Names of structures, muscles and nerves come from the catalogue, names of regions from the
    body chart, all other texts from the catalogue of their document. What has no text in the
    language stays English.
    """
    names = {kind.name: catalogue.structures for kind in kinds if kind.anatomical}
    spanish = catalogue.language == "es"

    def told(kind: str, document: Frozen) -> Frozen:
        ident = str(getattr(document, "id", ""))
        texts = catalogue.documents.get(built_in_name(library.file_of(kind, ident)), {})
        return _renamed(translated(document, texts), names.get(kind, {}).get(ident, ""))

    return replace(
        library,
        kept_texts=_kept_texts(library, catalogue),
        kept={
            kind: {ident: told(kind, one) for ident, one in documents.items()}
            for kind, documents in library.kept.items()
        },
        structures={
            ident: _renamed(one, catalogue.structures.get(ident, ""))
            for ident, one in library.structures.items()
        },
        regions={
            ident: _renamed(one, one.name_es if spanish else "")
            for ident, one in library.regions.items()
        },
    )


def _renamed(document: Document, name: str) -> Document:
    return document.model_copy(update={"name": name}) if name else document
