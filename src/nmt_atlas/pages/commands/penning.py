"""Drawing on the view: the pen, its colours and widths, the eraser."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Literal

from nmt_atlas.domain.bounds import InkColor, InkWidth
from nmt_atlas.domain.ink import COLORS, WIDTHS
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.look import LOOK
from nmt_atlas.pages import penning
from nmt_atlas.pages.commands.command import Command, Place
from nmt_atlas.pages.visit import Visit

GROUP = mark("Pen")
_EMPTY = mark("Nothing is drawn yet.")
_SEARCH: frozenset[Place] = frozenset({"search"})
_COLORS: dict[InkColor, tuple[str, str]] = {
    "blue": (mark("Draw in blue"), mark("Blue")),
    "amber": (mark("Draw in amber"), mark("Amber")),
    "dark": (mark("Draw in black"), mark("Black")),
}
_WIDTHS: dict[InkWidth, tuple[str, str]] = {
    "thin": (mark("Draw thin lines"), mark("Thin")),
    "medium": (mark("Draw middling lines"), mark("Middle")),
    "thick": (mark("Draw thick lines"), mark("Thick")),
}


def _held(visit: Visit) -> bool:
    return visit.pen.held


def _drawn(visit: Visit) -> str:
    return "" if visit.state.ink else _EMPTY


def _turn(visit: Visit) -> None:
    if visit.pen.held:
        penning.put_away(visit)
    else:
        penning.hold(visit)


def _erase(visit: Visit) -> None:
    penning.hold(visit, erase=not visit.pen.erase)


def _with(**changes: object) -> Callable[[Visit], None]:
    return lambda visit: penning.hold(visit, **changes)


def _choice(
    kind: Literal["color", "width"], value: str, names: tuple[str, str], dot: tuple[str, float]
) -> Command:
    """A press that takes the pen up in a colour or a width."""
    title, short = names
    return Command(
        f"pen-{kind}-{value}",
        title,
        _with(**{kind: value}),
        GROUP,
        on=lambda visit: (
            visit.pen.held and not visit.pen.erase and getattr(visit.pen, kind) == value
        ),
        places=_SEARCH,
        short=short,
        bar=_held,
        dot=dot,
    )


def _color(color: InkColor) -> Command:
    return _choice("color", color, _COLORS[color], (LOOK.ink.colors[color].color, 16.0))


def _width(width: InkWidth) -> Command:
    return _choice("width", width, _WIDTHS[width], ("", 1.6 * LOOK.ink.widths[width]))


def _does(
    ident: str,
    title: str,
    run: Callable[[Visit], None],
    icon: str,
    short: str,
) -> Command:
    return Command(
        ident, title, run, GROUP, icon, "", _drawn, None, _SEARCH, short=short, bar=_held
    )


COMMANDS = (
    Command(
        "pen",
        mark("Draw on the view"),
        _turn,
        GROUP,
        "draw",
        "d",
        on=_held,
        short=mark("Draw"),
    ),
    *map(_color, COLORS),
    *map(_width, WIDTHS),
    Command(
        "pen-erase",
        mark("Rub lines out"),
        _erase,
        GROUP,
        "auto_fix_normal",
        on=lambda visit: visit.pen.held and visit.pen.erase,
        places=_SEARCH,
        short=mark("Eraser"),
        bar=_held,
    ),
    _does("pen-clear", mark("Take the drawing away"), penning.clear, "delete_sweep", mark("Clear")),
    _does(
        "pen-note",
        mark("Keep the drawing as a note"),
        partial(penning.keep, sort="note"),
        "note_add",
        mark("As a note"),
    ),
    _does(
        "pen-view",
        mark("Keep the view with its drawing"),
        partial(penning.keep, sort="view"),
        "bookmark_add",
        mark("As a view"),
    ),
    Command(
        "pen-away",
        mark("Put the pen away"),
        penning.put_away,
        GROUP,
        "close",
        refused=lambda visit: "" if visit.pen.held else mark("The pen is not in the hand."),
        places=_SEARCH,
        short=mark("Done"),
        bar=_held,
    ),
)
