"""What a flat table consists of, and the columns that many tables share."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Literal

from nmt_atlas.domain.base import Fact
from nmt_atlas.library.documents import Documents

CellType = Literal["string", "integer", "number", "boolean", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Attributes
    ----------
    name
        Its heading.
    about
        What its values mean.
    value
        Row object -> value.
    type
        The type of its values; a ``list`` holds strings or numbers.
    table
        The table whose ``id`` its values (or the items of its lists) name; empty for none.
    """

    name: str
    about: str
    value: Callable[[Any], object]
    type: CellType = "string"
    table: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """One table: ``key`` are the columns that tell its rows apart."""

    name: str
    about: str
    rows: Callable[[Documents], Iterable[Any]]
    columns: tuple[Column, ...]
    key: tuple[str, ...] = ("id",)


def reach(*steps: str | int) -> Callable[[Any], object]:
    """What is found along attributes (names) and places (numbers); None where it ends early."""

    def value(row: Any) -> object:  # noqa: ANN401 - rows are documents of every kind
        for step in steps:
            if row is not None:
                row = row[step] if isinstance(step, int) else getattr(row, step)
        return row

    return value


def field(name: str, about: str, type_: CellType = "string", table: str = "") -> Column:
    """A column of an attribute with the same name."""
    return Column(name, about, lambda row: getattr(row, name), type_, table)


def inner(name: str, about: str, type_: CellType = "string", table: str = "") -> Column:
    """A column of the second object of a pair."""
    return Column(name, about, lambda row: getattr(row[1], name), type_, table)


def owner(name: str, about: str, table: str) -> Column:
    """The id of the first object of a pair."""
    return Column(name, about, lambda row: row[0].id, "string", table)


def number() -> Column:
    """Where the second object of a pair stands in its document."""
    return Column("number", "Place in the document, from 1.", lambda row: row[2], "integer")


def fact(name: str, about: str) -> tuple[Column, ...]:
    """Text, note and sources of a statement."""

    def part(row: object, what: str, otherwise: object) -> object:
        fact: Fact | None = getattr(row, name)
        return otherwise if fact is None else getattr(fact, what)

    note = "Where sources disagree, or what is disputed, in this statement."
    return (
        Column(name, about, lambda row: part(row, "text", "")),
        Column(f"{name}_note", note, lambda row: part(row, "note", "")),
        cited(f"{name}_sources", lambda row: part(row, "sources", ())),
    )


def cited(name: str, value: Callable[[Any], object]) -> Column:
    """A column of source ids."""
    return Column(name, "Sources that it stands on.", value, "list", "sources")


ID = field("id", "Id that never changes.")
NAME = field("name", "English name.")
LATIN = field("latin", "Latin name (Terminologia Anatomica).")
FMA = field("fma", "Id in the Foundational Model of Anatomy.")
SYNONYMS = field("synonyms", "Other names.", "list")
PAIRED = field("paired", "Whether there is one on each side.", "boolean")
SOURCES = field("sources", "Sources that the row stands on.", "list", "sources")
CLIENT = field("client", "Plain text for clients.")
NAMED = (ID, NAME, LATIN, FMA)
"""How a structure, a muscle or a nerve is called."""
EVIDENCE = (
    Column(
        "evidence",
        "Kind of knowledge: charted (by experience), charted-by-few, inferred, anatomy (alone), "
        "series (clinical), experiment.",
        lambda row: row.evidence.kind,
    ),
    Column("evidence_note", "How sure it is.", lambda row: row.evidence.note),
    cited("evidence_sources", lambda row: row.evidence.sources),
)


def place(side: str, *steps: str | int) -> tuple[Column, ...]:
    """Three columns of a place in the body frame.

    Parameters
    ----------
    side
        The side that it is given for, in words.
    steps
        The way to the point, as for :func:`reach`.
    """
    return tuple(
        Column(axis, f"Place in the body frame, {side}, mm, {way}.", reach(*steps, at), "number")
        for at, (axis, way) in enumerate((("x", "left"), ("y", "back"), ("z", "up")))
    )


def nested(kind: str, field: str) -> Callable[[Documents], Iterable[Any]]:
    """Rows of (document, item, number) for every item of a field of every document."""
    return lambda library: (
        (document, item, number)
        for document in library.of(kind).values()
        for number, item in enumerate(getattr(document, field), start=1)
    )


def items(
    name: str, about: str, of: tuple[str, str], owned_by: Column, columns: tuple[Column, ...]
) -> Table:
    """A table of one row for every item of a field, told apart by its document and its number.

    Parameters
    ----------
    name, about
        The table's.
    of
        The documents, and the field of theirs that holds the items.
    owned_by
        The column that names the document.
    columns
        The item's own columns.
    """
    return Table(
        name, about, nested(*of), (owned_by, number(), *columns), (owned_by.name, "number")
    )


def every(kind: str) -> Callable[[Documents], Iterable[Any]]:
    """A row for every document of a kind."""
    return lambda library: library.of(kind).values()
