"""Nerve documents."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.nerve import Nerve
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, foreign, row
from nmt_atlas.library.kinds.structure import meshes, parts_by_structure, structure_rows
from nmt_atlas.library.tables.nerves import NERVES
from nmt_atlas.library.targets import nerve_target
from nmt_atlas.library.writing.nerves import nerve_page
from nmt_atlas.library.writing.plain import plain_nerve


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.nerves.values():
        yield Entry("nerve", one.id, "nerve", one.name, one.latin), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.nerves.values():
        yield Named(one.id, one.name, (one.latin, *foreign(library, one.id)))


def _rows(library: Documents) -> Iterator[Row]:
    """Drawn nerves, then documents that are drawn by parts of other names."""
    for found in structure_rows("nerve")(library):
        nerve = library.nerves.get(str(found["id"]))
        yield {**found, "roots": list(nerve.roots) if nerve else []}
    parts = parts_by_structure(library)
    for nerve in library.nerves.values():
        if nerve.id not in library.structures:
            yield row(
                nerve.id,
                nerve.name,
                latin=nerve.latin,
                fma=nerve.fma,
                side="both",
                synonyms=[],
                parts=meshes(nerve.parts, parts),
                roots=list(nerve.roots),
            )


KIND = Kind(
    name="nerve",
    type=Nerve,
    schema="nerve",
    folders=("conditions/nerves",),
    anatomical=True,
    shelves={"nerve": mark("Nerves")},
    entries=_entries,
    names=_names,
    weight=0.05,
    page=nerve_page,
    short=lambda library, ident, _part: nerve_page(library, ident, short=True),
    plain=plain_nerve,
    tables=(NERVES,),
    target=nerve_target,
    lists=(Listing("nerves", _rows, ("id", "name", "latin", "fma", "side", "region", "roots")),),
)
