"""Splines that recipes are drawn along."""

from __future__ import annotations

import numpy as np
from scipy.interpolate import CubicSpline, PchipInterpolator

from nmt_atlas.body.mesh import Floats


def chord_parameter(points: Floats) -> Floats:
    """Cumulative chord length of ``(n, d)`` points, scaled to 0..1."""
    steps = np.linalg.norm(np.diff(points, axis=0), axis=1)
    total = np.concatenate([[0.0], np.cumsum(np.maximum(steps, 1e-9))])
    return np.asarray(total / total[-1])


def spline(knots: Floats, values: Floats) -> CubicSpline:
    """Smooth curve through ``values``: a parabola for three knots, natural cubic for more."""
    if len(knots) < 4:
        return CubicSpline(knots, values, bc_type="not-a-knot")
    return CubicSpline(knots, values, bc_type="natural")


def monotone(knots: Floats, values: Floats) -> PchipInterpolator:
    """Curve through ``values`` that never overshoots (widths, thicknesses, radii)."""
    return PchipInterpolator(knots, values, axis=0)


def unit(vectors: Floats) -> Floats:
    """Vectors of ``(..., 3)`` scaled to length 1 (zero stays zero)."""
    length = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.where(length < 1e-12, 1.0, length))


def frames(tangents: Floats, axis: Floats, twist: Floats) -> tuple[Floats, Floats]:
    """Width and thickness directions along a curve.

    Parameters
    ----------
    tangents
        ``(n, 3)`` unit tangents.
    axis
        The recipe's width axis; where it runs along the curve the last good direction is
        carried on.
    twist
        ``(n,)`` turn about the tangent in degrees.

    Returns
    -------
    width, thickness
        ``(n, 3)`` unit vectors, square to the tangent and to each other.
    """
    across = axis - (tangents @ axis)[:, None] * tangents
    weak = np.linalg.norm(across, axis=1) < 0.15 * np.linalg.norm(axis)
    for k in np.flatnonzero(weak):
        previous = across[k - 1] if k > 0 else across[np.flatnonzero(~weak)[:1]].sum(axis=0)
        if not np.any(previous):
            previous = np.roll(axis, 1)
        across[k] = previous - (previous @ tangents[k]) * tangents[k]
    across = unit(across)
    square = np.cross(tangents, across)
    angle = np.radians(twist)[:, None]
    width = np.cos(angle) * across + np.sin(angle) * square
    return width, np.cross(tangents, width)
