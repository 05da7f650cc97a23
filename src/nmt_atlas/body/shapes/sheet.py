"""Sheets: a middle surface through fibre lines, thickened to both sides."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.shapes.curve import chord_parameter, monotone, spline, unit
from nmt_atlas.body.shapes.solid import Solid, grid_faces, outward
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.recipe import Sheet


@dataclass(frozen=True, slots=True)
class SheetSurface:
    """The middle surface on a grid of ``(rows, columns)``: u down, v across."""

    middle: Floats
    normal: Floats
    thickness: Floats


def surface(sheet: Sheet, u: Floats, v: Floats) -> SheetSurface:
    """Evaluate middle surface, unit normal and full thickness at the grid ``u`` x ``v``.

    Raises
    ------
    RecipeError
        Where the lines and their thicknesses do not match.
    """
    if len(sheet.thickness) != len(sheet.lines) or any(
        len(row) != len(line) for row, line in zip(sheet.thickness, sheet.lines, strict=False)
    ):
        raise RecipeError(
            "a sheet needs one thickness for each point of each line",
            remedy="Give `thickness` the same rows and columns as `lines`.",
        )
    lines, depth = [], []
    for points, sizes in zip(sheet.lines, sheet.thickness, strict=True):
        table = np.asarray(points, dtype=float)
        knots = chord_parameter(table)
        lines.append(spline(knots, table)(u) if len(table) > 2 else _straight(table, u))
        depth.append(monotone(knots, np.asarray(sizes, dtype=float))(u))
    across = _across_parameter(np.array(lines))
    middle = _blend(across, np.array(lines), v)
    thickness = np.maximum(monotone(across, np.array(depth))(v).T, 0.0)
    return SheetSurface(middle, _normals(middle), thickness)


def _straight(table: Floats, u: Floats) -> Floats:
    return np.asarray(table[0] + u[:, None] * (table[-1] - table[0]))


def _across_parameter(lines: Floats) -> Floats:
    """Spacing of the lines, from their mean distance, scaled to 0..1."""
    gaps = np.linalg.norm(np.diff(lines, axis=0), axis=2).mean(axis=1)
    total = np.concatenate([[0.0], np.cumsum(np.maximum(gaps, 1e-6))])
    return np.asarray(total / total[-1])


def _blend(knots: Floats, lines: Floats, v: Floats) -> Floats:
    if len(lines) == 2:
        return np.asarray(lines[0][:, None] + v[None, :, None] * (lines[1] - lines[0])[:, None])
    return np.asarray(np.swapaxes(spline(knots, lines)(v), 0, 1))


def _normals(middle: Floats) -> Floats:
    du = np.gradient(middle, axis=0)
    dv = np.gradient(middle, axis=1)
    normal = np.cross(du, dv)
    weak = np.linalg.norm(normal, axis=2) < 1e-6
    if weak.any():
        mean = unit(normal.reshape(-1, 3).sum(axis=0))
        normal[weak] = mean
    return unit(normal)


def sheet_grid(sheet: Sheet, edge: float) -> tuple[int, int]:
    """Rows along and columns across for edges of about ``edge`` millimetres."""
    lines = [np.asarray(line, dtype=float) for line in sheet.lines]
    length = max(np.linalg.norm(np.diff(line, axis=0), axis=1).sum() for line in lines)
    width = max(
        sum(
            np.linalg.norm(b[min(k, len(b) - 1)] - a[min(k, len(a) - 1)])
            for a, b in zip(lines[:-1], lines[1:], strict=True)
        )
        for k in range(max(len(line) for line in lines))
    )
    rows = int(np.clip(round(length / edge), 8, 120)) + 1
    return rows, int(np.clip(round(width / edge), 8, 100)) + 1


def build_sheet(sheet: Sheet, edge: float = 4.0, grid: tuple[int, int] | None = None) -> Solid:
    """Mesh a sheet with edges of about ``edge`` millimetres, or on a given grid."""
    rows, columns = grid or sheet_grid(sheet, edge)
    u = _packed(rows)
    v = _packed(columns)
    at = surface(sheet, u, v)
    lift = 0.5 * at.thickness * _profile(sheet, u, v)
    return _stitch(at, lift, u, v)


def _packed(count: int) -> Floats:
    """0..1 with the steps drawn together a little at both ends, where the edge rounds off."""
    t = np.linspace(0.0, 1.0, count)
    return np.asarray(t - 0.11 * np.sin(2.0 * np.pi * t))


def _profile(sheet: Sheet, u: Floats, v: Floats) -> Floats:
    """How the thickness dies out to the edges; exactly 0 on the rim."""
    side = np.abs(2.0 * v - 1.0)
    edge = np.maximum(1.0 - side**sheet.power, 0.0) ** (1.0 / sheet.power)
    ends = np.ones_like(u)
    for taper, distance in zip(sheet.end_taper, (u, 1.0 - u), strict=True):
        share = np.clip(distance / max(taper, 1e-6), 0.0, 1.0)
        ends *= np.sqrt(1.0 - (1.0 - share) ** 2)
    profile = ends[:, None] * edge[None, :]
    profile[[0, -1], :] = 0.0
    profile[:, [0, -1]] = 0.0
    return np.asarray(profile)


def _stitch(at: SheetSurface, lift: Floats, u: Floats, v: Floats) -> Solid:
    rows, columns = lift.shape
    offset = lift[..., None] * at.normal
    uv = np.stack(np.meshgrid(u, v, indexing="ij"), -1).reshape(-1, 2)
    top = (at.middle + offset).reshape(-1, 3)
    bottom = (at.middle - offset).reshape(-1, 3)
    index = np.arange(rows * columns).reshape(rows, columns)
    inner = np.zeros((rows, columns), dtype=bool)
    inner[1:-1, 1:-1] = True
    below = index.copy()
    below[inner] = rows * columns + np.arange(inner.sum())
    faces = grid_faces(rows, columns, closed=False)
    under = below.reshape(-1)[faces][:, ::-1]
    keep = inner.reshape(-1)
    middle = at.middle.reshape(-1, 3)
    mesh = Mesh(
        np.concatenate([top, bottom[keep]]),
        np.concatenate([faces, under]).astype(np.int32),
        np.concatenate([uv, uv[keep]]),
    )
    return Solid(outward(_without_pinched(mesh)), np.concatenate([middle, middle[keep]]))


def _without_pinched(mesh: Mesh) -> Mesh:
    """Drop the two-sided triangles whose three corners all lie on the rim."""
    key = np.sort(mesh.faces, axis=1)
    _, first, count = np.unique(key, axis=0, return_index=True, return_counts=True)
    double = {tuple(key[k]) for k, c in zip(first, count, strict=True) if c > 1}
    if not double:
        return mesh
    keep = np.array([tuple(row) not in double for row in key])
    return Mesh(mesh.points, mesh.faces[keep], mesh.uv)


def locate_sheet(sheet: Sheet, along: float, across: float) -> tuple[Floats, Floats, float]:
    """Middle point, thickness direction (unsigned) and half thickness at a place."""
    step = 1e-3
    u = np.clip(np.array([along - step, along, along + step]), 0.0, 1.0)
    v = np.clip(np.array([across - step, across, across + step]), 0.0, 1.0)
    at = surface(sheet, u, v)
    side = abs(2.0 * across - 1.0)
    edge = max(1.0 - side**sheet.power, 0.0) ** (1.0 / sheet.power)
    return at.middle[1, 1], at.normal[1, 1], float(0.5 * at.thickness[1, 1] * edge)
