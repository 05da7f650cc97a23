"""Every catalogue has every text, none that nothing asks for, and the same blanks to fill in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.language import Catalogue, blanks
from nmt_atlas.library.documents import OWN
from nmt_atlas.library.ids import did_you_mean
from nmt_atlas.library.languages import CODES, interface_texts
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import prose

RULE = "languages-complete"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare every catalogue with the documents and with the interface."""
    named = {
        one.id: one.name
        for kind in library.kinds
        if kind.anatomical
        for one in library.of(kind.name).values()
    }
    documents = dict(library.all())
    texts = {text: text for text in interface_texts()}
    for code in CODES:
        catalogue = library.languages.get(code, Catalogue(language=code))
        own = library.own_languages.get(code, Catalogue(language=code))
        folder = f"languages/{code}"
        yield from _missing(f"{folder}/structures.json", catalogue.structures, named)
        yield from _missing(f"{folder}/interface.json", catalogue.interface, texts)
        built_in = Catalogue(
            language=code,
            structures=_without(catalogue.structures, own.structures),
            interface=_without(catalogue.interface, own.interface),
            documents={
                name: _without(given, own.documents.get(name, {}))
                for name, given in catalogue.documents.items()
                if f"{OWN}/{name}" not in documents and (given or name not in own.documents)
            },
        )
        for start, one in (("", built_in), (f"{OWN}/", own)):
            yield from _of(f"{start}{folder}", one, named, texts, documents)
    yield from _regions(library)


def _of(
    folder: str,
    catalogue: Catalogue,
    named: Mapping[str, str],
    texts: Mapping[str, str],
    documents: Mapping[str, Frozen],
) -> Iterator[Problem]:
    """What one folder's catalogue says too much, or with other blanks."""
    yield from _unknown(f"{folder}/structures.json", catalogue.structures, named)
    yield from _unknown(f"{folder}/interface.json", catalogue.interface, texts)
    yield from _blanks(f"{folder}/interface.json", catalogue.interface)
    for name, given in catalogue.documents.items():
        file = f"{folder}/documents/{name}"
        document = documents.get(f"{OWN}/{name}") or documents.get(name)
        yield from _document(file, given, document)
        yield from _blanks(file, given)


def _without(texts: Mapping[str, str], others: Mapping[str, str]) -> dict[str, str]:
    return {key: text for key, text in texts.items() if key not in others}


def _missing(file: str, given: Mapping[str, str], wanted: Mapping[str, str]) -> Iterator[Problem]:
    for key in wanted:
        if key not in given:
            yield Problem(file, _pointer(key), "nothing", f"the text for “{wanted[key]}”", RULE)


def _unknown(file: str, given: Mapping[str, str], known: Iterable[str]) -> Iterator[Problem]:
    known = dict.fromkeys(known)
    for key in given:
        if key not in known:
            expected = f"only what the atlas shows. {did_you_mean(key, known)}".strip()
            yield Problem(file, _pointer(key), f"“{key}”", expected, RULE)


def _blanks(file: str, given: Mapping[str, str]) -> Iterator[Problem]:
    for key, text in given.items():
        if blanks(key) != blanks(text):
            expected = "the blanks " + (", ".join(sorted(blanks(key))) or "none")
            found = "the blanks " + (", ".join(sorted(blanks(text))) or "none")
            yield Problem(file, _pointer(key), found, expected, RULE)


def _document(file: str, given: Mapping[str, str], document: Frozen | None) -> Iterator[Problem]:
    if document is None:
        yield Problem(file, "", "a catalogue of no document", "the name of a document", RULE)
        return
    yield from _unknown(file, given, (str(one.value) for one in prose(document)))


def _regions(library: Library) -> Iterator[Problem]:
    for number, region in enumerate(library.regions.values()):
        if not region.name_es:
            pointer = f"/regions/{number}/name_es"
            expected = f"the Spanish name of “{region.name}”"
            yield Problem("meshes/regions.json", pointer, "nothing", expected, RULE)


def _pointer(key: str) -> str:
    return "/" + key.replace("~", "~0").replace("/", "~1")
