"""Colours painted on the vertices of a skin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class SkinPaint:
    """A colour on some vertices of a body's skin.

    Attributes
    ----------
    color
        sRGB, ``#rrggbb``.
    vertices
        ``(n,)`` vertex numbers of :meth:`Body.skin`.
    weights
        ``(n,)`` strength 0..1.
    """

    color: str
    vertices: NDArray[np.integer[Any]]
    weights: NDArray[np.floating[Any]]


def skin_colors(
    count: int, base: NDArray[np.float64], opacity: float, paint: Iterable[SkinPaint]
) -> NDArray[np.float64]:
    """Colour and opacity ``(count, 4)`` of every skin vertex, 0..1, under what is painted."""
    rgba = np.empty((count, 4))
    rgba[:, :3], rgba[:, 3] = base, opacity
    for layer in paint:
        weight = 0.92 * np.clip(np.asarray(layer.weights, dtype=np.float64), 0, 1)
        under = rgba[layer.vertices]
        alpha = weight + under[:, 3] * (1 - weight)
        mixed = weight[:, None] * rgb_of(layer.color)
        mixed = mixed + (under[:, 3] * (1 - weight))[:, None] * under[:, :3]
        solid = alpha > 1e-6
        rgba[layer.vertices[solid], :3] = mixed[solid] / alpha[solid, None]
        rgba[layer.vertices, 3] = alpha
    return rgba


def rgb_of(color: str) -> NDArray[np.float64]:
    """``#rrggbb`` as three numbers 0..1."""
    return np.array([int(color[k : k + 2], 16) for k in (1, 3, 5)]) / 255.0
