"""Where the skin has a colour of its own: how far inside lips, hair, pale skin and nails it lies.

A byte a tint tells a signed distance and no share, so that an edge stays crisp between vertices
that stand further apart than it is wide.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.shapes.nodes import distance, primitives
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.recipe import NodeMesh
from nmt_atlas.domain.skin import SkinRecipe, SkinTint

_FAR = 1e3
_HALF = 127.5


def tints_of(points: Floats, recipe: SkinRecipe) -> NDArray[np.uint8]:
    """The four tints of every vertex of a skin, ``(n, 4)`` in the order of the recipe's.

    Half of a byte's range lies on a tint's edge; more is inside, by ``LOOK.skin.reach`` mm at most.

    Raises
    ------
    RecipeError
        Where a tint names a feature that the recipe lacks.
    """
    right = points * [-1.0, 1.0, 1.0]
    right[points[:, 0] < 0] = points[points[:, 0] < 0]
    kinds = recipe.tints
    every = (kinds.lips, kinds.hair, kinds.pale, kinds.nails)
    inside = np.stack([-_edge(right, one, recipe) for one in every], axis=1)
    share = np.clip(inside / LOOK.skin.reach, -1.0, 1.0)
    return np.rint(_HALF + _HALF * share).astype(np.uint8)


def _edge(points: Floats, tint: SkinTint, recipe: SkinRecipe) -> Floats:
    """Signed distance (mm) to the edge of a tint, inside negative."""
    found = np.full(len(points), _FAR)
    for shape, carve, own in _pieces(points, tint, recipe):
        found = np.maximum(found, -own) if carve else np.minimum(found, own - shape)
    return found


def _pieces(
    points: Floats, tint: SkinTint, recipe: SkinRecipe
) -> Iterator[tuple[float, bool, Floats]]:
    """How far each piece spreads, whether it takes away, and its distances."""
    features = {part.name: part for part in recipe.features.parts}
    for name in tint.features:
        if name not in features:
            raise RecipeError(
                f"the tints name a feature “{name}” that the recipe lacks",
                where="/tints",
                remedy="Name one of its features.",
            )
        yield tint.spread, False, _nearest(recipe.features, name, points)
    if tint.marks is not None:
        for part in tint.marks.parts:
            yield tint.spread, part.carve, _nearest(tint.marks, part.name, points)


def _nearest(shape: NodeMesh, name: str, points: Floats) -> Floats:
    """Signed distance to a part of a sphere-mesh; what is further than a tint reaches is far."""
    part = next(one for one in shape.parts if one.name == name)
    found = np.full(len(points), _FAR)
    for corners in primitives(shape, part):
        margin = corners[:, 3:].max() + 2.0 * LOOK.skin.reach
        low, high = corners[:, :3].min(axis=0) - margin, corners[:, :3].max(axis=0) + margin
        near = np.flatnonzero(((points > low) & (points < high)).all(axis=1))
        if len(near):
            found[near] = np.minimum(found[near], distance(corners, points[near]))
    return found
