"""Isotropic remeshing of one half of the skin: even triangles, small where detail is wanted.

Everything is vectorised: in each pass an independent set of edges is collapsed or flipped,
chosen by a fixed order, so that the result is the same on every run.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

from nmt_atlas.body.mesh import Floats, Ints

Size = Callable[[Floats], Floats]
Project = Callable[[Floats], Floats]
Index = NDArray[np.int64]


def remesh(
    points: Floats, faces: Ints, size: Size, project: Project, *, passes: int = 40, relax: int = 5
) -> tuple[Floats, Ints]:
    """Collapse short edges, flip, and spread the vertices evenly along the surface.

    Parameters
    ----------
    points, faces
        A manifold mesh, open only in the plane x = 0, with edges shorter than wanted.
    size
        Wanted edge length at ``(n, 3)`` points.
    project
        Brings points back onto the surface.
    passes, relax
        Most rounds of collapsing; rounds of flipping and spreading.

    Returns
    -------
    points, faces
        The new mesh; vertices of the open edge stay at x = 0 exactly.
    """
    for _ in range(passes):
        points, faces, collapsed = collapse(points, faces, size)
        if collapsed < max(20, len(points) // 1000):
            break
    for _ in range(relax):
        for _ in range(3):
            faces, flipped = flip(points, faces)
            if flipped < len(faces) // 1000:
                break
        points = spread(points, faces, project)
    return points, faces


def edges_of(faces: Ints, count: int) -> tuple[Index, Index]:
    """Unique edges ``(e, 2)`` (smaller vertex first) and how many faces share each."""
    pairs = np.sort(faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2), axis=1).astype(np.int64)
    key, shared = np.unique(pairs[:, 0] * count + pairs[:, 1], return_counts=True)
    return np.stack([key // count, key % count], axis=1), shared


def collapse(points: Floats, faces: Ints, size: Size) -> tuple[Floats, Ints, int]:
    """One pass of collapsing an independent set of edges shorter than 0.62 of ``size``."""
    n = len(points)
    edges, shared = edges_of(faces, n)
    rim = np.zeros(n, dtype=bool)
    rim[edges[shared == 1]] = True
    a, b = edges.T
    ratio = np.linalg.norm(points[a] - points[b], axis=1) / (
        0.62 * size(0.5 * (points[a] + points[b]))
    )
    short = (ratio < 1.0) & ~((shared == 2) & rim[a] & rim[b])
    mixed = np.random.default_rng(n).random(len(edges))
    chosen = _independent(n, edges, np.where(short, mixed, np.inf))
    chosen = chosen[_links(n, edges, edges[chosen]) == shared[chosen]]
    keep, gone = a[chosen], b[chosen]
    swap = rim[gone] & ~rim[keep]
    keep, gone = np.where(swap, gone, keep), np.where(swap, keep, gone)
    moved = np.where(
        (rim[keep] & ~rim[gone])[:, None], points[keep], 0.5 * (points[keep] + points[gone])
    )
    return _apply(points, faces, keep, gone, moved)


def merge(points: Floats, faces: Ints, ratio: Floats) -> tuple[Floats, Ints, int]:
    """Collapse an independent set of edges of ``ratio`` below 1 onto one of their ends.

    Parameters
    ----------
    points, faces
        A closed mesh.
    ratio
        For each edge of :func:`edges_of` its length as a share of the wanted one.

    Returns
    -------
    points, faces, collapsed
        The vertices that are left, in their old places; the faces; how many edges are gone.
    """
    n = len(points)
    edges, shared = edges_of(faces, n)
    mixed = np.random.default_rng(n).random(len(edges))
    chosen = _independent(n, edges, np.where(ratio < 1.0, mixed, np.inf))
    chosen = chosen[_links(n, edges, edges[chosen]) == shared[chosen]]
    keep, gone = edges[chosen].T
    return _apply(points, faces, keep, gone, points[keep])


def _independent(n: int, edges: Index, priority: Floats, rounds: int = 3) -> Index:
    """Edges of which no two have ends that are neighbours, those of low priority first."""
    priority = priority.copy()
    found = []
    for _ in range(rounds):
        first = np.full(n, np.inf)
        for k in range(2):
            np.minimum.at(first, edges[:, k], priority)
        around = first.copy()
        np.minimum.at(around, edges[:, 0], first[edges[:, 1]])
        np.minimum.at(around, edges[:, 1], first[edges[:, 0]])
        best = np.minimum(around[edges[:, 0]], around[edges[:, 1]])
        chosen = np.flatnonzero(np.isfinite(priority) & (priority <= best))
        if not len(chosen):
            break
        found.append(chosen)
        taken = np.zeros(n, dtype=bool)
        taken[edges[chosen]] = True
        beside = taken.copy()
        beside[edges[taken[edges[:, 0]], 1]] = True
        beside[edges[taken[edges[:, 1]], 0]] = True
        priority[beside[edges].any(axis=1)] = np.inf
    return np.concatenate(found) if found else np.empty(0, dtype=np.int64)


def _links(n: int, edges: Index, wanted: Index) -> Index:
    """How many vertices are joined to both ends of each wanted edge."""
    rows = np.concatenate([edges[:, 0], edges[:, 1]])
    columns = np.concatenate([edges[:, 1], edges[:, 0]])
    joined = sparse.csr_array((np.ones(len(rows), np.int32), (rows, columns)), shape=(n, n))
    both = joined[wanted[:, 0]].multiply(joined[wanted[:, 1]])
    return np.asarray(both.sum(axis=1)).astype(np.int64).ravel()


def _apply(
    points: Floats, faces: Ints, keep: Index, gone: Index, moved: Floats
) -> tuple[Floats, Ints, int]:
    """Collapse, but for the edges that would fold a face over."""
    n = len(points)
    owner = np.full(n, -1)
    owner[keep] = owner[gone] = np.arange(len(keep))
    target = np.arange(n)
    target[gone] = keep
    after = points.copy()
    after[keep] = moved
    new = target[faces]
    alive = (new[:, 0] != new[:, 1]) & (new[:, 1] != new[:, 2]) & (new[:, 2] != new[:, 0])
    old_normal, new_normal = _normals(points, faces), _normals(after, new)
    lengths = np.linalg.norm(old_normal, axis=1) * np.linalg.norm(new_normal, axis=1)
    folded = alive & (np.einsum("ij,ij->i", old_normal, new_normal) < 0.3 * lengths)
    bad = np.zeros(len(keep), dtype=bool)
    touched = owner[faces[folded]]
    bad[touched[touched >= 0]] = True
    target[gone[bad]] = gone[bad]
    after[keep[bad]] = points[keep[bad]]
    new = target[faces]
    alive = (new[:, 0] != new[:, 1]) & (new[:, 1] != new[:, 2]) & (new[:, 2] != new[:, 0])
    return *compact(after, new[alive]), int((~bad).sum())


def compact(points: Floats, faces: Ints) -> tuple[Floats, Ints]:
    """Leave out the vertices that no face uses, keeping the order of the others."""
    used = np.zeros(len(points), dtype=bool)
    used[faces] = True
    order = np.cumsum(used) - 1
    return points[used], order[faces].astype(np.int32)


def _normals(points: Floats, faces: Ints) -> Floats:
    a, b, c = (points[faces[:, k]] for k in range(3))
    return np.cross(b - a, c - a)


def flip(points: Floats, faces: Ints) -> tuple[Ints, int]:
    """Flip an independent set of edges whose opposite angles add up to more than 180 degrees."""
    n = len(points)
    half = faces[:, [0, 1, 1, 2, 2, 0]].reshape(-1, 2).astype(np.int64)
    opposite = faces[:, [2, 0, 1]].reshape(-1).astype(np.int64)
    face = np.repeat(np.arange(len(faces)), 3)
    key = half.min(axis=1) * n + half.max(axis=1)
    order = np.argsort(key, kind="stable")
    twin = np.flatnonzero(key[order][:-1] == key[order][1:])
    one, two = order[twin], order[twin + 1]
    a, b = half[one].T
    c, d = opposite[one], opposite[two]
    gain = _angle(points, c, a, b) + _angle(points, d, a, b) - np.pi
    wanted = (gain > 0.02) & _flippable(points[a], points[b], points[c], points[d])
    new = np.minimum(c, d) * n + np.maximum(c, d)
    wanted &= ~np.isin(new, key)
    priority = np.where(wanted, -gain + 1e-9 * np.arange(len(gain)), np.inf)
    first = np.full(len(faces), np.inf)
    np.minimum.at(first, face[one], priority)
    np.minimum.at(first, face[two], priority)
    take = wanted & (priority <= first[face[one]]) & (priority <= first[face[two]])
    chosen = np.flatnonzero(take)
    chosen = chosen[np.sort(np.unique(new[chosen], return_index=True)[1])]
    a, b, c, d = a[chosen], b[chosen], c[chosen], d[chosen]
    result = faces.copy()
    result[face[one[chosen]]] = np.stack([c, a, d], axis=1)
    result[face[two[chosen]]] = np.stack([d, b, c], axis=1)
    return result, len(chosen)


def _angle(points: Floats, at: Index, a: Index, b: Index) -> Floats:
    u, v = points[a] - points[at], points[b] - points[at]
    across = np.linalg.norm(np.cross(u, v), axis=1)
    angle: Floats = np.arctan2(across, np.einsum("ij,ij->i", u, v))
    return angle


def _flippable(p: Floats, q: Floats, r: Floats, s: Floats) -> NDArray[np.bool_]:
    """Whether p-q may become r-s: nearly flat, and not turned over by it."""
    before = np.cross(q - p, r - p)
    other = np.cross(p - q, s - q)
    flat = np.einsum("ij,ij->i", before, other) > 0.75 * np.linalg.norm(
        before, axis=1
    ) * np.linalg.norm(other, axis=1)
    first, second = np.cross(p - r, s - r), np.cross(q - s, r - s)
    mean = before + other
    upright = (np.einsum("ij,ij->i", first, mean) > 0) & (np.einsum("ij,ij->i", second, mean) > 0)
    return np.asarray(flat & upright)


def spread(points: Floats, faces: Ints, project: Project) -> Floats:
    """Move each vertex half-way to its neighbours' middle along the surface."""
    n = len(points)
    edges, shared = edges_of(faces, n)
    rim = np.zeros(n, dtype=bool)
    rim[edges[shared == 1]] = True
    use = (~rim[edges[:, 0]] & ~rim[edges[:, 1]]) | (shared == 1)
    middle = _mean(points, edges, n)
    along = _mean(points, edges[shared == 1], n)
    middle[rim] = along[rim]
    normal = np.zeros_like(points)
    face = _normals(points, faces)
    for k in range(3):
        np.add.at(normal, faces[:, k], face)
    normal /= np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    normal[rim, 0] = 0.0
    step = 0.5 * (middle - points)
    step -= np.einsum("ij,ij->i", step, normal)[:, None] * normal
    step[~np.isin(np.arange(n), edges[use])] = 0.0
    moved = project(points + step)
    moved[rim, 0] = 0.0
    return moved


def _mean(points: Floats, edges: Index, n: int) -> Floats:
    total = np.zeros((n, 3))
    count = np.zeros(n)
    for one, other in ((0, 1), (1, 0)):
        np.add.at(total, edges[:, one], points[edges[:, other]])
        np.add.at(count, edges[:, one], 1.0)
    return total / np.maximum(count, 1.0)[:, None]


def split_bridges(points: Floats, faces: Ints) -> tuple[Floats, Ints]:
    """Split inner edges between two vertices of the open edge.

    The mesh's mirror image would have the same edges, so joined to it four faces would meet
    there. The new vertex lies 0.1 mm off x = 0, to be projected onto the surface.
    """
    for _ in range(400):
        n = len(points)
        edges, shared = edges_of(faces, n)
        rim = np.zeros(n, dtype=bool)
        rim[edges[shared == 1]] = True
        bridges = edges[(shared == 2) & rim[edges].all(axis=1)]
        if not len(bridges):
            break
        points, faces = _split(points, faces, bridges[0])
    return points, faces


def _split(points: Floats, faces: Ints, edge: Index) -> tuple[Floats, Ints]:
    a, b = (int(v) for v in edge)
    middle = 0.5 * (points[a] + points[b]) - [0.1, 0.0, 0.0]
    touching = (faces == a).any(axis=1) & (faces == b).any(axis=1)
    new = len(points)
    halves = []
    for face in faces[touching]:
        halves.append(np.where(face == a, new, face))
        halves.append(np.where(face == b, new, face))
    return (
        np.concatenate([points, middle[None]]),
        np.concatenate([faces[~touching], np.array(halves, dtype=np.int32)]),
    )
