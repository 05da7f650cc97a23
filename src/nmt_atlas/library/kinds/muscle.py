"""Muscle documents."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.referral import Muscle
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, foreign, row, side_of
from nmt_atlas.library.kinds.structure import meshes, parts_by_structure
from nmt_atlas.library.tables.muscles import ACTIONS, INNERVATION, MUSCLES
from nmt_atlas.library.targets import muscle_target
from nmt_atlas.library.writing.muscles import muscle_page
from nmt_atlas.library.writing.plain import plain_muscle


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    """Every muscle, with its words but those of its points, which stand on a shelf of their own."""
    for one in library.muscles.values():
        alone = one.model_copy(update={"trigger_points": ()})
        yield Entry("muscle", one.id, "muscle", one.name, one.latin), alone


def _names(library: Documents) -> Iterator[Named]:
    for one in library.muscles.values():
        yield Named(one.id, one.name, (one.latin, *one.synonyms, *foreign(library, one.id)))


def _rows(library: Documents) -> Iterator[Row]:
    """One row per whole muscle: its document, or its structures where there is none yet."""
    parts = parts_by_structure(library)
    for muscle in library.muscles.values():
        yield row(
            muscle.id,
            muscle.name,
            latin=muscle.latin,
            fma=muscle.fma,
            side=side_of(muscle.paired),
            region=muscle.region,
            synonyms=list(muscle.synonyms),
            parts=meshes(muscle.parts, parts),
            structures=list(muscle.parts),
            trigger_points=[point.id for point in muscle.trigger_points],
        )
    yield from _without_document(library)


def _without_document(library: Documents) -> Iterable[Row]:
    parts = parts_by_structure(library)
    treated = {one for muscle in library.muscles.values() for one in (muscle.id, *muscle.parts)}
    for whole, structures in library.wholes.items():
        first = structures[0]
        if first.system != "muscle" or whole in treated or first.id in treated:
            continue
        yield row(
            whole,
            first.name if len(structures) == 1 else whole.replace("-", " ").capitalize(),
            latin=first.latin if len(structures) == 1 else "",
            fma=first.fma if len(structures) == 1 else "",
            side=side_of(first.paired),
            region=first.region,
            synonyms=sorted({name for one in structures for name in one.synonyms}),
            parts=meshes((one.id for one in structures), parts),
            structures=[one.id for one in structures],
            trigger_points=[],
        )


KIND = Kind(
    name="muscle",
    type=Muscle,
    schema="muscle",
    folders=("referral_patterns",),
    anatomical=True,
    shelves={"muscle": mark("Muscles")},
    entries=_entries,
    names=_names,
    weight=0.06,
    page=muscle_page,
    short=lambda library, ident, part: muscle_page(library, ident, part=part, short=True),
    plain=plain_muscle,
    tables=(MUSCLES, ACTIONS, INNERVATION),
    target=muscle_target,
    lists=(
        Listing("muscles", _rows, ("id", "name", "latin", "fma", "side", "region", "structures")),
    ),
    counts={"patterns": lambda library: len(library.muscles)},
)
