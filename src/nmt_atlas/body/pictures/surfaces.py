"""Meshes and looks of parts as PyVista's pictures need them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import GroupLook, PartLook, Scene

if TYPE_CHECKING:
    import pyvista

_HIDDEN = GroupLook(visible=False)


def look_of(scene: Scene, part: Part) -> tuple[bool, float, PartLook]:
    """Whether a part is drawn, how opaque, and what is its own."""
    group = scene.groups.get(part.group, _HIDDEN)
    own = scene.parts.get(part.id, PartLook())
    visible = group.visible if own.visible is None else own.visible
    opacity = group.opacity if own.opacity is None else own.opacity
    return visible and opacity > LOOK.drawn_from, opacity, own


def polydata(mesh: Mesh, normals: Floats | None = None) -> pyvista.PolyData:
    """A mesh with its normals, or with those that are given."""
    import pyvista

    surface: pyvista.PolyData = pyvista.PolyData.from_regular_faces(
        mesh.points, mesh.faces.astype(int)
    )
    surface.point_data["Normals"] = (mesh.normals() if normals is None else normals).astype(
        np.float32
    )
    surface.point_data.active_normals_name = "Normals"
    if mesh.uv is not None:
        surface.active_texture_coordinates = mesh.uv.astype(np.float32)
    return surface


def clipped(surface: pyvista.PolyData, scene: Scene) -> pyvista.PolyData:
    """What the scene's cuts leave."""
    for plane in scene.clips:
        normal = np.asarray(plane.normal)
        surface = surface.clip(normal=normal, origin=normal * plane.distance, invert=True)
    return surface
