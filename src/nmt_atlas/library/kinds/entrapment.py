"""Documents of narrow places of nerves."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.nerve import Entrapment
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.nerves import ENTRAPMENTS
from nmt_atlas.library.targets import entrapment_target
from nmt_atlas.library.writing.nerves import entrapment_page
from nmt_atlas.library.writing.plain import plain_entrapment


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.entrapments.values():
        nerve = library.nerves.get(one.nerve)
        hint = nerve.name if nerve else ""
        yield Entry("entrapment", one.id, "entrapment", one.name, hint), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.entrapments.values():
        yield Named(one.id, one.name)


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.entrapments.values():
        yield row(
            one.id,
            one.name,
            side="both",
            nerve=one.nerve,
            structures=list(one.structures),
            imitators=list(one.imitators),
        )


KIND = Kind(
    name="entrapment",
    type=Entrapment,
    schema="entrapment",
    folders=("conditions/entrapments",),
    shelves={"entrapment": mark("Narrow places of nerves")},
    entries=_entries,
    names=_names,
    weight=0.04,
    page=entrapment_page,
    plain=plain_entrapment,
    tables=(ENTRAPMENTS,),
    target=entrapment_target,
    lists=(Listing("entrapments", _rows, ("id", "name", "nerve", "structures")),),
    counts={"entrapments": lambda library: len(library.entrapments)},
)
