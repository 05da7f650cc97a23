"""Documents of questions that tell sources of pain apart."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.clue import Clue
from nmt_atlas.domain.language import mark
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.columns import ID, SOURCES, Table, every, fact, field
from nmt_atlas.library.writing.page import Article, Section, kept, line, references, said

_SUBTITLE = mark("A question that tells sources of pain apart")
_SORTS = {
    "trigger-point": mark("Muscles"),
    "nerve": mark("Nerves"),
    "root": mark("Roots"),
    "joint": mark("Joints"),
    "organ": mark("Organs"),
}


def _page(library: Documents, ident: str) -> Article:
    one: Clue = library.of("clue")[ident]
    groups = (
        ("muscles", mark("A yes speaks for these muscles"), one.muscles, "muscle"),
        ("nerves", mark("A yes speaks for these nerves"), one.nerves, "nerve"),
        ("roots", mark("A yes speaks for these roots"), one.roots, "dermatome"),
        ("origins", mark("A yes speaks for these joints or organs"), one.origins, "origin"),
    )
    sorts = tuple(passage for sort in one.sorts for passage in line(_SORTS[sort]))
    return Article(
        kind="clue",
        id=ident,
        title=one.asks,
        subtitle=_SUBTITLE,
        sections=kept(
            Section(id="why", title=mark("Why it is asked"), passages=said("", one.why)),
            Section(id="sorts", title=mark("A yes speaks for"), passages=sorts),
            *(
                Section(id=name, title=title, references=references(library, ids, kind))
                for name, title, ids, kind in groups
            ),
        ),
    )


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.of("clue").values():
        yield Entry("clue", one.id, "clue", one.asks), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.of("clue").values():
        yield Named(one.id, one.asks)


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.of("clue").values():
        yield row(one.id, one.asks, kind=one.kind, sources=list(one.sources))


TABLE = Table(
    "clues",
    "Questions that tell sources of pain apart.",
    every("clue"),
    (
        ID,
        field("kind", "movement, posture, time, eases or weakness."),
        field("asks", "The question."),
        *fact("why", "Why it tells sources apart."),
        field("muscles", "Muscles that a yes speaks for.", "list", "muscles"),
        field("nerves", "Nerves that a yes speaks for.", "list", "nerves"),
        field("roots", "Roots that a yes speaks for.", "list", "dermatomes"),
        field("origins", "Joints and organs that a yes speaks for.", "list", "origins"),
        field("sorts", "Whole sorts of sources that a yes speaks for.", "list"),
        SOURCES,
    ),
)

KIND = Kind(
    name="clue",
    type=Clue,
    schema="clue",
    folders=("conditions/clues",),
    shelves={"clue": mark("Questions about a pain")},
    entries=_entries,
    names=_names,
    weight=-0.08,
    page=_page,
    tables=(TABLE,),
    target=None,
    lists=(Listing("clues", _rows, ("id", "name", "kind")),),
    counts={"clues": lambda library: len(library.of("clue"))},
)
