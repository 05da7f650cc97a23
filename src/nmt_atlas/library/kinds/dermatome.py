"""Documents of the skin of spinal roots."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.nerve import Dermatome
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.nerves import DERMATOMES
from nmt_atlas.library.targets import dermatome_target
from nmt_atlas.library.writing.nerves import dermatome_page
from nmt_atlas.library.writing.plain import plain_dermatome


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.dermatomes.values():
        yield Entry("dermatome", one.id, "dermatome", one.name, one.landmark), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.dermatomes.values():
        yield Named(one.id, one.name, (one.root,))


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.dermatomes.values():
        yield row(one.id, one.name, side="both", root=one.root, landmark=one.landmark)


KIND = Kind(
    name="dermatome",
    type=Dermatome,
    schema="dermatome",
    folders=("conditions/dermatomes",),
    shelves={"dermatome": mark("Skin of the spinal roots")},
    entries=_entries,
    names=_names,
    weight=0.02,
    page=dermatome_page,
    plain=plain_dermatome,
    tables=(DERMATOMES,),
    target=dermatome_target,
    lists=(Listing("dermatomes", _rows, ("id", "name", "root", "landmark")),),
    counts={"dermatomes": lambda library: len(library.dermatomes)},
)
