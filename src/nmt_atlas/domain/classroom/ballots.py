"""Answers of a class: which are taken, and which of them count."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from typing import Annotated, Literal

from pydantic import Field, JsonValue

from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.classroom.room import Room

Refusal = Literal["", "none", "late", "over"]
"""Why an answer is not taken: nothing is asked, its question is not asked any more, it is over."""

LONGEST_NAME = 40


class Spot(Frozen):
    """Where on the body an answer was given: the place (mm), and the skin's vertex or -1."""

    at: Point
    vertex: int = -1


class Ballot(Frozen):
    """One answer of one member in one round.

    Attributes
    ----------
    uid
        The answer's own name: sent twice, it counts once.
    n
        The member's own count of their answers; the greatest counts, in whatever order they come.
    answer
        What was given, as its question keeps it.
    """

    uid: str
    round: int
    member: int
    n: Annotated[int, Field(ge=1, le=10_000)]
    answer: JsonValue
    score: float = Field(ge=0, le=1)
    spot: Spot | None = None
    at: datetime


def refusal(room: Room, number: int) -> Refusal:
    """Why an answer to a round is not taken now; empty where it is."""
    if room.ended:
        return "over"
    if room.live is None:
        return "none" if number > room.number or number < 1 else "late"
    return "" if (room.live.round, room.live.phase) == (number, "open") else "late"


def counting(ballots: Iterable[Ballot]) -> tuple[Ballot, ...]:
    """Of each member the last answer of each round, by round and member."""
    found: dict[tuple[int, int], Ballot] = {}
    for one in ballots:
        key = (one.round, one.member)
        if key not in found or one.n > found[key].n:
            found[key] = one
    return tuple(found[key] for key in sorted(found))


def tidy_name(text: str) -> str:
    """A name as somebody typed it: one line, what can be printed, not too long."""
    printed = "".join(one if one.isprintable() else " " for one in text)
    return " ".join(printed.split())[:LONGEST_NAME].strip()
