"""What a remote control's buttons do, and what the projector shows to those who are to come in."""

from __future__ import annotations

from typing import Any

from nmt_atlas.domain.classroom.events import (
    Blanked,
    Closed,
    Event,
    Named,
    Pressed,
    Revealed,
    Timed,
)
from nmt_atlas.domain.classroom.room import Room
from nmt_atlas.domain.qr import code_of
from nmt_atlas.viewer.reach import REACHED

_TIMER = 60


def event_of(what: str, room: Room) -> Event | None:
    """What a button does to a room now; None for nothing."""
    number = room.live.round if room.live else 0
    made: dict[str, Event | None] = {
        "next": Pressed(what="next"),
        "back": Pressed(what="back"),
        "blank": Blanked(on=True),
        "light": Blanked(on=False),
        "timer": Timed(seconds=0 if room.timer else _TIMER),
        "hush": Named(on=False),
        "name": Named(on=True),
        "reveal": Revealed(round=number) if number else None,
        "close": Closed(round=number) if number else None,
    }
    return made.get(what)


def way_in(code: str) -> dict[str, Any]:
    """How others come in: an address, and its code to photograph."""
    drawn = code_of(REACHED.now.link_to_class(code))
    address = REACHED.now.class_base
    return {"address": address, "qr": {"size": drawn.size, "path": drawn.path}}
