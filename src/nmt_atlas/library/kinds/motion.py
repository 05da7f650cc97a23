"""Documents of motions of joints: how they are measured and how far they usually go."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.motion import JointName, Motion
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.motions import MOTIONS, USUAL
from nmt_atlas.library.targets import motion_target
from nmt_atlas.library.writing.motions import motion_page, plain_motion

JOINTS: dict[JointName, str] = {
    "jaw": mark("Jaw"),
    "neck": mark("Neck"),
    "trunk": mark("Trunk"),
    "shoulder": mark("Shoulder"),
    "elbow": mark("Elbow"),
    "forearm": mark("Forearm"),
    "wrist": mark("Wrist"),
    "thumb": mark("Thumb"),
    "hip": mark("Hip"),
    "knee": mark("Knee"),
    "ankle": mark("Ankle and foot"),
    "great-toe": mark("Great toe"),
}


def _in_order(library: Documents) -> list[Motion]:
    order = list(JOINTS)
    return sorted(library.of("motion").values(), key=lambda one: order.index(one.joint))


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    for one in _in_order(library):
        yield Entry("motion", one.id, "motion", one.name, JOINTS[one.joint]), one


def _names(library: Documents) -> Iterator[Named]:
    for one in library.of("motion").values():
        yield Named(one.id, one.name, (*one.synonyms, *_asked(one)))


def _asked(one: Motion) -> tuple[str, ...]:
    """How people ask for it who want to know how far it goes."""
    joint, movement = one.joint.replace("-", " "), one.name.partition(" of ")[0]
    return (
        f"range of motion of the {joint}",
        f"normal {joint} {movement}",
        f"{joint} {movement} range in degrees",
        f"how far does {joint} {movement} go",
    )


def _rows(library: Documents) -> Iterator[Row]:
    for one in _in_order(library):
        yield row(
            one.id,
            one.name,
            side=one.sides,
            region=one.joint,
            unit=one.unit,
            usual=[one.usual[0].low, one.usual[0].high],
            doubt=one.doubt,
            sources=list(dict.fromkeys(usual.source for usual in one.usual)),
        )


KIND = Kind(
    name="motion",
    type=Motion,
    schema="motion",
    folders=("conditions/motions",),
    shelves={"motion": mark("Ranges of motion")},
    entries=_entries,
    names=_names,
    weight=-0.03,
    page=motion_page,
    plain=plain_motion,
    tables=(MOTIONS, USUAL),
    target=motion_target,
    lists=(Listing("motions", _rows, ("id", "name", "region", "usual", "unit", "doubt")),),
    counts={"motions": lambda library: len(library.of("motion"))},
)
