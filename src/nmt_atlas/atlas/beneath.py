"""What lies beneath each region of the body chart, as a list: “Back of thigh, right, 7”."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.body.painting.zones import SparseWeights

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas

SHARE = 0.15
"""A part lies beneath a region where at least so much of it does."""
_POINTS = 160
"""So many points of a part are asked at most."""

Beneath = tuple[tuple[str, str, tuple[str, ...]], ...]
"""Region id, side, and the ids of the parts beneath it, in the chart's order."""


def beneath(atlas: Atlas, body: str) -> Beneath:
    """What lies beneath the regions of a body's chart; the worker's to answer.

    Each point of a part counts for the region of the skin that is nearest to it.
    """
    view = atlas.body(body)
    found: dict[tuple[str, str], list[str]] = {}
    for part in view.context.index.parts:
        if part.group != "skin":
            for region, side in _over(view, part.id):
                found.setdefault((region, side), []).append(part.id)
    sides = ("right", "left", "midline")
    return tuple(
        (region.id, side, tuple(parts))
        for region in view.painter.regions.regions
        for side in sides
        if (parts := found.get((region.id, side)))
    )


def _over(view: BodyView, part: str) -> list[tuple[str, str]]:
    """The regions of the skin over a part."""
    points = view.source.mesh(part, "phone").points
    some = points[:: max(1, len(points) // _POINTS)]
    _, nearest = view.views.skin_tree.query(some)
    vertices, counts = np.unique(nearest, return_counts=True)
    weights = SparseWeights(vertices.astype(np.uint32), np.minimum(counts, 255).astype(np.uint8))
    shares = view.painter.chart.regions_of(weights)
    return [(region.id, side) for region, side, share in shares if share >= SHARE]
