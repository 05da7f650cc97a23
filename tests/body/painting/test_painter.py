from __future__ import annotations

import numpy as np
from skin_shapes import Thigh

from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.library import DataPaths, Library


def test_a_dermatome_is_painted_on_the_skin(library: Library, paths: DataPaths) -> None:
    body = Thigh()
    painter = Painter(body, library, paths)  # type: ignore[arg-type]
    layers = painter.layers((), ("dermatome-s1:right",))
    assert set(layers) == {"territory"}
    vertices, weights = layers["territory"]
    middle = body.skin().points[vertices[weights > 200]].mean(axis=0)
    assert np.linalg.norm(middle - np.array([-90, 70, 640])) < 12
    assert painter.layers((), ("flag-saddle:right", "nobody:right")) == {}
