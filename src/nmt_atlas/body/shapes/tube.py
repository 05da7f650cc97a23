"""Tubes: nerves, vessels and cords along their course."""

from __future__ import annotations

import numpy as np

from nmt_atlas.body.mesh import Floats, join
from nmt_atlas.body.shapes.curve import chord_parameter, monotone, spline
from nmt_atlas.body.shapes.loft import build_loft
from nmt_atlas.body.shapes.solid import Solid
from nmt_atlas.domain.recipe import Loft, Node, Tube


def course(points: tuple[Node, ...], u: Floats) -> Floats:
    """Points ``(n, 3)`` at the shares ``u`` of a course's length."""
    table = np.asarray(points, dtype=float)
    if len(table) == 2:
        return np.asarray(table[0, :3] + u[:, None] * (table[1, :3] - table[0, :3]))
    return np.asarray(spline(chord_parameter(table[:, :3]), table[:, :3])(u))


def build_tube(tube: Tube, edge: float = 4.0) -> Solid:
    """Mesh a tube and its branches, each a closed shell."""
    solids = [
        build_loft(_as_loft(points, tube.flatten), edge=_edge(points, edge))
        for points in (tube.course, *tube.branches)
    ]
    mesh = join([solid.mesh for solid in solids])
    return Solid(mesh, np.concatenate([solid.core for solid in solids if solid.core is not None]))


def _edge(points: tuple[Node, ...], edge: float) -> float:
    """Thin tubes need no finer rings than about their own girth."""
    radius = float(np.mean([point[3] for point in points]))
    return float(np.clip(2.0 * radius, 1.5, edge))


def _as_loft(points: tuple[Node, ...], flatten: float) -> Loft:
    table = np.asarray(points, dtype=float)
    if len(table) == 2:
        table = np.insert(table, 1, table.mean(axis=0), axis=0)
    knots = chord_parameter(table[:, :3])
    radius = monotone(knots, table[:, 3])(knots)
    heading = table[-1, :3] - table[0, :3]
    axis = np.eye(3)[int(np.argmin(np.abs(heading)))]
    stations = tuple(
        (float(p[0]), float(p[1]), float(p[2]), float(r), float(r * flatten), 0.0)
        for p, r in zip(table, radius, strict=True)
    )
    return Loft(
        stations=stations, width_axis=(float(axis[0]), float(axis[1]), float(axis[2])), power=2.0
    )
