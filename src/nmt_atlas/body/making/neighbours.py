"""Neighbours abut without crossing.

Bones come first: every vertex of a muscle hangs on a ray from its core (middle line or middle
surface) and stops where the ray enters a bone. Then each pair of muscles that shares more than
:data:`ALLOWED` of the smaller one parts: a vertex that lies in the other muscle moves across its
own muscle, towards the vertex on the far side, until its own relative depth outweighs the
other's. The heavier a muscle, the more of that it gives; where that is not enough the lighter one
gives too; and both go only as far as they must.
Every pair is judged by shapes that no other pair has changed, so the outcome does not depend on
any order, and an edit changes nothing but its own pairs.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.spatial import cKDTree

from nmt_atlas.body.making.crossing import shared
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.shapes.solid import Solid

Index = NDArray[np.int64]
Box = tuple[Floats, Floats]

ALLOWED = 0.024
"""Share of the smaller muscle's volume that two muscles may have in common."""
INTO_BONE = 2.0
"""Millimetres that a muscle may lie in a bone: its fibres end there."""
MEDIAN_GAP = 0.3
"""Millimetres that a paired muscle keeps from the median plane."""

_STEPS = np.linspace(0.0, 1.0, 13)
_ACROSS = np.linspace(0.0, 1.0, 21)
_GIVE = 0.2
"""Millimetres by which neighbours may press on each other before they are asked to part."""
_FAR_SIDE = 0.95
"""No vertex moves further than this share of the way to the far side."""
_THIN = 0.06
"""Share of its thickness that a muscle keeps where both of its sides give way."""
_HEAVIEST = 8.0
"""Most that the lighter of two muscles outweighs the heavier by."""
_HALVINGS = 6
_ROUNDS = 2
"""How often either of two muscles is asked to give way."""
_KEPT = 0.8
"""Share of its volume that a muscle keeps when it gives way to another."""


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


def field_of(mesh: Mesh, core: Floats | None = None) -> Field:
    """The distance field of a shape; with its core, relative depths too."""
    reach = None
    if core is not None:
        reach = np.maximum(np.linalg.norm(mesh.points - core, axis=1), 0.5)
    low, high = mesh.bounds
    return Field(cKDTree(mesh.points), mesh.points, mesh.normals(), reach, low, high)


def meets(one: Box, other: Box) -> bool:
    """True where two boxes (lowest and highest corner) overlap."""
    return bool((one[0] <= other[1]).all() and (one[1] >= other[0]).all())


@dataclass(frozen=True, slots=True)
class Flesh:
    """A muscle drawn out of the bones.

    Attributes
    ----------
    mesh
        Its surface.
    core
        ``(n, 3)`` the point of its middle that each vertex grew from.
    across
        ``(n,)`` the vertex on the far side of the core; the vertex itself where there is none.
    midline
        True where it reaches to both sides of the body: what lies on the right of it stands on
        the left as well.
    """

    mesh: Mesh
    core: Floats
    across: Index
    midline: bool = False

    def moved(self, way: Floats) -> Mesh:
        """Every vertex gone its share of the way to the far side; the two sides never meet."""
        over = np.maximum(way + way[self.across] - (1.0 - _THIN), 0.0)
        over[self.across == np.arange(len(way))] = 0.0
        points = self.mesh.points
        share = np.maximum(way - 0.5 * over, 0.0)[:, None]
        return Mesh(points + share * (points[self.across] - points), self.mesh.faces, self.mesh.uv)

    def field(self, way: Floats) -> Field:
        """The field of the muscle after it has given way."""
        return field_of(self.moved(way), self.core)


def freed(solid: Solid, bones: Sequence[Field], *, paired: bool = True) -> Flesh:
    """Draw a muscle out of the bones.

    Parameters
    ----------
    solid
        The shape as its recipe gives it.
    bones
        Fields of the bones, right and midline, whose boxes meet its own.
    paired
        True for a muscle of the right side, which must not cross the median plane; one in the
        midline is drawn out of the bones of both sides.
    """
    mesh = solid.mesh
    core = mesh.points if solid.core is None else solid.core
    across = far_side(mesh.points, core)
    side = np.ones((2, len(core)))
    outer, middle = mesh.points, core
    if not paired:
        side = np.where(np.stack([outer[:, 0], middle[:, 0]]) > 0, -1.0, 1.0)
        outer, middle = _folded(outer), _folded(middle)
    share = np.ones(len(core))
    for bone in bones:
        share = np.minimum(share, _share_outside(outer, middle, bone))
    share = _smoothed(mesh, share)
    outer = middle + share[:, None] * (outer - middle)
    for bone in bones:
        outer, middle = _pushed_out(outer, bone), _pushed_out(middle, bone)
    outer, middle = outer.copy(), middle.copy()
    if paired and float(mesh.points[:, 0].mean()) < 0:
        for points in (outer, middle):
            points[:, 0] = np.minimum(points[:, 0], -MEDIAN_GAP)
    outer[:, 0] *= side[0]
    middle[:, 0] *= side[1]
    return Flesh(Mesh(outer, mesh.faces, mesh.uv), middle, across, midline=not paired)


def _folded(points: Floats) -> Floats:
    """Points on the left brought to the right side."""
    return np.asarray(np.concatenate([-np.abs(points[:, :1]), points[:, 1:]], axis=1))


def far_side(points: Floats, core: Floats) -> Index:
    """For each vertex the one that lies opposite, of those that share its core point."""
    _, group = np.unique(core.round(6), axis=0, return_inverse=True)
    order = np.argsort(group.ravel(), kind="stable")
    starts = np.flatnonzero(np.diff(group.ravel()[order], prepend=-1))
    found = np.arange(len(points))
    spoke = points - core
    spoke /= np.maximum(np.linalg.norm(spoke, axis=1, keepdims=True), 1e-9)
    for members in np.split(order, starts[1:]):
        if len(members) > 1:
            cosine = spoke[members] @ spoke[members].T
            nearest = cosine.argmin(axis=1)
            opposite = cosine[np.arange(len(members)), nearest] < -0.5
            found[members[opposite]] = members[nearest[opposite]]
    return found


def part_pair(one: Flesh, other: Flesh, weights: tuple[float, float]) -> tuple[Floats, Floats]:
    """How far each of two muscles gives way, so that they share no more than is allowed.

    Parameters
    ----------
    one, other
        The two, drawn out of the bones.
    weights
        What their relative depths count, see :func:`weigh`; one of infinite weight stays.

    Returns
    -------
    ndarray, ndarray
        For :meth:`Flesh.moved`. Both are zero where that would take more than a fifth of
        either, or would not be enough: then one has to be cut.
    """
    allowed = ALLOWED * min(one.mesh.volume, other.mesh.volume)
    flesh = (one, other)
    gone = [np.zeros(len(one.across)), np.zeros(len(other.across))]
    turns = (weights,) if np.isinf(weights).any() else (weights, weights[::-1])
    for own, their in turns * _ROUNDS:
        step = [
            _way(one, gone[0], other.field(gone[1]), (own, their), fold=not other.midline),
            _way(other, gone[1], one.field(gone[0]), (their, own), fold=not one.midline),
        ]
        further = [_composed(flesh[k], gone[k], step[k]) for k in (0, 1)]
        meshes = [flesh[k].moved(further[k]) for k in (0, 1)]
        if any(meshes[k].volume < _KEPT * flesh[k].mesh.volume for k in (0, 1)):
            break
        if shared(*meshes) > allowed:
            gone = further
            continue
        low, high = 0.0, 1.0
        for _ in range(_HALVINGS):
            part = 0.5 * (low + high)
            tried = [_composed(flesh[k], gone[k], part * step[k]) for k in (0, 1)]
            if shared(one.moved(tried[0]), other.moved(tried[1])) > allowed:
                low = part
            else:
                high, further = part, tried
        return further[0], further[1]
    return np.zeros(len(one.across)), np.zeros(len(other.across))


def weigh(one: float, other: float) -> tuple[float, float]:
    """Weights of two muscles by their volumes: the heavier one gives way more."""
    ratio = min(max(one, other) / max(min(one, other), 1e-9), _HEAVIEST)
    return (ratio, 1.0) if one < other else (1.0, ratio)


def _composed(flesh: Flesh, gone: Floats, step: Floats) -> Floats:
    """Ways of which the first has been gone already."""
    return np.minimum(gone + step * np.maximum(1.0 - gone - gone[flesh.across], 0.0), _FAR_SIDE)


def _way(
    flesh: Flesh, gone: Floats, rival: Field, weights: tuple[float, float], *, fold: bool
) -> Floats:
    """For each vertex the share of the way to the far side at which it has left the rival."""
    own, their = weights
    points = flesh.moved(gone).points
    far = points[flesh.across]
    if fold and flesh.midline:
        points, far = _folded(points), _folded(far)
    way = np.zeros(len(points))
    wanted = ((points >= rival.low) & (points <= rival.high)).all(axis=1)
    index = np.flatnonzero(wanted & (flesh.across != np.arange(len(points))))
    index = index[rival.distance(points[index])[0] < -_GIVE] if len(index) else index
    if not len(index) or np.isinf(own):
        return way
    start, path = points[index], far[index] - points[index]
    excess = []
    for t in _ACROSS:
        distance, reach = rival.distance(start + t * path)
        if np.isinf(their):
            excess.append(-(distance + _GIVE))
        else:
            excess.append(-(distance + _GIVE) / reach * their - own * (1.0 - abs(2.0 * t - 1.0)))
    way[index] = np.minimum(_first_fall(np.array(excess)), _FAR_SIDE)
    return 1.0 - _smoothed(flesh.mesh, 1.0 - way)


def _first_fall(excess: Floats) -> Floats:
    """Where each column of ``(steps, n)`` first falls to zero; 1 where it never does."""
    below = excess <= 0.0
    last = len(excess) - 1
    first = np.where(below.any(axis=0), below.argmax(axis=0), last)
    before = np.maximum(first - 1, 0)
    columns = np.arange(excess.shape[1])
    start, stop = excess[before, columns], excess[first, columns]
    part = np.clip(start / np.where(start == stop, 1.0, start - stop), 0.0, 1.0)
    found = _ACROSS[before] + part * (_ACROSS[first] - _ACROSS[before])
    return np.where(below.any(axis=0), found, 1.0)


def _share_outside(points: Floats, core: Floats, bone: Field) -> Floats:
    """For each vertex the share of its ray before it enters a bone (0..1)."""
    share = np.ones(len(core))
    low = np.minimum(points, core) - 1.0
    high = np.maximum(points, core) + 1.0
    index = np.flatnonzero(((low <= bone.high) & (high >= bone.low)).all(axis=1))
    length = np.linalg.norm(points[index] - core[index], axis=1)
    index = index[bone.tree.query(core[index])[0] <= length + 1.0]  # no other ray can meet it
    if not len(index):
        return share
    spoke = points[index] - core[index]
    depths = np.array([-bone.distance(core[index] + t * spoke)[0] for t in _STEPS]) - INTO_BONE
    outside_core = depths[0] < 0
    share[index[outside_core]] = np.maximum(_first_rise(depths)[outside_core], 0.05)
    return share


def _first_rise(excess: Floats) -> Floats:
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


def _pushed_out(points: Floats, bone: Field) -> Floats:
    """Points that still lie in a bone, moved to its surface along its normals."""
    near_box = ((points >= bone.low) & (points <= bone.high)).all(axis=1)
    index = np.flatnonzero(near_box)
    if not len(index):
        return points
    distance, _ = bone.distance(points[index])
    inside = index[distance < -INTO_BONE]
    if not len(inside):
        return points
    moved = points.copy()
    for _ in range(2):
        distance, _ = bone.distance(moved[inside])
        nearest = bone.tree.query(moved[inside])[1]
        step = np.maximum(-distance - INTO_BONE, 0.0)
        moved[inside] += step[:, None] * bone.normals[nearest]
    return moved
