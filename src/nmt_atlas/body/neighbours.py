"""Neighbours abut without crossing.

Every vertex of a muscle hangs on a ray from its core (middle line or middle surface). Along
that ray its own relative depth falls from 1 at the core to 0 at the surface. Where a
neighbour's relative depth is greater, the place belongs to the neighbour, and the vertex is
drawn back to the place where the two are equal. Bones are never entered. Every shape is
measured as its recipe gives it, so the outcome does not depend on any order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.shapes.solid import Solid

_STEPS = np.linspace(0.0, 1.0, 13)
_GIVE = 0.4
"""Millimetres by which neighbours may share space where they press on each other."""
_INTO_BONE = 0.8
"""Millimetres that a muscle may lie in a bone: its fibres end there."""


@dataclass(frozen=True)
class Field:
    """Signed distance (negative inside) and relative depth of one shape."""

    tree: cKDTree
    points: Floats
    normals: Floats
    reach: Floats | None
    low: Floats
    high: Floats

    def distance(self, where: Floats) -> tuple[Floats, Floats]:
        """Signed distance (mm) of ``(n, 3)`` points and the nearest vertex's reach (mm)."""
        gap, near = self.tree.query(where)
        plane = np.einsum("ij,ij->i", where - self.points[near], self.normals[near])
        signed = np.where(np.abs(plane) < 0.35 * gap, np.sign(plane) * gap, plane)
        reach = np.ones(len(where)) if self.reach is None else self.reach[near]
        return signed, reach

    def touches(self, low: Floats, high: Floats, margin: float = 0.0) -> bool:
        """True where the boxes overlap."""
        return bool((self.low - margin <= high).all() and (self.high + margin >= low).all())


def field_of(solid: Solid) -> Field:
    """The distance field of a built shape."""
    mesh = solid.mesh
    reach = None
    if solid.core is not None:
        reach = np.maximum(np.linalg.norm(mesh.points - solid.core, axis=1), 0.5)
    low, high = mesh.bounds
    return Field(cKDTree(mesh.points), mesh.points, mesh.normals(), reach, low, high)


def settle(
    muscles: Mapping[str, Solid],
    bones: Mapping[str, Solid],
    *,
    paired: Iterable[str] = (),
    exempt: Callable[[str, str], bool] = lambda a, b: False,
    progress: Callable[[str], None] = lambda name: None,
) -> dict[str, Mesh]:
    """Draw muscles back from each other and out of the bones.

    Parameters
    ----------
    muscles, bones
        Right-side and midline shapes by structure id.
    paired
        Ids whose right-side mesh must not cross the median plane.
    exempt
        ``exempt(a, b)`` true for pairs that may share space (variants of one structure).
    progress
        Called with each id when it is done.

    Returns
    -------
    dict
        Structure id to settled mesh, faces and texture coordinates unchanged.
    """
    muscle_fields = {name: field_of(solid) for name, solid in muscles.items()}
    bone_fields = {name: field_of(solid) for name, solid in bones.items()}
    kept_right = set(paired)
    settled = {}
    for name, solid in muscles.items():
        rivals = [
            field
            for other, field in muscle_fields.items()
            if other != name and not exempt(name, other)
        ]
        settled[name] = settle_one(
            solid, rivals, list(bone_fields.values()), right_only=name in kept_right
        )
        progress(name)
    return settled


def settle_one(
    solid: Solid, rivals: list[Field], bones: list[Field], *, right_only: bool = False
) -> Mesh:
    """Settle one shape against its neighbours (see :func:`settle`)."""
    mesh = solid.mesh
    if solid.core is None:
        return mesh
    low, high = mesh.bounds
    share = np.ones(len(mesh.points))
    for rival in rivals:
        if rival.touches(low, high):
            share = np.minimum(share, _share_against(solid, rival))
    for bone in bones:
        if bone.touches(low, high):
            share = np.minimum(share, _share_outside(solid, bone))
    share = _smoothed(mesh, share)
    points = solid.core + share[:, None] * (mesh.points - solid.core)
    for bone in bones:
        if bone.touches(low, high):
            points = _pushed_out(points, bone)
    if right_only:
        points = points.copy()
        points[:, 0] = np.minimum(points[:, 0], -0.3)
    return Mesh(points, mesh.faces, mesh.uv)


def _rays(solid: Solid, field: Field, core: Floats) -> np.ndarray:
    """Indices of the vertices whose ray comes near the other shape's box."""
    points = solid.mesh.points
    low = np.minimum(points, core) - 1.0
    high = np.maximum(points, core) + 1.0
    return np.flatnonzero(((low <= field.high) & (high >= field.low)).all(axis=1))


def _share_against(solid: Solid, rival: Field) -> Floats:
    """For each vertex the share of its ray that it keeps against a rival (0..1)."""
    core = solid.core if solid.core is not None else solid.mesh.points
    share = np.ones(len(core))
    index = _rays(solid, rival, core)
    if not len(index):
        return share
    spoke = solid.mesh.points[index] - core[index]
    excess = []
    for t in _STEPS:
        distance, reach = rival.distance(core[index] + t * spoke)
        theirs = np.clip(-(distance + _GIVE) / reach, -9.0, 0.98)
        excess.append(theirs - (1.0 - t))
    share[index] = _first_crossing(np.array(excess))
    return share


def _share_outside(solid: Solid, bone: Field) -> Floats:
    """For each vertex the share of its ray before it enters a bone (0..1)."""
    core = solid.core if solid.core is not None else solid.mesh.points
    share = np.ones(len(core))
    index = _rays(solid, bone, core)
    if not len(index):
        return share
    spoke = solid.mesh.points[index] - core[index]
    depths = np.array([-bone.distance(core[index] + t * spoke)[0] for t in _STEPS]) - _INTO_BONE
    outside_core = depths[0] < 0
    crossing = _first_crossing(depths)
    share[index[outside_core]] = np.maximum(crossing[outside_core], 0.05)
    return share


def _first_crossing(excess: Floats) -> Floats:
    """Share at which each column of ``(steps, n)`` first rises above zero; 1 where never."""
    above = excess > 0
    above[0] = False
    first = np.argmax(above, axis=0)
    never = ~above.any(axis=0)
    first = np.maximum(first, 1)
    columns = np.arange(excess.shape[1])
    before, after = excess[first - 1, columns], excess[first, columns]
    part = np.clip(-before / np.where(after - before == 0, 1.0, after - before), 0.0, 1.0)
    found = _STEPS[first - 1] + part * (_STEPS[first] - _STEPS[first - 1])
    return np.where(never, 1.0, np.maximum(found, 0.02))


def _smoothed(mesh: Mesh, share: Floats, rounds: int = 2) -> Floats:
    """Spread dents a little, never giving back what a neighbour was given."""
    if (share >= 1.0).all():
        return share
    n = len(share)
    a = mesh.faces[:, [0, 1, 2]].ravel()
    b = mesh.faces[:, [1, 2, 0]].ravel()
    links = csr_matrix((np.ones(len(a)), (a, b)), shape=(n, n))
    degree = np.maximum(np.asarray(links.sum(axis=1)).ravel(), 1.0)
    for _ in range(rounds):
        share = np.minimum(share, 0.75 * share + 0.25 * (links @ share) / degree)
    return np.asarray(share)


def _pushed_out(points: Floats, bone: Field, allowed: float = _INTO_BONE) -> Floats:
    """Points that still lie in a bone, moved to its surface along its normals."""
    near_box = ((points >= bone.low) & (points <= bone.high)).all(axis=1)
    index = np.flatnonzero(near_box)
    if not len(index):
        return points
    distance, _ = bone.distance(points[index])
    inside = index[distance < -allowed]
    if not len(inside):
        return points
    moved = points.copy()
    for _ in range(2):
        distance, _ = bone.distance(moved[inside])
        nearest = bone.tree.query(moved[inside])[1]
        step = np.maximum(-distance - allowed, 0.0)
        moved[inside] += step[:, None] * bone.normals[nearest]
    return moved
