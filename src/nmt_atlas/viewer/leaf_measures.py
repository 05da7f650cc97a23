"""Blocks of a leaf that show how much there is: bars below each other, time that runs out."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from nmt_atlas.domain.base import Frozen


class Bar(Frozen):
    """One of several bars: ``share`` (0 to 1) is how long it is, ``text`` what it stands for."""

    label: str
    share: Annotated[float, Field(ge=0, le=1)] = 0.0
    text: str = ""


class Bars(Frozen):
    """Bars below each other, each between its label and its text; ``label`` names them all."""

    kind: Literal["bars"] = "bars"
    label: str
    bars: tuple[Bar, ...]


class Clock(Frozen):
    """Time that runs out; ``<id>over`` tells, once, that it has.

    ``left`` are the seconds from now on. The clock of the same ``until`` goes on as it is.
    """

    kind: Literal["clock"] = "clock"
    id: str
    label: str
    until: str
    left: Annotated[int, Field(ge=0)]
