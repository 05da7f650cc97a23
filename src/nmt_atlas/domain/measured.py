"""How a point or a line of a joint is found on the bones of the own body (right side)."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Id, Point


class PointMeasure(Frozen):
    """How a point is found.

    Attributes
    ----------
    how
        ``ball``: the middle of the sphere that fits a bone's surface best, ``within`` so many
        millimetres of another bone or of a landmark; ``gap``: the middle of the places where two
        bones come nearest; ``box``: the middle of a part's box; ``landmarks``: the middle of
        landmarks.
    of
        Part ids or landmarks; of a ball the bone, and what its piece is near.
    midline
        Taken into the median plane.
    shift
        Moved by so much (mm).
    """

    SILENT = frozenset({"how", "of"})

    how: Literal["ball", "gap", "box", "landmarks"]
    of: tuple[Id, ...] = Field(min_length=1)
    within: float = Field(default=0.0, ge=0)
    midline: bool = False
    shift: Point = (0.0, 0.0, 0.0)


class LineMeasure(Frozen):
    """How the direction of an axis is found.

    Attributes
    ----------
    how
        ``line``: from the middle of ``of`` to that of ``to`` (landmarks); ``square``: that line
        made square to the bone that is turned, as it runs from the joint's centre; ``broad``: the
        way in which a bone is broad (the second of its three extents), pointing as the line does.
    bone
        The bone of ``square`` and ``broad``.
    turn
        -1: the other way round.
    """

    SILENT = frozenset({"how", "of", "to", "bone"})

    how: Literal["line", "square", "broad"] = "line"
    of: tuple[Id, ...] = Field(min_length=1)
    to: tuple[Id, ...] = Field(min_length=1)
    bone: Id | None = None
    turn: Literal[1, -1] = 1
