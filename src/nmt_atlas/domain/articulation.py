"""Joints that move: which segments they turn, about what, how far, and what goes along.

The right side (or the midline) is given; the left is its mirror image. ``meshes/joints.json``
(:mod:`nmt_atlas.domain.joint`) has the words of muscle documents; a rule holds the two together.
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise
from types import MappingProxyType
from typing import Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Fact, Frozen, Id, Point, Text
from nmt_atlas.domain.measured import LineMeasure, PointMeasure

Pair = tuple[float, float]
"""So many degrees (or millimetres) of what drives, and of what is driven."""


class Level(Frozen):
    """A segment that a joint turns, and the point (mm) that it turns about.

    ``measured`` says how the point is found on the bones: ``nmt-atlas meshes joints`` does it.
    """

    SILENT = frozenset({"segment"})

    segment: Id
    centre: Point
    measured: PointMeasure | None = None


class Turn(Frozen):
    """One degree of freedom: a motion, and its opposite.

    Attributes
    ----------
    motion, back
        What turning forward, by the rule of the right hand, is called, and turning back; without
        ``back`` the motion has one direction; with a ``back_most`` of nought it only comes back.
    axis
        The direction of the line that is turned about (body frame, right side), or with ``slides``
        that is moved along.
    axes
        Instead of ``axis``: one for every level.
    most, back_most
        How far it goes at most: degrees, or millimetres of a slide.
    shares
        Of several levels: what share of the whole each turns by; they make 1.
    measured
        How the axis is found on the bones, of the one level or of each.
    ranges, back_ranges
        The documents that tell how far people go, added where a motion is told from the end of its
        opposite; a rule compares them with the limits.
    source, passage
        Who says how far it goes, where no such document does.
    """

    LINKS = MappingProxyType(
        {"source": ("source",), "ranges": ("motion",), "back_ranges": ("motion",)}
    )
    SILENT = frozenset({"motion", "back", "passage"})

    motion: Id
    back: Id | None = None
    axis: Point | None = None
    axes: tuple[Point, ...] = ()
    most: float = Field(gt=0)
    back_most: float = Field(default=0.0, ge=0)
    slides: bool = False
    shares: tuple[float, ...] = ()
    measured: LineMeasure | None = None
    ranges: tuple[Id, ...] = ()
    back_ranges: tuple[Id, ...] = ()
    source: Id | None = None
    passage: str = ""

    @model_validator(mode="after")
    def _directions(self) -> Self:
        if self.back is None and self.back_most:
            raise ValueError("a name, “back”, for what “back_most” is of")
        if self.axis is not None and self.axes:
            raise ValueError("either “axis” or “axes”, not both")
        if self.shares and abs(sum(self.shares) - 1.0) > 1e-6:
            raise ValueError("shares that make 1")
        return self

    def limit(self, amount: float) -> float:
        """An amount held within the range."""
        return max(-self.back_most, min(self.most, amount))

    def axis_of(self, level: int) -> Point:
        """The axis at a level."""
        return self.axes[level] if self.axes else self.axis or (1.0, 0.0, 0.0)

    def share_of(self, level: int) -> float:
        """The share of a level."""
        return self.shares[level] if self.shares else 1.0


class Drive(Frozen):
    """What goes along with a motion.

    Attributes
    ----------
    with_motion
        The motion of this joint that drives.
    joint, motion
        What is driven; on the same side where both have sides, else on both sides.
    side
        The side that is driven, by a joint of the midline.
    curve
        How much of the one goes with how much of the other, straight between; negative amounts are
        those of the opposite motion. What lies beyond is held.
    """

    LINKS = MappingProxyType({"joint": ("joint",)})
    SILENT = frozenset({"with_motion", "motion", "side"})

    with_motion: Id
    joint: Id
    motion: Id
    side: Literal["right", "left"] | None = None
    curve: tuple[Pair, ...] = Field(min_length=2)

    @model_validator(mode="after")
    def _rising(self) -> Self:
        if any(a[0] >= b[0] for a, b in pairwise(self.curve)):
            raise ValueError("amounts in rising order")
        if (0.0, 0.0) not in self.curve:
            raise ValueError("a curve through nought")
        return self

    def at(self, amount: float) -> float:
        """How much is driven."""
        givens = [one for one, _ in self.curve]
        place = bisect_right(givens, amount)
        if place in (0, len(givens)):
            return self.curve[max(0, place - 1)][1]
        (a, one), (b, other) = self.curve[place - 1], self.curve[place]
        return one + (other - one) * (amount - a) / (b - a)


class Articulation(Frozen):
    """A joint, or a row of them that is moved as one.

    Attributes
    ----------
    sides
        Whether it stands once on ``each`` side or in the ``midline``.
    levels
        What it turns; none where it only drives other joints.
    folds
        Flesh that bridges it (:data:`nmt_atlas.domain.segments.FOLDS`), and the place that goes
        along with the limb: the middle of where its muscles end.
    turns
        Its degrees of freedom, the outermost first: a later one is carried by those before.
    frame
        The segment that its angles are told from, where that is not what it hangs on (the arm's
        are told from the thorax).
    drives
        What goes along.
    words
        The joint of ``meshes/joints.json`` that has the words for it.
    convention
        How its angles are told, and by whom.
    coupling
        How what goes along was found.
    """

    LINKS = MappingProxyType({})
    SILENT = frozenset({"sides", "frame", "words"})

    id: Id
    name: Text
    synonyms: tuple[str, ...] = ()
    sides: Literal["each", "midline"] = "each"
    levels: tuple[Level, ...] = ()
    folds: tuple[Level, ...] = ()
    turns: tuple[Turn, ...] = Field(min_length=1)
    frame: Id | None = None
    drives: tuple[Drive, ...] = ()
    words: Id | None = None
    convention: Fact
    coupling: Fact | None = None

    @model_validator(mode="after")
    def _fits(self) -> Self:
        names = [name for one in self.turns for name in (one.motion, one.back) if name]
        if len(names) != len(set(names)):
            raise ValueError("a name for each motion")
        for one in self.turns:
            if one.axes and len(one.axes) != len(self.levels):
                raise ValueError("an axis for each level")
            if one.shares and len(one.shares) != len(self.levels):
                raise ValueError("a share for each level")
            if self.levels and one.axis is None and not one.axes:
                raise ValueError("an axis for each motion")
            if len(self.levels) > 1 and not one.shares:
                raise ValueError("shares of the levels")
        if {one.with_motion for one in self.drives} - {one.motion for one in self.turns}:
            raise ValueError("motions of this joint that drive")
        return self

    def turn(self, motion: str) -> tuple[Turn, int] | None:
        """The degree of freedom of a motion, and 1 or -1 where it is its opposite."""
        for one in self.turns:
            if motion == one.motion:
                return one, 1
            if motion == one.back:
                return one, -1
        return None

    @property
    def motions(self) -> tuple[tuple[str, float], ...]:
        """Every motion with how far it goes."""
        found = []
        for one in self.turns:
            found.append((one.motion, one.most))
            if one.back and one.back_most:
                found.append((one.back, one.back_most))
        return tuple(found)
