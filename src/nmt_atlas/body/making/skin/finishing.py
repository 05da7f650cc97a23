"""What a finished skin is, whether it is built or stands: its cover, its slits, its tints."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.making.skin.cover import Tissue
from nmt_atlas.body.making.skin.fills import filled
from nmt_atlas.body.making.skin.tints import tints_of
from nmt_atlas.body.making.skin.wanted import at_cover
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.domain.skin import SkinRecipe
from nmt_atlas.library import Library


def finished(
    skin: Mesh, tissue: Tissue, recipe: SkinRecipe, library: Library
) -> tuple[Mesh, NDArray[np.uint8]]:
    """A skin at the cover of each region, its slits filled, and the tints of its vertices.

    Raises
    ------
    RecipeError
        Where a row of cover or a tint names what is not there.
    """
    mesh = filled(at_cover(skin, tissue, recipe, library), recipe)
    return mesh, tints_of(mesh.points, recipe)
