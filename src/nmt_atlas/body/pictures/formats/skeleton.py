"""The skeleton in a model: joints and a skin as glTF has them, so that any program can pose it.

A joint node stands for every segment, at the place where its bones meet those that it hangs on, so
that turning it bends the body there. Programs blend linearly: joints look a little thinner there
than in the atlas, and muscles do not swell.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree

from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.packs.weights import Weights
from nmt_atlas.body.posing import moved, turned
from nmt_atlas.domain.dual import AT_REST, Dual
from nmt_atlas.domain.segments import PARENTS

Floats = NDArray[np.float64]

_MEETING = 0.04
"""The share of a bone's vertices, those nearest to the other bone, that lie in the joint."""


def pivots_of(body: Body, weights: Weights) -> Floats:
    """Where each segment meets the one that it hangs on (mm), ``(segments, 3)``."""
    held: dict[int, list[Floats]] = {}
    for part in body.index.parts:
        if part.group == "bones" and part.id in weights.rigid:
            held.setdefault(weights.rigid[part.id], []).append(body.mesh(part.id).points)
    points = {number: np.concatenate(found) for number, found in held.items()}
    found = np.zeros((len(weights.segments), 3))
    for number, name in enumerate(weights.segments):
        above = weights.segments.index(PARENTS[name]) if name in PARENTS else number
        found[number] = _meeting(points.get(number), points.get(above), found[above])
    return found


def _meeting(own: Floats | None, other: Floats | None, instead: Floats) -> Floats:
    if own is None or other is None:
        return instead
    if own is other:
        return np.asarray(own.mean(axis=0))
    asked = cKDTree(other).query(own)
    away, nearest = np.asarray(asked[0]), np.asarray(asked[1])
    kept = np.argsort(away, kind="stable")[: max(4, int(_MEETING * len(own)))]
    return np.asarray((own[kept].mean(axis=0) + other[nearest[kept]].mean(axis=0)) / 2)


def joint_nodes(
    weights: Weights, pivots: Floats, pose: Mapping[str, Dual], first: int
) -> list[dict[str, Any]]:
    """A node for each segment, in a pose; the first has the number ``first``."""
    numbers = {name: number for number, name in enumerate(weights.segments)}
    duals = np.array([pose.get(name, AT_REST) for name in weights.segments], dtype=np.float64)
    places = moved(pivots, duals)
    nodes: list[dict[str, Any]] = []
    for name, number in numbers.items():
        above = numbers.get(PARENTS.get(name, ""))
        way, turn = places[number], duals[number, :4]
        if above is not None:
            back = duals[above] * [-1.0, -1.0, -1.0, 1.0, 0.0, 0.0, 0.0, 0.0]
            way = turned((way - places[above])[None], back[None])[0]
            turn = _product(back[:4], turn)
        children = [first + numbers[one] for one in numbers if PARENTS.get(one) == name]
        node = {"name": name, "translation": _short(way), "rotation": _short(_unit(turn))}
        nodes.append(node | ({"children": children} if children else {}))
    return nodes


def inverse_binds(pivots: Floats) -> NDArray[np.float32]:
    """What brings each segment's vertices to its joint, ``(segments, 16)``, column by column."""
    found = np.tile(np.eye(4).T.ravel(), (len(pivots), 1))
    found[:, 12:15] = -pivots
    return found.astype("<f4")


def _product(one: Floats, other: Floats) -> Floats:
    """Two turns after another, the second argument first."""
    x, y, z, w = one
    a, b, c, d = other
    return np.array(
        [
            w * a + x * d + y * c - z * b,
            w * b - x * c + y * d + z * a,
            w * c + x * b - y * a + z * d,
            w * d - x * a - y * b - z * c,
        ]
    )


def _unit(turn: Floats) -> Floats:
    return np.asarray(turn / np.linalg.norm(turn))


def _short(values: Floats) -> list[float]:
    return [round(float(value), 6) for value in values]
