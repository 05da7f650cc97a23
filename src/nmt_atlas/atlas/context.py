"""What a view state is resolved against."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from nmt_atlas.body.packs.segments import segment_of
from nmt_atlas.domain.anatomy import Part, Structure
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.segments import SEGMENTS
from nmt_atlas.domain.viewpoint import NOTHING_COUNTED, Viewpoints
from nmt_atlas.library.library import Library

Box = tuple[Point, Point]
"""The least and the greatest coordinates (mm)."""


PlaceOf = Callable[[str, str], Point | None]
"""Trigger point id and side -> its place in this body; None where it cannot be found."""


BoxOf = Callable[[str], Box | None]
"""``id:side`` of painted skin -> the box (mm) around it; None where nothing is painted."""


def around(boxes: Sequence[Box]) -> Box:
    """The box around boxes, of which there is at least one."""
    low, high = zip(*boxes, strict=True)
    (a, b, c), (x, y, z) = zip(*low, strict=True), zip(*high, strict=True)
    return (min(a), min(b), min(c)), (max(x), max(y), max(z))


def _no_box(_tag: str) -> None:
    return None


@dataclass(frozen=True)
class SceneContext:
    """What a view state is resolved against: one body, the documents, and what lies where.

    Attributes
    ----------
    index, library
        The body's index and the documents.
    place_of, box_of
        Where trigger points lie, and how far painted skin reaches.
    viewpoints
        What is seen from where.
    """

    index: PackIndex
    library: Library
    place_of: PlaceOf
    box_of: BoxOf = _no_box
    viewpoints: Viewpoints = NOTHING_COUNTED

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Parts by id."""
        return {part.id: part for part in self.index.parts}

    @cached_property
    def structures(self) -> Mapping[str, Structure]:
        """Structures by id."""
        return {structure.id: structure for structure in self.index.structures}

    @cached_property
    def courses(self) -> tuple[tuple[str, str], ...]:
        """Structures that are another course of one (``<structure>-variant-…``), with that one."""
        split = [
            (structure.id, *structure.id.partition("-variant-"))
            for structure in self.index.structures
        ]
        return tuple((structure_id, base) for structure_id, base, mark, _ in split if mark)

    @cached_property
    def unusual(self) -> tuple[str, ...]:
        """Parts of structures that most people lack."""
        rare = {one.id for one in self.index.structures if not one.usual}
        return tuple(part.id for part in self.index.parts if part.structure in rare)

    @cached_property
    def corners(self) -> Box | None:
        """The box (mm) around all parts; None where there is none."""
        return around([part.bounds for part in self.index.parts]) if self.index.parts else None

    @cached_property
    def stiff(self) -> Mapping[str, Box]:
        """Segment -> the box (mm) around the bones that move with it as a whole."""
        found: dict[str, list[Box]] = {}
        for part in self.index.parts:
            number = segment_of(part)
            if number is not None:
                found.setdefault(SEGMENTS[number], []).append(part.bounds)
        return {name: around(boxes) for name, boxes in found.items()}

    def name(self, structure_id: str, language: str) -> str:
        """A structure's name in a language; English where it has none in that language."""
        structure = self.structures[structure_id]
        if language == "la":
            return structure.latin or structure.name
        return self.library.catalogue(language).name(structure_id, structure.name)
