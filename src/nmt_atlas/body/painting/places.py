"""Places given in a muscle's own coordinates: where they are in the body."""

from __future__ import annotations

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.shapes.loft import locate_loft
from nmt_atlas.body.shapes.sheet import locate_sheet
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.recipe import Loft, Pieces, Shape, Sheet, Tube
from nmt_atlas.domain.referral import MusclePlace

_INSIDE = 0.92
"""Depths 0 and 1 lie at this share of the half thickness, so that a point keeps inside."""
_ROOM = 1.5
"""A place carried to another mesh keeps at least this far (mm) under its surface if it can."""


def locate(shape: Shape, place: MusclePlace, outward: Floats) -> Floats:
    """Find a place in a muscle's own coordinates.

    Parameters
    ----------
    shape
        The muscle's shape (right side); the left is the mirror image of the result.
    place
        Along, across, and depth from the side nearest to the skin.
    outward
        ``(3,)`` direction towards the skin near the muscle, any length; tells which of the
        two faces is the superficial one.

    Returns
    -------
    ndarray
        ``(3,)`` millimetres in the body frame.

    Raises
    ------
    RecipeError
        For a shape that has no coordinates of its own (a sphere-mesh).
    """
    match shape:
        case Loft():
            middle, direction, half = locate_loft(shape, place.along, place.across)
        case Sheet():
            middle, direction, half = locate_sheet(shape, place.along, place.across)
        case Tube():
            return _on_course(shape, place.along)
        case Pieces():
            piece, rest = _piece(shape, place)
            return locate(piece, rest, outward)
        case _:
            raise RecipeError(
                "a sphere-mesh has no coordinates along and across",
                remedy="Make the muscle a loft, a sheet or pieces.",
            )
    if float(direction @ np.asarray(outward)) < 0:
        direction = -direction
    return np.asarray(middle + (1.0 - 2.0 * place.depth) * _INSIDE * half * direction)


def _piece(shape: Pieces, place: MusclePlace) -> tuple[Loft | Sheet | Tube, MusclePlace]:
    """The piece that ``across`` falls on (pieces side by side), and the place within it."""
    count = len(shape.pieces)
    index = min(int(place.across * count), count - 1)
    within = min(max(place.across * count - index, 0.0), 1.0)
    return shape.pieces[index], place.model_copy(update={"across": within})


def _on_course(tube: Tube, along: float) -> Floats:
    course = np.array(tube.course)[:, :3]
    steps = np.linalg.norm(np.diff(course, axis=0), axis=1)
    share = np.concatenate([[0.0], np.cumsum(steps)]) / steps.sum()
    return np.array([np.interp(along, share, course[:, k]) for k in range(3)])


def outward_hint(middle: Floats, skin: cKDTree, points: Floats) -> Floats:
    """Direction from a place in the body to the nearest place on the skin, unit length.

    Parameters
    ----------
    middle
        ``(3,)`` a place in the muscle.
    skin
        Search tree over the skin's ``points``.
    points
        ``(n, 3)`` the skin's vertices.
    """
    away = points[skin.query(middle, k=12)[1]].mean(axis=0) - middle
    return np.asarray(away / max(float(np.linalg.norm(away)), 1e-9))


def locate_in_mesh(shape: Shape, place: MusclePlace, outward: Floats, mesh: Mesh) -> Floats:
    """Carry a place over to another body's mesh of the same muscle.

    A place that lies in the mesh stays; another moves to the nearest place on it and a little
    inward.

    Parameters
    ----------
    shape, place, outward
        As for :func:`locate`.
    mesh
        The other body's muscle, same frame and side.

    Returns
    -------
    ndarray
        ``(3,)`` in the mesh, or within 3 mm of it where it is thinner than that.
    """
    point = locate(shape, place, outward)
    if signed_distance(point, mesh) <= 0:
        return point
    near, inward = _nearest_on(point, mesh)
    for room in (_ROOM, 0.5 * _ROOM, 0.0):
        moved = near + room * inward
        if signed_distance(moved, mesh) <= 0:
            return np.asarray(moved)
    return near


def distance_to_mesh(point: Floats, mesh: Mesh) -> float:
    """Distance in millimetres from a point to a mesh; 0 inside."""
    return max(0.0, signed_distance(point, mesh))


def signed_distance(point: Floats, mesh: Mesh) -> float:
    """Distance in millimetres to the surface, negative inside (by winding number)."""
    near, _ = _nearest_on(point, mesh)
    gap = float(np.linalg.norm(np.asarray(point) - near))
    return -gap if winding_number(point, mesh) > 0.5 else gap


def winding_number(point: Floats, mesh: Mesh) -> float:
    """How often the mesh winds around a point: about 1 inside, 0 outside."""
    a, b, c = (mesh.points[mesh.faces[:, k]] - np.asarray(point) for k in range(3))
    la, lb, lc = (np.linalg.norm(one, axis=1) for one in (a, b, c))
    above = np.einsum("ij,ij->i", a, np.cross(b, c))
    below = (
        la * lb * lc
        + np.einsum("ij,ij->i", a, b) * lc
        + np.einsum("ij,ij->i", b, c) * la
        + np.einsum("ij,ij->i", c, a) * lb
    )
    return float(np.arctan2(above, below).sum() / (2.0 * np.pi))


def _nearest_on(point: Floats, mesh: Mesh) -> tuple[Floats, Floats]:
    """Nearest place on the mesh's faces and the direction inward there."""
    point = np.asarray(point, dtype=float)
    a, b, c = (mesh.points[mesh.faces[:, k]] for k in range(3))
    normal = np.cross(b - a, c - a)
    size = np.maximum(np.linalg.norm(normal, axis=1, keepdims=True), 1e-12)
    normal = normal / size
    flat = point - np.einsum("ij,ij->i", point - a, normal)[:, None] * normal
    inside = np.ones(len(a), dtype=bool)
    best = np.full((len(a), 3), np.inf)
    gap = np.full(len(a), np.inf)
    for p, q in ((a, b), (b, c), (c, a)):
        inside &= np.einsum("ij,ij->i", np.cross(q - p, flat - p), normal) >= 0
        edge = q - p
        square = np.maximum(np.einsum("ij,ij->i", edge, edge), 1e-12)
        share = np.clip(np.einsum("ij,ij->i", point - p, edge) / square, 0.0, 1.0)
        near = p + share[:, None] * edge
        away = np.linalg.norm(point - near, axis=1)
        better = away < gap
        best[better], gap[better] = near[better], away[better]
    best[inside] = flat[inside]
    gap[inside] = np.linalg.norm(point - flat[inside], axis=1)
    index = int(gap.argmin())
    return best[index], -normal[index]
