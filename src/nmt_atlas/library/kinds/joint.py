"""Documents of joints that move: what they turn, about what, how far, and what goes along."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.articulation import Articulation
from nmt_atlas.domain.language import mark
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.joints import JOINTS, TURNS
from nmt_atlas.library.writing.joints import joint_page


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.of("joint").values():
        yield Entry("joint", one.id, "moving-joint", one.name), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.of("joint").values():
        yield Named(one.id, one.name, (*one.synonyms, f"how the {one.name.lower()} moves"))


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.of("joint").values():
        yield row(
            one.id,
            one.name,
            side="both" if one.sides == "each" else "midline",
            segments=[level.segment for level in one.levels],
            motions=dict(one.motions),
            drives=sorted({drive.joint for drive in one.drives}),
            words=one.words or "",
        )


KIND = Kind(
    name="joint",
    type=Articulation,
    schema="joint",
    folders=("conditions/joints",),
    shelves={"moving-joint": mark("Joints")},
    entries=_entries,
    names=_names,
    weight=-0.05,
    page=joint_page,
    tables=(JOINTS, TURNS),
    target=None,
    lists=(Listing("joints", _rows, ("id", "name", "side", "motions")),),
    counts={"joints": lambda library: len(library.of("joint"))},
)
