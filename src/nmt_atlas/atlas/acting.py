"""The muscles of a movement on the body: who does it, who helps, who brakes, who holds still."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.playing import PARTS, Part, Way, parts_in, side_of
from nmt_atlas.domain.pose import joint_of
from nmt_atlas.domain.scene import LegendEntry, PartLook
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.documents import Documents

COLORS: dict[Part, str] = {
    "agonist": LOOK.apart.agonist,
    "synergist": LOOK.apart.synergist,
    "antagonist": LOOK.apart.antagonist,
    "stabiliser": LOOK.apart.stabiliser,
}
HATCHED = frozenset({"antagonist", "stabiliser"})


def acting_looks(state: ViewState, library: Documents) -> dict[str, PartLook]:
    """Part id -> its colour by what its muscle does in the movement that the state names."""
    return {
        part: PartLook(visible=True, color=COLORS[one], hatched=True if one in HATCHED else None)
        for part, one in _acting(library, state.acting).items()
    }


def acting_entries(state: ViewState, library: Documents) -> Iterator[LegendEntry]:
    """What those colours mean."""
    found = set(_acting(library, state.acting).values())
    for part in PARTS:
        if part in found:
            yield LegendEntry(kind=part, color=COLORS[part], hatched=part in HATCHED)


def muscles_acting(library: Documents, acting: str) -> dict[str, Part]:
    """Muscle id -> what it does in a movement, on the movement's side."""
    way = way_of(library, acting)
    return {} if way is None else _in(library, way, side_of(way))


def way_of(library: Documents, acting: str) -> Way | None:
    """The motion that a state names; None where no joint does it."""
    name, _, motion = acting.partition(":")
    known = joint_of(library.of("joint"), name)
    return (name, motion) if known and known[0].turn(motion) else None


def _acting(library: Documents, acting: str) -> dict[str, Part]:
    """Part id -> what it does; a movement of the midline asks the muscles of both sides."""
    way = way_of(library, acting) if acting else None
    if way is None:
        return {}
    paired = joint_of(library.of("joint"), way[0])
    sides = (side_of(way),) if paired and paired[1] else ("right", "left")
    found: dict[str, Part] = {}
    for side in sides:
        for ident, one in _in(library, way, side).items():
            muscle = library.muscles[ident]
            for structure in muscle.parts:
                found[part_id(structure, side if muscle.paired else "midline")] = one
    return found


def _in(library: Documents, way: Way, side: str) -> dict[str, Part]:
    """What every muscle does in a motion; of the last few libraries it is kept."""
    if library.joints is None:
        return {}
    kept = next((found for one, found in _KEPT if one is library), None)
    if kept is None:
        kept = {}
        _KEPT.append((library, kept))
    if (way, side) not in kept:
        muscles = library.muscles.values()
        kept[way, side] = parts_in(way, muscles, library.joints, library.of("joint"), side)
    return kept[way, side]


_KEPT: deque[tuple[Documents, dict[tuple[Way, str], dict[str, Part]]]] = deque(maxlen=4)
