"""Attachments painted on bones: where a muscle's ends come near them.

The browser's viewer makes the same patches (``viewer/js/src/attached.js``); a test compares them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import numpy as np

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.look import LOOK

End = Literal["origin", "insertion"]
_NEAR, _ENDS = LOOK.attached.near, LOOK.attached.ends
_FINE = 2.5
"""Triangles of a bone are halved until no edge is longer (mm)."""
_ROUNDS = 4


@dataclass(frozen=True)
class Patch:
    """Small triangles of a bone; ``away`` is how far (mm) each corner lies from a muscle's end."""

    end: End
    muscle: str
    bone: str
    mesh: Mesh
    away: Floats


def ends_of(mesh: Mesh) -> dict[End, Floats]:
    """Places all over the surface of a muscle's ends, some millimetres apart."""
    if mesh.uv is None:
        return {}
    along = mesh.uv[mesh.faces, 0]
    first, last = (along < _ENDS).all(axis=1), (along > 1.0 - _ENDS).all(axis=1)
    corners = mesh.points[mesh.faces]
    return {"origin": _places(corners[first]), "insertion": _places(corners[last])}


def _places(corners: Floats) -> Floats:
    for _ in range(_ROUNDS):
        long = _longest(corners) > _NEAR
        if not long.any():
            break
        corners = np.concatenate([corners[~long], _halved(corners[long])])
    return corners.reshape(-1, 3)


def _longest(corners: Floats) -> Floats:
    return np.asarray(
        np.linalg.norm(np.roll(corners, -1, axis=1) - corners, axis=2).max(axis=1, initial=0.0)
    )


def patch_of(bone: Mesh, places: Floats) -> tuple[Mesh, Floats] | None:
    """The triangles of a bone that come near places, made small; with their distances."""
    from scipy.spatial import cKDTree

    if not len(places):
        return None
    tree = cKDTree(places)
    corners = bone.points[bone.faces]
    for _ in range(_ROUNDS):
        edge = _longest(corners)
        away = tree.query(corners.mean(axis=1))[0]
        corners, edge = corners[away < _NEAR + edge], edge[away < _NEAR + edge]
        if not (edge > _FINE).any():
            break
        corners = np.concatenate([corners[edge <= _FINE], _halved(corners[edge > _FINE])])
    away = np.minimum(tree.query(corners.reshape(-1, 3))[0], 2 * _NEAR)
    near = (away.reshape(-1, 3) < _NEAR).any(axis=1)
    if not near.any():
        return None
    faces = np.arange(3 * int(near.sum()), dtype=np.int32).reshape(-1, 3)
    return Mesh(corners[near].reshape(-1, 3), faces), away.reshape(-1, 3)[near].ravel()


def _halved(corners: Floats) -> Floats:
    """Every triangle as four."""
    a, b, c = corners[:, 0], corners[:, 1], corners[:, 2]
    ab, bc, ca = (a + b) / 2, (b + c) / 2, (c + a) / 2
    four = ((a, ab, ca), (ab, b, bc), (ca, bc, c), (ab, bc, ca))
    return np.concatenate([np.stack(one, axis=1) for one in four])


def patches(body: Body, attached: tuple[str, ...]) -> Iterator[Patch]:
    """The attachments of muscles, and of bones with all their muscles.

    Parameters
    ----------
    body
        The body.
    attached
        Part ids of muscles and bones.
    """
    bones = [part for part in body.index.parts if part.group == "bones"]
    muscles = [part for part in body.index.parts if part.group.startswith("muscles")]
    wanted = set(attached)
    for muscle in muscles:
        touched = [bone for bone in bones if {muscle.id, bone.id} & wanted and _meet(muscle, bone)]
        ends = ends_of(body.mesh(muscle.id, body.finest)) if touched else {}
        for end, places in ends.items():
            for bone in touched:
                found = patch_of(body.mesh(bone.id, body.finest), places)
                if found is not None:
                    yield Patch(end, muscle.id, bone.id, *found)


def _meet(one: Part, other: Part) -> bool:
    """Whether two parts' boxes come so near that they can touch."""
    return all(
        low - _NEAR <= high
        for low, high in zip(
            (*one.bounds[0], *other.bounds[0]), (*other.bounds[1], *one.bounds[1]), strict=True
        )
    )
