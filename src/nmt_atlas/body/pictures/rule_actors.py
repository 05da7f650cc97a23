"""The plumb line and the angles of a standing body, as actors of a plotter."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.upright import Rule
from nmt_atlas.domain.view_state import Camera

if TYPE_CHECKING:
    import pyvista

_NEARER = 0.2
"""Lines are drawn at this share of the way from the eye, so that nothing covers them."""
_LINE = 34.0
"""Numbers stand so far (mm) apart, one below the other."""


def add_rules(scenery: pyvista.Plotter, scene: Scene, camera: Camera) -> None:
    """Every line before everything else, with what it measures at its end."""
    dark = scene.theme == "dark"
    ink = "#f4f4f2" if dark else "#1c2126"
    eye = np.asarray(camera.position)
    taken: list[np.ndarray] = []
    for rule in scene.rules:
        points = eye + (np.asarray(rule.points, dtype=np.float64) - eye) * _NEARER
        angle = "#6fd3de" if dark else "#0f7f8c"
        color = angle if rule.kind == "angle" else ink
        scenery.add_lines(_pairs(points), color=color, width=_width(rule))
        if rule.text:
            place = np.asarray(rule.points[-1], dtype=np.float64)
            while any(abs(place[2] - one[2]) < _LINE for one in taken):
                place[2] -= _LINE
            taken.append(place)
            scenery.add_point_labels(
                (eye + (place - eye) * _NEARER)[None],
                [rule.text],
                font_size=15,
                text_color=ink,
                shape_color="#1b2028" if dark else "#ffffff",
                shape_opacity=0.82,
                show_points=False,
                always_visible=True,
            )


def _pairs(points: np.ndarray) -> np.ndarray:
    """Each point with the next, as a plotter takes them."""
    return np.repeat(points, 2, axis=0)[1:-1]


def _width(rule: Rule) -> int:
    return 2 if rule.kind == "offset" else 3
