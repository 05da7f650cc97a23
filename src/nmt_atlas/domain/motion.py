"""Motions of joints: how each is measured, how far it usually goes by whom, what may limit it."""

from __future__ import annotations

from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Fact, Frozen, Id, Text

JointName = Literal[
    "jaw",
    "neck",
    "trunk",
    "shoulder",
    "elbow",
    "forearm",
    "wrist",
    "thumb",
    "hip",
    "knee",
    "ankle",
    "great-toe",
]
"""From the head down."""

Unit = Literal["degrees", "mm"]
Sex = Literal["", "female", "male"]
"""As the studies count; empty where they tell no difference, or none is asked about."""


class Usual(Frozen):
    """How far a motion goes by one source: one value, or a range.

    Attributes
    ----------
    low, high
        The value (twice the same), or the ends of the range.
    spread
        The standard deviation, where the source gives it.
    of
        Whom it is told of.
    ages, sex
        The years from and to, and the sex, where it is told of some only.
    kind
        ``handbook`` values were agreed upon; ``measured`` ones are a mean of people.
    source, passage
        Who says so, and where.
    """

    LINKS = MappingProxyType({"source": ("source",)})
    SILENT = frozenset({"kind", "sex", "passage"})

    low: float
    high: float
    spread: float | None = Field(default=None, gt=0)
    of: Text
    ages: tuple[int, int] | None = None
    sex: Sex = ""
    kind: Literal["handbook", "measured"] = "measured"
    source: Id
    passage: str = ""

    @model_validator(mode="after")
    def _in_order(self) -> Self:
        if self.low > self.high:
            raise ValueError("low above high")
        if self.ages and self.ages[0] > self.ages[1]:
            raise ValueError("ages out of order")
        return self

    def told_of(self, age: int | None, sex: Sex) -> bool:
        """Whether it is told of somebody; what is not known excludes nothing."""
        if age is not None and self.ages and not self.ages[0] <= age <= self.ages[1]:
            return False
        return not (sex and self.sex and sex != self.sex)


class Doubt(Frozen):
    """How far two measurements of the same joint may lie apart though nothing has changed.

    ``by`` says whether the ``same`` person measures twice, or ``others`` do.
    """

    LINKS = MappingProxyType({"source": ("source",)})
    SILENT = frozenset({"by", "passage"})

    amount: float = Field(gt=0)
    by: Literal["same", "others"] = "same"
    of: Text
    source: Id
    passage: str = ""


class Against(Frozen):
    """A movement that stretches no further when its muscles are short.

    ``joint`` and ``movement`` name it as ``meshes/joints.json`` does; where that does not know it,
    ``joint`` and ``words`` are those of muscle documents. ``of`` says on which side the muscles lie
    that do it: those of the ``same`` side, the ``other`` side, or ``both``.
    """

    SILENT = frozenset({"joint", "movement", "words", "of"})

    joint: Text
    movement: Id | None = None
    words: tuple[Text, ...] = ()
    of: Literal["same", "other", "both"] = "same"

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.movement is None) == (not self.words):
            raise ValueError("either “movement” or “words”, not both")
        return self


class Motion(Frozen):
    """One motion of a joint.

    Attributes
    ----------
    joint, unit
        Where, and in what it is measured.
    sides
        Whether right and left are measured for themselves, or it is one motion of the midline.
    usual
        How far it goes, by source; the handbook's value first.
    varies
        How it changes with age and sex.
    doubts
        How far measurements of it differ.
    position, how, end
        How the person lies or sits, what is measured between which lines, what the end feels like.
    apart
        What tells one limit from another: the same with a neighbour joint bent.
    else_limits
        What limits it that is no muscle.
    against
        The movements whose muscles limit it when they are short.
    tests
        Tests that ask further.
    client
        What is done and why, in plain words.
    """

    LINKS = MappingProxyType({"tests": ("test",)})
    SILENT = frozenset({"joint", "unit", "sides"})

    id: Id
    name: Text
    synonyms: tuple[str, ...] = ()
    joint: JointName
    unit: Unit = "degrees"
    sides: Literal["each", "midline"] = "each"
    usual: tuple[Usual, ...] = Field(min_length=1)
    varies: Fact | None = None
    doubts: tuple[Doubt, ...] = Field(min_length=1)
    position: Fact
    how: Fact
    end: Fact
    apart: tuple[Fact, ...] = ()
    else_limits: Fact
    against: tuple[Against, ...] = Field(min_length=1)
    tests: tuple[Id, ...] = ()
    client: Text

    @property
    def doubt(self) -> float:
        """How far two measurements by the same person may differ; of several the largest."""
        same = [one.amount for one in self.doubts if one.by == "same"]
        return max(same or [one.amount for one in self.doubts])

    @property
    def most(self) -> float:
        """What no measurement exceeds: half as much again as any source tells."""
        return max(1.5 * one.high for one in self.usual) + self.doubt
