"""What leads a class: its lesson step by step, the screens, a clock, a pointer, and play."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal

from nmt_atlas.classroom.messages import standings_in
from nmt_atlas.domain.classroom.events import MOST_TEAMS
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.picks import Pick
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.teaching.leading import Leading
from nmt_atlas.viewer.leaf import (
    Bar,
    Bars,
    Block,
    Button,
    Buttons,
    Clock,
    Fold,
    Heading,
    Select,
    Switch,
    Text,
)

Pointer = Literal["", "dot", "light"]
_TIMES = (30, 60, 120)
_TAP = mark("Click the body: everybody sees the place.")


class Steering:
    """The controls of a class that is led.

    Parameters
    ----------
    leading
        Gives the room that is led; None while there is none.
    write
        Writes the page anew.
    """

    def __init__(self, leading: Callable[[], Leading | None], write: Callable[[], None]) -> None:
        self._leading, self._write = leading, write
        self.pointer: Pointer = ""

    def acts(self) -> Mapping[str, Act]:
        """What its controls do."""
        return {
            "step": self._led(lambda one, by: one.step(int(by))),
            "through": self._led(lambda one, lesson: one.go_through(lesson)),
            "lead": self._led(lambda one, _: one.lead(on=not one.room.led)),
            "blank": self._led(lambda one, _: one.blank(on=not one.room.blank)),
            "named": self._led(lambda one, _: one.name(on=not one.room.named)),
            "time": self._led(lambda one, seconds: one.time(int(seconds))),
            "clock": lambda *_: None,
            "pointer": lambda kind, _: self._hold("light" if kind == "light" else "dot"),
            "teams": self._teams,
            "ranked": self._ranked,
        }

    def tapped(self, pick: Pick) -> bool:
        """Point where the body was clicked, if the pointer is held."""
        leading = self._leading()
        if leading is None or not self.pointer:
            return False
        leading.point(pick.point or pick.skin_point, spot=self.pointer == "light")
        return True

    def _hold(self, kind: Pointer) -> None:
        """Hold the pointer; pressed once more it is put away, and points at nothing."""
        leading = self._leading()
        self.pointer = "" if self.pointer == kind else kind
        if not self.pointer and leading is not None and leading.room.pointed is not None:
            leading.point(None, spot=False)
        self._write()

    def _teams(self, _rest: str, value: str) -> None:
        leading = self._leading()
        if leading is not None and value.isdecimal() and int(value) <= MOST_TEAMS:
            leading.play(teams=int(value), ranked=leading.room.ranked)

    def _ranked(self, _rest: str, value: str) -> None:
        leading = self._leading()
        if leading is not None:
            leading.play(teams=leading.room.teams, ranked=bool(value))

    def _led(self, do: Callable[[Leading, str], None]) -> Act:
        def act(rest: str, _value: str) -> None:
            leading = self._leading()
            if leading is not None:
                do(leading, rest)

        return act

    # What is written

    def plan(self, leading: Leading, say: Say) -> Iterator[Block]:
        """Where the class is in its lesson, what to say there, and what comes next."""
        lesson = leading.lesson
        if lesson is None:
            return
        notes, at = leading.notes, leading.room.at
        yield Heading(text=notes.where, level=3, id="notes")
        for words in notes.words.splitlines():
            if words.strip():
                yield Text(runs=Rich.plain(words.strip()).runs)
        yield Text(runs=Rich.plain(notes.ahead).runs, tone="info", id="ahead")
        over = at >= len(lesson.steps) - 1 and leading.question is None
        back = Button(id="step:-1", label=say("One step back"), off=at < 1)
        on = Button(id="step:1", label=say("Next"), main=True, off=over)
        end = Button(id="through:", label=say("Leave the lesson"))
        yield Buttons(id="steps", label=say("The lesson"), buttons=(back, on, end))

    def screens(self, leading: Leading, say: Say) -> Iterator[Block]:
        """What happens on every screen."""
        room = leading.room
        follow = Button(id="lead:", label=say("Screens follow me"), on=room.led)
        dark = Button(id="blank:", label=say("Dark screens"), on=room.blank)
        names = Button(id="named:", label=say("Hide names"), on=not room.named)
        yield Buttons(id="steer", label=say("Screens"), buttons=(follow, dark, names))
        dot = Button(id="pointer:dot", label=say("Pointer"), on=self.pointer == "dot")
        light = Button(id="pointer:light", label=say("Spotlight"), on=self.pointer == "light")
        yield Buttons(id="pointers", label=say("Point on every screen"), buttons=(dot, light))
        if self.pointer:
            yield Text(runs=Rich.plain(say(_TAP)).runs, tone="quiet")
        yield from self._clock(leading, say)
        yield Fold(title=say("Teams and points"), blocks=tuple(self._play(leading, say)))

    def _clock(self, leading: Leading, say: Say) -> Iterator[Block]:
        timer = leading.room.timer
        clocks = tuple(
            Button(id=f"time:{seconds}", label=say("{seconds} s", seconds=seconds))
            for seconds in _TIMES
        )
        stop = Button(id="time:0", label=say("No clock"), off=timer is None)
        yield Buttons(id="clocks", label=say("Clock"), buttons=(*clocks, stop))
        if timer is not None:
            until, left = timer.begun_at.isoformat(), timer.left(leading.hub.clock())
            yield Clock(id="clock:", label=say("Clock"), until=until, left=left)

    def _play(self, leading: Leading, say: Say) -> Iterator[Block]:
        room = leading.room
        none = ("0", say("No teams"))
        some = tuple(
            (str(count), say("{count} teams", count=count)) for count in range(2, MOST_TEAMS + 1)
        )
        yield Select(id="teams:", label=say("Teams"), options=(none, *some), value=str(room.teams))
        yield Switch(id="ranked:", label=say("Show who is ahead by name"), on=room.ranked)
        standings = standings_in(leading.known, say)
        most = max((one.points for one in standings), default=0.0) or 1.0
        bars = tuple(
            Bar(label=one.name, share=one.points / most, text=say.number(round(one.points, 1)))
            for one in standings
        )
        if bars:
            yield Bars(label=say("Points so far"), bars=bars)
