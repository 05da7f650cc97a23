"""Documents of conditions, postures, techniques and safety matters."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.condition import Condition, rank
from nmt_atlas.domain.language import mark
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.others import CONDITION_FACTS, CONDITIONS, SIGNS, SITES
from nmt_atlas.library.targets import condition_target
from nmt_atlas.library.writing.conditions import condition_page
from nmt_atlas.library.writing.plain import plain_condition

_URGENT = {
    "emergency": mark("Emergency"),
    "same-day": mark("Be seen the same day"),
    "soon": mark("See a physician soon"),
}
_OF_TOPIC = {"self-care": "self-care", "evidence": "evidence"}


def shelf_of(condition: Condition) -> str:
    """The shelf on which a condition document stands."""
    if condition.kind != "safety":
        return condition.kind
    return _OF_TOPIC.get(condition.topic or "", "safety")


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in library.conditions.values():
        hint = _URGENT.get(one.urgency or "", "")
        yield Entry("condition", one.id, shelf_of(one), one.name, hint), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.conditions.values():
        yield Named(one.id, one.name, one.synonyms)


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.conditions.values():
        yield row(
            one.id,
            one.name,
            region=", ".join(one.regions),
            kind=one.kind,
            topic=one.topic or "",
            urgency=one.urgency or "",
            synonyms=list(one.synonyms),
        )


def _red_flags(library: Documents) -> Iterator[Row]:
    flags = [one for one in library.conditions.values() if one.topic == "red-flag"]
    for one in sorted(flags, key=lambda one: (rank(one.urgency), one.id)):
        regions = ", ".join((*one.regions, *one.felt_in))
        yield row(one.id, one.name, region=regions, urgency=one.urgency or "")


KIND = Kind(
    name="condition",
    type=Condition,
    schema="condition",
    folders=(
        "conditions/conditions",
        "conditions/postures",
        "conditions/techniques",
        "conditions/safety",
        "conditions/guides",
    ),
    shelves={
        "condition": mark("Conditions"),
        "posture": mark("Postures and imbalances"),
        "technique": mark("Techniques"),
        "safety": mark("Safety"),
        "guide": mark("What this is about"),
        "self-care": mark("Self-care"),
        "evidence": mark("How sure is this?"),
    },
    entries=_entries,
    names=_names,
    weight=0.03,
    page=condition_page,
    plain=plain_condition,
    tables=(CONDITIONS, CONDITION_FACTS, SIGNS, SITES),
    target=condition_target,
    lists=(
        Listing("conditions", _rows, ("id", "name", "kind", "topic", "urgency", "region")),
        Listing("red-flags", _red_flags, ("id", "urgency", "name", "region")),
    ),
    counts={"conditions": lambda library: len(library.conditions)},
)
