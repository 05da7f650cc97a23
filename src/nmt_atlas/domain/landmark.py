"""Named bone landmarks that recipes, anchors and entrapments are read from."""

from __future__ import annotations

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Id, Point, Text


class Landmark(Frozen):
    """A named point of a bone in whole millimetres, right side or midline."""

    id: Id
    name: Text
    bone: Text
    at: Point
    sure: bool = True
    """False where two observers may differ by a centimetre."""


class Landmarks(Frozen):
    """All bone landmarks, with the sources that they were measured in."""

    landmarks: tuple[Landmark, ...]
    sources: tuple[Id, ...] = Field(min_length=1)
