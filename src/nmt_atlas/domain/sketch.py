"""A pain drawing in the making: areas that a hand or words fill, with undo."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Self, cast

from nmt_atlas.domain.pain import (
    QUALITIES,
    Depth,
    DrawnSide,
    PainArea,
    PainDrawing,
    Quality,
    Strength,
)

MOST_STEPS = 60
"""So many steps can be undone."""
MOST_AREAS = 12
"""A drawing has so many areas at most."""
STRENGTHS: Mapping[str, Strength] = {"1": 1, "2": 2, "3": 3}
"""A strength by its text."""
_EMPTY = PainArea()


@dataclass(frozen=True, slots=True)
class Sketch:
    """Areas that are being drawn; ``now`` is the one that the hand fills.

    Attributes
    ----------
    areas
        At least one, which may be empty.
    now
        The number of the present one.
    """

    areas: tuple[PainArea, ...] = (_EMPTY,)
    now: int = 0

    @property
    def area(self) -> PainArea:
        """The area that the hand fills."""
        return self.areas[self.now]

    @property
    def empty(self) -> bool:
        """True where nothing is painted or named."""
        return all(area.empty for area in self.areas)

    def drawing(self, body: str = "own", skin: str = "") -> PainDrawing:
        """The drawing as a document."""
        areas = tuple(area for area in self.areas if not area.empty)
        known = skin if any(area.vertices for area in areas) else ""
        return PainDrawing(body=body, skin=known, areas=areas)

    # The hand

    def stroked(self, vertices: Iterable[int], *, erase: bool = False) -> Self:
        """One stroke more: it fills the present area; the eraser takes from all of them."""
        touched = frozenset(vertices)
        if not erase:
            return self._with(vertices=tuple(sorted(touched.union(self.area.vertices))))
        areas = tuple(
            area.model_copy(
                update={"vertices": tuple(one for one in area.vertices if one not in touched)}
            )
            for area in self.areas
        )
        return replace(self, areas=areas)

    def filled(self, region: str, side: DrawnSide) -> Self:
        """A region filled; one that is filled there already is taken out.

        Regions of one area lie on one side: another side is another area, unless it is the same
        region alone, which then lies on both.
        """
        for number, area in enumerate(self.areas):
            if region in area.regions and side in (area.side, "both"):
                return self.without(number, region)
        area = self.area
        if not area.regions:
            return self._with(regions=(region,), side=side)
        if area.side == side:
            return self._with(regions=(*area.regions, region))
        if area.regions == (region,) and not area.vertices:
            return self._with(side="both")
        begun = self.begun()
        return begun._with(regions=(region,), side=side) if begun.area.empty else self

    def without(self, number: int, region: str) -> Self:
        """The sketch without a region of an area."""
        if not 0 <= number < len(self.areas):
            return self
        kept = tuple(one for one in self.areas[number].regions if one != region)
        return self._at(number, regions=kept)

    # Areas

    def begun(self) -> Self:
        """Another area is filled from now on; an empty one is taken up before a new one is made."""
        for number, area in enumerate(self.areas):
            if area.empty:
                return replace(self, now=number)
        if len(self.areas) >= MOST_AREAS:
            return self
        told = self.area
        fresh = PainArea(strength=told.strength, depth=told.depth, quality=told.quality)
        return replace(self, areas=(*self.areas, fresh), now=len(self.areas))

    def chosen(self, number: int) -> Self:
        """The area with a number is filled from now on."""
        return replace(self, now=number) if 0 <= number < len(self.areas) else self

    def dropped(self, number: int) -> Self:
        """The sketch without an area."""
        if not 0 <= number < len(self.areas):
            return self
        areas = self.areas[:number] + self.areas[number + 1 :] or (_EMPTY,)
        return replace(self, areas=areas, now=min(self.now, len(areas) - 1))

    def strong(self, strength: Strength) -> Self:
        """How strongly the present area hurts."""
        return self._with(strength=strength)

    def deep(self, depth: Depth | None) -> Self:
        """How deep the present area hurts; None where nobody says."""
        return self._with(depth=depth)

    def like(self, quality: Quality) -> Self:
        """A quality of the present area, put on or taken off."""
        had = set(self.area.quality)
        return self._with(quality=tuple(one for one in QUALITIES if one in had ^ {quality}))

    def on(self, side: DrawnSide) -> Self:
        """The side of the present area's regions."""
        return self._with(side=side)

    def _with(self, **changes: object) -> Self:
        return self._at(self.now, **changes)

    def _at(self, number: int, **changes: object) -> Self:
        areas = list(self.areas)
        areas[number] = areas[number].model_copy(update=changes)
        return replace(self, areas=tuple(areas))


@dataclass(frozen=True, slots=True)
class Steps:
    """A sketch with its steps, the last first undone."""

    sketch: Sketch = Sketch()
    past: tuple[Sketch, ...] = ()
    future: tuple[Sketch, ...] = ()

    def to(self, sketch: Sketch) -> Self:
        """Another sketch, from which the present one can be come back to."""
        if sketch == self.sketch:
            return self
        past = (*self.past, self.sketch)[-MOST_STEPS:]
        return replace(self, sketch=sketch, past=past, future=())

    def undone(self) -> Self:
        """One step back."""
        if not self.past:
            return self
        *past, back = self.past
        return replace(self, sketch=back, past=tuple(past), future=(*self.future, self.sketch))

    def redone(self) -> Self:
        """One step forward again."""
        if not self.future:
            return self
        *future, again = self.future
        return replace(self, sketch=again, past=(*self.past, self.sketch), future=tuple(future))


def strength_of(text: str) -> Strength:
    """A strength as a control tells it; moderate for anything else."""
    return STRENGTHS.get(text, 2)


def depth_of(text: str) -> Depth | None:
    """A depth as a control tells it; None for anything else."""
    return cast(Depth, text) if text in ("surface", "deep") else None
