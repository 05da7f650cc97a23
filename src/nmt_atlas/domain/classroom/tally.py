"""What the answers of a class come to: counts, places on the body, a heat map of the skin."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.classroom.ballots import Ballot
from nmt_atlas.domain.questions import Answer, BaseQuestion, PaintedArea, outcome_of

ONE_DOT_MM = 9.0
"""Answers nearer to each other than this are one dot with a number."""
MOST_DOTS = 60
UNKNOWN_BELOW = 0.6
"""What a class has answered worse than this it does not know yet."""
BAND_MM = 15
"""How wide the bands are in which places along a muscle are counted."""

Names = Callable[[Answer], Sequence[str]]
"""What an answer is counted as, in words: one text for a choice, several for several ticks."""


class Counted(Frozen):
    """How many gave this answer."""

    label: str
    count: int
    right: bool = False


class Dot(Frozen):
    """So many clicked here (mm)."""

    at: Point
    count: int = 1


class Tally(Frozen):
    """What a round's answers come to.

    Attributes
    ----------
    answered
        Who has answered.
    right, partly, wrong
        How many did so rightly, partly, wrongly.
    mean
        Their mean score (0..1).
    rows
        What was answered how often, the most often first.
    dots
        Where on the body it was.
    heat
        Skin vertices with the share (0..1) of those who painted that they were painted by.
    """

    answered: int = 0
    right: int = 0
    partly: int = 0
    wrong: int = 0
    mean: float = Field(default=0.0, ge=0, le=1)
    rows: tuple[Counted, ...] = ()
    dots: tuple[Dot, ...] = ()
    heat: tuple[tuple[int, float], ...] = ()


def tally_of(
    question: BaseQuestion[Any], ballots: Sequence[Ballot], names: Names, taken: int = 12
) -> Tally:
    """Count a round's answers; each member's that counts, once.

    Parameters
    ----------
    names
        What an answer is counted as.
    taken
        So many rows at most.
    """
    read = [(one, question.read(one.answer)) for one in ballots]
    answers = [(one, answer) for one, answer in read if answer is not None]
    outcomes = Counter(outcome_of(one.score) for one, _ in answers)
    count = len(answers)
    return Tally(
        answered=count,
        right=outcomes["right"],
        partly=outcomes["partly"],
        wrong=outcomes["wrong"],
        mean=sum(one.score for one, _ in answers) / count if count else 0.0,
        rows=_rows(answers, names)[:taken],
        dots=dots_of(one.spot.at for one, _ in answers if one.spot is not None),
        heat=heat_of(answer for _, answer in answers if isinstance(answer, PaintedArea)),
    )


def _rows(answers: Iterable[tuple[Ballot, Answer]], names: Names) -> tuple[Counted, ...]:
    counts: Counter[str] = Counter()
    right: set[str] = set()
    for ballot, answer in answers:
        said = tuple(dict.fromkeys(names(answer)))
        counts.update(said)
        if ballot.score >= 1:
            right.update(said)
    ordered = sorted(counts.items(), key=lambda one: (-one[1], one[0]))
    return tuple(Counted(label=name, count=n, right=name in right) for name, n in ordered)


def dots_of(places: Iterable[Point]) -> tuple[Dot, ...]:
    """Places that lie together as one dot each, the largest first."""
    found: list[tuple[list[float], int]] = []
    for place in places:
        near = next((one for one in found if math.dist(one[0], place) < ONE_DOT_MM), None)
        if near is None:
            found.append((list(place), 1))
            continue
        middle, count = near
        moved = [(a * count + b) / (count + 1) for a, b in zip(middle, place, strict=True)]
        found[found.index(near)] = (moved, count + 1)
    found.sort(key=lambda one: -one[1])
    dots = [Dot(at=(at[0], at[1], at[2]), count=count) for at, count in found[:MOST_DOTS]]
    return tuple(dots)


def heat_of(areas: Iterable[PaintedArea]) -> tuple[tuple[int, float], ...]:
    """How many of those who painted have painted each vertex of the skin, as a share."""
    painted = [one.vertices for one in areas if one.area]
    counts = Counter(vertex for area in painted for vertex in area)
    return tuple((vertex, counts[vertex] / len(painted)) for vertex in sorted(counts))


def band(away: float) -> int:
    """The band (its middle, mm) that a place along a muscle lies in, counted from the point."""
    return round(away / BAND_MM) * BAND_MM


def unknown(rounds: Iterable[tuple[str, Tally]]) -> tuple[str, ...]:
    """Of questions (ids) with their tallies those that the class did not know, the worst first.

    A question that was voted on again counts as it was the last time.
    """
    last = {ident: tally for ident, tally in rounds if tally.answered}
    weak = [(tally.mean, ident) for ident, tally in last.items() if tally.mean < UNKNOWN_BELOW]
    return tuple(ident for _, ident in sorted(weak))
