"""Documents of numbers that several documents tell."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.quantity import Quantity, told
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.others import QUANTITIES
from nmt_atlas.library.writing.page import Article, Passage, Section, kept, line


def _page(library: Documents, ident: str) -> Article:
    one: Quantity = library.of("quantity")[ident]
    found = tuple(
        passage
        for reading in one.readings
        for passage in line(
            f"{told(reading.low, reading.high, one.unit)}: {reading.of}", sources=(reading.source,)
        )
    )
    return Article(
        kind="quantity",
        id=ident,
        title=one.name,
        subtitle=one.told,
        sections=kept(
            Section(id="what", title="", passages=line(one.text)),
            Section(id="readings", title=mark("Who measured it, and in whom"), passages=found),
            Section(
                id="note", title="", passages=line(one.note, sources=one.note_sources, tone="quiet")
            ),
        ),
    )


def _note(one: Quantity) -> tuple[Passage, ...]:
    return line(one.note, sources=one.note_sources, tone="quiet")


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.of("quantity").values():
        yield Entry("quantity", one.id, "quantity", one.name, one.told), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.of("quantity").values():
        yield Named(one.id, one.name)


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.of("quantity").values():
        yield row(one.id, one.name, value=one.told, sources=list(one.sources))


KIND = Kind(
    name="quantity",
    type=Quantity,
    schema="quantity",
    folders=("conditions/quantities",),
    shelves={"quantity": mark("Numbers")},
    entries=_entries,
    names=_names,
    weight=-0.04,
    page=_page,
    tables=(QUANTITIES,),
    target=None,
    lists=(Listing("quantities", _rows, ("id", "name", "value", "sources")),),
    counts={"quantities": lambda library: len(library.of("quantity"))},
)
