"""The skin as PyVista draws it: its tone, what has another colour, and what is painted on it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.pictures.cap_actors import add_caps
from nmt_atlas.body.pictures.surfaces import clipped, look_of, polydata
from nmt_atlas.body.pictures.tint import SkinPaint, rgb_of, skin_colors
from nmt_atlas.body.pictures.tone import refined, tinted
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.scene import Scene

if TYPE_CHECKING:
    import pyvista


def add_skin(
    scenery: pyvista.Plotter, body: Body, scene: Scene, paint: Sequence[SkinPaint]
) -> None:
    """Draw the skin where its layer is shown, and what is painted on it in any case."""
    part = next((one for one in body.index.parts if one.group == "skin"), None)
    if part is None:
        return
    visible, opacity, _ = look_of(scene, part)
    if not visible and not paint:
        return
    opacity = opacity if visible else 0.0
    base = skin_color(body, scene, part)
    mesh, normals, rgba = _colored(body, scene, base, opacity, paint)
    surface = polydata(mesh, normals)
    surface.point_data["rgba"] = (rgba * 255).round().astype(np.uint8)
    if visible:
        add_caps(scenery, body.skin(), scene, part, base)
    actor = scenery.add_mesh(
        clipped(surface, scene),
        scalars="rgba",
        rgba=True,
        culling="back",
        ambient=0.22,
        diffuse=0.85,
        specular=0.12,
        specular_power=18,
        show_scalar_bar=False,
    )
    actor.prop.interpolation = "Phong"
    if opacity < LOOK.solid_from:
        actor.force_translucent = True


def skin_color(body: Body, scene: Scene, part: Part) -> str:
    """The colour of the skin itself: its own, its tone's, or the body's."""
    own = look_of(scene, part)[2].color
    if own or scene.tone is None:
        return own or body.index.colors.get("skin", LOOK.unknown)
    return LOOK.skin.tones[scene.tone].skin


def _colored(
    body: Body, scene: Scene, base: str, opacity: float, paint: Sequence[SkinPaint]
) -> tuple[Mesh, Floats, Floats]:
    """The skin's mesh, normals and colours, finer where colours change."""
    mesh, tints = body.skin(), body.tints()
    normals, color = mesh.normals(), rgb_of(base)
    if tints is None or opacity < LOOK.solid_from:
        return mesh, normals, skin_colors(len(mesh.points), color, opacity, paint)
    rest = body.at_rest.skin().points
    mesh, normals, rest, fine, layers = refined(mesh, normals, rest, tints, paint)
    tint = np.rint(fine).astype(np.uint8)
    colors = tinted(rest, tint, scene.tone, color)
    return mesh, normals, skin_colors(len(mesh.points), colors, opacity, layers)
