"""The view states of lessons and prepared views name what exists."""

from __future__ import annotations

from collections.abc import Container, Iterator

from nmt_atlas.domain.anatomy import GROUPS, split_part_id
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.pose import Pose, held
from nmt_atlas.domain.sided import Sided
from nmt_atlas.domain.view_state import PARTS, ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "view-states"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Resolve every view state of every lesson and prepared view."""
    for kind in ("lesson", "view"):
        for document in library.of(kind).values():
            file = library.file_of(kind, document.id)
            for one in walk(document):
                if isinstance(one.value, ViewState):
                    yield from _of(library, file, one.pointer, one.value)
    for ident, view in library.of("view").items():
        kind, _, about = view.about.partition("/")
        if view.about and about not in library.of(kind):
            expected = "kind/id of a document that exists, like muscle/piriformis"
            yield Problem(
                library.file_of("view", ident), "/about", f"“{view.about}”", expected, RULE
            )


def _pose(library: Library, file: str, pointer: str, state: ViewState) -> Iterator[Problem]:
    found = held(library.of("joint"), Pose.read(state.pose)[0])
    if found.pose.texts != state.pose:
        kept = ", ".join(found.pose.texts) or "nothing"
        expected = f"what joints can do, in order: {kept}"
        yield Problem(file, f"{pointer}/pose", ", ".join(state.pose), expected, RULE)


def _of(library: Library, file: str, pointer: str, state: ViewState) -> Iterator[Problem]:
    for field in PARTS:
        for number, part in enumerate(getattr(state, field)):
            if not _is_part(library, part):
                where = f"{pointer}/{field}/{number}"
                yield Problem(file, where, f"“{part}”", "a part with its side that exists", RULE)
    yield from _pose(library, file, pointer, state)
    for number, group in enumerate(state.layers):
        if group not in GROUPS:
            expected = f"one of {', '.join(GROUPS)}"
            yield Problem(file, f"{pointer}/layers/{number}", f"“{group}”", expected, RULE)
    for number, shown in enumerate(state.overlay):
        if not _sided(shown, library.trigger_points):
            expected = "a trigger point and a side, like piriformis-1:right"
            yield Problem(file, f"{pointer}/overlay/{number}", f"“{shown}”", expected, RULE)
    for number, shown in enumerate(state.territory):
        territory = Sided.read(shown)
        if not (library.territory(territory.id) and territory.has_side):
            expected = "what has a territory and a side, like median-nerve:right"
            yield Problem(file, f"{pointer}/territory/{number}", f"“{shown}”", expected, RULE)
    for number, shown in enumerate(state.zones):
        zone = Sided.read(shown)
        painted = zone.id in library.trigger_points or library.territory(zone.id)
        if not (painted and zone.has_side):
            expected = "what is painted on the skin and a side, like piriformis-tp1:right"
            yield Problem(file, f"{pointer}/zones/{number}", f"“{shown}”", expected, RULE)
    if state.nerve and not _sided(state.nerve, library.nerves):
        expected = "a nerve and a side, like sciatic-nerve:right"
        yield Problem(file, f"{pointer}/nerve", f"“{state.nerve}”", expected, RULE)


def _is_part(library: Library, part: str) -> bool:
    name, side = split_part_id(part)
    structure = library.structures.get(name)
    return structure is not None and structure.paired == (side != "midline")


def _sided(shown: str, known: Container[str]) -> bool:
    read = Sided.read(shown)
    return read.id in known and read.has_side
