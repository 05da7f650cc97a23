"""How well the small structures are joined: measured on recipes and the finished pack.

Three figures, each a list of structures with millimetres, the worst first: where nerves and
vessels begin away from any other, where the ends of ligaments lie away from what they hold, and
what stands out of the skin.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.painting.places import winding_number
from nmt_atlas.domain.recipe import Loft, NodeMesh, Pieces, Recipe, Shape, Sheet, Tube

_HELD = frozenset({"bone", "cartilage", "ligament", "muscle"})
"""What a ligament may hold on to."""
_SAC = "-bursa"
_COVER = 12.0
"""Farther (mm) from the skin's vertices nothing is asked whether it stands out."""
_ASKED = 40
"""So many of a part's points are asked at most."""


@dataclass(frozen=True, slots=True)
class Measured:
    """A structure and what was measured of it (mm)."""

    structure: str
    mm: float


def begins(body: Body, recipes: Mapping[str, Recipe]) -> tuple[Measured, ...]:
    """How far each nerve and vessel begins from the nearest other of its system."""
    found = []
    for recipe in recipes.values():
        if recipe.system in ("nerve", "vessel") and recipe.id in body.structures:
            first = [course[0] for course in _courses(recipe.shape)]
            others = _tree(body, _beside(body, {recipe.system}, recipe))
            gap = others.query(np.array(first))[0]
            found.append(Measured(recipe.id, round(float(np.min(gap)), 1)))
    return _worst_first(found)


def ends(body: Body, recipes: Mapping[str, Recipe]) -> tuple[Measured, ...]:
    """How far the ends of each ligament lie from what they may hold on to, the farther end.

    A sheet's end is all its lines' ends: the nearest of them counts. A bursa, which stands among
    the ligaments, slides between its neighbours and holds on to nothing.
    """
    found = []
    for recipe in recipes.values():
        holds = recipe.system == "ligament" and not recipe.id.endswith(_SAC)
        if holds and recipe.id in body.structures:
            others = _tree(body, _beside(body, _HELD, recipe))
            gaps = [float(np.min(others.query(end)[0])) for end in _ends(recipe.shape)]
            if gaps:
                found.append(Measured(recipe.id, round(max(gaps), 1)))
    return _worst_first(found)


def stands_out(body: Body) -> tuple[Measured, ...]:
    """How far each part stands out of the skin, those that do."""
    cover = Cover(body.mesh("skin"))
    found = []
    for part in body.index.parts:
        if part.group != "skin" and part.side != "left":
            most = cover.pierced(body.mesh(part.id).points)
            if most > 0:
                found.append(Measured(part.structure, round(most, 1)))
    return _worst_first(found)


class Cover:
    """The skin, of which is asked what stands out of it."""

    def __init__(self, skin: Mesh) -> None:
        self.skin = skin
        self._tree = cKDTree(skin.points)
        self._normals = skin.normals()

    def pierced(self, points: Floats) -> float:
        """How far (mm) the outermost of some points lies out; 0 where none does.

        In folds of the skin its winding decides.
        """
        gap, nearest = self._tree.query(points, distance_upper_bound=_COVER)
        close = np.isfinite(gap)
        at = np.asarray(nearest)[close]
        out = np.einsum("ij,ij->i", points[close] - self.skin.points[at], self._normals[at])
        for number in np.argsort(-out)[:_ASKED]:
            if out[number] <= 0:
                break
            if winding_number(points[close][number], self.skin) < 0.5:
                return float(out[number])
        return 0.0


def _worst_first(found: Iterable[Measured]) -> tuple[Measured, ...]:
    return tuple(sorted(found, key=lambda one: (-one.mm, one.structure)))


def _beside(body: Body, systems: Iterable[str], recipe: Recipe) -> list[str]:
    """Parts of some systems on the recipe's side: the right and midline, or all for a midline."""
    wanted = frozenset(systems)
    return [
        part.id
        for part in body.index.parts
        if not (part.side == "left" and recipe.paired)
        and part.structure != recipe.id
        and body.structures[part.structure].system in wanted
    ]


def _tree(body: Body, parts: Iterable[str]) -> cKDTree:
    """Corners and middles of the triangles of parts."""
    clouds = []
    for part in parts:
        mesh = body.mesh(part)
        clouds += [mesh.points, mesh.points[mesh.faces].mean(axis=1)]
    return cKDTree(np.concatenate(clouds))


def _courses(shape: Shape) -> Iterator[Floats]:
    """Points along each tube or loft of a shape, ``(n, 3)``, its branches left out."""
    if isinstance(shape, Tube):
        yield np.array(shape.course)[:, :3]
    elif isinstance(shape, Loft):
        yield np.array(shape.stations)[:, :3]
    elif isinstance(shape, Pieces):
        for piece in shape.pieces:
            yield from _courses(piece)


def _ends(shape: Shape) -> Iterator[Floats]:
    """The points of each end of each piece, ``(n, 3)``."""
    if isinstance(shape, Sheet):
        for at in (0, -1):
            yield np.array([line[at] for line in shape.lines], dtype=float)
    elif isinstance(shape, Pieces):
        for piece in shape.pieces:
            yield from _ends(piece)
    elif not isinstance(shape, NodeMesh):
        for course in _courses(shape):
            yield course[:1]
            yield course[-1:]
