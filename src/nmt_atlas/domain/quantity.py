"""A number that several documents tell: it stands once, with who measured it in whom."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Frozen, Id, Text


class Reading(Frozen):
    """What one source found: a value or a range, in whom, and the passage that says so."""

    LINKS = MappingProxyType({"source": ("source",)})

    low: float
    high: float
    of: Text
    source: Id
    passage: str = ""


class Quantity(Frozen):
    """A number with its range.

    ``low`` and ``high`` are what a text may say, in ``unit``; ``about`` are words (others of the
    same meaning after a bar) that all stand in a sentence that tells this number.
    """

    SILENT = frozenset({"about", "unit"})

    id: Id
    name: Text
    text: Text
    unit: Literal["mm", "percent", "degrees", "seconds", "days", "times"]
    low: float
    high: float
    about: tuple[Text, ...] = Field(min_length=1)
    readings: tuple[Reading, ...] = Field(min_length=1)
    note: str = ""
    note_sources: tuple[Id, ...] = ()

    @model_validator(mode="after")
    def _in_order(self) -> Quantity:
        """The readings lie in the range."""
        ends = [self.low, *(end for one in self.readings for end in (one.low, one.high)), self.high]
        if min(ends) < self.low or max(ends) > self.high:
            raise ValueError("the range holds every reading")
        return self

    @property
    def sources(self) -> tuple[str, ...]:
        """Who measured it."""
        return tuple(dict.fromkeys(one.source for one in self.readings))

    @property
    def told(self) -> str:
        """The range in words."""
        return told(self.low, self.high, self.unit)


def told(low: float, high: float, unit: str) -> str:
    """A range as a text tells it: ``83.1 to 90 %``, ``5 to 7 cm``."""
    if unit == "mm" and low >= 10:
        low, high, unit = low / 10, high / 10, "cm"
    ends = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{ends} {'%' if unit == 'percent' else unit}"
