"""Stated relations held against the built geometry: deep to, through, between, beside, across.

Everything is asked on the right side (or the midline) in the body frame, in millimetres.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from scipy.sparse import csr_matrix
from scipy.sparse.csgraph import connected_components
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Mesh, join
from nmt_atlas.body.painting.places import winding_number
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.recipe import Recipe, Relation

_NEAR = 22.0
"""A relation with a place is asked of the subject within this distance (mm) of it."""
_SAMPLES = 90
_FEW = 4
"""Fewer points than this say nothing."""
_REACH = 110.0
"""How far (mm) a layer may lie over or under another."""
_CLEAR = 8.0
"""Beyond a joint a structure is nearer to that bone than to the other by this much (mm)."""

_SIDES: dict[str, tuple[float, float, float]] = {
    "below": (0, 0, -1),
    "above": (0, 0, 1),
    "medial-to": (1, 0, 0),
    "lateral-to": (-1, 0, 0),
    "anterior-to": (0, -1, 0),
    "posterior-to": (0, 1, 0),
}

AXES: tuple[tuple[Floats, Floats, float], ...] = tuple(
    (np.array(a, dtype=float), np.array(b, dtype=float), float(girth))
    for a, b, girth in (
        ((0, -85, 800), (0, -110, 1340), 150),
        ((0, -85, 1340), (0, -85, 1470), 60),
        ((0, -85, 1470), (0, -80, 1560), 80),
        ((-91, -81, 811), (-72, -73, 399), 80),
        ((-75, -95, 399), (-72, -90, -16), 50),
        ((-66, -60, -35), (-118, -175, -50), 45),
        ((-163, -76, 1314), (-209, -65, 1051), 50),
        ((-209, -65, 1051), (-257, -116, 806), 40),
        ((-257, -118, 806), (-265, -132, 725), 40),
    )
)
"""Middle line and half breadth of trunk, neck, head, thigh, leg, foot, arm, forearm, hand."""


def outward(points: Floats) -> Floats:
    """Unit directions ``(n, 3)`` away from the middle line of the body segment that holds them."""
    best = np.full(len(points), np.inf)
    away = np.zeros_like(points)
    for start, stop, girth in AXES:
        along = stop - start
        share = np.clip((points - start) @ along / (along @ along), 0.0, 1.0)
        spoke = points - (start + share[:, None] * along)
        gap = np.linalg.norm(spoke, axis=1) / girth
        closer = gap < best
        best[closer], away[closer] = gap[closer], spoke[closer]
    return np.asarray(away / np.maximum(np.linalg.norm(away, axis=1, keepdims=True), 1e-9))


def check(relation: Relation, subject: Mesh, others: Sequence[Mesh]) -> str | None:
    """Hold one relation against the geometry.

    Parameters
    ----------
    relation
        What is stated of the subject.
    subject
        The right side's (or midline) mesh of the structure that states it.
    others
        One mesh for each name of ``relation.of``, in that order.

    Returns
    -------
    str or None
        What was found instead; None where the relation holds.

    Raises
    ------
    RecipeError
        Where the number of structures does not fit the kind of relation.
    """
    points = _asked(relation, subject)
    if points is None:
        return f"it comes nowhere near {relation.near}"
    kind = relation.kind
    if kind in ("between", "crosses-joint"):
        if len(others) != 2:
            raise RecipeError(
                f"“{kind}” needs two structures, not {len(others)}.",
                remedy="Name exactly two in “of”.",
            )
        if kind == "between":
            return _between(points, others[0], others[1])
        return _crosses(subject, others[0], others[1])
    for name, other in zip(relation.of, others, strict=True):
        if kind == "through":
            found = _through(subject, other, relation)
        elif kind in _SIDES:
            found = _beside(points, other, np.array(_SIDES[kind], dtype=float))
        else:
            found = _layered(points, other, deep=kind == "deep-to")
        if found:
            return f"{name}: {found}"
    return None


def faults(
    recipe: Recipe, recipes: Mapping[str, Recipe], meshes: Mapping[str, Mesh]
) -> Iterator[tuple[str, str]]:
    """JSON pointer and finding of every relation of a recipe that its geometry breaks.

    Parameters
    ----------
    recipe
        The document whose relations are asked.
    recipes
        All recipes: ``of`` may name a structure or a whole.
    meshes
        Right-side and midline meshes by structure id.
    """
    for number, relation in enumerate(recipe.relations):
        others = [mesh_of(name, recipes, meshes) for name in relation.of]
        found = check(relation, meshes[recipe.id], others)
        if found:
            yield f"/relations/{number}", f"not {relation.kind} {', '.join(relation.of)}: {found}"


def mesh_of(name: str, recipes: Mapping[str, Recipe], meshes: Mapping[str, Mesh]) -> Mesh:
    """The mesh of a structure, or of all parts of a whole that are no variants.

    Raises
    ------
    RecipeError
        For a name that neither a recipe nor a whole has.
    """
    if name in meshes:
        return meshes[name]
    parts = [
        meshes[one.id]
        for one in recipes.values()
        if one.whole == name and not one.variant_of and one.id in meshes
    ]
    if not parts:
        raise RecipeError(
            f"no structure is called “{name}”.", remedy="Name a recipe or a muscle document."
        )
    return join(parts)


def _asked(relation: Relation, subject: Mesh) -> Floats | None:
    """The subject's points that the relation is asked of; None where it is not there."""
    points = subject.points
    if relation.near is not None:
        gap = np.linalg.norm(points - np.asarray(relation.near, dtype=float), axis=1)
        points = points[gap < _NEAR]
    if not len(points):
        return None
    return np.asarray(points[:: max(1, len(points) // _SAMPLES)])


def _layered(points: Floats, other: Mesh, deep: bool) -> str | None:
    """Whether rays towards the skin meet the other (deep), or rays inward do (superficial)."""
    away = outward(points)
    over = _hits(points, away, other)
    under = _hits(points, -away, other)
    right, wrong = (over, under) if deep else (under, over)
    share, against = float(right.mean()), float((wrong & ~right).mean())
    if right.sum() >= _FEW and share > 1.5 * against:
        return None
    word = "over" if deep else "under"
    return f"it lies {word} {share:.0%} of the places asked and on the other side of {against:.0%}"


def _hits(start: Floats, direction: Floats, mesh: Mesh) -> np.ndarray:
    """For each ray of at most ``_REACH`` mm whether it meets the mesh."""
    low, high = mesh.bounds
    a, b, c = (mesh.points[mesh.faces[:, k]] for k in range(3))
    first, second = b - a, c - a
    hit = np.zeros(len(start), dtype=bool)
    for number, (origin, along) in enumerate(zip(start, direction, strict=True)):
        ends = np.stack([origin, origin + _REACH * along])
        if (ends.min(axis=0) > high).any() or (ends.max(axis=0) < low).any():
            continue
        cross = np.cross(along, second)
        scale = np.einsum("ij,ij->i", first, cross)
        scale = np.where(np.abs(scale) < 1e-12, np.inf, scale)
        spoke = origin - a
        u = np.einsum("ij,ij->i", spoke, cross) / scale
        turned = np.cross(spoke, first)
        v = turned @ along / scale
        t = np.einsum("ij,ij->i", second, turned) / scale
        hit[number] = bool(((u >= 0) & (v >= 0) & (u + v <= 1) & (t > 0) & (t < _REACH)).any())
    return hit


def _through(subject: Mesh, other: Mesh, relation: Relation) -> str | None:
    """A stretch of the subject lies in the other, and it goes on beyond both ends of it."""
    points = subject.points
    low, high = other.bounds
    wanted = ((points > low) & (points < high)).all(axis=1)
    if relation.near is not None:
        gap = np.linalg.norm(points - np.asarray(relation.near, dtype=float), axis=1)
        wanted &= gap < 2.0 * _NEAR
    inside = np.zeros(len(points), dtype=bool)
    for number in np.flatnonzero(wanted):
        inside[number] = winding_number(points[number], other) > 0.5
    if inside.sum() < _FEW:
        return f"only {int(inside.sum())} of its points lie inside"
    if _is_cut(subject, inside) or _goes_on(points, inside):
        return None
    return "it goes in and does not come out on the other side"


def _is_cut(subject: Mesh, inside: np.ndarray) -> bool:
    """What lies inside parts the shell: two pieces of the rest touch it."""
    a = subject.faces[:, [0, 1, 2]].ravel()
    b = subject.faces[:, [1, 2, 0]].ravel()
    free = ~inside[a] & ~inside[b]
    count = len(inside)
    links = csr_matrix((np.ones(int(free.sum())), (a[free], b[free])), shape=(count, count))
    pieces = connected_components(links, directed=False)[1]
    rim = np.unique(pieces[b[inside[a] & ~inside[b]]])
    return int(sum((pieces == piece).sum() >= _FEW for piece in rim)) >= 2


def _goes_on(points: Floats, inside: np.ndarray) -> bool:
    """Along the subject's length there are points before and after those inside."""
    core = points[inside]
    around = points[np.linalg.norm(points - core.mean(axis=0), axis=1) < _REACH]
    main = np.linalg.svd(around - around.mean(axis=0), full_matrices=False)[2][0]
    reach, held = around @ main, core @ main
    return bool(reach.min() < held.min() - 2.0 and reach.max() > held.max() + 2.0)


def _between(points: Floats, one: Mesh, other: Mesh) -> str | None:
    """The ways to the nearest place of each point away from each other."""
    to_one, to_other = (_way(points, mesh) for mesh in (one, other))
    gap_one, gap_other = (np.linalg.norm(way, axis=1) for way in (to_one, to_other))
    cosine = np.einsum("ij,ij->i", to_one, to_other) / np.maximum(gap_one * gap_other, 1e-9)
    held = (cosine < -0.2) & (np.maximum(gap_one, gap_other) < 40.0)
    if held.mean() >= 0.25:
        return None
    return f"only {held.mean():.0%} of the places asked lie between the two"


def _beside(points: Floats, other: Mesh, side: Floats) -> str | None:
    """The way from the nearest place of the other leads to the stated side."""
    way = -_way(points, other)
    gap = np.linalg.norm(way, axis=1)
    close = gap <= np.quantile(gap, 0.8)
    cosine = float((way[close] @ side / np.maximum(gap[close], 1e-9)).mean())
    if cosine > 0.2:
        return None
    return f"the way there leads to the stated side by {cosine:.2f} (1 = straight)"


def _way(points: Floats, mesh: Mesh) -> Floats:
    """From each point to the nearest of the mesh's vertices and face middles."""
    middles = mesh.points[mesh.faces].mean(axis=1)
    targets = np.concatenate([mesh.points, middles])
    return np.asarray(targets[cKDTree(targets).query(points)[1]] - points)


def _crosses(subject: Mesh, one: Mesh, other: Mesh) -> str | None:
    """Parts of the subject belong to the one bone's side, parts to the other's."""
    points = subject.points[:: max(1, len(subject.points) // 1500)]
    to_one, to_other = (np.linalg.norm(_way(points, bone), axis=1) for bone in (one, other))
    here = int((to_one + _CLEAR < to_other).sum())
    there = int((to_other + _CLEAR < to_one).sum())
    if min(here, there) >= _FEW:
        return None
    return f"{here} of its places lie by the first bone, {there} by the second"
