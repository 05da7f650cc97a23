"""Lofts: superelliptic sections along a spline, with domed ends."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.shapes.curve import chord_parameter, frames, monotone, spline, unit
from nmt_atlas.body.shapes.solid import Solid, grid_faces, outward
from nmt_atlas.domain.recipe import Loft

_DOME = np.sin(np.radians([25.0, 50.0, 72.0]))


@dataclass(frozen=True, slots=True)
class LoftSections:
    """Sections of a loft at given shares of its length (all ``(n, ...)``, millimetres)."""

    centre: Floats
    tangent: Floats
    width: Floats
    thickness: Floats
    half_width: Floats
    half_thickness: Floats


def sections(loft: Loft, u: Floats) -> LoftSections:
    """Evaluate the loft's spline, directions and half sizes at ``u`` in 0..1."""
    table = np.asarray(loft.stations, dtype=float)
    knots = chord_parameter(table[:, :3])
    curve = spline(knots, table[:, :3])
    tangent = unit(curve(u, 1))
    sizes = np.maximum(monotone(knots, table[:, 3:5])(u), 0.2)
    twist = monotone(knots, table[:, 5])(u)
    width, thickness = frames(tangent, np.asarray(loft.width_axis, dtype=float), twist)
    return LoftSections(curve(u), tangent, width, thickness, sizes[:, 0], sizes[:, 1])


def loft_grid(loft: Loft, edge: float) -> tuple[int, int]:
    """Rings and vertices a ring for edges of about ``edge`` millimetres."""
    table = np.asarray(loft.stations, dtype=float)
    length = float(np.linalg.norm(np.diff(table[:, :3], axis=0), axis=1).sum())
    girth = float(np.pi * np.mean(table[:, 3] + table[:, 4]))
    rows = int(np.clip(round(length / edge), 8, 160))
    return rows, 2 * int(np.clip(round(girth / edge / 2), 6, 40))


def build_loft(loft: Loft, edge: float = 4.0, grid: tuple[int, int] | None = None) -> Solid:
    """Mesh a loft with edges of about ``edge`` millimetres, or on a given grid."""
    rows, columns = grid or loft_grid(loft, edge)
    u = np.linspace(0.0, 1.0, rows)
    at = sections(loft, u)
    rings = [_ring(loft, at, row, columns) for row in range(rows)]
    points, cores = [], []
    for end, sign in ((0, -1.0), (rows - 1, 1.0)):
        domes = _dome(loft, at, end, sign, rings[end])
        if end == 0:
            points.extend(reversed(domes))
            cores.extend([at.centre[0]] * len(domes))
            points.extend(rings)
            cores.extend(at.centre)
        else:
            points.extend(domes)
            cores.extend([at.centre[-1]] * len(domes))
    return _close(loft, np.array(points), np.array(cores), at, columns)


def _ring(loft: Loft, at: LoftSections, row: int, columns: int) -> Floats:
    angle = np.linspace(0.0, 2.0 * np.pi, columns, endpoint=False)
    c, s = np.cos(angle), np.sin(angle)
    power = 2.0 / loft.power
    x = np.sign(c) * np.abs(c) ** power
    y = np.sign(s) * np.abs(s) ** power
    y = y * np.where(y > 0, 1.0 + loft.flat, 1.0 - loft.flat)
    across = x * at.half_width[row]
    through = y * at.half_thickness[row] + loft.crescent * at.half_width[row] * (x * x - 0.5)
    return np.asarray(
        at.centre[row] + across[:, None] * at.width[row] + through[:, None] * at.thickness[row]
    )


def _dome(loft: Loft, at: LoftSections, end: int, sign: float, ring: Floats) -> list[Floats]:
    roundness = loft.round_ends[0 if sign < 0 else 1]
    height = roundness * min(at.half_thickness[end], at.half_width[end])
    middle = ring.mean(axis=0)
    step = sign * height * at.tangent[end]
    return [middle + (ring - middle) * np.sqrt(1.0 - k * k) + k * step for k in _DOME]


def _close(loft: Loft, points: Floats, cores: Floats, at: LoftSections, columns: int) -> Solid:
    """Cap the tube with one vertex at either end and give it its texture coordinates."""
    rows = len(points)
    u = np.concatenate(
        [np.zeros(len(_DOME)), np.linspace(0, 1, rows - 2 * len(_DOME)), np.ones(len(_DOME))]
    )
    angle = np.linspace(0.0, 2.0 * np.pi, columns, endpoint=False)
    v = 0.5 + 0.5 * np.cos(angle)
    uv = np.stack(np.broadcast_arrays(u[:, None], v[None, :]), -1).reshape(-1, 2)
    tips = []
    for end, sign, row in ((0, -1.0, 0), (-1, 1.0, rows - 1)):
        roundness = loft.round_ends[0 if sign < 0 else 1]
        height = roundness * min(at.half_thickness[end], at.half_width[end])
        base = points[len(_DOME) if row == 0 else rows - 1 - len(_DOME)].mean(axis=0)
        tips.append(base + sign * height * at.tangent[end])
    flat = points.reshape(-1, 3)
    n = len(flat)
    faces = [grid_faces(rows, columns, closed=True)]
    ring = np.arange(columns)
    following = (ring + 1) % columns
    faces.append(np.stack([np.full(columns, n), following, ring], -1))
    last = (rows - 1) * columns
    faces.append(np.stack([np.full(columns, n + 1), last + ring, last + following], -1))
    mesh = Mesh(
        np.concatenate([flat, np.array(tips)]),
        np.concatenate(faces).astype(np.int32),
        np.concatenate([uv, [[0.0, 0.5], [1.0, 0.5]]]),
    )
    core = np.concatenate([np.repeat(cores, columns, axis=0), [cores[0], cores[-1]]])
    return Solid(outward(mesh), core)


def locate_loft(loft: Loft, along: float, across: float) -> tuple[Floats, Floats, float]:
    """Middle point, thickness direction (unsigned) and half thickness at a place."""
    at = sections(loft, np.array([along]))
    point = at.centre[0] + (2.0 * across - 1.0) * 0.8 * at.half_width[0] * at.width[0]
    chord = np.sqrt(max(0.05, 1.0 - (0.8 * (2.0 * across - 1.0)) ** 2))
    return point, at.thickness[0], float(at.half_thickness[0] * chord)
