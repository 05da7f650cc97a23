"""Segments: the pieces of the body that stay stiff when it moves, and what each hangs on.

Last come folds: no bones, but flesh that is drawn along between two of them.

The order is the order of the joints in the glTF skin of a body that moves.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from nmt_atlas.domain.sided import tag

SIDES = ("left", "right")
"""The order of a pair: left before right."""

ROOT = "pelvis"
"""What everything else hangs on, at last."""

THORAX = "t4"
"""The vertebra that stands for the thorax: the sternum goes with it."""

_SPINE = (
    *(f"l{number}" for number in range(5, 0, -1)),
    *(f"t{number}" for number in range(12, 0, -1)),
    *(f"c{number}" for number in range(7, 0, -1)),
    "head",
)
_PHALANGES = {1: ("", "-2"), 2: ("", "-2", "-3"), 3: ("", "-2", "-3"), 4: ("", "-2", "-3")}
_ARM = ("clavicle", "scapula", "humerus", "ulna", "radius", "hand")
_LEG = ("femur", "patella", "tibia", "talus", "foot", "toes")
_HANGS_ON = {"patella": "femur", "tibia": "femur"}


class Fold(NamedTuple):
    """What flesh that bridges a joint hangs on, and what draws one place of it along, how far."""

    hangs_on: str
    follows: str
    share: float = 1.0


FOLDS: Mapping[str, Fold] = MappingProxyType(
    {"axilla": Fold(THORAX, "humerus"), "armpit": Fold("axilla", "humerus", 0.5)}
)
"""Flesh that bridges a joint like a sail: it never turns with the limb. The armpit, where skin of
arm and trunk part, is drawn up half as far as the arm would take it: nothing hangs below."""


def _fingers() -> Iterator[tuple[str, str]]:
    """Every segment of a finger with what it hangs on."""
    for number in range(1, 6):
        above = "hand"
        for ending in _PHALANGES.get(number, _PHALANGES[4]):
            yield f"finger-{number}{ending}", above
            above = f"finger-{number}{ending}"


def _paired() -> Iterator[tuple[str, str]]:
    """Every segment that stands once on each side, without its side, with what it hangs on."""
    above = THORAX
    for one in _ARM:
        yield one, above
        above = one
    yield from _fingers()
    above = ROOT
    for one in _LEG:
        yield one, _HANGS_ON.get(one, above)
        above = one
    for one, fold in FOLDS.items():
        yield one, fold.hangs_on


def _parents() -> Iterator[tuple[str, str]]:
    above = ROOT
    for one in _SPINE:
        yield one, above
        above = one
    yield "jaw", "head"
    paired = dict(_paired())
    for one, parent in paired.items():
        for side in SIDES:
            yield tag(one, side), tag(parent, side if parent in paired else "")


PARENTS: Mapping[str, str] = MappingProxyType(dict(_parents()))
"""Segment -> the segment that it hangs on; the root has none."""

SEGMENTS: tuple[str, ...] = (ROOT, *PARENTS)
"""Every segment, ``id`` or ``id:side``; each stands after the one that it hangs on."""

PAIRED = frozenset(dict(_paired()))
"""Ids, without their sides, of the segments that stand once on each side."""
