"""Texts are plain: no HTML, no links in brackets, no addresses that run a program."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.source import Source
from nmt_atlas.library.documents import OWN
from nmt_atlas.library.faults import pointer_of
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "no-markup"

MARKUP: Mapping[str, str] = {
    r"<\s*[/!?]?[a-z][^<>]*>?": "plain text; “<” with a space after it where less is meant",
    r"&(?:[a-z]+|#x?[0-9a-f]+);": "the character itself",
    r"!?\[[^\]\n]*\]\([^)\n]*\)": "plain text; links stand in keys of their own",
    r"\b(?:java|vb)script\s*:\s*[\w.]+\s*[(=;]": "plain text",
    r"\bdata\s*:\s*[a-z]+/": "plain text",
}
_FOUND = {re.compile(pattern, re.IGNORECASE): instead for pattern, instead in MARKUP.items()}


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look at every text of every document, region and catalogue."""
    for file, document in library.all():
        for one in walk(document):
            if isinstance(one.value, str):
                yield from _of(file, one.pointer, one.value)
        if isinstance(document, Source) and document.url:
            yield from _address(file, document.url)
    for number, region in enumerate(library.regions.values()):
        for one in walk(region, f"/regions/{number}"):
            if isinstance(one.value, str):
                yield from _of("meshes/regions.json", one.pointer, one.value)
    for code, catalogue in library.languages.items():
        own = library.own_languages.get(code)
        for name, texts in _files(catalogue.structures, catalogue.interface, catalogue.documents):
            mine = (
                {}
                if own is None
                else dict(_files(own.structures, own.interface, own.documents)).get(name, {})
            )
            for key, text in texts.items():
                start = f"{OWN}/" if key in mine else ""
                yield from _of(f"{start}languages/{code}/{name}", pointer_of([key]), text)


def _of(file: str, pointer: str, text: str) -> Iterator[Problem]:
    for pattern, instead in _FOUND.items():
        match = pattern.search(text)
        if match:
            yield Problem(file, pointer, f"“{match.group()[:40]}”", instead, RULE)


def _address(file: str, url: str) -> Iterator[Problem]:
    if not url.startswith(("https://", "http://")):
        yield Problem(file, "/url", f"“{url[:40]}”", "an address that begins with https://", RULE)


def _files(
    structures: Mapping[str, str],
    interface: Mapping[str, str],
    documents: Mapping[str, Mapping[str, str]],
) -> Iterator[tuple[str, Mapping[str, str]]]:
    yield "structures.json", structures
    yield "interface.json", interface
    for name, texts in documents.items():
        yield f"documents/{name}", texts
