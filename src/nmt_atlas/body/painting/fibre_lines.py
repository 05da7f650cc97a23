"""The fibre lines of a muscle's shape: the courses that its pull is read from."""

from __future__ import annotations

import numpy as np

from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.shapes.loft import sections
from nmt_atlas.body.shapes.sheet import surface
from nmt_atlas.body.shapes.tube import course
from nmt_atlas.domain.recipe import Loft, Pieces, Shape, Sheet, Tube

_ALONG = np.linspace(0.0, 1.0, 25)
_BESIDE = np.array([-0.6, 0.0, 0.6])
"""Lines of a loft, in half widths from its middle."""
_ACROSS = np.array([0.08, 0.25, 0.42, 0.58, 0.75, 0.92])
"""Lines of a sheet, in shares of its width."""


def fibre_lines(shape: Shape) -> list[Floats]:
    """Lines through the middle of the thickness, each from origin to insertion.

    Parameters
    ----------
    shape
        A muscle's shape (right side).

    Returns
    -------
    list of ndarray
        ``(25, 3)`` millimetres each: the middle and both sides of a loft, six lines of a
        sheet, those of every piece; none of a sphere-mesh, which has no fibres.
    """
    match shape:
        case Loft():
            at = sections(shape, _ALONG)
            return [at.centre + side * at.half_width[:, None] * at.width for side in _BESIDE]
        case Sheet():
            middle = surface(shape, _ALONG, _ACROSS).middle
            return [middle[:, column] for column in range(len(_ACROSS))]
        case Tube():
            return [course(shape.course, _ALONG)[:, :3]]
        case Pieces():
            return [line for piece in shape.pieces for line in fibre_lines(piece)]
        case _:
            return []
