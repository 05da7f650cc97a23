"""Plates rounded by Loop's rule, and hollows filled."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.body.shapes import build
from nmt_atlas.body.shapes.loop import loop_weights
from nmt_atlas.domain.recipe import NodeMesh, NodePart

CORNERS = {
    "top": (-50.0, 0.0, 12.0, 2.0),
    "bottom": (-50.0, 0.0, -12.0, 2.0),
    "front": (-50.0, -12.0, 0.0, 2.0),
    "back": (-50.0, 12.0, 0.0, 2.0),
    "medial": (-38.0, 0.0, 0.0, 2.0),
    "lateral": (-62.0, 0.0, 0.0, 2.0),
}
RING = ("front", "medial", "back", "lateral")
PLATES = tuple((RING[k], RING[(k + 1) % 4], tip) for k in range(4) for tip in ("top", "bottom"))
OCTAHEDRON = np.array([[list(CORNERS).index(name) for name in plate] for plate in PLATES])


def shape(rounding: int = 0, solid: bool = True) -> NodeMesh:
    part = NodePart(name="body", plates=PLATES, blend=0, rounding=rounding)
    return NodeMesh(nodes=CORNERS, parts=(part,), spacing=1.0, solid=solid)


@pytest.mark.parametrize("levels", [0, 1, 2])
def test_weights_add_up_to_one(levels: int) -> None:
    weights, triangles = loop_weights(OCTAHEDRON, len(CORNERS), levels)
    assert np.allclose(weights.sum(axis=1), 1.0)
    assert len(triangles) == 8 * 4**levels
    assert triangles.max() == len(weights) - 1


def test_rounding_evens_out_the_distance_from_the_middle() -> None:
    points = np.array(list(CORNERS.values()))[:, :3] - [-50.0, 0.0, 0.0]
    spread = []
    for levels in (1, 3):
        weights, triangles = loop_weights(OCTAHEDRON, len(CORNERS), levels)
        centres = (weights @ points)[triangles].mean(axis=1)
        reach = np.linalg.norm(centres, axis=1)
        spread.append(reach.min() / reach.max())
    flat = np.linalg.norm(points[OCTAHEDRON].mean(axis=1), axis=1).max() / 12.0
    assert spread[1] > 0.75 > flat


def test_border_of_an_open_sheet_stays_in_its_plane_and_hull() -> None:
    square = np.array([[0.0, 0, 0], [10, 0, 0], [10, 10, 0], [0, 10, 0]])
    weights, _ = loop_weights(np.array([[0, 1, 2], [0, 2, 3]]), 4, 2)
    points = weights @ square
    assert np.allclose(points[:, 2], 0.0)
    assert points.min() >= 0.0
    assert points.max() <= 10.0
    assert np.allclose(points.mean(axis=0)[:2], 5.0, atol=0.6)


def test_edges_of_three_plates_are_creases() -> None:
    weights, _ = loop_weights(np.array([[0, 1, 2], [0, 1, 3], [0, 1, 4]]), 5, 1)
    assert any(np.allclose(row, [0.5, 0.5, 0, 0, 0]) for row in weights)


def test_solid_fills_the_hollow_between_plates() -> None:
    hollow, full = build(shape(solid=False)), build(shape())
    assert full.is_closed()
    assert hollow.is_closed()
    assert full.volume > hollow.volume + 200.0
    assert len(full.faces) < len(hollow.faces)


def test_rounded_shape_is_closed_and_smaller() -> None:
    flat, round_ = build(shape()), build(shape(rounding=2))
    assert round_.is_closed()
    assert 0.0 < round_.volume < flat.volume
