"""Triangle meshes as plain arrays."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
Ints = NDArray[np.int32]


@dataclass(frozen=True, slots=True)
class Mesh:
    """A triangle mesh in millimetres of the body frame.

    Attributes
    ----------
    points
        ``(n, 3)`` float64.
    faces
        ``(m, 3)`` int32, counter-clockwise seen from outside.
    uv
        ``(n, 2)`` float64: u along the fibres (0 origin, 1 insertion), v across (0..1);
        None for parts without fibres.
    """

    points: Floats
    faces: Ints
    uv: Floats | None = None

    @property
    def bounds(self) -> tuple[Floats, Floats]:
        """Lowest and highest corner."""
        return self.points.min(axis=0), self.points.max(axis=0)

    @property
    def volume(self) -> float:
        """Signed volume in cubic millimetres; positive when the faces look outward."""
        a, b, c = (self.points[self.faces[:, k]] for k in range(3))
        return float(np.einsum("ij,ij->i", a, np.cross(b, c)).sum() / 6.0)

    def normals(self) -> Floats:
        """``(n, 3)`` unit vertex normals, area-weighted."""
        a, b, c = (self.points[self.faces[:, k]] for k in range(3))
        face = np.cross(b - a, c - a)
        total = np.zeros_like(self.points)
        for k in range(3):
            np.add.at(total, self.faces[:, k], face)
        length = np.linalg.norm(total, axis=1, keepdims=True)
        return total / np.where(length == 0, 1.0, length)

    def mirrored(self) -> Mesh:
        """The mirror image in x = 0, faces still looking outward."""
        return Mesh(self.points * [-1.0, 1.0, 1.0], self.faces[:, ::-1].copy(), self.uv)

    def is_closed(self) -> bool:
        """True where every edge is shared by exactly two faces with opposite directions."""
        edges = np.concatenate(
            [self.faces[:, [0, 1]], self.faces[:, [1, 2]], self.faces[:, [2, 0]]]
        )
        n = len(self.points)
        forward = edges[:, 0].astype(np.int64) * n + edges[:, 1]
        backward = edges[:, 1].astype(np.int64) * n + edges[:, 0]
        forward.sort()
        backward.sort()
        return bool(np.array_equal(forward, backward) and (np.diff(forward) > 0).all())


def join(meshes: list[Mesh]) -> Mesh:
    """Several meshes as one, with separate shells."""
    offsets = np.cumsum([0] + [len(mesh.points) for mesh in meshes[:-1]])
    uv = None
    if all(mesh.uv is not None for mesh in meshes):
        uv = np.concatenate([mesh.uv for mesh in meshes if mesh.uv is not None])
    return Mesh(
        np.concatenate([mesh.points for mesh in meshes]),
        np.concatenate(
            [mesh.faces + offset for mesh, offset in zip(meshes, offsets, strict=True)]
        ).astype(np.int32),
        uv,
    )
