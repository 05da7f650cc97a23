"""The forearm's twist: what lies between ulna and radius turns the more, the nearer to the wrist.

By nearness alone skin and muscles would be wrung where the radius crosses over the ulna.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from nmt_atlas.body.making.weights_bones import Bones
from nmt_atlas.body.packs.segments import NUMBER

Floats = NDArray[np.float64]

_SIDES = ("left", "right")
_END = 0.06
"""The share of the radius's length at either end that counts as its end."""


def twisted(points: Floats, shares: Floats, bones: Bones, how_much: Floats | float) -> Floats:
    """Shares of segments with the forearm's own part spread along it.

    Parameters
    ----------
    points, shares
        Places (mm), and what they move with, ``(n, segments)``.
    bones
        Of the body.
    how_much
        How much of it goes by the place along the forearm (1), not by which bone is nearer (0).
    """
    found = shares.copy()
    for side in _SIDES:
        ulna, radius = NUMBER[f"ulna:{side}"], NUMBER[f"radius:{side}"]
        if radius not in bones.points:
            continue
        whole = shares[:, ulna] + shares[:, radius]
        by_nearness = shares[:, radius] / np.maximum(whole, 1e-9)
        along = _along(points, bones.points[radius])
        mixed = by_nearness + how_much * (along - by_nearness)
        found[:, radius] = whole * mixed
        found[:, ulna] = whole - found[:, radius]
    return found


def _along(points: Floats, radius: Floats) -> Floats:
    """How far down the forearm places are: 0 at the radius's head, 1 at the wrist."""
    height = radius[:, 2]
    reach = _END * float(np.ptp(height))
    head = radius[height > height.max() - reach].mean(axis=0)
    foot = radius[height < height.min() + reach].mean(axis=0)
    way = foot - head
    share: Floats = np.clip((points - head) @ way / (way @ way), 0.0, 1.0)
    return share
