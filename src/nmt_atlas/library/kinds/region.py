"""Regions of the body chart, which one document holds."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.region import Region
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row, side_of
from nmt_atlas.library.tables.others import REGIONS
from nmt_atlas.library.writing.others import region_page


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.regions.values():
        yield Entry("region", one.id, "region", one.name, one.covers), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.regions.values():
        yield Named(one.id, one.name, (one.name_es, *one.synonyms, *one.synonyms_es, one.covers))


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.regions.values():
        yield row(
            one.id,
            one.name,
            side=side_of(one.paired),
            region=one.part_of,
            group=one.group,
            covers=one.covers,
            parts=list(one.parts),
            synonyms=[*one.synonyms, *one.synonyms_es],
        )


KIND = Kind(
    name="region",
    type=Region,
    schema="regions",
    shelves={"region": mark("Regions of the body")},
    entries=_entries,
    names=_names,
    weight=0.01,
    page=region_page,
    tables=(REGIONS,),
    target=None,
    lists=(Listing("regions", _rows, ("id", "name", "group", "side", "region")),),
)
