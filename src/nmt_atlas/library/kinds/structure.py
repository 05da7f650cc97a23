"""Structures of the body, which recipes (or the built pack) hold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from pydantic import BaseModel

from nmt_atlas.domain.anatomy import Structure, part_id
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.language import mark
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import (
    Count,
    Entry,
    Kind,
    Listing,
    Named,
    Row,
    foreign,
    row,
    side_of,
)
from nmt_atlas.library.tables.others import STRUCTURES
from nmt_atlas.library.targets import structure_target
from nmt_atlas.library.writing.others import structure_page

_SHELVED = ("bone", "cartilage", "ligament", "vessel", "nerve")


def meshes_of(library: Documents) -> Iterator[tuple[str, Structure, SideName]]:
    """Every mesh (part id, structure, side): the pack's, else what the recipes will give."""
    if library.pack is not None:
        for part in library.pack.parts:
            if part.structure in library.structures:
                yield part.id, library.structures[part.structure], part.side
        return
    sides: tuple[SideName, ...] = ("right", "left")
    for structure in library.structures.values():
        for side in sides if structure.paired else ("midline",):
            yield part_id(structure.id, side), structure, side


def parts_by_structure(library: Documents) -> Mapping[str, list[str]]:
    """Structure id -> the ids of its meshes."""
    found: dict[str, list[str]] = {}
    for part, structure, _ in meshes_of(library):
        found.setdefault(structure.id, []).append(part)
    return found


def meshes(structures: Iterable[str], parts: Mapping[str, list[str]]) -> list[str]:
    """The meshes of several structures in one list."""
    return [part for one in structures for part in parts.get(one, [])]


def structure_rows(system: str) -> Callable[[Documents], Iterator[Row]]:
    """What lists the structures of a system."""

    def rows(library: Documents) -> Iterator[Row]:
        parts = parts_by_structure(library)
        for structure in library.structures.values():
            if structure.system == system:
                yield row(
                    structure.id,
                    structure.name,
                    latin=structure.latin,
                    fma=structure.fma,
                    side=side_of(structure.paired),
                    region=structure.region,
                    synonyms=list(structure.synonyms),
                    parts=parts.get(structure.id, []),
                )

    return rows


def _part_rows(library: Documents) -> Iterator[Row]:
    for part, structure, side in meshes_of(library):
        yield row(
            part,
            structure.name,
            latin=structure.latin,
            fma=structure.fma,
            side=side,
            region=structure.region,
            structure=structure.id,
            system=structure.system,
            group=structure.group,
        )


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.structures.values():
        if one.system in _SHELVED and one.id not in library.nerves:
            yield Entry("structure", one.id, "structure", one.name, one.latin), one


def _names(library: Documents) -> Iterator[Named]:
    """Every structure that has no document of its own."""
    for one in library.structures.values():
        if one.id not in library.muscles and one.id not in library.nerves:
            yield Named(one.id, one.name, (one.latin, *one.synonyms, *foreign(library, one.id)))


def _meshes_in(system: str) -> Count:
    return lambda library: sum(one.system == system for _, one, _ in meshes_of(library))


_COLUMNS = ("id", "name", "latin", "fma", "side", "region")

KIND = Kind(
    name="structure",
    type=Structure,
    schema="recipe",
    anatomical=True,
    shelves={"structure": mark("Bones, ligaments and vessels")},
    entries=_entries,
    names=_names,
    weight=0.03,
    page=structure_page,
    tables=(STRUCTURES,),
    target=structure_target,
    lists=(
        Listing("parts", _part_rows, _COLUMNS),
        Listing("bones", structure_rows("bone"), _COLUMNS),
    ),
    counts={
        "bones": _meshes_in("bone"),
        "muscles": _meshes_in("muscle"),
        "nerves": _meshes_in("nerve"),
        "ligaments": _meshes_in("ligament"),
        "parts": lambda library: sum(1 for _ in meshes_of(library)),
    },
)
