"""Moving the body: play what a muscle does, stretch it, stop, and stand at rest again."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.pages import moving
from nmt_atlas.pages.commands.command import Command, Place
from nmt_atlas.pages.upright_view import turn_plumb
from nmt_atlas.pages.visit import Visit

GROUP = mark("Move")
_NO_MUSCLE = mark("Select one muscle that moves a joint first.")
_AT_REST = mark("The body stands at rest.")
_NOTHING = mark("Nothing is being played.")
_SHOWN: frozenset[Place] = frozenset({"strip", "menu", "search"})
_SEARCH: frozenset[Place] = frozenset({"search"})


def _moves(visit: Visit) -> str:
    return "" if moving.moves_of(visit)[0] else _NO_MUSCLE


def _posed(visit: Visit) -> str:
    return "" if visit.state.pose else _AT_REST


def _played(visit: Visit) -> str:
    return "" if visit.playback.start or visit.playback.end else _NOTHING


def _play(visit: Visit) -> None:
    """Go on with the movement of the selected muscle, or begin with its first."""
    moves, _ = moving.moves_of(visit)
    ways = [one.way for one in moves]
    if visit.state.acting in ways and visit.playback.end:
        moving.toggle(visit)
    else:
        moving.act(visit, "0")


COMMANDS = (
    Command(
        "play-movement",
        mark("Play what the muscle does"),
        _play,
        GROUP,
        "directions_run",
        "Shift+P",
        _moves,
        lambda visit: visit.playback.playing,
        _SHOWN,
        short=mark("Move"),
    ),
    Command(
        "stretch-muscle",
        mark("Show its stretch"),
        moving.stretch,
        GROUP,
        "open_in_full",
        "",
        _moves,
        places=frozenset({"menu", "search"}),
    ),
    Command(
        "slow-motion",
        mark("Slow motion"),
        moving.slow,
        GROUP,
        "slow_motion_video",
        "",
        _played,
        lambda visit: visit.playback.slow,
        _SEARCH,
    ),
    Command(
        "plumb-line",
        mark("Plumb line and angles"),
        turn_plumb,
        GROUP,
        "straighten",
        "Shift+U",
        on=lambda visit: visit.state.plumb,
        places=frozenset({"menu", "search"}),
    ),
    Command(
        "stand-at-rest",
        mark("Stand at rest"),
        moving.rest,
        GROUP,
        "accessibility",
        "Shift+Home",
        _posed,
        places=frozenset({"menu", "search"}),
    ),
)
