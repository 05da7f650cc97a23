"""How far apart places of a muscle lie along its fibres."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.mesh import Floats, Mesh
from nmt_atlas.domain.base import Point

_STATIONS = 16
"""A muscle's middle line has so many stations."""


def share_at(mesh: Mesh, at: Point) -> float | None:
    """The share (0..1) of the way from origin to insertion at the nearest place of a muscle."""
    if mesh.uv is None:
        return None
    nearest = int(np.argmin(((mesh.points - np.asarray(at)) ** 2).sum(axis=1)))
    return float(mesh.uv[nearest, 0])


def millimetres(mesh: Mesh, start: float, end: float) -> float | None:
    """The way (mm) along the muscle's middle between two shares; negative towards the origin."""
    if mesh.uv is None:
        return None
    shares, way = _middle_line(mesh.points, mesh.uv[:, 0].astype(np.float64))
    low, high = np.interp([start, end], shares, way)
    return float(high - low)


def _middle_line(points: Floats, along: NDArray[np.float64]) -> tuple[Floats, Floats]:
    """Shares of the way and the millimetres up to each, on the line through a muscle's middle."""
    edges = np.linspace(0.0, 1.0, _STATIONS + 1)
    bins = np.clip(np.digitize(along, edges) - 1, 0, _STATIONS - 1)
    held = [n for n in range(_STATIONS) if (bins == n).any()]
    middles = np.array([points[bins == n].mean(axis=0) for n in held])
    shares = np.array([along[bins == n].mean() for n in held])
    steps = np.linalg.norm(np.diff(middles, axis=0), axis=1)
    way = np.concatenate([[0.0], np.cumsum(steps)])
    if len(held) > 1:  # on to the very ends
        first, last = steps[0] / (shares[1] - shares[0]), steps[-1] / (shares[-1] - shares[-2])
        way = np.concatenate([[-first * shares[0]], way, [way[-1] + last * (1 - shares[-1])]])
        shares = np.concatenate([[0.0], shares, [1.0]])
    return shares, way
