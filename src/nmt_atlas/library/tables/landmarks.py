"""Table of palpable landmarks."""

from __future__ import annotations

from collections.abc import Iterable

from nmt_atlas.domain.base import Fact, Point
from nmt_atlas.domain.palpable import Palpable
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.tables.columns import CellType, Column, Table, cited, place, reach


def _rows(library: Documents) -> Iterable[tuple[Palpable, Point | None]]:
    return ((one, library.point_of(one.place)) for one in library.palpable.values())


def _own(name: str, about: str, type_: CellType = "string", table: str = "") -> Column:
    """A column of the landmark itself."""
    return Column(name, about, reach(0, name), type_, table)


def _fact(name: str, about: str) -> tuple[Column, ...]:
    """Text and sources of a statement that may be missing."""

    def part(row: tuple[Palpable, Point | None], what: str, otherwise: object) -> object:
        found: Fact | None = getattr(row[0], name)
        return otherwise if found is None else getattr(found, what)

    return (
        Column(name, about, lambda row: part(row, "text", "")),
        cited(f"{name}_sources", lambda row: part(row, "sources", ())),
    )


LANDMARKS = Table(
    "landmarks",
    "Places that a hand finds through the skin.",
    _rows,
    (
        _own("id", "Id that never changes."),
        _own("name", "English name."),
        _own("latin", "Latin name (Terminologia Anatomica)."),
        _own("synonyms", "Other names.", "list"),
        _own("paired", "Whether there is one on each side.", "boolean"),
        _own("region", "Region of the body chart.", "string", "regions"),
        _own("structure", "The structure that it is a place of.", "string", "structures"),
        *place("right side or midline", 1),
        *_fact("what", "What it is."),
        Column("position", "How the person lies or sits.", lambda row: row[0].feel.position),
        Column("direction", "Where the fingers go.", lambda row: row[0].feel.direction),
        Column("felt", "What they meet.", lambda row: row[0].feel.felt),
        cited("feel_sources", lambda row: row[0].feel.sources),
        _own("attaches", "What begins or ends there.", "list"),
        *_fact("caution", "What to mind."),
        _own("alike", "Landmarks that it is taken for.", "list", "landmarks"),
        *_fact("apart", "How to tell them apart."),
        _own("client", "Plain text for clients."),
    ),
)
