"""Attachments on bones as PyVista draws them: a colour each, insertions striped as well."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.pictures.attached import patches
from nmt_atlas.body.pictures.tint import rgb_of
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import PartLook, Scene

if TYPE_CHECKING:
    import pyvista

_STRIPE = 3.0
"""Millimetres from stripe to stripe."""
_UNITS = -60.0


def add_attachments(scenery: pyvista.Plotter, body: Body, scene: Scene) -> None:
    """Paint what a scene wants on the bones."""
    import pyvista

    for patch in patches(body, scene.attached):
        surface = pyvista.PolyData.from_regular_faces(
            patch.mesh.points, patch.mesh.faces.astype(int)
        )
        surface.point_data["away"] = patch.away
        shown = surface.clip_scalar(scalars="away", value=LOOK.attached.near)
        for plane in scene.clips:
            normal = np.asarray(plane.normal)
            shown = shown.clip(normal=normal, origin=normal * plane.distance, invert=True)
        if not shown.n_points:
            continue
        rising = 1.0 if patch.end == "origin" else -1.0
        at = (shown.points[:, 2] + rising * shown.points[:, 0]) / _STRIPE
        shown.active_texture_coordinates = np.stack([at, 0 * at], axis=1).astype(np.float32)
        look = scene.parts.get(patch.bone, PartLook())
        actor = scenery.add_mesh(
            shown.translate(look.moved or (0.0, 0.0, 0.0)),
            texture=_stripes(getattr(LOOK.attached, patch.end)),
            lighting=False,
            show_scalar_bar=False,
        )
        mapper = actor.mapper
        mapper.SetResolveCoincidentTopologyToPolygonOffset()
        mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(0.0, _UNITS)


def _stripes(color: str) -> pyvista.Texture:
    """The colour with pale stripes."""
    import pyvista

    strong = 255 * rgb_of(color)
    pale = strong + 0.4 * (255 - strong)
    row = np.where(np.arange(32)[:, None] < 32 * LOOK.hatch.share, pale, strong)
    texture: pyvista.Texture = pyvista.Texture(np.tile(row, (2, 1, 1)).astype(np.uint8))
    texture.repeat = True
    return texture
