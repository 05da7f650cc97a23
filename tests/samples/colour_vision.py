"""How colours are seen by people who lack one kind of cone, and how far apart they are.

Simulation: Machado, Oliveira and Fernandes 2009, IEEE Trans. Vis. Comput. Graph. 15(6):1283-1290,
doi 10.1109/TVCG.2009.113, severity 1.0, on linear RGB. Distance: CIE 1976 (L*a*b*), D65.
"""

from __future__ import annotations

import math

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.domain.look import rgb

Floats = NDArray[np.float64]
MATRICES = {
    "as it is": np.eye(3),
    "protanopia": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deuteranopia": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritanopia": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
    "grey": np.tile([0.2126, 0.7152, 0.0722], (3, 1)),
}
_XYZ = np.array(
    [
        [0.4124564, 0.3575761, 0.1804375],
        [0.2126729, 0.7151522, 0.0721750],
        [0.0193339, 0.1191920, 0.9503041],
    ]
)
_WHITE = np.array([0.95047, 1.0, 1.08883])


def linear(color: str) -> Floats:
    """An sRGB colour (``#rrggbb``) as linear light."""
    value = np.array(rgb(color))
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def lab(light: Floats) -> Floats:
    """Linear light as L*, a*, b*."""
    x, y, z = (_f(float(one)) for one in _XYZ @ np.clip(light, 0, 1) / _WHITE)
    return np.array([116 * y - 16, 500 * (x - y), 200 * (y - z)])


def _f(share: float) -> float:
    return float(np.cbrt(share)) if share > (6 / 29) ** 3 else share / (3 * (6 / 29) ** 2) + 4 / 29


def distance(one: str, other: str, seen: str = "as it is") -> float:
    """How far apart two colours are to somebody."""
    matrix = MATRICES[seen]
    return math.dist(lab(matrix @ linear(one)), lab(matrix @ linear(other)))
