"""Tests of the clinical examination: how each is done, what answers it, what that is worth."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import ON_BODY, Fact, Frozen, Id, Text

Area = Literal[
    "neck", "shoulder", "elbow", "hand", "trunk", "pelvis", "hip", "knee", "foot", "anywhere"
]
"""Where on the body a test asks."""

Looks = Literal["pain", "nerve", "strength", "stability", "length", "circulation", "control"]
"""What a test looks at: pain that is brought on, a nerve that is put under load, and so on."""


class Share(Frozen):
    """A share in per cent: one value, or the range ``low`` to ``high``, or both.

    With a value the range is its 95 % confidence interval; without one it spans several studies.
    """

    percent: float | None = Field(default=None, ge=0, le=100)
    low: float | None = Field(default=None, ge=0, le=100)
    high: float | None = Field(default=None, ge=0, le=100)

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if (self.low is None) != (self.high is None):
            raise ValueError("a range with one end")
        if self.percent is None and self.low is None:
            raise ValueError("a share with neither percent nor range")
        ends = [one for one in (self.low, self.percent, self.high) if one is not None]
        if ends != sorted(ends):
            raise ValueError("low, percent and high out of order")
        return self

    @property
    def words(self) -> str:
        """``68 %``, ``68 % (60–75)`` or ``60–75 %``."""
        if self.low is None or self.high is None:
            return f"{self.percent:g} %"
        if self.percent is None:
            return f"{self.low:g}–{self.high:g} %"
        return f"{self.percent:g} % ({self.low:g}–{self.high:g})"


class Accuracy(Frozen):
    """How well a test told people with something from people without it, in one study or review.

    ``finding`` is what was looked for, ``against`` what settled it, ``people`` who was tested.
    ``sensitivity`` is the share of people with it whom the test finds, ``specificity`` the share
    of people without it whom the test clears. ``passage`` is where the source says so.
    """

    SILENT = frozenset({"passage"})

    finding: Text
    against: str = ""
    people: Text
    sensitivity: Share | None = None
    specificity: Share | None = None
    note: str = ""
    sources: tuple[Id, ...] = Field(min_length=1)
    passage: str = ""

    @model_validator(mode="after")
    def _has_a_number(self) -> Self:
        if self.sensitivity is None and self.specificity is None:
            raise ValueError("a study with neither sensitivity nor specificity")
        return self


class ClinicalTest(Frozen):
    """A test: position, steps, the sign that is looked for, what it tells and how far to trust it.

    ``side`` says whether each side is tested for itself, both at once, or the midline. ``hold`` is
    given where a source gives a time. ``worth`` says what a result is worth; ``accuracy`` the
    numbers of studies. ``client`` tells the person on the table what is done and why.
    """

    LINKS = MappingProxyType(
        {
            "structures": ("structure",),
            "muscles": ON_BODY,
            "nerves": ("nerve",),
            "conditions": ("condition",),
        }
    )
    SILENT = frozenset({"area", "looks_at"})

    id: Id
    name: Text
    synonyms: tuple[str, ...] = ()
    area: Area
    looks_at: Looks
    side: Literal["each", "both", "midline"] = "each"
    position: Fact
    steps: tuple[Fact, ...] = Field(min_length=1)
    hold: Fact | None = None
    positive: Fact
    tells: Fact
    worth: Fact
    accuracy: tuple[Accuracy, ...] = ()
    cautions: tuple[Fact, ...] = ()
    structures: tuple[Id, ...] = ()
    muscles: tuple[Id, ...] = ()
    nerves: tuple[Id, ...] = ()
    conditions: tuple[Id, ...] = ()
    client: str = ""


class PlaceTest(Fact):
    """What a test looks for at one narrow place; ``test`` is its document, where there is one."""

    LINKS = MappingProxyType({"test": ("test",)})

    test: Id | None = None
