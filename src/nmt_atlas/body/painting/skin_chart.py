"""A map of the whole skin: each vertex belongs to one territory, neighbours differ in colour."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Ints, Mesh

_CLEAR = 60
"""Of 255: what is painted more faintly belongs to nobody."""
_LEAST = 12
"""A territory of fewer vertices is left out: others cover it."""
_RINGS = 5
"""Skin that nobody claims goes to the nearest territory, so many edges of the mesh far."""
_HUES = 6
"""So many colours are used before one is used again."""
_SHARE = 0.3
"""A name stands where at least so much of its territory is seen."""
_OWN = 0.5
"""One that keeps a smaller share of its skin is left out: its branches are shown."""
NOBODY = -1
Weighted = tuple[NDArray[np.uint32], NDArray[np.uint8]]
"""Vertices and their weights (0..255)."""


@dataclass(frozen=True)
class Mapped:
    """A map of the skin.

    Attributes
    ----------
    names
        The territories that are on it.
    owner
        ``(n,)`` for each vertex the number of its territory; :data:`NOBODY` for none.
    colour
        For each territory the number of its colour; neighbours of another kind have another one.
    """

    names: tuple[str, ...]
    owner: NDArray[np.int32]
    colour: tuple[int, ...]

    def vertices(self, number: int) -> NDArray[np.uint32]:
        """The vertices of one territory."""
        return np.flatnonzero(self.owner == number).astype(np.uint32)


def one_half(layer: Weighted, points: Floats, side: str) -> Weighted:
    """What of a territory lies on its own half: at the midline both sides are painted."""
    vertices, weights = layer
    x = points[vertices, 0]
    own = x >= 0 if side == "left" else x <= 0
    return vertices[own], weights[own]


def map_of(
    mesh: Mesh,
    weights: Mapping[str, Weighted],
    least: float = 0.0,
    alike: Callable[[str], str] = str,
) -> Mapped:
    """Give each vertex to the territory that is felt there most; of equals to the smallest.

    Parameters
    ----------
    mesh
        The skin.
    weights
        Name of a territory -> its vertices and weights (0..255).
    least
        The share of its skin that each keeps, however neighbours cover it; 0 leaves out those that
        keep too little.
    alike
        Gives a territory's kind; those of one kind (the same root on both sides) have one colour.
    """
    sized = sorted(weights, key=lambda name: (-_size(weights[name]), name))
    owner = _owners(len(mesh.points), [weights[name] for name in sized])
    order = list(weights)
    if least:
        _give_back(owner, [weights[name] for name in sized], least)
    else:
        counts = np.bincount(owner[owner >= 0], minlength=len(sized))
        own = {name: int(counts[n]) for n, name in enumerate(sized)}
        order = [n for n in weights if own[n] >= max(_LEAST, _OWN * _size(weights[n]))]
    if len(order) < len(weights):
        return map_of(mesh, {name: weights[name] for name in order}, alike=alike)
    again = np.full(len(sized) + 1, NOBODY, dtype=np.int32)
    for number, name in enumerate(order):
        again[sized.index(name)] = number
    owner = grown(mesh.faces, again[owner])
    kinds = list(dict.fromkeys(map(alike, order)))
    kind_of = [kinds.index(alike(name)) for name in order]
    met = {(kind_of[one], kind_of[other]) for one, other in borders(mesh.faces, owner)}
    colours = coloured(len(kinds), {pair for pair in met if pair[0] != pair[1]})
    return Mapped(tuple(order), owner, tuple(colours[kind] for kind in kind_of))


def _size(layer: Weighted) -> int:
    return int((layer[1] > _CLEAR).sum())


def _owners(count: int, layers: Sequence[Weighted]) -> NDArray[np.int32]:
    """For each vertex the number of the layer that is strongest there; of equals the last."""
    most = np.full(count, _CLEAR, dtype=np.int32)
    owner = np.full(count, NOBODY, dtype=np.int32)
    for number, (vertices, strength) in enumerate(layers):
        mine = strength.astype(np.int32) >= most[vertices]
        owner[vertices[mine]] = number
        most[vertices[mine]] = strength[mine]
    return owner


def _give_back(owner: NDArray[np.int32], layers: Sequence[Weighted], least: float) -> None:
    """Give each layer that keeps too little the vertices where it is strongest."""
    for number, (vertices, strength) in enumerate(layers):
        wanted = int(np.ceil(least * len(vertices)))
        if int((owner == number).sum()) < wanted:
            strongest = np.argsort(strength, kind="stable")[::-1][:wanted]
            owner[vertices[strongest]] = number


def grown(faces: Ints, owner: NDArray[np.int32]) -> NDArray[np.int32]:
    """The territories grown into skin that nobody claims, as far as is still theirs to a reader."""
    edges = np.concatenate([faces[:, [k, (k + 1) % 3]] for k in range(3)])
    edges = np.concatenate([edges, edges[:, ::-1]])
    found = owner.copy()
    for _ in range(_RINGS):
        here = edges[(found[edges[:, 0]] >= 0) & (found[edges[:, 1]] == NOBODY)]
        found[here[:, 1]] = found[here[:, 0]]
    return found


def borders(faces: Ints, owner: NDArray[np.int32]) -> set[tuple[int, int]]:
    """The pairs of territories that meet."""
    pairs = np.concatenate([owner[faces[:, [k, (k + 1) % 3]]] for k in range(3)])
    met = pairs[(pairs[:, 0] != pairs[:, 1]) & (pairs >= 0).all(axis=1)]
    return {(int(a), int(b)) for a, b in np.unique(np.sort(met, axis=1), axis=0)}


def coloured(count: int, met: set[tuple[int, int]]) -> tuple[int, ...]:
    """A colour for each territory that no neighbour has; those used least come first."""
    near: list[set[int]] = [set() for _ in range(count)]
    for one, other in met:
        near[one].add(other)
        near[other].add(one)
    found: list[int] = []
    for number in range(count):
        taken = {found[other] for other in near[number] if other < number}
        used = max(found, default=-1) + 1
        free = [colour for colour in range(used) if colour not in taken]
        found.append(min(free, key=found.count) if free and used > _HUES else _next(taken, used))
    return tuple(found)


def _next(taken: set[int], used: int) -> int:
    """The first colour that is free, a new one where few are used."""
    return next(colour for colour in range(used + len(taken) + 1) if colour not in taken)


def middles(
    points: Floats, normals: Floats, mapped: Mapped, facing: Sequence[Floats]
) -> list[tuple[int, Floats]]:
    """Where each territory's name stands: for each direction that it faces, amid its skin.

    One that faces no direction well is named where it faces best.

    Returns
    -------
    list
        The number of the territory, and a place (mm) on the skin.
    """
    found = []
    for number in range(len(mapped.names)):
        own = mapped.vertices(number)
        turned = sorted((own[normals[own] @ way > 0.5] for way in facing), key=len, reverse=True)
        faced = [seen for seen in turned if len(seen) >= max(_LEAST, _SHARE * len(own))]
        for seen in faced or turned[: 1 if len(turned[0]) else 0]:
            shown = points[seen]
            middle = np.median(shown, axis=0)
            found.append((number, shown[int(np.linalg.norm(shown - middle, axis=1).argmin())]))
    return found
