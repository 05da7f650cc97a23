"""What the geometry rules need to know of a body; the caller brings it.

The library must not import the body's room, so the rules take anything of this form.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

from nmt_atlas.domain.base import Point
from nmt_atlas.domain.referral import MusclePlace, Zone
from nmt_atlas.domain.view_state import ViewState

DIGITS = (
    *("thumb", "index-finger", "middle-finger", "ring-finger", "little-finger"),
    *("big-toe", "second-toe", "third-toe", "fourth-toe", "little-toe"),
)
"""Segments of the skin map that skin between them does not belong to."""


@dataclass(frozen=True, slots=True)
class ZoneShares:
    """Where a painted zone lies (for a point on the right; of both sides the right half).

    Attributes
    ----------
    regions
        Finest region -> share of the zone's weight.
    digits
        Finger or toe -> share of the zone's weight that lies on it.
    other_side
        Share beyond the midline from the side that the zone is charted on.
    """

    regions: Mapping[str, float]
    digits: Mapping[str, float]
    other_side: float


@dataclass(frozen=True, slots=True)
class OnCourse:
    """Where a place lies on a nerve's drawn course.

    Attributes
    ----------
    share
        How far along it (0..1).
    length
        How long the course is (mm).
    away
        How far (mm) the place lies from it.
    """

    share: float
    length: float
    away: float


class Geometry(Protocol):
    """A built body, as far as the rules ask."""

    def locate(self, structure: str, place: MusclePlace) -> Point | None:
        """Where a place in a muscle's own coordinates is (right side); None without its mesh."""
        ...

    def outside(self, structure: str, point: Point) -> float:
        """How many millimetres a point lies outside a structure's right mesh; 0 inside."""
        ...

    def fibres(self, structure: str) -> Sequence[Sequence[Point]]:
        """The fibre lines of a structure, each from origin to insertion (right side, mm)."""
        ...

    def on_course(
        self, parts: Sequence[str], places: Sequence[Point], at: Point
    ) -> OnCourse | None:
        """Where a place lies on the course that a nerve's parts draw; None where none is drawn.

        ``places`` are all its narrow places: of many nerves in a part the one that passes them is
        meant.
        """
        ...

    def centre_region(self, zone: Zone) -> str | None:
        """The region of the painted zone's weight centre on the skin.

        The zone is painted for a point on the right; of a zone on both sides the right half
        counts. None where the zone paints nothing.
        """
        ...

    def shares(self, zone: Zone) -> ZoneShares:
        """Where the painted zone lies."""
        ...

    def covered(self, zone: Zone, others: Sequence[Zone]) -> float:
        """Share of a zone's weight that other zones paint at least as strongly."""
        ...

    def borders(self) -> Mapping[str, frozenset[str]]:
        """Region -> the finest regions that border on it."""
        ...

    def seen(self, part: str, view: ViewState) -> bool:
        """Whether a part can be seen in a view: from its camera, or as somebody turns the body."""
        ...
