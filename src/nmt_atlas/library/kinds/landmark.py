"""Documents of palpable landmarks."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.palpable import Palpable
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, foreign, row, side_of
from nmt_atlas.library.tables.landmarks import LANDMARKS
from nmt_atlas.library.targets import landmark_target
from nmt_atlas.library.writing.landmarks import landmark_page
from nmt_atlas.library.writing.plain import plain_landmark


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.palpable.values():
        region = library.regions.get(one.region)
        yield Entry("landmark", one.id, "landmark", one.name, region.name if region else ""), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.palpable.values():
        yield Named(one.id, one.name, (one.latin, *one.synonyms, *foreign(library, one.id)))


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.palpable.values():
        yield row(
            one.id,
            one.name,
            latin=one.latin,
            side=side_of(one.paired),
            region=one.region,
            structure=one.structure,
            attaches=list(one.attaches),
            synonyms=list(one.synonyms),
        )


KIND = Kind(
    name="landmark",
    type=Palpable,
    schema="landmark",
    folders=("conditions/landmarks",),
    shelves={"landmark": mark("Landmarks to feel")},
    entries=_entries,
    names=_names,
    anatomical=True,
    weight=0.035,
    page=landmark_page,
    plain=plain_landmark,
    tables=(LANDMARKS,),
    target=landmark_target,
    lists=(Listing("landmarks", _rows, ("id", "name", "latin", "side", "region", "structure")),),
    counts={"landmarks": lambda library: len(library.palpable)},
)
