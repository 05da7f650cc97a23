"""A plan agreed with a client: goals that can be measured, the course, when it is looked at again.

It names nobody. Time is an argument throughout; what a measure means is said here once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Annotated, Literal

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Id, Text
from nmt_atlas.domain.language import mark

Measure = Literal["degrees", "millimetres", "pain", "minutes", "metres", "times"]
"""What a goal is counted in: a range, a gap, pain from 0 to 10, how long, how far, how often."""

MEASURES: Mapping[Measure, str] = MappingProxyType(
    {
        "degrees": mark("degrees"),
        "millimetres": mark("mm"),
        "pain": mark("of 10 (pain)"),
        "minutes": mark("minutes"),
        "metres": mark("metres"),
        "times": mark("times"),
    }
)

PAIN_THAT_MATTERS = 2.0
"""Points of eleven that a pain must fall for the change to matter to the person: Farrar and others,
Pain 2001; 94: 149-158 (``farrar-2001``)."""

MOST_SESSIONS, MOST_DAYS = 24, 42
"""So many sessions, so many days apart: a course that is longer is another course."""

Fault = Literal["no-change", "within-error", "by-past", "review-missing"]

FAULTS: Mapping[Fault, str] = MappingProxyType(
    {
        "no-change": mark("Where it should get to is where it is now."),
        "within-error": mark(
            "So small a change cannot be told from a measurement that is made twice."
        ),
        "by-past": mark("Its date is before the plan begins."),
        "review-missing": mark("Nobody looks at it again before its date."),
    }
)
"""What is wrong with a goal, in words."""

Side = Literal["", "right", "left"]
Value = Annotated[float, Field(ge=-180, le=10_000, allow_inf_nan=False)]


class Goal(Frozen):
    """Something that shall be possible again, and the number by which that is told.

    Attributes
    ----------
    words
        What the person wants to do, in their own words.
    measure
        What is counted.
    motion, side
        The motion (a document's id) whose range is measured, on which side.
    now, wanted
        Where it is, and where it should get to.
    by
        When.
    """

    words: Text
    measure: Measure
    motion: Id | None = None
    side: Side = ""
    now: Value
    wanted: Value
    by: date

    @property
    def change(self) -> float:
        """How far it has to go; negative where less is better."""
        return self.wanted - self.now

    def share(self, value: float) -> float:
        """How much of the way is gone with a value: 0 to 1, a step back counts as none."""
        if not self.change:
            return 1.0
        return min(1.0, max(0.0, (value - self.now) / self.change))

    def reached(self, value: float) -> bool:
        """Whether a value is as far as was wanted, or farther."""
        return self.share(value) >= 1.0


class Step(Frozen):
    """A step of the work: under which heading, on what, how."""

    heading: Text
    about: str = ""
    words: Text
    sources: tuple[Id, ...] = ()


class Course(Frozen):
    """How often, and when it is asked whether it helps.

    Attributes
    ----------
    begins
        The day of the first session.
    sessions, apart
        How many, and how many days apart.
    looked_at
        After how many sessions the goals are measured again.
    """

    begins: date
    sessions: int = Field(default=6, ge=1, le=MOST_SESSIONS)
    apart: int = Field(default=7, ge=1, le=MOST_DAYS)
    looked_at: int = Field(default=3, ge=1, le=MOST_SESSIONS)

    @property
    def days(self) -> tuple[date, ...]:
        """The day of every session."""
        return tuple(self.begins + timedelta(self.apart * n) for n in range(self.sessions))

    @property
    def reviews(self) -> tuple[date, ...]:
        """The days on which the goals are measured again; the last session is always one."""
        days = self.days
        every = days[self.looked_at - 1 :: self.looked_at]
        return every if every and every[-1] == days[-1] else (*every, days[-1])


class Plan(Frozen):
    """What was agreed: goals, the work in its order, the course.

    Attributes
    ----------
    goals
        What shall be possible, by which number.
    steps
        What is done, in order.
    course
        How often, and when it is looked at again.
    cares
        What a session is given with care for, or was to be asked about first.
    notes
        Words of whoever made it.
    """

    goals: tuple[Goal, ...] = ()
    steps: tuple[Step, ...] = ()
    course: Course
    cares: tuple[Text, ...] = ()
    notes: str = ""

    def faults(self, errors: Mapping[str, float]) -> Iterator[tuple[int, Fault]]:
        """What is wrong with goals, by their place.

        Parameters
        ----------
        errors
            Motion id -> degrees (or mm) by which two measurements of the same joint may differ.
        """
        for at, goal in enumerate(self.goals):
            yield from ((at, one) for one in self._of(goal, errors))

    def _of(self, goal: Goal, errors: Mapping[str, float]) -> Iterator[Fault]:
        error = errors.get(goal.motion or "", 0.0)
        least = PAIN_THAT_MATTERS if goal.measure == "pain" else error
        if not goal.change:
            yield "no-change"
        elif abs(goal.change) < least or (goal.motion and abs(goal.change) <= least):
            yield "within-error"
        if goal.by < self.course.begins:
            yield "by-past"
        elif not any(day <= goal.by for day in self.course.reviews):
            yield "review-missing"
