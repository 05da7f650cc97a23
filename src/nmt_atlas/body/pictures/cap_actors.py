"""The closed faces of a scene's cuts as PyVista draws them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.pictures.caps import cap_of, filled
from nmt_atlas.body.pictures.tint import rgb_of
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.look import LOOK, CutLook, hex_of, srgb
from nmt_atlas.domain.scene import PartLook, Scene
from nmt_atlas.domain.sections import Plane

if TYPE_CHECKING:
    import pyvista

_UNITS = -40.0
"""Steps of the depth buffer by which faces that lie in each other stand apart."""
_ORDER = tuple(LOOK.groups)


@dataclass(frozen=True)
class _Face:
    """Loops to be filled in a colour; ``rank`` says what lies over what."""

    loops: tuple[Floats, ...]
    plane: Plane
    color: str
    rank: int


def add_caps(scenery: pyvista.Plotter, mesh: Mesh, scene: Scene, part: Part, color: str) -> None:
    """Close a part where the scene's cuts go through it."""
    look = LOOK.cuts.get(part.group, CutLook())
    chosen = part.id in scene.selected
    rank = 2 * (_ORDER.index(part.group) if part.group in _ORDER else len(_ORDER))
    by = scene.parts.get(part.id, PartLook()).moved or (0.0, 0.0, 0.0)
    for plane in scene.clips:
        cap = cap_of(mesh, plane, look)
        others = [other for other in scene.clips if other is not plane]
        for loops, shown, step in (
            (cap.ring if cap else (), look.rim or color, 0),
            (cap.core if cap else (), look.face or color, 1),
        ):
            face = _Face(loops, plane, _tint(shown, chosen), rank + step)
            _add(scenery, face, others, by)


def _tint(color: str, chosen: bool) -> str:
    """A colour, mixed with the accent for what is selected."""
    if not chosen:
        return color
    mixed = LOOK.selection.mixed
    shown = (1 - mixed) * rgb_of(color) + mixed * np.array(srgb(LOOK.selection.accent))
    red, green, blue = (float(value) for value in shown)
    return hex_of((red, green, blue))


def _add(scenery: pyvista.Plotter, face: _Face, others: Sequence[Plane], moved: Point) -> None:
    if not face.loops:
        return
    import pyvista

    flat = filled(face.loops, face.plane)
    if not len(flat.faces):
        return
    surface = pyvista.PolyData.from_regular_faces(flat.points, flat.faces.astype(int))
    for other in others:
        normal = np.asarray(other.normal)
        surface = surface.clip(normal=normal, origin=normal * other.distance, invert=True)
    if not surface.n_points:
        return
    actor = scenery.add_mesh(
        surface.translate(moved), color=face.color, lighting=False, show_scalar_bar=False
    )
    mapper = actor.mapper
    mapper.SetResolveCoincidentTopologyToPolygonOffset()
    mapper.SetRelativeCoincidentTopologyPolygonOffsetParameters(0.0, _UNITS * (face.rank + 1))
