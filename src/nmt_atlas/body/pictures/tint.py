"""Colours painted on the vertices of a skin."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.domain.look import LOOK, PaintKind, rgb


@dataclass(frozen=True, slots=True)
class SkinPaint:
    """A colour on some vertices of a body's skin.

    Attributes
    ----------
    kind
        ``essential``, ``spillover``, ``territory``, or ``drawn`` by a hand.
    color
        sRGB, ``#rrggbb``.
    vertices
        ``(n,)`` vertex numbers of :meth:`Body.skin`.
    weights
        ``(n,)`` strength: uint8 0..255, or floating 0..1.
    name
        What it is called where one points at it; "" where it is not named.
    half
        Which half of a divided picture it belongs to: 0 or 1.
    """

    kind: PaintKind
    color: str
    vertices: NDArray[np.integer[Any]]
    weights: NDArray[Any]
    name: str = ""
    half: int = 0

    @classmethod
    def of(
        cls, kind: PaintKind, vertices: NDArray[np.integer[Any]], weights: NDArray[Any]
    ) -> SkinPaint:
        """Paint of a kind, in the colour of that kind."""
        return cls(kind, LOOK.paint[kind].color, vertices, weights)

    def wire(self) -> dict[str, object]:
        """The overlay as the browser takes it."""
        named: dict[str, object] = {"name": self.name} if self.name else {}
        if self.half:
            named["half"] = self.half
        return {
            **named,
            "kind": self.kind,
            "color": self.color,
            "vertices": self.vertices.astype("<u4").tobytes(),
            "weights": (255 * _shares(self.weights)).round().astype(np.uint8).tobytes(),
        }


def skin_colors(
    count: int, base: NDArray[np.float64], opacity: float, paint: Iterable[SkinPaint]
) -> NDArray[np.float64]:
    """Colour and opacity ``(count, 4)`` of every skin vertex, 0..1, under what is painted."""
    rgba = np.empty((count, 4))
    rgba[:, :3], rgba[:, 3] = base, opacity
    for layer in paint:
        weight = LOOK.paint[layer.kind].strength * _shares(layer.weights)
        under = rgba[layer.vertices]
        alpha = weight + under[:, 3] * (1 - weight)
        mixed = weight[:, None] * rgb_of(layer.color)
        mixed = mixed + (under[:, 3] * (1 - weight))[:, None] * under[:, :3]
        solid = alpha > 1e-6
        rgba[layer.vertices[solid], :3] = mixed[solid] / alpha[solid, None]
        rgba[layer.vertices, 3] = alpha
    return rgba


def _shares(weights: NDArray[Any]) -> NDArray[np.float64]:
    whole = 255.0 if np.issubdtype(weights.dtype, np.integer) else 1.0
    return np.asarray(np.clip(np.asarray(weights, dtype=np.float64) / whole, 0, 1))


def rgb_of(color: str) -> NDArray[np.float64]:
    """``#rrggbb`` as three numbers 0..1."""
    return np.array(rgb(color))
