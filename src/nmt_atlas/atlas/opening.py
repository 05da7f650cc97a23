"""What lies between the eye and a piece of a nerve, and is opened to lay it bare."""

from __future__ import annotations

from collections.abc import Container, Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.base import Point

if TYPE_CHECKING:
    from nmt_atlas.atlas.body_view import BodyView

_FAR = 420.0
"""What lies farther (mm) from the nerve than this hides nothing: it belongs to another limb."""
_BESIDE = 9.0
"""So far (mm) to both sides of the nerve nothing may lie over it."""
_STARTS = 1.5
"""What touches the nerve from the eye's side begins so far (mm) from its middle."""
_STEEP = 0.9
_THIN = 1e-9
_GLASS = frozenset({"bones", "cartilage"})
"""Groups that are seen through and never taken off: they say where one is."""
_SOLID = frozenset({"muscles-superficial", "muscles-intermediate", "muscles-deep", "ligaments"})


@dataclass(frozen=True)
class Opening:
    """Part ids that are taken off, and those that one sees through."""

    hidden: tuple[str, ...] = ()
    glassy: tuple[str, ...] = ()


def opened_at(
    body: BodyView,
    laid: Floats,
    way: Point,
    *,
    own: Container[str] = (),
    narrows: Container[str] = (),
) -> Opening:
    """Ask which parts cover a piece of a nerve from a way.

    Parameters
    ----------
    body
        The body.
    laid
        ``(n, 3)`` the places (mm) that are laid open.
    way
        The direction from the body to the eye, of length 1.
    own
        Part ids of the nerve.
    narrows
        Part ids of what narrows it here: these stay, see-through.
    """
    rays = _beside(laid, np.asarray(way))
    hidden: list[str] = []
    glassy: list[str] = []
    for part in _in_the_way(body, rays, np.asarray(way)):
        if part.id in own:
            continue
        if not _covers(body.source.mesh(part.id, "phone"), rays, np.asarray(way)):
            continue
        through = part.group in _GLASS or part.id in narrows
        (glassy if through else hidden).append(part.id)
    return Opening(tuple(hidden), tuple(glassy))


def _beside(laid: Floats, way: Floats) -> Floats:
    """Where rays to the eye begin: along the nerve, and a little to both sides of it."""
    sides = []
    for before, after in pairwise(laid):
        side = np.cross(after - before, way)
        length = float(np.linalg.norm(side))
        if length > 1e-6:
            sides.append(_BESIDE * side / length)
    if not sides:
        return laid + _STARTS * way
    shift = np.mean(sides, axis=0)
    some = laid[:: max(1, len(laid) // 6)]
    return np.vstack([some, some + shift, some - shift]) + _STARTS * way


def _in_the_way(body: BodyView, rays: Floats, way: Floats) -> Iterator[Part]:
    """The parts whose box lies in the room that the rays sweep."""
    swept = np.vstack([rays, rays + _FAR * way])
    low, high = swept.min(axis=0), swept.max(axis=0)
    boxes = body.boxes
    met = ((boxes[:, 1] >= low) & (boxes[:, 0] <= high)).all(axis=1)
    for number in np.flatnonzero(met):
        part = body.context.index.parts[int(number)]
        if part.group in _SOLID | _GLASS:
            yield part


def _covers(mesh: Mesh, rays: Floats, way: Floats) -> bool:
    """Whether any ray to the eye meets a mesh; all of them run the same way."""
    side = np.cross(way, (0.0, 0.0, 1.0) if abs(way[2]) < _STEEP else (0.0, 1.0, 0.0))
    side = side / np.linalg.norm(side)
    axes = np.stack([side, np.cross(way, side), way], axis=1)
    seen, starts = mesh.points @ axes, rays @ axes
    corners = seen[mesh.faces]
    flat, low, high = corners[:, :, :2], starts[:, :2].min(axis=0), starts[:, :2].max(axis=0)
    near = (flat.max(axis=1) >= low).all(axis=1) & (flat.min(axis=1) <= high).all(axis=1)
    return _meets(starts, corners[near])


def _meets(starts: Floats, corners: Floats) -> bool:
    """Whether any ray along the third axis meets any triangle."""
    flat = corners[None, :, :, :2] - starts[:, None, None, :2]
    a, b, c = (flat[:, :, k] for k in range(3))
    parts = np.stack([_twice(b, c), _twice(c, a), _twice(a, b)], axis=-1)
    whole = parts.sum(axis=-1)
    sound = np.abs(whole) > _THIN
    shares = parts / np.where(sound, whole, 1.0)[..., None]
    deep = (shares * corners[None, :, :, 2]).sum(axis=-1) - starts[:, None, 2]
    inside = sound & (shares >= 0).all(axis=-1)
    return bool((inside & (deep > 0) & (deep <= _FAR)).any())


def _twice(one: Floats, other: Floats) -> Floats:
    """Twice the area between two directions, with its sign."""
    return np.asarray(one[..., 0] * other[..., 1] - one[..., 1] * other[..., 0])
