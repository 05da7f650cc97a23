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

VOLUME, MOST_OF_THEM = (0.75, 1.25), 0.95
"""At the ends of the ranges so many of the muscles that bend have between so much and so much of
their volume at rest; a short one in the angle of a joint bent to its end may be squeezed."""
LEAST = 0.4
"""None is squeezed to less than so much: the worst are pronator quadratus and pectineus."""
PIERCED_MM = 10.5
"""No bone stands farther (mm) out of the skin than at rest and this. What comes near to it is not
seen: the crease behind a bent knee goes deep between thigh and calf, and meets the tibia there."""


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


def kept(ratios: Mapping[str, float]) -> float:
    """The share of muscles that keep their volume."""
    within = [VOLUME[0] <= ratio <= VOLUME[1] for ratio in ratios.values()]
    return sum(within) / len(within) if within else 1.0


def pierced(body: Body, pose: Mapping[str, Dual]) -> dict[str, float]:
    """How far (mm) each bone stands farther out of the skin than it does at rest."""
    at_rest = outside(body)
    found = outside(PosedBody(body, pose))
    return {
        part: away - max(at_rest.get(part, 0.0), 0.0)
        for part, away in found.items()
        if away > max(at_rest.get(part, 0.0), 0.0) + 0.05
    }


def outside(body: Body) -> dict[str, float]:
    """How far each bone stands out of the skin at most (mm); those that do not are left out."""
    skin = body.skin()
    normals = skin.normals()
    tree = cKDTree(skin.points)
    found: dict[str, float] = {}
    for part in body.index.parts:
        if part.group != "bones":
            continue
        points = body.mesh(part.id, "phone").points
        asked = tree.query(points)
        away, nearest = np.asarray(asked[0]), np.asarray(asked[1])
        out = np.einsum("ij,ij->i", points - skin.points[nearest], normals[nearest])
        doubtful = np.flatnonzero(out > 0.5)
        # In a fold the nearest vertex may belong to what lies on the other side of it.
        truly = doubtful[_winding(points[doubtful], skin) < 0.5]
        if len(truly):
            found[part.id] = float(away[truly].max())
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
