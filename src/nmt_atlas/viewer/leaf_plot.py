"""A block of a leaf that draws a curve: one number over another, with a mark at the present one."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nmt_atlas.domain.base import Frozen

Pair = tuple[float, float]


class Plot(Frozen):
    """One curve.

    Attributes
    ----------
    id
        The plot keeps its element while only its mark moves.
    label
        What is drawn, over it; ``told`` says in words what it shows, to whoever does not see it.
    unit, across
        What is told upwards in, and what the angle is called, to the left and to the right.
    points
        In rising order.
    at
        Where the mark stands; it lies on the curve.
    between
        From where to where the mark goes while the body moves from one end to the other.
    """

    kind: Literal["plot"] = "plot"
    id: str
    label: str
    told: str
    unit: str = "mm"
    across: tuple[str, str] = ("", "")
    points: Annotated[tuple[Pair, ...], Field(min_length=2, max_length=200)]
    at: float = 0.0
    between: Pair = (0.0, 0.0)
