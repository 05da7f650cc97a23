"""Synthetic meshes for the tests of this folder."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from nmt_atlas.body.making.packing import PackPart, write_pack
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.pack import BodyInfo


def ball(centre=(0.0, 0.0, 0.0), radius=40.0, rings=24, uv=False) -> Mesh:
    """A closed ball, faces outward."""
    theta = np.linspace(0, np.pi, rings)[1:-1]
    phi = np.arange(2 * rings) * np.pi / rings
    t, p = (grid.ravel() for grid in np.meshgrid(theta, phi, indexing="ij"))
    around = np.stack([np.sin(t) * np.cos(p), np.sin(t) * np.sin(p), np.cos(t)], axis=1)
    points = np.concatenate([around, [[0, 0, 1], [0, 0, -1]]]) * radius + centre
    rows, columns = len(theta), len(phi)
    faces = []
    for j in range(columns):
        k = (j + 1) % columns
        faces.append((rows * columns, j, k))
        for i in range(rows - 1):
            a, b = i * columns + j, i * columns + k
            c, d = a + columns, b + columns
            faces += [(a, c, d), (a, d, b)]
        last = (rows - 1) * columns
        faces.append((last + j, rows * columns + 1, last + k))
    height = (points[:, 2] - centre[2]) / (2 * radius) + 0.5
    coordinates = np.stack([height, np.full(len(points), 0.25)], axis=1) if uv else None
    return Mesh(points.astype(np.float64), np.array(faces, np.int32), coordinates)


INFO = BodyInfo(id="own", name="Own", licence="CC BY 4.0", attribution="x", recipe_hash="abc")


def some_structure(
    name: str, system: str = "muscle", layer: str | None = "deep", **more
) -> Structure:
    return Structure(
        id=name,
        name=name,
        system=system,
        region="hip",
        layer=layer if system == "muscle" else None,
        whole=name,
        **more,
    )


def some_parts() -> list[PackPart]:
    muscle = ball(centre=(-90, -70, 800), radius=30, uv=True)
    return [
        PackPart(some_structure("piriformis"), "left", muscle.mirrored(), (0.05, 0.2)),
        PackPart(some_structure("piriformis"), "right", muscle, (0.05, 0.2)),
        PackPart(some_structure("sacrum", "bone"), "midline", ball(centre=(0, 0, 900))),
        PackPart(some_structure("skin", "skin"), "midline", ball(centre=(0, 0, 800), radius=400)),
    ]


def some_body(directory: Path) -> Body:
    """A body of :func:`some_parts`."""
    write_pack(directory, INFO, some_parts())
    return Body(directory)
