"""The rows of ``nmt-atlas list``; the same keys for tools, tests and people."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

from nmt_atlas.domain.anatomy import Structure, part_id
from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.referral import Muscle, TriggerPoint
from nmt_atlas.library import Library

Row = dict[str, object]


def meshes_of(library: Library) -> Iterator[tuple[str, Structure, SideName]]:
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


def _row(ident: str, name: str, **more: object) -> Row:
    base: Row = {"id": ident, "name": name, "latin": "", "fma": "", "side": "", "region": ""}
    return {**base, **more}


def _side(paired: bool) -> str:
    return "both" if paired else "midline"


def _part_rows(library: Library) -> Iterator[Row]:
    for part, structure, side in meshes_of(library):
        yield _row(
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


def _structure_rows(system: str) -> Callable[[Library], Iterator[Row]]:
    def rows(library: Library) -> Iterator[Row]:
        parts = _parts_by_structure(library)
        for structure in library.structures.values():
            if structure.system == system:
                yield _row(
                    structure.id,
                    structure.name,
                    latin=structure.latin,
                    fma=structure.fma,
                    side=_side(structure.paired),
                    region=structure.region,
                    synonyms=list(structure.synonyms),
                    parts=parts.get(structure.id, []),
                )

    return rows


def _parts_by_structure(library: Library) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for part, structure, _ in meshes_of(library):
        found.setdefault(structure.id, []).append(part)
    return found


def _meshes(structures: Iterable[str], parts: Mapping[str, list[str]]) -> list[str]:
    return [part for one in structures for part in parts.get(one, [])]


def _muscle_rows(library: Library) -> Iterator[Row]:
    """One row per whole muscle: its document, or its structures where there is none yet."""
    parts = _parts_by_structure(library)
    for muscle in library.muscles.values():
        yield _row(
            muscle.id,
            muscle.name,
            latin=muscle.latin,
            fma=muscle.fma,
            side=_side(muscle.paired),
            region=muscle.region,
            synonyms=list(muscle.synonyms),
            parts=_meshes(muscle.parts, parts),
            structures=list(muscle.parts),
            trigger_points=[point.id for point in muscle.trigger_points],
        )
    treated = {one for muscle in library.muscles.values() for one in (muscle.id, *muscle.parts)}
    for whole, structures in library.wholes.items():
        first = structures[0]
        if first.system != "muscle" or whole in treated or first.id in treated:
            continue
        yield _row(
            whole,
            first.name if len(structures) == 1 else whole.replace("-", " ").capitalize(),
            latin=first.latin if len(structures) == 1 else "",
            fma=first.fma if len(structures) == 1 else "",
            side=_side(first.paired),
            region=first.region,
            synonyms=sorted({name for one in structures for name in one.synonyms}),
            parts=_meshes((one.id for one in structures), parts),
            structures=[one.id for one in structures],
            trigger_points=[],
        )


def _nerve_rows(library: Library) -> Iterator[Row]:
    documents = library.nerves
    for row in _structure_rows("nerve")(library):
        nerve = documents.get(str(row["id"]))
        yield {**row, "roots": list(nerve.roots) if nerve else []}
    parts = _parts_by_structure(library)
    for nerve in documents.values():
        if nerve.id not in library.structures:
            yield _row(
                nerve.id,
                nerve.name,
                latin=nerve.latin,
                fma=nerve.fma,
                side="both",
                synonyms=[],
                parts=_meshes(nerve.parts, parts),
                roots=list(nerve.roots),
            )


def _point_row(muscle: Muscle, point: TriggerPoint) -> Row:
    regions = {"essential": [], "spillover": []}  # type: dict[str, list[str]]
    for zone in point.zones:
        regions[zone.kind].extend(zone.regions)
    return _row(
        point.id,
        point.name,
        latin=muscle.latin,
        side=point.only_side or _side(muscle.paired),
        region=muscle.region,
        muscle=muscle.id,
        part=point.part,
        rarity=point.rarity,
        essential=regions["essential"],
        spillover=regions["spillover"],
        sources=list(point.sources),
    )


def _point_rows(library: Library) -> Iterator[Row]:
    for muscle, point in library.trigger_points.values():
        yield _point_row(muscle, point)


def _region_rows(library: Library) -> Iterator[Row]:
    for region in library.regions.values():
        yield _row(
            region.id,
            region.name,
            side=_side(region.paired),
            region=region.part_of,
            group=region.group,
            covers=region.covers,
        )


def _condition_rows(library: Library) -> Iterator[Row]:
    for condition in library.conditions.values():
        yield _row(
            condition.id,
            condition.name,
            region=", ".join(condition.regions),
            kind=condition.kind,
            topic=condition.topic or "",
            urgency=condition.urgency or "",
            synonyms=list(condition.synonyms),
        )


def _dermatome_rows(library: Library) -> Iterator[Row]:
    for one in library.dermatomes.values():
        yield _row(one.id, one.name, side="both", root=one.root, landmark=one.landmark)


def _entrapment_rows(library: Library) -> Iterator[Row]:
    for one in library.entrapments.values():
        yield _row(
            one.id,
            one.name,
            side="both",
            nerve=one.nerve,
            structures=list(one.structures),
            imitators=list(one.imitators),
        )


def _lesson_rows(library: Library) -> Iterator[Row]:
    for lesson in library.lessons.values():
        yield _row(
            lesson.id,
            lesson.title,
            region=", ".join(lesson.regions),
            level=lesson.level,
            minutes=lesson.minutes,
            questions=len(lesson.questions),
        )


def _source_rows(library: Library) -> Iterator[Row]:
    for source in library.sources.values():
        yield _row(
            source.id,
            source.title,
            authors=source.authors,
            year=source.year,
            kind=source.kind,
            container=source.container,
            doi=source.doi,
            isbn=source.isbn,
            url=source.url,
            used_for=source.used_for,
        )


LISTS: Mapping[str, tuple[Callable[[Library], Iterator[Row]], tuple[str, ...]]] = {
    "parts": (_part_rows, ("id", "name", "latin", "fma", "side", "region")),
    "muscles": (_muscle_rows, ("id", "name", "latin", "fma", "side", "region", "structures")),
    "bones": (_structure_rows("bone"), ("id", "name", "latin", "fma", "side", "region")),
    "nerves": (_nerve_rows, ("id", "name", "latin", "fma", "side", "region", "roots")),
    "trigger-points": (_point_rows, ("id", "name", "side", "essential", "spillover")),
    "regions": (_region_rows, ("id", "name", "group", "side", "region")),
    "conditions": (_condition_rows, ("id", "name", "kind", "topic", "urgency", "region")),
    "dermatomes": (_dermatome_rows, ("id", "name", "root", "landmark")),
    "lessons": (_lesson_rows, ("id", "name", "level", "minutes", "questions")),
    "entrapments": (_entrapment_rows, ("id", "name", "nerve", "structures")),
    "sources": (_source_rows, ("id", "authors", "year", "name")),
}
"""What can be listed: its rows, and the columns that a table shows."""
