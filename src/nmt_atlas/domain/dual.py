"""Dual quaternions: stiff movements that can be blended without anything collapsing.

Between two segments that turn about the same axis, what is blended by halves turns half as far and
keeps its distance from the axis: skin and muscles wrap around a joint.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from nmt_atlas.domain.rigid import Transform
from nmt_atlas.domain.segments import PARENTS

Dual = tuple[float, float, float, float, float, float, float, float]
"""The turn (x, y, z, w), and half of the way times the turn (x, y, z, w)."""

AT_REST: Dual = (0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0)

_DIGITS = 6


def dual_of(move: Transform) -> Dual:
    """A movement as a dual quaternion."""
    x, y, z, w = _turn(move)
    a, b, c = move[3], move[7], move[11]
    way = (
        0.5 * (a * w + b * z - c * y),
        0.5 * (b * w + c * x - a * z),
        0.5 * (c * w + a * y - b * x),
        -0.5 * (a * x + b * y + c * z),
    )
    one, two, three, four = way
    return (x, y, z, w, one, two, three, four)


def duals_of(names: Sequence[str], moves: Sequence[Transform]) -> dict[str, Dual]:
    """Of every segment that moves its movement, in numbers short enough to be sent.

    A turn has two of them, one the other's opposite. Each segment has the one that is nearer to
    that of the segment which it hangs on, so that they are blended as they are: what lies between
    trunk and an arm that is raised by 180 degrees goes round by the way that the shoulder turned.
    """
    found: dict[str, Dual] = {}
    each: dict[str, Dual] = {}
    for name, move in zip(names, moves, strict=True):
        own = dual_of(move)
        above = each.get(PARENTS.get(name, ""), AT_REST)
        if sum(one * other for one, other in zip(own[:4], above[:4], strict=True)) < 0.0:
            own = _opposite(own)
        each[name] = own
        a, b, c, d, e, f, g, h = (round(value, _DIGITS) for value in own)
        short = (a, b, c, d, e, f, g, h)
        if short != AT_REST:
            found[name] = short
    return found


def _opposite(dual: Dual) -> Dual:
    a, b, c, d, e, f, g, h = dual
    return (-a, -b, -c, -d, -e, -f, -g, -h)


def _turn(move: Transform) -> tuple[float, float, float, float]:
    """The unit quaternion (x, y, z, w) of a movement's turn."""
    a, b, c, _, d, e, f, _, g, h, i, _ = move
    trace = a + e + i
    if trace > 0:
        size = 2.0 * math.sqrt(1.0 + trace)
        found = ((h - f) / size, (c - g) / size, (d - b) / size, size / 4)
    elif a >= e and a >= i:
        size = 2.0 * math.sqrt(max(1.0 + a - e - i, 1e-12))
        found = (size / 4, (b + d) / size, (c + g) / size, (h - f) / size)
    elif e >= i:
        size = 2.0 * math.sqrt(max(1.0 + e - a - i, 1e-12))
        found = ((b + d) / size, size / 4, (f + h) / size, (c - g) / size)
    else:
        size = 2.0 * math.sqrt(max(1.0 + i - a - e, 1e-12))
        found = ((c + g) / size, (f + h) / size, size / 4, (d - b) / size)
    length = math.sqrt(sum(one * one for one in found))
    x, y, z, w = (one / length for one in found)
    return (x, y, z, w)
