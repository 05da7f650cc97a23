"""How far the ends of muscles lie from what their recipes say that they hold on to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np
from scipy.spatial import cKDTree

from nmt_atlas.body.making.ending import pieces_ending
from nmt_atlas.body.making.neighbours import Index
from nmt_atlas.body.making.sampling import sampled
from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.recipe import Recipe

END = 0.02
"""Share of a muscle's length that counts as its end."""
_NAMES = ("origin", "insertion")


@dataclass(frozen=True, slots=True)
class Attachment:
    """One end of a muscle and its distance from what it holds on to.

    Attributes
    ----------
    muscle, end
        Which muscle; ``origin`` or ``insertion``.
    closest, median
        Millimetres from the nearest of what is named: the least, and that of half the end.
    """

    muscle: str
    end: str
    closest: float
    median: float


def attachments(body: Body, recipes: Mapping[str, Recipe]) -> tuple[Attachment, ...]:
    """Both ends of every muscle of the right side and the midline, the farthest median first.

    An end that names nothing but the skin, or nothing, is left out; one that names its own muscle
    meets its fellow in the median plane.
    """
    surface = cache(lambda name: cKDTree(_near(body, name)))
    found = []
    for recipe in recipes.values():
        mesh = _mesh(body, recipe.id) if recipe.system == "muscle" else None
        if mesh is None or mesh.uv is None:
            continue
        for name, end, along in zip(
            _NAMES, recipe.ends_on, (mesh.uv[:, 0], 1.0 - mesh.uv[:, 0]), strict=True
        ):
            held = [surface(one) for one in _standing(body, end) if one != recipe.id]
            if held or recipe.id in end:
                last = mesh.points[_last(mesh, along)]
                gaps = [np.asarray(tree.query(_right(last))[0]) for tree in held]
                gap = np.min([*gaps, np.abs(last[:, 0])] if recipe.id in end else gaps, axis=0)
                least, middle = round(float(gap.min()), 1), round(float(np.median(gap)), 1)
                found.append(Attachment(recipe.id, name, least, middle))
    return tuple(sorted(found, key=lambda one: (-one.median, one.muscle, one.end)))


def _last(mesh: Mesh, along: Floats) -> Index:
    """The vertices of an end: those of every piece that ends by itself."""
    pieces = list(pieces_ending(mesh, mesh.points, along)) or [np.arange(len(along))]
    return np.concatenate([one[along[one] <= max(END, along[one].min())] for one in pieces])


def _standing(body: Body, names: Iterable[str]) -> list[str]:
    return [one for one in names if one in body.structures and one != "skin"]


def _mesh(body: Body, structure: str) -> Mesh | None:
    """The right part of a structure, or the one in the midline."""
    for part in body.index.parts:
        if part.structure == structure and part.side != "left":
            return body.mesh(part.id)
    return None


def _near(body: Body, structure: str) -> Floats:
    mesh = _mesh(body, structure)
    return np.zeros((0, 3)) if mesh is None else sampled(mesh, 1.0)[0]


def _right(points: Floats) -> Floats:
    """Points on the left brought to the right side, where what they hold on to is asked for."""
    return np.asarray(np.concatenate([-np.abs(points[:, :1]), points[:, 1:]], axis=1))
