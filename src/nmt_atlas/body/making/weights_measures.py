"""What is measured of a body in a pose: muscles keep their volume, bones stay in the skin."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Mesh
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
        doubtful = np.flatnonzero(out > 0.5)
        # In a fold the nearest vertex may belong to what lies on the other side of it.
        truly = doubtful[_winding(points[near][doubtful], skin) < 0.5]
        if len(truly):
            found[part.id] = float(away[near][truly].max())
    return found


def _winding(points: Floats, skin: Mesh) -> Floats:
    """How often the skin goes round each point: 0 outside, 1 inside, 2 where it overlaps itself."""
    found = np.zeros(len(points))
    corners = skin.points[skin.faces]
    for number, point in enumerate(points):
        a, b, c = (corners[:, k] - point for k in range(3))
        la, lb, lc = (np.linalg.norm(side, axis=1) for side in (a, b, c))
        volume = np.einsum("ij,ij->i", a, np.cross(b, c))
        ab, bc, ca = ((p * q).sum(axis=1) for p, q in ((a, b), (b, c), (c, a)))
        found[number] = np.arctan2(volume, la * lb * lc + ab * lc + bc * la + ca * lb).sum()
    return found / (2.0 * np.pi)
