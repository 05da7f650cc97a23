"""A motion says what is usual, by a handbook first, and names movements that muscles make.

What is told of some ages or of one sex is told of enough people that somebody fits it; a motion of
the midline asks muscles of both sides, and one of each side never only those of both.
"""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.motion import Motion
from nmt_atlas.domain.ranging import Sides, limiters
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "motions-told"

LEAST, MOST = -10.0, 200.0
"""No joint goes less or further: a value beyond is a slip of the pen."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look at the values of every motion, and ask its movements for muscles."""
    for one in library.of("motion").values():
        file = library.file_of("motion", one.id)
        if one.usual[0].kind != "handbook":
            yield Problem(file, "/usual/0/kind", f"“{one.usual[0].kind}”", "“handbook” first", RULE)
        for at, usual in enumerate(one.usual):
            if not LEAST <= usual.low <= usual.high <= MOST:
                expected = f"values from {LEAST:g} to {MOST:g}"
                yield Problem(
                    file, f"/usual/{at}/low", f"{usual.low:g} to {usual.high:g}", expected, RULE
                )
        yield from _movements(library, file, one)


def _movements(library: Library, file: str, one: Motion) -> Iterator[Problem]:
    if library.joints is None:
        return
    known = {joint.id: {move.id for move in joint.movements} for joint in library.joints.joints}
    for at, against in enumerate(one.against):
        if against.movement and against.movement not in known.get(against.joint, ()):
            expected = "a joint and a movement of meshes/joints.json"
            found = f"“{against.movement}” of “{against.joint}”"
            yield Problem(file, f"/against/{at}/movement", found, expected, RULE)
        if one.sides == "midline" and against.of != "both":
            yield Problem(
                file, f"/against/{at}/of", f"“{against.of}”", "“both” in the midline", RULE
            )
    side: Sides = "right" if one.sides == "each" else "midline"
    alone = (one.model_copy(update={"against": (against,)}) for against in one.against)
    for at, motion in enumerate(alone):
        if not limiters(motion, side, library.muscles.values(), library.joints):
            expected = "a movement that some muscle document names"
            yield Problem(file, f"/against/{at}", "no muscle", expected, RULE)
