"""Small figures of a standing person that show one sign each, drawn from a few numbers.

A document says what is seen (``{"scene": "side", "moves": {"head": 9}, "at": "head"}``); here it
becomes lines, 100 wide and 150 high. From the side the person faces right. Nobody is drawn: it is
the same plain figure each time, with what a sign is about moved further than it is in life.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import cos, hypot, radians, sin
from typing import Literal, get_args

from pydantic import Field

from nmt_atlas.domain.base import Frozen, Text
from nmt_atlas.domain.figure_layouts import HEIGHT, LAYOUTS, WIDTH, Dot, Dots, Scene

Ink = Literal["body", "inner", "plumb", "mark"]

_RING = 10.0
_SMALL = 7.2
"""Where nothing moves further than this, the figure is shown close up."""
_CLOSE = 0.56
"""What a close-up shows of the width and of the height."""


class Stroke(Frozen):
    """One line of a figure: ``d`` is a path as SVG writes it, ``ink`` what it stands for."""

    ink: Ink
    d: Text


class Figure(Frozen):
    """What a figure shows.

    Attributes
    ----------
    scene
        From where, or of what.
    moves
        What is moved, and how far (units of the drawing, degrees for turns).
    at
        Where to look: the name of a place of the scene, which gets a ring.
    """

    SILENT = frozenset({"scene", "moves", "at"})

    scene: Scene
    moves: dict[str, float] = Field(default_factory=dict)
    at: Text


SCENES: tuple[Scene, ...] = get_args(Scene)
STANDING: tuple[Scene, ...] = ("side", "front", "back")


def unknown(figure: Figure) -> tuple[str, ...]:
    """Names of moves and of the place that the scene does not have."""
    layout = LAYOUTS[figure.scene]
    moves = tuple(one for one in figure.moves if one not in layout.moves)
    return moves if figure.at in layout.dots else (*moves, figure.at)


def placed(figure: Figure) -> Dots:
    """Where the places of a scene are, once what the sign is about has moved."""
    layout = LAYOUTS[figure.scene]
    found = dict(layout.dots)
    for name, amount in figure.moves.items():
        for place, (x, y) in layout.moves.get(name, {}).items():
            here = found[place]
            found[place] = (here[0] + x * amount, here[1] + y * amount)
    return found


def strokes(figure: Figure) -> tuple[Stroke, ...]:
    """The figure as lines: the body, what lies in it, the plumb line, and where to look."""
    layout, dots = LAYOUTS[figure.scene], placed(figure)
    found = [Stroke(ink="plumb", d=f"M50 2 L50 {HEIGHT - 2}")] if layout.plumb else []
    found += [Stroke(ink="body", d=_curve([dots[one] for one in line])) for line in layout.outer]
    found += [Stroke(ink="inner", d=_curve([dots[one] for one in line])) for line in layout.inner]
    at = dots.get(figure.at)
    return (*found, *([Stroke(ink="mark", d=_ring(at))] if at else ()))


def box(figure: Figure) -> tuple[float, float, float, float]:
    """What is shown of the drawing: left, top, width, height.

    All of it; around the ring only where the sign is small beside a standing person.
    """
    before, after = LAYOUTS[figure.scene].dots, placed(figure)
    moved = max(hypot(x - before[one][0], y - before[one][1]) for one, (x, y) in after.items())
    if figure.scene not in STANDING or moved > _SMALL:
        return 0, 0, WIDTH, HEIGHT
    width, height = WIDTH * _CLOSE, HEIGHT * _CLOSE
    x, y = after[figure.at]
    left = min(max(0.0, x - width / 2), WIDTH - width)
    top = min(max(0.0, y - height / 2), HEIGHT - height)
    return round(left, 1), round(top, 1), round(width, 1), round(height, 1)


def _curve(dots: Sequence[Dot]) -> str:
    """A smooth line through places (Catmull-Rom, as cubic curves)."""
    ends = (dots[0], *dots, dots[-1])
    pieces = [f"M{_at(dots[0])}"]
    pieces += [_piece(*ends[at : at + 4]) for at in range(len(dots) - 1)]
    return " ".join(pieces)


def _piece(before: Dot, start: Dot, end: Dot, after: Dot) -> str:
    first = (start[0] + (end[0] - before[0]) / 6, start[1] + (end[1] - before[1]) / 6)
    second = (end[0] - (after[0] - start[0]) / 6, end[1] - (after[1] - start[1]) / 6)
    return f"C{_at(first)} {_at(second)} {_at(end)}"


def _ring(at: Dot) -> str:
    """A ring around a place, as a line of twelve corners' curve."""
    turn = [radians(30 * step) for step in range(13)]
    return _curve([(at[0] + _RING * cos(one), at[1] + _RING * sin(one)) for one in turn])


def _at(dot: Dot) -> str:
    return f"{dot[0]:.1f} {dot[1]:.1f}"
