"""Recipes' shapes to meshes: lofts, sheets, tubes and sphere-meshes."""

from __future__ import annotations

import numpy as np

from nmt_atlas.body.mesh import Mesh, join
from nmt_atlas.body.shapes.loft import build_loft
from nmt_atlas.body.shapes.nodes import build_nodes
from nmt_atlas.body.shapes.sheet import build_sheet
from nmt_atlas.body.shapes.solid import Solid
from nmt_atlas.body.shapes.tube import build_tube
from nmt_atlas.domain.recipe import Loft, NodeMesh, Pieces, Shape, Sheet, Tube

__all__ = ["Solid", "build", "build_solid"]


def build_solid(shape: Shape, edge: float = 4.0) -> Solid:
    """Build a shape, keeping the core that its vertices can be drawn back to.

    Parameters
    ----------
    shape
        Any recipe shape (right side or midline).
    edge
        Length of the mesh's edges in millimetres (sheets, lofts and tubes).
    """
    match shape:
        case Loft():
            return build_loft(shape, edge)
        case Sheet():
            return build_sheet(shape, edge)
        case Tube():
            return build_tube(shape, edge)
        case NodeMesh():
            return build_nodes(shape)
        case Pieces():
            solids = [build_solid(piece, edge) for piece in shape.pieces]
            core = np.concatenate([solid.core for solid in solids if solid.core is not None])
            return Solid(join([solid.mesh for solid in solids]), core)


def build(shape: Shape, edge: float = 4.0) -> Mesh:
    """Build a shape's mesh: watertight, oriented outward, in millimetres."""
    return build_solid(shape, edge).mesh
