"""A body in a pose: one rule for stills, notebooks and files; ``js/src/posing.js`` has the same.

Every vertex goes with the segments that its weights name, by dual quaternions; then a muscle swells
or thins until it has its volume again: its surface moves out by the same way everywhere but near
its tendons.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property
from itertools import product

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.weights import FULL, Skinning, Weights
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.dual import AT_REST, Dual
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.pack import Detail, PackIndex
from nmt_atlas.domain.scene import Scene

Floats = NDArray[np.float64]

_TENDON = (0.1, 0.16)
"""The shares of a muscle that are tendon where the pack does not say so."""


class PosedBody(Body):
    """A body in a pose, to be drawn or written like any other.

    Parameters
    ----------
    body
        The body at rest; one without weights stays as it is.
    pose
        Segment -> its movement; segments that are not named stay.
    """

    def __init__(self, body: Body, pose: Mapping[str, Dual]) -> None:
        super().__init__(body.directory)
        self.rest = body
        self.pose = pose
        names = body.weights.segments if body.weights is not None else ()
        self.duals = np.array([pose.get(name, AT_REST) for name in names], dtype=np.float64)

    @cached_property
    def index(self) -> PackIndex:
        """What the pack holds, each part with the box that it has in the pose."""
        parts = tuple(self._placed(part) for part in self.rest.index.parts)
        return self.rest.index.model_copy(update={"parts": parts})

    @property
    def at_rest(self) -> Body:
        """The body as it stands."""
        return self.rest

    @property
    def weights(self) -> Weights | None:
        """What every vertex moves with; None where the body cannot move."""
        return self.rest.weights

    def mesh(self, part: str, detail: Detail = "standard") -> Mesh:
        """One part in the pose (mm)."""
        key = (part, detail)
        if key not in self._meshes:
            self._meshes[key] = self._posed(part, detail)
        return self._meshes[key]

    def skinning(self, part: str, detail: Detail = "standard") -> Skinning | None:
        """``JOINTS_0`` and ``WEIGHTS_0`` of a part."""
        return self.rest.skinning(part, detail)

    def place(self, part: str, at: Point) -> Point:
        """Where a place of a part at rest (of the skin where there is none) is in the pose."""
        weights = self.rest.weights
        if weights is None:
            return at
        point = np.array([at], dtype=np.float64)
        known = part in weights.rigid or part in weights.strands
        found = weights.of(part, point) if known else self._on_skin(point)
        if found is None:
            return at
        x, y, z = (float(value) for value in moved(point, blended(found, self.duals))[0])
        return (x, y, z)

    def _posed(self, part: str, detail: Detail) -> Mesh:
        mesh = self.rest.mesh(part, detail)
        weights = self.rest.skinning(part, detail)
        if weights is None:
            return mesh
        tendon = None
        if self.rest.part(part).group.startswith("muscles"):
            tendon = self.rest.tendon(part) or _TENDON
        return Mesh(bent(mesh, weights, self.duals, tendon), mesh.faces, mesh.uv)

    def _on_skin(self, point: Floats) -> Skinning | None:
        skin = self.rest.weights.skin if self.rest.weights is not None else None
        if skin is None:
            return None
        nearest = int(((self.rest.skin().points - point) ** 2).sum(axis=1).argmin())
        return Skinning(skin.joints[nearest : nearest + 1], skin.weights[nearest : nearest + 1])

    def _placed(self, part: Part) -> Part:
        """A part with the box around all that its segments make of its own."""
        weights = self.rest.weights
        if weights is None:
            return part
        low, high = part.bounds
        corners = np.array(list(product(*zip(low, high, strict=True))))
        used = [self.duals[number] for number in sorted(weights.used(part.id))]
        if all((dual == AT_REST).all() for dual in used):
            return part
        each = [moved(corners, np.broadcast_to(dual, (8, 8))) for dual in used]
        around = np.concatenate(each)
        box = tuple(tuple(float(v) for v in row) for row in (around.min(0), around.max(0)))
        return part.model_copy(update={"bounds": box, "centre": self.place(part.id, part.centre)})


def in_pose(body: Body, scene: Scene) -> tuple[Body, Scene]:
    """A body as a scene poses it, and the scene with its marks and names where they are then."""
    if not scene.pose or body.weights is None:
        return body, scene
    posed = PosedBody(body, scene.pose)
    markers = (
        one.model_copy(update={"at": posed.place(one.part, one.at)}) for one in scene.markers
    )
    labels = (one.model_copy(update={"at": posed.place(one.part, one.at)}) for one in scene.labels)
    told = {"markers": tuple(markers), "labels": tuple(labels), "pose": {}}
    return posed, scene.model_copy(update=told)


def bent(
    mesh: Mesh, weights: Skinning, duals: Floats, tendon: tuple[float, float] | None = None
) -> Floats:
    """The vertices of a mesh in a pose.

    Parameters
    ----------
    mesh, weights
        At rest.
    duals
        ``(segments, 8)``.
    tendon
        Of a muscle: the shares of it that are tendon at either end. It keeps its volume.
    """
    mixed = blended(weights, duals)
    points = moved(mesh.points, mixed)
    if tendon is None or mesh.uv is None or not _bends(weights, duals):
        return points
    belly = belly_of(mesh.uv[:, 0], tendon)
    by = swelling(mesh, points, belly)
    swollen: Floats = points + (by * belly)[:, None] * turned(mesh.normals(), mixed)
    return swollen


def blended(weights: Skinning, duals: Floats) -> Floats:
    """The movement of every vertex, ``(n, 8)``: unit dual quaternions.

    They are blended as they are: which of its two a turn has is told by
    :func:`nmt_atlas.domain.dual.duals_of`.
    """
    mixed = np.einsum("nk,nki->ni", weights.weights / FULL, duals[weights.joints])
    found: Floats = mixed / np.linalg.norm(mixed[:, :4], axis=1, keepdims=True)
    return found


def moved(points: Floats, mixed: Floats) -> Floats:
    """Where movements take points."""
    turn, w, way, last = mixed[:, :3], mixed[:, 3:4], mixed[:, 4:7], mixed[:, 7:8]
    shift = 2.0 * (w * way - last * turn + np.cross(turn, way))
    return turned(points, mixed) + shift


def turned(ways: Floats, mixed: Floats) -> Floats:
    """Where movements turn directions."""
    turn, w = mixed[:, :3], mixed[:, 3:4]
    return ways + 2.0 * np.cross(turn, np.cross(turn, ways) + w * ways)


def belly_of(u: Floats, tendon: tuple[float, float]) -> Floats:
    """How much each vertex of a muscle swells with it: 1 in the belly, 0 at its ends."""
    start, end = (max(share, LOOK.posing.least_tendon) for share in tendon)
    rising = np.clip(u / start / LOOK.posing.rise, 0.0, 1.0)
    falling = np.clip((1.0 - u) / end / LOOK.posing.rise, 0.0, 1.0)
    lower = np.minimum(rising, falling)
    return lower * lower * (3.0 - 2.0 * lower)


def swelling(rest: Mesh, points: Floats, belly: Floats) -> float:
    """How far (mm) a muscle's belly must stand out in a pose to have its volume at rest.

    Parameters
    ----------
    rest
        The muscle at rest.
    points
        Its vertices in the pose.
    belly
        How much each of them swells.
    """
    faces = rest.faces
    now = Mesh(points, faces)
    a, b, c = (points[faces[:, k]] for k in range(3))
    areas = np.linalg.norm(np.cross(b - a, c - a), axis=1) / 2.0
    reach = float((areas * belly[faces].mean(axis=1)).sum())
    if reach <= 0.0:
        return 0.0
    thickness = rest.volume / float(areas.sum())
    most = LOOK.posing.most_swelling * thickness
    return float(np.clip((rest.volume - now.volume) / reach, -most, most))


def _bends(weights: Skinning, duals: Floats) -> bool:
    """Whether a part goes with segments that move apart from each other."""
    used = duals[np.unique(weights.joints[weights.weights > 0])]
    return bool((np.abs(used - used[:1]) > 1e-6).any())
