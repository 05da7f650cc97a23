"""Marks and names as actors of a plotter, which go along when its camera is turned."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.body.pictures.sight import Seen, Sight
from nmt_atlas.domain.scene import Marker, Scene
from nmt_atlas.domain.view_state import Camera

if TYPE_CHECKING:
    import pyvista


def add_marker(scenery: pyvista.Plotter, marker: Marker, camera: Camera, seen: Seen) -> None:
    """A ball or a ring before everything: drawn nearer to the eye, smaller by the same share."""
    import pyvista

    if seen == "gone":
        return
    eye = np.asarray(camera.position)
    share = 0.2
    at = eye + (np.asarray(marker.at) - eye) * share
    radius = marker.radius * share
    if seen == "veiled":
        ring = pyvista.Disc(center=at, inner=0.72 * radius, outer=radius, normal=eye - at, c_res=40)
        scenery.add_mesh(ring, color=marker.color, opacity=0.6, lighting=False)
        return
    ball = pyvista.Sphere(radius=radius, center=at)
    scenery.add_mesh(
        ball, color=marker.color, ambient=0.35, diffuse=0.7, specular=0.4, smooth_shading=True
    )


def add_labels(scenery: pyvista.Plotter, scene: Scene, camera: Camera, sight: Sight) -> None:
    """Names right beside their places, for a camera that will be moved."""
    ahead = np.asarray(camera.target) - np.asarray(camera.position)
    right = np.cross(ahead, np.asarray(camera.up))
    right = right / max(float(np.linalg.norm(right)), 1e-9)
    numbered = scene.label_style == "numbers"
    places = (
        (str(number) if numbered else label.text, sight.of_label(label))
        for number, label in enumerate(scene.labels, 1)
    )
    named = [(text, np.asarray(at)) for text, at in places if at is not None]
    for marker in scene.markers:
        if marker.label and sight.of_marker(marker) == "full":
            named.append((marker.label, np.asarray(marker.at) + right * marker.radius * 1.8))
    if not named:
        return
    dark = scene.theme == "dark"
    scenery.add_point_labels(
        np.array([at for _, at in named], dtype=np.float64),
        [text for text, _ in named],
        font_size=15,
        text_color="#f4f4f2" if dark else "#1c2126",
        shape_color="#1b2028" if dark else "#ffffff",
        shape_opacity=0.82,
        margin=5,
        justification_horizontal="left",
        show_points=False,
        always_visible=True,
    )
