"""How things stand in a class: its events, one after the other, make it what it is now."""

from __future__ import annotations

import math
from collections.abc import Iterable
from datetime import datetime
from typing import Literal, NamedTuple

from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.classroom.events import (
    Asked,
    Blanked,
    Closed,
    Ended,
    Event,
    Led,
    Named,
    Naming,
    Opened,
    Played,
    Pointed,
    Revealed,
    Shown,
    Stepped,
    Timed,
)
from nmt_atlas.domain.questions import Question
from nmt_atlas.domain.view_state import ViewState

LETTERS = "bcdfghjkmnpqrstvwxz23456789"
"""What codes are made of: nothing that is mistaken for something else, no vowels, so no words."""
CODE = 6
Role = Literal["instructor", "remote", "screen", "student"]
Phase = Literal["open", "revealed"]


class Numbered(NamedTuple):
    """An event with its number in the room (from 1), and when it was taken down."""

    number: int
    event: Event
    at: datetime


class Live(Frozen):
    """The question that the class has before it.

    ``round`` is the number of its event, ``since`` that of the event from which on it is as it is.
    """

    round: int
    since: int
    question: Question
    view: ViewState
    lesson: str = ""
    again: int = 0
    phase: Phase = "open"

    @property
    def seed(self) -> str:
        """What the order of its choices depends on: the same for everybody in the room."""
        return str(self.again or self.round)


class Timer(Frozen):
    """A clock that everybody sees."""

    seconds: int
    begun_at: datetime

    def left(self, now: datetime) -> int:
        """Seconds that are left: never more than there were, whatever a clock does meanwhile."""
        gone = (now - self.begun_at).total_seconds()
        return max(0, min(self.seconds, math.ceil(self.seconds - gone)))


class Room(Frozen):
    """How things stand.

    Attributes
    ----------
    number
        The number of the last event that made it so; 0 before the first.
    title, naming
        What the room is called, and how students are.
    view, viewed
        What the instructor looks at, and the number of the event that said so.
    led
        Whether the screens follow that.
    live
        The question that is before the class; None while there is none.
    timer
        The clock that runs; None while there is none.
    blank, named
        Whether the screens are dark, and whether they tell names.
    pointed, spot
        The place (mm) that is pointed at, None for none; and whether all else is dimmed.
    lesson, at
        The lesson that the class goes through, "" for none; and the step it is at, from 0.
    teams, ranked
        How many teams there are, 0 for none; and whether there is a ranking.
    ended
        Whether the class is over.
    """

    number: int = 0
    title: str = ""
    naming: Naming = "names"
    view: ViewState = ViewState()
    viewed: int = 0
    led: bool = True
    live: Live | None = None
    timer: Timer | None = None
    blank: bool = False
    named: bool = True
    pointed: Point | None = None
    spot: bool = False
    lesson: str = ""
    at: int = -1
    teams: int = 0
    ranked: bool = False
    ended: bool = False

    def after(self, told: Numbered) -> Room:
        """The room after an event; one that it knows already, or that comes too late, changes
        nothing but the number.
        """
        if told.number <= self.number:
            return self
        changes = {} if self.ended else self._changes(told)
        return self.model_copy(update={"number": told.number, **changes})

    def _changes(self, told: Numbered) -> dict[str, object]:
        match told.event:
            case Opened(title=title, naming=naming):
                return {"title": title, "naming": naming}
            case Timed(seconds=seconds):
                timer = Timer(seconds=seconds, begun_at=told.at) if seconds else None
                return {"timer": timer}
            case Ended():
                return {"ended": True, "live": None, "timer": None, "blank": False}
            case Asked() | Revealed() | Closed():
                return self._asking(told)
            case _:
                return self._seeing(told)

    def _seeing(self, told: Numbered) -> dict[str, object]:
        match told.event:
            case Shown(view=view):
                return {"view": view, "viewed": told.number}
            case Led(on=on):
                return {"led": on}
            case Blanked(on=on):
                return {"blank": on}
            case Named(on=on):
                return {"named": on}
            case _:
                return _leading(told.event)

    def _asking(self, told: Numbered) -> dict[str, object]:
        match told.event:
            case Asked(question=question, view=view, lesson=lesson, again=again):
                live = Live(
                    round=told.number,
                    since=told.number,
                    question=question,
                    view=view,
                    lesson=lesson,
                    again=again,
                )
                return {"live": live, "timer": None, "pointed": None}
            case Revealed(round=number) if self.live and self.live.round == number:
                revealed = self.live.model_copy(update={"phase": "revealed", "since": told.number})
                return {"live": revealed, "timer": None}
            case Closed(round=number) if self.live and self.live.round == number:
                return {"live": None, "timer": None}
            case _:
                return {}


def _leading(event: Event) -> dict[str, object]:
    match event:
        case Pointed(at=at, spot=spot):
            return {"pointed": at, "spot": spot}
        case Stepped(lesson=lesson, at=at):
            return {"lesson": lesson, "at": at}
        case Played(teams=teams, ranked=ranked):
            return {"teams": teams, "ranked": ranked}
        case _:
            return {}


def room_of(events: Iterable[Numbered]) -> Room:
    """The room that a log makes, in whatever order its events have come."""
    room = Room()
    for one in sorted(events, key=lambda told: told.number):
        room = room.after(one)
    return room


def code_of(number: int) -> str:
    """The code of a number: :data:`CODE` letters."""
    letters = []
    for _ in range(CODE):
        number, digit = divmod(number, len(LETTERS))
        letters.append(LETTERS[digit])
    return "".join(letters)


def read_code(text: str) -> str:
    """A code as somebody typed it; empty where it can be none."""
    found = "".join(one for one in text.lower() if one not in " -_.")
    return found if len(found) == CODE and set(found) <= set(LETTERS) else ""


def shown_code(code: str) -> str:
    """A code as it is read out: ``BCD FGH``."""
    half = len(code) // 2
    return f"{code[:half]} {code[half:]}".upper()


MAY: dict[Role, tuple[type[Event], ...]] = {
    "instructor": (
        Opened, Shown, Led, Asked, Revealed, Closed, Timed, Blanked, Named, Pointed, Stepped,
        Played, Ended,
    ),
    "remote": (Revealed, Closed, Timed, Blanked, Named),
    "screen": (),
    "student": (),
}  # fmt: skip
"""What each role may do to a room, besides a student's own answers and a remote's two buttons."""


def looked_at(room: Room) -> ViewState | None:
    """What the instructor has turned to since the question came or was revealed; None for nothing.

    While a question is open only where it is looked from counts: all else could betray the answer.
    """
    live = room.live
    if live is None:
        return room.view
    if room.viewed <= live.since:
        return None
    if live.phase == "revealed":
        return room.view
    way = room.view
    own = live.question.asks(live.view)
    return own.changed(camera=way.camera, focus=way.focus, zones=way.zones, spot=way.spot)
