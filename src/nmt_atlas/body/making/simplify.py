"""Levels of detail: how many triangles each part may have, and meshes with fewer of them."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components

from nmt_atlas.body.making.cache import SolidCache, key_of, print_of_mesh
from nmt_atlas.body.making.carrying import carried
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.gltf import ordered
from nmt_atlas.body.shapes.solid import Solid

_CODE = ("making/simplify.py", "making/carrying.py", "packs/gltf.py", "mesh.py")
_EXPONENT = 0.75
"""Triangles grow with area to this power, so that finger bones keep enough of them."""
_STEP = 1.04
"""Triangles per surface go in steps of this factor."""
_EAGERNESS = (5.0, 7.0, 9.0, 12.0)
"""How eagerly edges are collapsed, one after the other until the number is reached."""
_STRIDE = 8
"""Collapses to less than this share of the triangles are done in several runs."""


def area(mesh: Mesh) -> float:
    """Surface in square millimetres."""
    a, b, c = (mesh.points[mesh.faces[:, k]] for k in range(3))
    return float(np.linalg.norm(np.cross(b - a, c - a), axis=1).sum() / 2.0)


def budgets(
    areas: Sequence[float], have: Sequence[int], total: int, floor: int | Sequence[int] = 60
) -> NDArray[np.int64]:
    """Share ``total`` triangles among parts by their surface.

    Parameters
    ----------
    areas
        Surface of each part, any unit.
    have
        Triangles that each part has; no share is larger.
    total
        Triangles to share.
    floor
        Least share of a part (or all that it has), one for all or one for each.

    Returns
    -------
    ndarray
        ``(n,)`` shares; their sum is ``total`` or up to 4 % less, unless ``have`` or ``floor``
        forbid it. How many triangles a surface gets goes in steps, so that an edit to one part
        leaves the shares of all others as they are.
    """
    owned = np.asarray(have, dtype=np.int64)
    weights = np.maximum(np.asarray(areas, dtype=np.float64), 1e-9) ** _EXPONENT
    least = np.minimum(owned, floor)
    if owned.sum() <= total:
        return owned
    low, high = 0.0, float((owned / weights).max())
    for _ in range(80):
        middle = (low + high) / 2
        if np.clip(weights * middle, least, owned).sum() > total:
            high = middle
        else:
            low = middle
    low = _STEP ** np.floor(np.log(max(low, 1e-12)) / np.log(_STEP))
    return np.asarray(np.clip(np.floor(weights * low), least, owned), dtype=np.int64)


def least_share(mesh: Mesh, floor: int) -> int:
    """The least share of a mesh: ``floor``, or a third of it for each of its separate shells.

    Many thin twigs in one part would else be worn down to stumps.
    """
    a, b, _ = mesh.faces.T
    links = csr_matrix((np.ones(len(a)), (a, b)), shape=(len(mesh.points),) * 2)
    used = np.zeros(len(mesh.points), dtype=bool)
    used[mesh.faces.ravel()] = True
    shells = len(np.unique(connected_components(links, directed=False)[1][used]))
    return max(floor, floor * shells // 3)


def share_like(beside: Sequence[Mesh], mesh: Mesh, floor: int) -> int:
    """How many triangles a mesh may have, to be as fine as others that have their share.

    Parameters
    ----------
    beside
        Meshes at the level; where there are none, the mesh keeps what it has.
    mesh
        The mesh at its finest.
    floor
        Least share, or all that it has.
    """
    if not beside:
        return len(mesh.faces)
    fineness = np.median([len(one.faces) / area(one) ** _EXPONENT for one in beside])
    wanted = max(int(fineness * area(mesh) ** _EXPONENT), least_share(mesh, floor))
    return min(wanted, len(mesh.faces))


def simplify(mesh: Mesh, triangles: int) -> Mesh:
    """The mesh with about ``triangles`` triangles; itself where it has no more than that.

    A collapse of edges never opens a closed mesh, but it can make folds touch; of several
    collapses the first is taken that reaches the number without that, else the first that
    reaches it. Texture coordinates come from the nearest place of the given mesh.
    """
    if len(mesh.faces) <= triangles:
        return mesh
    nearer = mesh
    while len(nearer.faces) > _STRIDE * triangles:  # in strides: one leap may fall short
        less = _collapsed(nearer, len(nearer.faces) // _STRIDE, _EAGERNESS[0])
        if not 0 < len(less.faces) < 0.9 * len(nearer.faces):
            break
        nearer = less
    best: Mesh | None = None
    for eagerness in _EAGERNESS:
        found = _collapsed(nearer, triangles, eagerness)
        if not len(found.faces):
            continue
        reached = len(found.faces) <= 1.1 * triangles + 8
        if reached and (found.is_closed() or not mesh.is_closed()):
            return _with_uv(found, mesh)
        if best is None or len(best.faces) > 1.1 * triangles + 8 > len(found.faces):
            best = found
    return mesh if best is None else _with_uv(best, mesh)


def with_fewer(mesh: Mesh, triangles: int, cache: SolidCache) -> Mesh:
    """A mesh simplified and put in the order that packs well, made once for the same mesh."""
    key = key_of("level", print_of_mesh(mesh), str(triangles), code=_CODE)
    return cache.get(key, lambda: Solid(ordered(simplify(mesh, triangles)))).mesh


def _collapsed(mesh: Mesh, triangles: int, eagerness: float) -> Mesh:
    """One run of edge collapses, tidied."""
    import fast_simplification  # deferred: serving a pack never needs it

    points, faces = fast_simplification.simplify(
        np.ascontiguousarray(mesh.points),
        np.ascontiguousarray(mesh.faces),
        target_count=min(int(triangles), len(mesh.faces)),
        agg=eagerness,
    )
    return _tidied(np.asarray(points, np.float64), np.asarray(faces, np.int32))


def _tidied(points: NDArray[np.float64], faces: NDArray[np.int32]) -> Mesh:
    """Without collapsed triangles, pairs that lie back to back, and unused vertices."""
    a, b, c = faces.T
    kept = faces[(a != b) & (b != c) & (c != a)]
    _, group, count = np.unique(
        np.sort(kept, axis=1), axis=0, return_inverse=True, return_counts=True
    )
    kept = kept[count[group.ravel()] != 2]
    used, inverse = np.unique(kept, return_inverse=True)
    return Mesh(points[used], inverse.reshape(-1, 3).astype(np.int32))


def _with_uv(found: Mesh, source: Mesh) -> Mesh:
    if source.uv is None:
        return found
    return Mesh(found.points, found.faces, carried(source, found.points))
