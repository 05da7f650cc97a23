"""How much skin and fat lies over muscle and bone: the finished skin, brought to it by region.

The hull is set off evenly; people are not. Each vertex is moved along its normal until what its
region, or the bone right below it, should be covered by lies between it and the next tissue. Thick
fat hides what is below it and thin skin shows it: a move is softened over about its own cover.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import sparse
from scipy.spatial import cKDTree

from nmt_atlas.body.making.skin.remesh import edges_of
from nmt_atlas.body.making.skin.triangles import nearest_on
from nmt_atlas.body.mesh import Floats, Mesh

_ROUNDS = 6
_GIVES = 0.7
"""Share of what is wrong that a round mends."""
_INWARD = 4.5
"""So far (mm) the skin sinks at most in a round's reckoning: hollows stay bridged."""
_LEAST = 1.2
"""Skin (mm) over anything, a nerve or a vein counted."""
_FOLD = 26.0
"""So far (mm) another fold of the skin is looked for."""
_APART = 2.0
"""Two folds keep this far (mm) from each other."""
_SPREAD = 0.3
"""By so much a millimetre the room beside a fold grows with the distance from it."""
_AROUND = 8
_RISE = 0.4
"""By so much a millimetre the skin may sink more, away from what holds it up."""
_STEPS = (6, 10, 24)
"""Rounds of softening for thin, middling and thick cover."""
_THICK = (2.0, 6.0, 14.0)
"""The cover (mm) that these are for."""
_NEAREST = 8
_MIDDLE = 0.1
"""So near (mm) to the median plane a vertex lies in it."""
_NEAR = (0.4, 0.15)
"""A skin is at its cover where no kind of place is off by more: millimetres, and a share of it."""
_MANY = 30
"""Fewer vertices of one wanted cover are not asked."""
_FLAT = 0.2
"""Least cosine between a triangle's direction before and after."""

Index = NDArray[np.int64]


@dataclass(frozen=True)
class Tissue:
    """What lies below the skin: triangles, of which structure each is, whether it counts.

    Nerves and vessels run in the fat: cover is measured down to what lies below them, but
    nothing may stand out of the skin.
    """

    points: Floats
    faces: NDArray[np.int32]
    owner: NDArray[np.int32]
    names: tuple[str, ...]
    counts: NDArray[np.bool_]


def tissue_of(parts: Iterable[tuple[str, bool, Mesh]]) -> Tissue:
    """Parts (structure, whether it counts, mesh) as one, those of the right and the midline."""
    points, faces, owner, counts, names = [], [], [], [], []
    total = 0
    for number, (name, counted, mesh) in enumerate(parts):
        points.append(mesh.points)
        faces.append(mesh.faces + total)
        owner.append(np.full(len(mesh.faces), number, dtype=np.int32))
        counts.append(np.full(len(mesh.faces), counted))
        names.append(name)
        total += len(mesh.points)
    return Tissue(
        np.concatenate(points),
        np.concatenate(faces),
        np.concatenate(owner),
        tuple(names),
        np.concatenate(counts),
    )


class Below:
    """Distances from the skin to the tissue below."""

    def __init__(self, tissue: Tissue) -> None:
        self.tissue = tissue
        self._counted = _Cloud(tissue, np.flatnonzero(tissue.counts))
        self._all = _Cloud(tissue, np.arange(len(tissue.faces)))

    def cover(self, points: Floats) -> tuple[Floats, NDArray[np.int32]]:
        """Millimetres down to the tissue that counts, and the number of its structure."""
        gap, face = self._counted.nearest(points)
        return gap, self.tissue.owner[face]

    def skin(self, points: Floats) -> Floats:
        """Millimetres from anything, nerves and vessels counted."""
        return self._all.nearest(points)[0]


class _Cloud:
    """Some triangles, of which the nearest is found by their corners, edges and middles."""

    def __init__(self, tissue: Tissue, faces: Index) -> None:
        self.corners = tissue.points[tissue.faces[faces]]
        a, b, c = (self.corners[:, k] for k in range(3))
        samples = [a, b, c, (a + b + c) / 3, (a + b) / 2, (b + c) / 2, (c + a) / 2]
        self.faces = faces
        self.tree = cKDTree(np.concatenate(samples))
        self.count = len(faces)

    def nearest(self, points: Floats) -> tuple[Floats, Index]:
        found = np.asarray(self.tree.query(points, k=_NEAREST)[1]) % self.count
        best = np.full(len(points), np.inf)
        which = np.zeros(len(points), dtype=np.int64)
        for column in found.T:
            gap = nearest_on(points, self.corners[column])
            nearer = gap < best
            best[nearer] = gap[nearer]
            which[nearer] = self.faces[column[nearer]]
        return best, which


def covered(skin: Mesh, below: Below, wanted: Floats, floor: float) -> Mesh:
    """The skin at the cover that is wanted; the same vertices and triangles, mirrored.

    Parameters
    ----------
    skin
        A skin that is mirrored in x = 0.
    below
        The tissue of the right and the midline.
    wanted
        Millimetres of cover for each vertex; not a number where the skin stays as it is.
    floor
        Nothing of the skin lies below this height.
    """
    right = np.flatnonzero(skin.points[:, 0] <= _MIDDLE)
    if settled(below.cover(skin.points[right])[0], wanted[right]):
        return skin
    way = _way(skin)[right]
    room = _room(skin, right, way)
    keeps = ~np.isfinite(wanted)
    want = np.where(keeps, 0.0, wanted)
    soften = _Softening(skin, np.where(keeps, 4.0, wanted))
    twin = cKDTree(skin.points).query(skin.points * [-1.0, 1.0, 1.0])[1]
    base = skin.points[right]
    moved = np.zeros(len(skin.points))
    deep = _even(_deepest(skin, right, below), right, twin)
    for _ in range(_ROUNDS):
        gap, _ = below.cover(base + moved[right, None] * way)
        wrong = np.clip(want[right] - gap, -_INWARD, None)
        moved[right] += _GIVES * np.where(keeps[right], 0.0, wrong)
        moved = np.maximum(soften(_even(moved, right, twin)), deep)
        moved[right] = np.minimum(moved[right], room)
    moved = np.maximum(moved, deep)
    sides, step = (right, twin), moved[right, None] * way
    return _unfolded(skin, lambda share: _placed(skin, sides, share[right, None] * step, floor))


def settled(gap: Floats, wanted: Floats) -> bool:
    """Whether all places of one wanted cover have it, by their medians."""
    known = np.unique(wanted[np.isfinite(wanted)])
    for want in known:
        here = wanted == want
        off = abs(float(np.median(gap[here])) - want)
        if here.sum() >= _MANY and off > _NEAR[0] + _NEAR[1] * want:
            return False
    return True


def _placed(skin: Mesh, sides: tuple[Index, Index], step: Floats, floor: float) -> Floats:
    """The right moved by a step each, the left as its mirror image."""
    right, twin = sides
    points = skin.points.copy()
    points[right] += step
    points[:, 2] = np.maximum(points[:, 2], np.minimum(skin.points[:, 2], floor))
    return _both(points, skin.points, right, twin)


def _unfolded(skin: Mesh, place: Callable[[Floats], Floats]) -> Mesh:
    """The skin with its vertices placed, those of triangles that would turn over less far."""
    share = np.ones(len(skin.points))
    before = _directions(skin.points, skin.faces)
    links = _links(skin)
    points = place(share)
    for _ in range(8):
        turned = np.einsum("ij,ij->i", before, _directions(points, skin.faces)) < _FLAT
        if not turned.any():
            break
        share[skin.faces[turned].ravel()] *= 0.5
        share = np.minimum(share, 0.5 * (share + links @ share))
        points = place(share)
    return Mesh(points, skin.faces, skin.uv)


def _directions(points: Floats, faces: NDArray[np.int32]) -> Floats:
    a, b, c = (points[faces[:, k]] for k in range(3))
    normal = np.cross(b - a, c - a)
    return np.asarray(normal / np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12))


def _even(values: Floats, right: Index, twin: Index) -> Floats:
    """The left with the values of the right."""
    found = values.copy()
    found[twin[right]] = values[right]
    return found


def _both(points: Floats, before: Floats, right: Index, twin: Index) -> Floats:
    middle = right[np.abs(before[right, 0]) <= _MIDDLE]
    side = right[np.abs(before[right, 0]) > _MIDDLE]
    points[middle, 0] = 0.0
    points[twin[side]] = points[side] * [-1.0, 1.0, 1.0]
    return points


def _way(skin: Mesh) -> Floats:
    """Outward directions, softened so that neighbours never cross."""
    links = _links(skin)
    way = skin.normals()
    for _ in range(4):
        way = 0.5 * (way + links @ way)
    return np.asarray(way / np.maximum(np.linalg.norm(way, axis=1, keepdims=True), 1e-9))


def _room(skin: Mesh, right: Index, way: Floats) -> Floats:
    """How far each vertex may go outward before it meets another fold that comes as well."""
    cells = np.unique(np.floor(skin.points / 3.0).astype(np.int64), axis=0, return_index=True)[1]
    others = skin.points[cells]
    facing = skin.normals()[cells]
    tree = cKDTree(others)
    room = np.full(len(right), np.inf)
    ahead = skin.points[right] + 0.5 * _FOLD * way
    for number, near in enumerate(tree.query_ball_point(ahead, 0.5 * _FOLD)):
        step = others[near] - skin.points[right[number]]
        along = step @ way[number]
        aside = np.linalg.norm(step - along[:, None] * way[number], axis=1)
        meets = (facing[near] @ way[number] < -0.3) & (along > 0.3) & (aside < 0.6 * along + 1.0)
        if meets.any():
            room[number] = 0.5 * (along[meets].min() - _APART)
    whole = np.full(len(skin.points), np.inf)
    whole[right] = np.maximum(room, 0.0)
    return _with_foot(skin, whole)[right]


def _deepest(skin: Mesh, right: Index, below: Below) -> Floats:
    """How far (mm, less than 0) each vertex may sink: nothing comes nearer to it than it sinks."""
    edges = edges_of(skin.faces, len(skin.points))[0]
    step = _RISE * np.linalg.norm(skin.points[edges[:, 0]] - skin.points[edges[:, 1]], axis=1)
    deep = np.full(len(skin.points), -np.inf)
    deep[right] = np.minimum(_LEAST - below.skin(skin.points[right]), 0.0)
    for _ in range(2):
        before = deep.copy()
        np.maximum.at(deep, edges[:, 0], before[edges[:, 1]] - step)
        np.maximum.at(deep, edges[:, 1], before[edges[:, 0]] - step)
    return deep


def _with_foot(skin: Mesh, room: Floats) -> Floats:
    """Room that grows only slowly away from a fold: its foot, which meets nothing, stays deep."""
    edges = edges_of(skin.faces, len(skin.points))[0]
    step = _SPREAD * np.linalg.norm(skin.points[edges[:, 0]] - skin.points[edges[:, 1]], axis=1)
    for _ in range(_AROUND):
        before = room.copy()
        np.minimum.at(room, edges[:, 0], before[edges[:, 1]] + step)
        np.minimum.at(room, edges[:, 1], before[edges[:, 0]] + step)
    return room


def _links(skin: Mesh) -> sparse.csr_array:
    """Row-wise means over the vertices that an edge joins."""
    a, b = edges_of(skin.faces, len(skin.points))[0].T
    count = len(skin.points)
    length = np.linalg.norm(skin.points[a] - skin.points[b], axis=1)
    weight = np.concatenate([length, length])
    rows, columns = np.concatenate([a, b]), np.concatenate([b, a])
    whole = sparse.csr_array((weight, (rows, columns)), shape=(count, count))
    share = 1.0 / np.maximum(np.asarray(whole.sum(axis=1)).ravel(), 1e-9)
    return sparse.csr_array(sparse.diags_array(share) @ whole)


class _Softening:
    """Softens values over the skin, each over about as far as its cover is thick."""

    def __init__(self, skin: Mesh, wanted: Floats) -> None:
        self.links = _links(skin)
        self.place = np.interp(wanted, _THICK, np.arange(len(_STEPS), dtype=float))

    def __call__(self, values: Floats) -> Floats:
        levels = []
        soft = values
        for number in range(_STEPS[-1]):
            soft = 0.5 * (soft + self.links @ soft)
            if number + 1 in _STEPS:
                levels.append(soft)
        low = np.minimum(self.place.astype(int), len(levels) - 2)
        every = np.stack(levels)
        at = np.arange(len(values))
        share = self.place - low
        return np.asarray((1 - share) * every[low, at] + share * every[low + 1, at])
