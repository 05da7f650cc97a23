"""What a hand has drawn on the skin: strokes of a brush and of an eraser, the last first undone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Self

_MOST = 400
"""So many strokes are kept apart; older ones are one."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One stroke: the skin vertices that it painted, or took paint from."""

    vertices: frozenset[int]
    erase: bool = False


@dataclass(frozen=True, slots=True)
class Drawing:
    """A drawing as its strokes, oldest first."""

    strokes: tuple[Stroke, ...] = ()

    @property
    def vertices(self) -> frozenset[int]:
        """The skin vertices that are painted."""
        found: set[int] = set()
        for stroke in self.strokes:
            if stroke.erase:
                found -= stroke.vertices
            else:
                found |= stroke.vertices
        return frozenset(found)

    def stroke(self, vertices: Iterable[int], *, erase: bool = False) -> Self:
        """The drawing with one stroke more."""
        strokes = (*self.strokes, Stroke(frozenset(vertices), erase))
        if len(strokes) > _MOST:
            oldest = Drawing(strokes[:2]).vertices
            strokes = (Stroke(oldest), *strokes[2:])
        return replace(self, strokes=strokes)

    def undone(self) -> Self:
        """The drawing without its last stroke."""
        return replace(self, strokes=self.strokes[:-1])


BLANK = Drawing()
"""Nothing is drawn."""
