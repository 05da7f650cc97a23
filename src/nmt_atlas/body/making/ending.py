"""Ends of muscles laid onto what they hold on to.

A loft ends in a dome and a sheet in a rim, a few millimetres beside the bone or across it. Here
the last part of every fibre bends onto the surface that the recipe names (``ends_on``) and thins
out there: the outer face lies a little above the surface, the inner one a little below, so that
flesh and tendon merge with bone instead of standing beside it as pegs.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from nmt_atlas.body.making.neighbours import Field, Flesh, Index
from nmt_atlas.body.making.sampling import sampled
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.domain.recipe import Recipe

_FIRM = ("bone", "cartilage", "ligament")
ABOVE, BELOW = 0.8, 0.4
"""Millimetres that an end stands above a surface, and lies below it."""
REACH = 22.0
"""Millimetres from which an end is still drawn to what it is named for."""
JOINED = 5.0
"""A piece that ends so near (mm) to the belly of another piece of its muscle goes on in it."""
_BELLY = 0.25
_RIM = 0.004
"""Share of the length within which a vertex counts as the very end."""
_SURE = 12.0
"""Up to so far it is drawn all the way."""
_TAIL = 0.07
"""Share of a muscle's length over which it thins out,"""
_BEND = 2.5
"""or so many times the way that its end has to go,"""
_SHORTEST, _LONGEST = 4.0, 45.0
"""within these bounds (mm),"""
_MOST = 0.4
"""and no more of its length than this."""


@dataclass(frozen=True, slots=True)
class Holds:
    """What either end of a muscle is laid onto; an end without a surface stays as it is."""

    origin: tuple[Field, ...] = ()
    insertion: tuple[Field, ...] = ()


def holding(recipes: Mapping[str, Recipe], end: Iterable[str]) -> tuple[str, ...]:
    """Those of what an end holds on to that it is laid onto: neither muscles nor the skin."""
    return tuple(one for one in end if one in recipes and recipes[one].system in _FIRM)


def ended(flesh: Flesh, holds: Holds) -> Flesh:
    """A muscle, drawn out of the bones, whose ends lie on what they hold on to."""
    mesh, core = laid(flesh.mesh, holds, core=flesh.core, fold=flesh.midline)
    return Flesh(mesh, core, flesh.across, midline=flesh.midline)


def laid(
    mesh: Mesh, holds: Holds, *, core: Floats | None = None, fold: bool = False
) -> tuple[Mesh, Floats]:
    """Bend the last part of every fibre onto what it holds on to.

    Parameters
    ----------
    mesh
        A muscle of the right side or in the midline.
    holds
        Surfaces of the right side and the midline.
    core
        For each vertex the point of the muscle's middle that it grew from, where that is known.
    fold
        Meet the surfaces on both sides of the body.

    Returns
    -------
    Mesh, ndarray
        The same triangles, and the core that has gone along.
    """
    middle = mesh.points if core is None else core
    if mesh.uv is None:
        return mesh, middle
    points, facing, moved = mesh.points.copy(), mesh.normals(), middle.copy()
    for fields, along in ((holds.origin, mesh.uv[:, 0]), (holds.insertion, 1.0 - mesh.uv[:, 0])):
        for shell in pieces_ending(mesh, middle, along) if fields else ():
            index, share = _tail(middle, shell, along[shell], fields, fold=fold)
            lower = _onto(moved[index], fields, fold=fold)[0]
            far = np.linalg.norm(lower - moved[index], axis=1)
            share = (share * np.clip((REACH - far) / (REACH - _SURE), 0.0, 1.0))[:, None]
            foot, normal = _onto(points[index], fields, fold=fold)
            up = np.einsum("ij,ij->i", facing[index], normal)
            foot += np.where(up > 0.0, ABOVE * up, BELOW * up)[:, None] * normal
            points[index] += share * (foot - points[index])
            moved[index] += share * (lower - moved[index])
    return Mesh(points, mesh.faces, mesh.uv), moved


def _shells(mesh: Mesh) -> Iterator[Index]:
    """The vertices of each connected piece."""
    count = len(mesh.points)
    a, b = mesh.faces[:, [0, 1]].ravel(), mesh.faces[:, [1, 2]].ravel()
    links = csr_matrix((np.ones(len(a), np.int8), (a, b)), shape=(count, count))
    owner = connected_components(links, directed=False)[1]
    for shell in np.unique(owner[mesh.faces[:, 0]]):
        yield np.flatnonzero(owner == shell)


def pieces_ending(mesh: Mesh, core: Floats, along: Floats) -> Iterator[Index]:
    """The vertices of each piece that ends by itself, and does not go on in another's belly.

    Parameters
    ----------
    mesh, core
        A muscle, and for each vertex the point of its middle that it grew from.
    along
        For each vertex the share of the length from the end that is asked for.
    """
    pieces = list(_shells(mesh))
    for number, shell in enumerate(pieces):
        others = [other for place, other in enumerate(pieces) if place != number]
        bellies = np.concatenate([np.zeros(0, np.int64), *others])
        bellies = bellies[along[bellies] > _BELLY]
        last = shell[along[shell] <= along[shell].min() + 1e-6]
        if len(bellies):
            belly = np.concatenate([_surface(mesh, bellies), core[bellies]])
            gap = cKDTree(belly).query(core[last])[0]
            if float(np.median(np.asarray(gap))) < JOINED:
                continue
        yield shell


def _surface(mesh: Mesh, of: Index) -> Floats:
    """Points all over the triangles between some vertices."""
    inside = np.zeros(len(mesh.points), dtype=bool)
    inside[of] = True
    between = sampled(Mesh(mesh.points, mesh.faces[inside[mesh.faces].all(axis=1)]))[0]
    return np.concatenate([mesh.points[of], between[len(mesh.points) :]])


def _tail(
    core: Floats, shell: Index, along: Floats, fields: Sequence[Field], *, fold: bool
) -> tuple[Index, Floats]:
    """The vertices near the end of a piece, and the share of the way that each goes."""
    last = shell[along <= max(float(along.min()), _RIM)]
    away, nearest = map(np.asarray, cKDTree(core[last]).query(core[shell]))
    gap = np.linalg.norm(_onto(core[last], fields, fold=fold)[0] - core[last], axis=1)
    length = float(away.max())
    tail = np.clip(np.maximum(_TAIL * length, _BEND * gap[nearest]), _SHORTEST, _LONGEST)
    tail = np.minimum(tail, _MOST * length)
    near = (away < tail) & (along < 0.5)
    return shell[near], _eased(1.0 - away[near] / tail[near])


def _eased(share: Floats) -> Floats:
    """0..1, slowly at first: most of a belly's end keeps its volume."""
    return np.asarray(share * share)


def _onto(points: Floats, fields: Sequence[Field], *, fold: bool) -> tuple[Floats, Floats]:
    """For each point the nearest place of some surfaces, and the normal there."""
    side = np.where(points[:, :1] > 0, -1.0, 1.0) if fold else np.ones((len(points), 1))
    turn = np.concatenate([side, np.ones((len(points), 2))], axis=1)
    right = points * turn
    best = np.full(len(points), np.inf)
    foot, normal = right.copy(), np.zeros_like(right)
    for field in fields:
        gap, number = map(np.asarray, field.tree.query(right, distance_upper_bound=2.0 * REACH))
        closer = np.flatnonzero(gap < best)
        at, facing = field.points[number[closer]], field.normals[number[closer]]
        off = np.einsum("ij,ij->i", right[closer] - at, facing)
        beside = right[closer] - at - off[:, None] * facing
        best[closer], normal[closer] = gap[closer], facing
        foot[closer] = at + beside * _within(beside)
    return foot * turn, normal * turn


def _within(beside: Floats, most: float = 1.5) -> Floats:
    """Shares that keep steps along a surface within the place that its normal tells of."""
    length = np.linalg.norm(beside, axis=1, keepdims=True)
    return np.asarray(np.minimum(1.0, most / np.maximum(length, 1e-9)))
