from __future__ import annotations

import numpy as np

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.painting import SkinPainter
from nmt_atlas.library import DataPaths, Library


class Thigh:
    """A body whose skin is a can around the thigh's axis."""

    def skin(self) -> Mesh:
        around = np.linspace(0, 2 * np.pi, 48, endpoint=False)
        heights = np.linspace(480, 880, 81)
        points = np.array(
            [[-90 + 70 * np.sin(a), -70 * np.cos(a), z] for z in heights for a in around]
        )
        faces = []
        for row in range(80):
            for k in range(48):
                a, b = row * 48 + k, row * 48 + (k + 1) % 48
                faces += [[a, b, a + 48], [b, b + 48, a + 48]]
        return Mesh(points, np.array(faces, np.int32))


def test_a_dermatome_is_painted_on_the_skin(library: Library, paths: DataPaths) -> None:
    body = Thigh()
    painter = SkinPainter(body, library, paths)  # type: ignore[arg-type]
    layers = painter.layers((), ("dermatome-s1:right",))
    assert set(layers) == {"territory"}
    vertices, weights = layers["territory"]
    middle = body.skin().points[vertices[weights > 200]].mean(axis=0)
    assert np.linalg.norm(middle - np.array([-90, 70, 640])) < 12
    assert painter.layers((), ("flag-saddle:right", "nobody:right")) == {}
