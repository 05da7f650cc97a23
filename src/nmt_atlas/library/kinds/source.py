"""Documents of sources."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.source import Source
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.others import FACTS, SOURCES_TABLE
from nmt_atlas.library.writing.others import source_page


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.sources.values():
        yield Entry("source", one.id, "source", one.title, f"{one.authors} ({one.year})"), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.sources.values():
        yield Named(one.id, one.title, (one.authors, one.container))


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.sources.values():
        yield row(
            one.id,
            one.title,
            authors=one.authors,
            year=one.year,
            kind=one.kind,
            container=one.container,
            doi=one.doi,
            isbn=one.isbn,
            url=one.url,
            used_for=one.used_for,
        )


KIND = Kind(
    name="source",
    type=Source,
    schema="source",
    folders=("sources",),
    shelves={"source": mark("Sources")},
    entries=_entries,
    names=_names,
    weight=-0.1,
    page=source_page,
    tables=(SOURCES_TABLE, FACTS),
    target=None,
    lists=(Listing("sources", _rows, ("id", "authors", "year", "name")),),
    counts={"sources": lambda library: len(library.sources)},
)
