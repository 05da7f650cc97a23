"""What a kind of document is: all that loading, search, shelves, pages and commands ask of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from nmt_atlas.domain.base import Frozen
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.tables.columns import Table
from nmt_atlas.library.targets import Target
from nmt_atlas.library.writing.page import Article, Section

Row = dict[str, object]
Writer = Callable[[Documents, str], Article]
ShortWriter = Callable[[Documents, str, str], Article]
PlainWriter = Callable[[Documents, str], tuple[Section, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """One document on a shelf.

    Attributes
    ----------
    kind, id
        What :func:`nmt_atlas.library.articles.article` opens.
    shelf
        One of its kind's shelves.
    name
        The name to show.
    hint
        What tells it from others of a like name.
    """

    kind: str
    id: str
    shelf: str
    name: str
    hint: str = ""

    @property
    def key(self) -> str:
        """``kind/id``, as addresses name it."""
        return f"{self.kind}/{self.id}"


@dataclass(frozen=True, slots=True)
class Named:
    """What a document can be found by: its name, and others (Latin, synonyms, foreign names)."""

    id: str
    name: str
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Listing:
    """What ``nmt-atlas list NAME`` prints.

    Attributes
    ----------
    name
        The word after ``list``.
    rows
        The rows, whose keys are stable.
    columns
        The keys that a table shows.
    """

    name: str
    rows: Callable[[Documents], Iterable[Row]]
    columns: tuple[str, ...]


Entries = Callable[[Documents], Iterator[tuple[Entry, BaseModel]]]
Count = Callable[[Documents], int]


def _no_counts() -> Mapping[str, Count]:
    return MappingProxyType({})


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One kind of document.

    Attributes
    ----------
    name
        Its name in links and addresses: ``muscle``.
    type
        The domain type of a document.
    folders
        Where its files lie below the data root; empty where other documents hold it.
    schema
        The name of its schema in ``library/schemas``, or of the one that holds it.
    needs_links
        Whether a document is left out where anything that it names is (a question without its
        answer); others are offered without the link.
    anatomical
        Whether a translation names it in ``structures.json`` and not in its own catalogue.
    shelves
        Shelf -> heading (marked), in the order in which they are shown.
    entries
        Its entries with the documents whose words they are found by.
    names
        What it can be searched by.
    weight
        What its kind adds to a hit's score (-0.1..0.1).
    page
        Writes a document out.
    short, plain
        Write it out beside the body and in plain words; None where there is no such form.
    tables
        Its flat tables.
    target
        What it shows on the body; None where it is nothing that can be shown.
    lists
        What ``nmt-atlas list`` prints of it.
    counts
        What ``nmt-atlas info`` counts.
    """

    name: str
    type: type[Frozen]
    schema: str
    page: Writer
    entries: Entries
    names: Callable[[Documents], Iterable[Named]]
    shelves: Mapping[str, str]
    tables: tuple[Table, ...]
    target: Callable[[Documents, str], Target] | None
    lists: tuple[Listing, ...]
    folders: tuple[str, ...] = ()
    needs_links: bool = False
    anatomical: bool = False
    weight: float = 0.0
    short: ShortWriter | None = None
    plain: PlainWriter | None = None
    counts: Mapping[str, Count] = field(default_factory=_no_counts)

    def documents(self, library: Documents) -> Mapping[str, Any]:
        """Its documents by id."""
        return library.of(self.name)


def foreign(library: Documents, ident: str) -> tuple[str, ...]:
    """The names of a structure, muscle or nerve in every other language."""
    return tuple(one.structures.get(ident, "") for one in library.languages.values())


def row(ident: str, name: str, **more: object) -> Row:
    """A row of a list with the keys that all rows have."""
    base: Row = {"id": ident, "name": name, "latin": "", "fma": "", "side": "", "region": ""}
    return {**base, **more}


def side_of(paired: bool) -> str:
    """The side of a row."""
    return "both" if paired else "midline"
