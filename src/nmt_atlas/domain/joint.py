"""Joints: where they turn and what their movements are called.

Together with the fibre lines of the body they tell which way a muscle turns a joint, so that
what the documents say of a muscle can be held against where it runs.
"""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from nmt_atlas.domain.base import Frozen, Id, Point, Text


class Place(Frozen):
    """A place that a joint turns about: the middle of bone landmarks, moved by ``shift``.

    ``midline`` takes the middle into the median plane (landmarks are given for the right).
    """

    landmarks: tuple[Id, ...] = Field(min_length=1)
    midline: bool = False
    shift: Point = (0.0, 0.0, 0.0)


class Axis(Frozen):
    """A line to turn about: from one landmark to another, or a direction of the body frame."""

    ends: tuple[Id, Id] | None = None
    direction: Point | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.ends is None) == (self.direction is None):
            raise ValueError("either “ends” or “direction”, not both")
        return self


Moving = Literal["insertion", "upper", "lower"] | tuple[Id, ...]
"""Which end of a fibre moves: the insertion, the upper or lower end, or the end that is nearer
to the nearest of these landmarks."""


class Play(Frozen):
    """A movement as the body shows it: the terms of the poses in which it starts and ends.

    ``{own}`` stands for the side of the muscle that does it, ``{other}`` for the other one.
    """

    SILENT = frozenset({"start", "end"})

    start: tuple[Text, ...] = ()
    end: tuple[Text, ...] = ()


class Movement(Frozen):
    """One movement of a joint and the words that documents use for it.

    ``axis`` names the joint's axis that the moving bone turns about, by the rule of the right
    hand (``turn`` -1: the other way round); ``pull`` is a direction of the body frame that the
    moving end is drawn in. Both are for a muscle of the right side. ``play`` shows it.
    """

    id: Id
    words: tuple[Text, ...] = Field(min_length=1)
    axis: Id | None = None
    turn: Literal[1, -1] = 1
    pull: Point | None = None
    moves: Moving | None = None
    play: Play | None = None

    @model_validator(mode="after")
    def _one_of_both(self) -> Self:
        if (self.axis is None) == (self.pull is None):
            raise ValueError("either “axis” or “pull”, not both")
        return self


class Joint(Frozen):
    """A joint, or a row of them: ``names`` are the words in the ``joint`` of muscle documents.

    Of several ``places`` each fibre is asked at the one that it passes nearest.
    """

    id: Id
    names: tuple[Text, ...] = Field(min_length=1)
    places: tuple[Place, ...] = ()
    axes: dict[Id, Axis] = Field(default_factory=dict)
    moves: Moving = "insertion"
    movements: tuple[Movement, ...] = Field(min_length=1)
    note: str = ""

    @model_validator(mode="after")
    def _axes_are_known(self) -> Self:
        named = {one.axis for one in self.movements if one.axis}
        if named - set(self.axes):
            raise ValueError(f"no axis {', '.join(sorted(named - set(self.axes)))}")
        if named and not self.places:
            raise ValueError("a place for the axes to go through")
        return self


class Unchecked(Frozen):
    """Movements, word by word, that the drawn lines cannot tell, and why.

    With ``muscles`` only those muscle documents are left out. ``plays`` shows some of them all the
    same, word by word.
    """

    joint: Text
    movements: tuple[Text, ...] = Field(min_length=1)
    muscles: tuple[Id, ...] = ()
    why: Text
    plays: dict[str, Play] = Field(default_factory=dict)


class Joints(Frozen):
    """Every joint; ``part_words`` are the words that documents use for words of part ids."""

    joints: tuple[Joint, ...]
    part_words: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    unchecked: tuple[Unchecked, ...] = ()
    sources: tuple[Id, ...] = Field(min_length=1)
