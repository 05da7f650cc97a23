"""Documents of positions: how a body stands, sits or lies."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.position import Position
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.joints import POSITIONS
from nmt_atlas.library.writing.page import Article, Section, kept, line, references, said


def _page(library: Documents, ident: str) -> Article:
    one: Position = library.of("position")[ident]
    return Article(
        kind="position",
        id=ident,
        title=one.name,
        subtitle=mark("Position"),
        sections=kept(
            Section(
                id="summary", title="", passages=line(", ".join(one.synonyms), mark("Also called"))
            ),
            Section(id="about", title=mark("What it is for"), passages=said("", one.about)),
            Section(
                id="techniques",
                title=mark("Techniques"),
                references=references(library, one.techniques, "condition"),
            ),
        ),
    )


def _plain(library: Documents, ident: str) -> tuple[Section, ...]:
    words = line(library.of("position")[ident].client)
    return kept(Section(id="plain-words", title=mark("In plain words"), passages=words))


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.of("position").values():
        yield Entry("position", one.id, "position", one.name), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.of("position").values():
        yield Named(one.id, one.name, one.synonyms)


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.of("position").values():
        yield row(one.id, one.name, pose=",".join(one.pose))


KIND = Kind(
    name="position",
    type=Position,
    schema="position",
    folders=("conditions/positions",),
    shelves={"position": mark("Positions")},
    entries=_entries,
    names=_names,
    weight=-0.04,
    page=_page,
    plain=_plain,
    tables=(POSITIONS,),
    target=None,
    lists=(Listing("positions", _rows, ("id", "name", "pose")),),
    counts={"positions": lambda library: len(library.of("position"))},
)
