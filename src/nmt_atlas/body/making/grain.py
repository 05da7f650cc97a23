"""How straight the fibres run that are drawn on a muscle: what the eye sees as its grain."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.domain.pack import Detail

_BENT = 0.5
"""Cosine of the bend of a surface beyond which two triangles are an edge, not neighbours."""
_TINY = 1e-9


@dataclass(frozen=True, slots=True)
class Grain:
    """By how much the fibres of a muscle turn from one triangle to the next (degrees)."""

    structure: str
    degrees: float


def turn(mesh: Mesh) -> float:
    """The mean turn of the fibres from a triangle to its neighbours (degrees), by surface.

    Fibres run where u rises; the bend of the surface itself is left out.
    """
    if mesh.uv is None:
        return 0.0
    fibre, normal, surface = _fibres(mesh, mesh.uv[:, 0])
    one, other = _neighbours(mesh)
    flat = np.einsum("ij,ij->i", normal[one], normal[other]) > _BENT
    kept = flat & (np.abs(fibre[one]).sum(axis=1) > 0) & (np.abs(fibre[other]).sum(axis=1) > 0)
    one, other = one[kept], other[kept]
    if not len(one):
        return 0.0
    across = np.einsum("ij,ij->i", fibre[other], normal[one])
    laid = _unit(fibre[other] - across[:, None] * normal[one])
    cosine = np.clip(np.einsum("ij,ij->i", fibre[one], laid), -1.0, 1.0)
    weights = surface[one] + surface[other]
    return float(np.degrees(np.arccos(cosine)) @ weights / weights.sum())


def grains(body: Body, detail: Detail = "standard") -> tuple[Grain, ...]:
    """The grain of every muscle of the right side and the midline, the worst first."""
    muscles = (part for part in body.index.parts if part.group.startswith("muscles"))
    found = [
        Grain(part.structure, round(turn(body.mesh(part.id, detail)), 1))
        for part in muscles
        if part.side != "left"
    ]
    return tuple(sorted(found, key=lambda one: (-one.degrees, one.structure)))


def summed(found: Iterable[Grain]) -> tuple[float, float]:
    """Median and 95th percentile (degrees)."""
    every = [one.degrees for one in found]
    return float(np.median(every)), float(np.percentile(every, 95))


def _fibres(mesh: Mesh, u: Floats) -> tuple[Floats, Floats, Floats]:
    """Direction in which u rises, normal and surface of each triangle; zero where u is flat."""
    a, b, c = (mesh.points[mesh.faces[:, k]] for k in range(3))
    normal = np.cross(b - a, c - a)
    surface = np.linalg.norm(normal, axis=1) / 2.0
    normal = _unit(normal)
    rise = u[mesh.faces] - u[mesh.faces[:, :1]]
    slope = np.cross(normal, b - a) * rise[:, 2:3] - np.cross(normal, c - a) * rise[:, 1:2]
    return _unit(slope), normal, surface


def _unit(vectors: Floats) -> Floats:
    length = np.linalg.norm(vectors, axis=1, keepdims=True)
    return np.where(length > _TINY, vectors / np.maximum(length, _TINY), 0.0)


def _neighbours(mesh: Mesh) -> tuple[np.ndarray, np.ndarray]:
    """Pairs of triangles that share an edge."""
    sides = [mesh.faces[:, [one, other]] for one, other in ((0, 1), (1, 2), (2, 0))]
    edges = np.sort(np.concatenate(sides), axis=1)
    owner = np.tile(np.arange(len(mesh.faces)), 3)
    order = np.lexsort((edges[:, 1], edges[:, 0]))
    same = (edges[order][1:] == edges[order][:-1]).all(axis=1)
    return owner[order][:-1][same], owner[order][1:][same]
