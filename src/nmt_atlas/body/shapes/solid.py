"""A built shape: the mesh and, for every vertex, the core point that it grew from."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from nmt_atlas.body.mesh import Floats, Ints, Mesh


@dataclass(frozen=True, slots=True)
class Solid:
    """A closed mesh with its core.

    Attributes
    ----------
    mesh
        The surface, watertight and oriented outward.
    core
        ``(n, 3)``: for each vertex the point of the middle line or middle surface that it
        was offset from; the vertex can be drawn back towards it without leaving the shape.
        None for shapes without one (contoured bones).
    """

    mesh: Mesh
    core: Floats | None = None


def grid_faces(rows: int, columns: int, *, closed: bool) -> Ints:
    """Triangles of a grid of vertices, row by row; ``closed`` joins last column to first."""
    last = columns if closed else columns - 1
    i, j = np.meshgrid(np.arange(rows - 1), np.arange(last), indexing="ij")
    a = i * columns + j
    b = i * columns + (j + 1) % columns
    c, d = a + columns, b + columns
    return (
        np.stack([np.stack([a, b, d], -1), np.stack([a, d, c], -1)], axis=2)
        .reshape(-1, 3)
        .astype(np.int32)
    )


def outward(mesh: Mesh) -> Mesh:
    """The mesh with faces looking outward (positive signed volume)."""
    if mesh.volume >= 0:
        return mesh
    return Mesh(mesh.points, mesh.faces[:, ::-1].copy(), mesh.uv)
