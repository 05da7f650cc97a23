"""A case file: what was drawn, found and planned by date, under a label that is no name."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Annotated, Literal

from pydantic import Field, StringConstraints

from nmt_atlas.domain.base import Frozen, Id, Text
from nmt_atlas.domain.plan import Plan

VERSION = 1
REPEATED, SPREAD = 0.42, 0.19
"""How alike (Jaccard) two drawings of one pain by the same person are: mean and standard deviation
of 31 people with shoulder pain on a tablet ("Test-retest reliability of pain extent and pain
location using a novel pain drawing analysis software application", Expert Review of Medical Devices
2023; 20: 1219-1225, doi:10.1080/17434440.2023.2277226, PubMed 37897081).

Healthy people who drew a pain that had just been brought on twice within a minute reached a median
of 0.73 to 0.76 (Pain Practice 2017; 17: 176-184, doi:10.1111/papr.12429, PubMed 26992099). The
0.63 ± 0.18 of drawings that were carried over to a body in 3D (J Korean Acad Rehab Med 2003; 27:
404-409) is a weighted sum of several measures and no Jaccard index.
"""

Label = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9-]{1,20}$")]
"""A label of letters, digits and hyphens: not a name."""


LONGEST = 2_000
"""Characters of a note, a plan or a goal, at most."""
Words = Annotated[str, StringConstraints(max_length=LONGEST)]


class Drawn(Frozen):
    """Painted skin of one body: its vertices, and the area (mm²) that they stand for.

    ``skin`` is the hash of the skin that the vertices belong to; ``words`` say where it is.
    """

    body: str = "own"
    skin: str = ""
    words: Words = ""
    vertices: tuple[Annotated[int, Field(ge=0)], ...]
    area: float = Field(ge=0)


class Finding(Frozen):
    """Something that was found: a point that is active, a test that was positive, an angle."""

    kind: Literal["trigger-point", "test", "angle", "note"]
    id: Id | None = None
    side: Literal["", "right", "left"] = ""
    words: Words = ""
    degrees: float | None = None


class Day(Frozen):
    """One date of a case.

    ``goals``, ``plan`` and ``review`` are words of one's own; ``agreed`` is a plan with goals that
    are measured.
    """

    day: date
    drawings: tuple[Drawn, ...] = ()
    findings: tuple[Finding, ...] = ()
    goals: tuple[Annotated[Text, StringConstraints(max_length=LONGEST)], ...] = ()
    plan: Words = ""
    review: date | None = None
    agreed: Plan | None = None

    @property
    def empty(self) -> bool:
        """True where nothing is noted under the date."""
        return self == Day(day=self.day)

    @property
    def area(self) -> float:
        """The painted area (mm²)."""
        return sum(one.area for one in self.drawings)

    @property
    def vertices(self) -> frozenset[int]:
        """All that is painted."""
        return frozenset(vertex for one in self.drawings for vertex in one.vertices)

    @property
    def skins(self) -> frozenset[tuple[str, str]]:
        """The bodies, with their skins, that anything is painted on."""
        return frozenset((one.body, one.skin) for one in self.drawings)

    def with_more(self, more: Day) -> Day:
        """The date with what is added to it; a plan and a review that are given replace theirs."""
        return Day(
            day=self.day,
            drawings=(*self.drawings, *more.drawings),
            findings=(*self.findings, *(one for one in more.findings if one not in self.findings)),
            goals=tuple(dict.fromkeys((*self.goals, *more.goals))),
            plan=more.plan or self.plan,
            review=more.review or self.review,
            agreed=more.agreed or self.agreed,
        )


class CaseFile(Frozen):
    """Everything that is kept of one person, by date."""

    version: Literal[1] = 1
    label: Label
    days: tuple[Day, ...] = ()

    def on(self, day: Day) -> CaseFile:
        """The file with one day more, or in the place of the same date."""
        others = (one for one in self.days if one.day != day.day)
        days = tuple(sorted((*others, day), key=lambda one: one.day))
        return self.model_copy(update={"days": days})

    def of(self, day: date) -> Day | None:
        """What is noted under a date; None where nothing is."""
        return next((one for one in self.days if one.day == day), None)

    def added(self, more: Day) -> CaseFile:
        """The file with more under a date, whatever stands there already."""
        known = self.of(more.day)
        return self.on(known.with_more(more) if known else more)

    def without(self, day: date) -> CaseFile:
        """The file without a date."""
        return self.model_copy(update={"days": tuple(one for one in self.days if one.day != day)})


Apart = Literal["before", "both", "after"]


class Change(Frozen):
    """Two dates of one case in numbers.

    Attributes
    ----------
    before, after
        The painted areas (mm²).
    jaccard
        The share of all that was painted on either date that was painted on both; None where
        nothing was painted, or the drawings are of different bodies or skins.
    beyond
        Whether the two differ by more than most people's two drawings of one pain do: by more
        than a standard deviation below the mean.
    """

    before: float
    after: float
    jaccard: float | None
    beyond: bool | None

    @property
    def area(self) -> float:
        """The change of the area (mm²)."""
        return self.after - self.before


def compared(before: Day, after: Day, areas: Mapping[int, float]) -> Change:
    """Two dates compared by what was painted.

    Parameters
    ----------
    before, after
        The dates.
    areas
        Vertex -> the area (mm²) of skin that it stands for; a missing one counts as 1.
    """
    first, second = before.vertices, after.vertices
    union = _area(first | second, areas)
    alike = None
    if union and len(before.skins | after.skins) == 1:
        alike = _area(first & second, areas) / union
    return Change(
        before=before.area,
        after=after.area,
        jaccard=alike,
        beyond=None if alike is None else alike < REPEATED - SPREAD,
    )


def apart(before: Day, after: Day) -> dict[Apart, frozenset[int]]:
    """The skin that was painted on the first date alone, on both, and on the second alone."""
    first, second = before.vertices, after.vertices
    return {"before": first - second, "both": first & second, "after": second - first}


def _area(vertices: Iterable[int], areas: Mapping[int, float]) -> float:
    return sum(areas.get(one, 1.0) for one in vertices)
