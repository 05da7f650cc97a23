"""What is measured of a body in a pose: muscles keep their volume, bones stay in the skin."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.posing import PosedBody
from nmt_atlas.domain.dual import Dual
from nmt_atlas.domain.pack import Detail

VOLUME = (0.80, 1.25)
"""Within its ranges a muscle has at least and at most so many times its volume at rest."""
PIERCED_MM = 4.0
"""No bone stands farther out of the skin than at rest and this."""

_CLOSE_MM = 25.0


def volumes(body: Body, pose: Mapping[str, Dual], detail: Detail = "phone") -> dict[str, float]:
    """The volume of every muscle that a pose bends, as a share of that at rest."""
    posed = PosedBody(body, pose)
    found: dict[str, float] = {}
    for part in body.index.parts:
        if not part.group.startswith("muscles"):
            continue
        rest, now = body.mesh(part.id, detail), posed.mesh(part.id, detail)
        ratio = now.volume / rest.volume
        if abs(ratio - 1.0) > 1e-6:
            found[part.id] = ratio
    return found


def pierced(body: Body, pose: Mapping[str, Dual]) -> dict[str, float]:
    """How far (mm) each bone stands farther out of the skin than it does at rest."""
    at_rest = _outside(body)
    found = _outside(PosedBody(body, pose))
    return {
        part: away - max(at_rest.get(part, 0.0), 0.0)
        for part, away in found.items()
        if away > max(at_rest.get(part, 0.0), 0.0) + 0.05
    }


def _outside(body: Body) -> dict[str, float]:
    """How far each bone stands out of the skin at most (mm); those that do not are left out."""
    skin = body.skin()
    normals = skin.normals()
    tree = cKDTree(skin.points)
    found: dict[str, float] = {}
    for part in body.index.parts:
        if part.group != "bones":
            continue
        points = body.mesh(part.id, "phone").points
        away, nearest = tree.query(points, distance_upper_bound=_CLOSE_MM)
        near = np.isfinite(away)
        way = points[near] - skin.points[nearest[near]]
        out = np.einsum("ij,ij->i", way, normals[nearest[near]])
        # Beside a fold the nearest vertex may face away: outside is what is far along the normal.
        out = np.where(out > 0.7 * away[near], out, 0.0)
        if len(out) and out.max() > 0:
            found[part.id] = float(out.max())
    return found
