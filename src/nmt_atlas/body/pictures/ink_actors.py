"""What a pen drew on the body, as ribbons that lie before the surface."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.view_state import Camera

if TYPE_CHECKING:
    import pyvista

_SCREEN = 900.0
"""A picture's shorter side on which a line is as wide as in the window."""


def add_ink(scenery: pyvista.Plotter, scene: Scene, camera: Camera, size: tuple[int, int]) -> None:
    """Lay a scene's lines on the body: the rim a little farther from the eye than the colour.

    Parameters
    ----------
    scenery
        Where they are drawn.
    scene, camera
        What is drawn on, and from where it is seen.
    size
        Width and height of the picture.
    """
    import pyvista

    eye = np.asarray(camera.position)
    scale = min(size) / _SCREEN
    for one in scene.ink:
        paint, wide = LOOK.ink.colors[one.color], LOOK.ink.widths[one.width]
        for color, px, nearer in (
            (paint.rim, wide + 2 * LOOK.ink.rim_px, LOOK.ink.nearer),
            (paint.color, wide, LOOK.ink.nearer + 1.0),
        ):
            for line in one.body:
                places = np.asarray(line, dtype=np.float64)
                away = places - eye
                far = np.linalg.norm(away, axis=1, keepdims=True)
                places = eye + away * (1 - nearer / np.maximum(far, 2 * nearer))
                shape = (
                    pyvista.lines_from_points(places)
                    if len(places) > 1
                    else pyvista.PolyData(places)
                )
                scenery.add_mesh(
                    shape,
                    color=color,
                    line_width=px * scale,
                    point_size=px * scale,
                    render_lines_as_tubes=False,
                    render_points_as_spheres=True,
                    lighting=False,
                )
