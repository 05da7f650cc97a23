"""The faces of a cut: where a plane goes through closed meshes, as polygons with holes.

The browser's viewer makes the same ones (``viewer/js/src/contours.js``); a test compares them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.domain.look import CutLook
from nmt_atlas.domain.sections import Plane

Ints = NDArray[np.integer[Any]]

_LEAST = 0.05
"""A face smaller than this (mm²) is none."""


@dataclass(frozen=True)
class Cap:
    """The face of one part's cut: loops ``(n, 3)``, the outline one way, holes the other.

    ``ring`` is what has the rim's colour (with the ``core`` over it, unless that is hollow).
    """

    ring: tuple[Floats, ...]
    core: tuple[Floats, ...]


def basis_of(plane: Plane) -> tuple[Floats, Floats]:
    """Two unit vectors in a plane; with its normal they are right-handed."""
    normal = np.asarray(plane.normal, dtype=float)
    helper = np.array([0.0, 0.0, 1.0] if abs(normal[2]) < 0.9 else [0.0, 1.0, 0.0])
    one = np.cross(helper, normal)
    one /= np.linalg.norm(one)
    return one, np.cross(normal, one)


def loops_of(mesh: Mesh, plane: Plane) -> tuple[Floats, ...]:
    """Where a plane goes through a closed mesh.

    Returns
    -------
    tuple of ndarray
        Loops ``(n, 3)``; seen from where the normal points, what is solid lies on their left.
    """
    beyond = mesh.points @ np.asarray(plane.normal, dtype=float) - plane.distance
    above = beyond > 0
    count = above[mesh.faces].sum(axis=1)
    crossed = mesh.faces[(count > 0) & (count < 3)]
    if not len(crossed):
        return ()
    _, weld = np.unique(np.round(mesh.points, 4), axis=0, return_inverse=True)
    weld = weld.ravel()
    alone = np.where(above[crossed].sum(axis=1) == 1, True, False)
    first = np.argmax(above[crossed] == alone[:, None], axis=1)
    rows = np.arange(len(crossed))
    a, b, c = (crossed[rows, (first + k) % 3] for k in range(3))
    ends = [_edge(weld, a, b), _edge(weld, a, c)]
    places = [_crossing(mesh.points, beyond, a, b), _crossing(mesh.points, beyond, a, c)]
    start, stop = (np.where(alone, ends[k], ends[1 - k]) for k in (0, 1))
    at = np.where(alone[:, None], places[0], places[1])
    return _chained(start, stop, at)


def _edge(weld: Ints, one: Ints, other: Ints) -> Ints:
    low, high = np.minimum(weld[one], weld[other]), np.maximum(weld[one], weld[other])
    return np.asarray(low * (int(weld.max()) + 1) + high)


def _crossing(points: Floats, beyond: Floats, one: Ints, other: Ints) -> Floats:
    share = beyond[one] / (beyond[one] - beyond[other])
    return np.asarray(points[one] + share[:, None] * (points[other] - points[one]))


def _chained(start: Ints, stop: Ints, at: Floats) -> tuple[Floats, ...]:
    """Steps from edge to edge as closed loops of the places where they start."""
    follow: dict[int, list[int]] = {}
    for number, key in enumerate(start.tolist()):
        follow.setdefault(key, []).append(number)
    ends = stop.tolist()
    used = np.zeros(len(ends), bool)
    loops = []
    for first in range(len(ends)):
        if used[first]:
            continue
        steps, number = [], first
        while not used[number]:
            used[number] = True
            steps.append(number)
            after = [one for one in follow.get(ends[number], ()) if not used[one]]
            if not after:
                break
            number = after[0]
        if len(steps) > 2:
            loops.append(at[steps])
    return tuple(loops)


def area_of(loop: Floats, plane: Plane) -> float:
    """A loop's area (mm²): positive for an outline, negative for a hole."""
    one, other = basis_of(plane)
    x, y = loop @ one, loop @ other
    return float(0.5 * np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y))


def length_of(loop: Floats) -> float:
    """How long a loop is (mm)."""
    return float(np.linalg.norm(np.roll(loop, -1, axis=0) - loop, axis=1).sum())


def inset(loop: Floats, plane: Plane, width: float) -> Floats:
    """A loop moved into what is solid, by a width (mm).

    Places that would come nearer to the loop than that, where it bends, are left out.
    """
    ahead = np.roll(loop, -1, axis=0)
    inward = np.cross(np.asarray(plane.normal, dtype=float), ahead - loop)
    size = np.linalg.norm(inward, axis=1, keepdims=True)
    inward /= np.where(size > 1e-9, size, 1.0)
    before = np.roll(inward, 1, axis=0)
    bend = 1.0 + np.einsum("ij,ij->i", inward, before)
    moved = loop + width * (inward + before) / np.maximum(bend, _SHARPEST)[:, None]
    step = ahead - loop
    square = np.maximum(np.einsum("ij,ij->i", step, step), 1e-12)
    away = moved[:, None] - loop[None]
    share = np.clip(np.einsum("ijk,jk->ij", away, step) / square, 0.0, 1.0)
    near = np.linalg.norm(away - share[..., None] * step, axis=2).min(axis=1)
    return np.asarray(moved[near > _KEPT * width])


_KEPT = 0.8
"""What comes nearer to its loop than this share of the width is left out."""
_SHARPEST = 0.5
"""Corners sharper than this are not followed to their tip."""


def cap_of(mesh: Mesh, plane: Plane, look: CutLook) -> Cap | None:
    """The face of a cut, with its rim as wide as it has room for; None where there is none."""
    loops = loops_of(mesh, plane)
    area = sum(area_of(loop, plane) for loop in loops)
    if area < _LEAST:
        return None
    half = 2.0 * area / sum(map(length_of, loops))
    width = min(look.rim_mm, look.rim_share * half)
    if width <= 0.0:
        return Cap((), loops)
    moved = (inset(loop, plane, width) for loop in loops)
    core = tuple(loop for loop in moved if len(loop) > 2)
    if look.hollow:
        return Cap((*loops, *(loop[::-1] for loop in core)), ())
    return Cap(loops, core)


def filled(loops: Sequence[Floats], plane: Plane) -> Mesh:
    """Loops as a flat mesh, holes left open."""
    import manifold3d

    basis = np.stack(basis_of(plane), axis=1)
    flat = [np.ascontiguousarray(loop @ basis) for loop in loops]
    faces = np.asarray(manifold3d.triangulate(flat), dtype=np.int32)
    return Mesh(np.concatenate(loops), faces)
