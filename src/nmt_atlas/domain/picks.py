"""What the browser tells of the canvas, as frozen values; what cannot be read is None."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Annotated, Self

from pydantic import AfterValidator, Field, ValidationError

from nmt_atlas.domain.base import Frozen, Point

_LONGEST = 120


def _within_reach(point: Point) -> Point:
    if any(not math.isfinite(value) or abs(value) > 1e6 for value in point):
        raise ValueError("no place near the body")
    return point


Place = Annotated[Point, AfterValidator(_within_reach)]


class Pick(Frozen):
    """One click on the body.

    Attributes
    ----------
    n
        Grows with every click.
    part, marker
        What was hit; empty for the background.
    point, normal, skin_point
        Where (mm, body frame) and how the surface lies there; None where nothing was hit.
    skin_vertex
        The skin's vertex under the pointer, or -1.
    modifiers
        Keys held: ``shift``, ``ctrl``, ``alt``, ``meta``.
    button
        The button of the pointer: 0 is the first one.
    """

    n: int = Field(ge=0)
    part: str = Field(default="", max_length=_LONGEST)
    point: Place | None = None
    normal: Place | None = None
    marker: str = Field(default="", max_length=_LONGEST)
    skin_vertex: int = Field(default=-1, ge=-1)
    skin_point: Place | None = None
    modifiers: tuple[str, ...] = Field(default=(), max_length=8)
    button: int = Field(default=0, ge=0, le=16)

    @property
    def adds(self) -> bool:
        """True where the click adds to what is selected."""
        return bool({"shift", "ctrl", "meta"} & set(self.modifiers))

    @classmethod
    def read(cls, raw: object) -> Self | None:
        """A click as the browser told it; None where that is no click."""
        if not isinstance(raw, Mapping):
            return None
        known = {key: raw[key] for key in cls.model_fields if raw.get(key) is not None}
        try:
            return cls.model_validate(known)
        except ValidationError:
            return None
