"""Read Wavefront OBJ text: triangles only, with the comment lines that stand at its head."""

from __future__ import annotations

import re
from dataclasses import dataclass

import numpy as np

from nmt_atlas.body.mesh import Mesh

_CORNER = re.compile(rb"/[^\s]*")
_FIELD = re.compile(r"^# ?([^:]+?) : ?(.*?)\s*$", re.MULTILINE)


_FARTHEST = 10_000.0
"""No vertex of a body lies farther (mm) from its frame's origin."""


@dataclass(frozen=True, slots=True)
class ObjHead:
    """The comment fields ``# key : value`` at the head of an OBJ file."""

    fields: dict[str, str]


def read_head(text: bytes) -> ObjHead:
    """The comment fields before the first vertex."""
    head = text.split(b"\nv ", 1)[0].decode("utf-8", errors="replace")
    return ObjHead({key.strip(): value for key, value in _FIELD.findall(head)})


def read_obj(text: bytes) -> Mesh:
    """The triangles of an OBJ file; normals and texture coordinates are not read.

    Polygons with more corners are cut into fans.

    Raises
    ------
    ValueError
        Where a line cannot be read, a face names a vertex that is not there, or a vertex lies
        where no body reaches.
    """
    lines = text.splitlines()
    rows = [line[2:].split()[:3] for line in lines if line.startswith(b"v ")]
    points = np.array(rows, dtype=np.float64).reshape(-1, 3)
    corners = [_CORNER.sub(b"", line[2:]).split() for line in lines if line.startswith(b"f ")]
    fans = [
        (int(face[0]), int(face[k]), int(face[k + 1]))
        for face in corners
        for k in range(1, len(face) - 1)
    ]
    try:
        faces = np.array(fans, dtype=np.int64).reshape(-1, 3)
    except OverflowError:
        raise ValueError("a face names a vertex that is not there") from None
    faces = np.where(faces < 0, faces + len(points), faces - 1)
    if len(faces) and (faces.min() < 0 or faces.max() >= len(points)):
        raise ValueError("a face names a vertex that is not there")
    if not np.isfinite(points).all():
        raise ValueError("a vertex is no number")
    if np.abs(points).max(initial=0.0) > _FARTHEST:
        raise ValueError(f"a vertex lies farther away than {_FARTHEST:.0f} mm")
    return Mesh(points, faces.astype(np.int32))
