"""Blocks of a leaf in which something is entered: numbers beside each other, things to mark."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import StringConstraints

from nmt_atlas.domain.base import Frozen


class Number(Frozen):
    """A number to type; it is told as text when the field is left, empty where it was cleared.

    It is shown with its ``unit``; ``low`` and ``high`` are what the field takes.
    """

    id: str
    label: str
    value: str = ""
    unit: str = ""
    low: float = 0.0
    high: float = 999.0


class Numbers(Frozen):
    """Numbers beside each other under one label, which names the group."""

    kind: Literal["numbers"] = "numbers"
    id: str
    label: str
    numbers: tuple[Number, ...]


class Line(Frozen):
    """One line of a figure: a path, and the ink it is drawn in."""

    ink: Literal["body", "inner", "plumb", "mark"]
    d: Annotated[str, StringConstraints(pattern=r"^[MLC0-9 .-]*$", max_length=4000)]


class Mark(Frozen):
    """Something that is marked or not, with a figure that shows it.

    ``box`` is what is shown of the figure: left, top, width, height.
    """

    id: str
    label: str
    on: bool = False
    lines: tuple[Line, ...] = ()
    box: tuple[float, float, float, float] = (0, 0, 100, 150)


class Marks(Frozen):
    """Things to mark, two or three beside each other; ``label`` names the group."""

    kind: Literal["marks"] = "marks"
    id: str
    label: str
    marks: tuple[Mark, ...]
