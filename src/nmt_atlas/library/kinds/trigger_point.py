"""Trigger points, which muscle documents hold."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.referral import Muscle, TriggerPoint, pattern_kind, rarity_of
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row, side_of
from nmt_atlas.library.tables.muscles import TRIGGER_POINTS, ZONES
from nmt_atlas.library.targets import point_target
from nmt_atlas.library.words import point_title
from nmt_atlas.library.writing.muscles import point_page
from nmt_atlas.library.writing.plain import plain_point


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for muscle, point in library.trigger_points.values():
        hint = "; ".join(zone.words for zone in point.zones if zone.kind == "essential")
        name = point_title(muscle, point)
        yield Entry("trigger-point", point.id, "trigger-point", name, hint), point


def _names(library: Documents) -> Iterator[Named]:
    for _, point in library.trigger_points.values():
        yield Named(point.id, point.name)


def _row(muscle: Muscle, point: TriggerPoint) -> Row:
    regions: dict[str, list[str]] = {"essential": [], "spillover": []}
    for zone in point.zones:
        regions[zone.kind].extend(zone.regions)
    return row(
        point.id,
        point.name,
        latin=muscle.latin,
        side=point.only_side or side_of(muscle.paired),
        region=muscle.region,
        muscle=muscle.id,
        part=point.part,
        rarity=rarity_of(muscle, point),
        evidence=pattern_kind(muscle, point),
        essential=regions["essential"],
        spillover=regions["spillover"],
        sources=list(point.sources),
    )


def _rows(library: Documents) -> Iterator[Row]:
    for muscle, point in library.trigger_points.values():
        yield _row(muscle, point)


KIND = Kind(
    name="trigger-point",
    type=TriggerPoint,
    schema="muscle",
    shelves={"trigger-point": mark("Trigger points")},
    entries=_entries,
    names=_names,
    page=point_page,
    plain=plain_point,
    tables=(TRIGGER_POINTS, ZONES),
    target=point_target,
    lists=(
        Listing(
            "trigger-points",
            _rows,
            ("id", "name", "side", "evidence", "rarity", "essential", "spillover"),
        ),
    ),
    counts={"trigger-points": lambda library: len(library.trigger_points)},
)
