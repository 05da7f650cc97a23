"""Stiff movements of space: turning about a line, moving along, one after another."""

from __future__ import annotations

import math

from nmt_atlas.domain.base import Point

Transform = tuple[
    float, float, float, float, float, float, float, float, float, float, float, float
]
"""Three rows of four, row by row: what stands at rest at p stands at R p + t."""

STILL: Transform = (1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 1.0, 0.0)
"""Nothing moves."""


def after(second: Transform, first: Transform) -> Transform:
    """One movement after another, as one."""
    a, b = second, first
    rows: list[float] = []
    for row in (0, 4, 8):
        x, y, z = a[row], a[row + 1], a[row + 2]
        rows += [x * b[column] + y * b[4 + column] + z * b[8 + column] for column in range(4)]
        rows[-1] += a[row + 3]
    return _twelve(rows)


def about(centre: Point, axis: Point, degrees: float) -> Transform:
    """A turn about a line through a point, by the rule of the right hand."""
    size = math.sqrt(sum(one * one for one in axis))
    x, y, z = (one / size for one in axis)
    angle = math.radians(degrees)
    c, s = math.cos(angle), math.sin(angle)
    d = 1.0 - c
    turn = (
        (c + x * x * d, x * y * d - z * s, x * z * d + y * s),
        (y * x * d + z * s, c + y * y * d, y * z * d - x * s),
        (z * x * d - y * s, z * y * d + x * s, c + z * z * d),
    )
    return fixed(turn, centre, centre)


def fixed(turn: tuple[tuple[float, float, float], ...], centre: Point, place: Point) -> Transform:
    """The turn that brings one point to a place."""
    rows: list[float] = []
    for row, goal in zip(turn, place, strict=True):
        rows += [*row, goal - sum(a * b for a, b in zip(row, centre, strict=True))]
    return _twelve(rows)


def along(way: Point) -> Transform:
    """A move without a turn."""
    return (1.0, 0.0, 0.0, way[0], 0.0, 1.0, 0.0, way[1], 0.0, 0.0, 1.0, way[2])


def turn_of(move: Transform) -> tuple[tuple[float, float, float], ...]:
    """The turn of a movement, without where it goes."""
    return tuple((move[row], move[row + 1], move[row + 2]) for row in (0, 4, 8))


def applied(move: Transform, point: Point) -> Point:
    """Where a point goes."""
    x, y, z = point
    a, b, c = (
        move[row] * x + move[row + 1] * y + move[row + 2] * z + move[row + 3] for row in (0, 4, 8)
    )
    return (a, b, c)


def between(one: Point, other: Point, share: float) -> Point:
    """The place so far (0..1) on the way from one place to another."""
    x, y, z = (a + share * (b - a) for a, b in zip(one, other, strict=True))
    return (x, y, z)


def swung(move: Transform, way: Point) -> Point:
    """Where a direction points to."""
    x, y, z = way
    a, b, c = (move[row] * x + move[row + 1] * y + move[row + 2] * z for row in (0, 4, 8))
    return (a, b, c)


def back(move: Transform) -> Transform:
    """The movement that undoes one."""
    rows = turn_of(move)
    columns = tuple((rows[0][k], rows[1][k], rows[2][k]) for k in range(3))
    return fixed(columns, (move[3], move[7], move[11]), (0.0, 0.0, 0.0))


def _twelve(rows: list[float]) -> Transform:
    a, b, c, d, e, f, g, h, i, j, k, m = rows
    return (a, b, c, d, e, f, g, h, i, j, k, m)
