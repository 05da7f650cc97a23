"""Prepared views of the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.prepared import GROUPS, PreparedView
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.views import VIEWS
from nmt_atlas.library.writing.views import view_page


def views_of(library: Documents) -> Mapping[str, PreparedView]:
    """Every prepared view by its id."""
    return library.of("view")


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in views_of(library).values():
        yield Entry("view", one.id, "view", one.title, GROUPS[one.group]), one


def _names(library: Documents) -> Iterator[Named]:
    for one in views_of(library).values():
        yield Named(one.id, one.title)


def _rows(library: Documents) -> Iterator[Row]:
    for one in views_of(library).values():
        yield row(one.id, one.title, region=", ".join(one.regions), deck=one.group)


KIND = Kind(
    name="view",
    type=PreparedView,
    schema="view",
    folders=("views",),
    needs_links=True,
    shelves={"view": mark("Prepared views")},
    entries=_entries,
    names=_names,
    weight=-0.05,
    page=view_page,
    tables=(VIEWS,),
    target=None,
    lists=(Listing("views", _rows, ("id", "name", "deck", "region")),),
    counts={"prepared views": lambda library: len(views_of(library))},
)
