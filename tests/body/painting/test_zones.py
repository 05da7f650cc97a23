"""Painting measures along the skin, stays on one finger, and is kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from skin_shapes import ball, sheet, trunk_map, two_fingers

from nmt_atlas.body.painting.painted import PaintedZones
from nmt_atlas.body.painting.surface import SkinSurface
from nmt_atlas.body.painting.zones import (
    SparseWeights,
    disc_distances,
    paint,
    union,
    zone_centre,
)
from nmt_atlas.domain.referral import Stroke, Zone

MAP = trunk_map()


def distances(skin: SkinSurface, source: int, limit: float) -> tuple[np.ndarray, np.ndarray]:
    return disc_distances(skin, {source: 0.0}, skin.mesh.points[source], limit, 1.0)


def test_distances_on_a_plane_are_within_four_percent() -> None:
    skin = sheet()
    source = skin.nearest(np.zeros(3))
    vertices, away = distances(skin, source, 55.0)
    true = np.linalg.norm(skin.mesh.points[vertices] - skin.mesh.points[source], axis=1)
    far = true > 10
    error = away[far] / true[far] - 1
    assert far.sum() > 200
    assert error.min() > -1e-6
    assert error.max() < 0.04
    assert error.mean() < 0.015


def test_distances_on_a_ball_are_within_four_percent() -> None:
    skin = ball()
    source = skin.nearest(np.array([0.0, -80.0, 0.0]))
    vertices, away = distances(skin, source, 150.0)
    unit = skin.mesh.points / np.linalg.norm(skin.mesh.points, axis=1, keepdims=True)
    true = 80.0 * np.arccos(np.clip(unit[vertices] @ unit[source], -1, 1))
    far = true > 15
    assert far.sum() > 500
    assert np.abs(away[far] / true[far] - 1).max() < 0.04


def test_a_disc_covers_its_area_with_a_soft_edge() -> None:
    skin = ball()
    painted = paint([Stroke(through=("brow",), radius=30)], "right", skin, MAP)
    weight = np.zeros(len(skin.mesh.points))
    weight[painted.vertices] = painted.weights / 255
    corners = skin.mesh.points[skin.mesh.faces]
    area = 0.5 * np.linalg.norm(
        np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0]), axis=1
    )
    covered = (area * weight[skin.mesh.faces].mean(axis=1)).sum()
    assert covered == pytest.approx(np.pi * 30**2, rel=0.08)
    assert 0 < ((painted.weights > 0) & (painted.weights < 255)).sum() < len(painted.weights)


def test_a_strip_follows_the_skin_from_place_to_place() -> None:
    skin = ball()
    painted = paint([Stroke(through=("brow", "side"), radius=12)], "right", skin, MAP)
    points = skin.mesh.points[painted.vertices[painted.weights > 128]]
    assert np.abs(points[:, 2]).max() < 17
    assert points[:, 0].min() < -75
    assert points[:, 1].min() < -75
    mean = points.mean(axis=0)
    assert np.linalg.norm(mean) < 78, "the strip is an arc on the skin, not a chord or a disc"


def test_the_left_is_painted_on_the_left() -> None:
    skin = ball()
    strokes = [Stroke(through=("side",), radius=20)]
    left = paint(strokes, "left", skin, MAP)
    assert skin.mesh.points[left.vertices][:, 0].min() > 0
    opposite = paint([Stroke(through=("side opposite",), radius=20)], "right", skin, MAP)
    assert np.array_equal(left.vertices, opposite.vertices)


def test_paint_does_not_leak_to_the_next_finger() -> None:
    skin = two_fingers()
    painted = paint([Stroke(through=("finger-inner",), radius=25)], "right", skin, MAP)
    points = skin.mesh.points[painted.vertices]
    assert points[:, 0].min() > -111, "the paint crossed the gap of 6 mm"
    near = np.linalg.norm(skin.mesh.points - points.mean(axis=0), axis=1) < 25
    assert (skin.mesh.points[near][:, 0] < -114).any(), "the other finger lies within the radius"


def test_zone_sides() -> None:
    skin = ball()
    stroke = Stroke(through=("side",), radius=15)
    make = {"kind": "essential", "words": "side", "regions": ("temple",), "strokes": (stroke,)}
    zones = PaintedZones(lambda: skin, MAP)
    same = zones.zone(Zone(**make), "right")
    other = zones.zone(Zone(**make, side="opposite"), "right")
    both = zones.zone(Zone(**make, side="both"), "right")
    assert skin.mesh.points[same.vertices][:, 0].max() < 0
    assert skin.mesh.points[other.vertices][:, 0].min() > 0
    assert np.array_equal(both.vertices, union([same, other]).vertices)


def test_union_keeps_the_stronger_paint() -> None:
    one = SparseWeights(np.array([1, 4], np.uint32), np.array([10, 200], np.uint8))
    two = SparseWeights(np.array([2, 4], np.uint32), np.array([7, 250], np.uint8))
    both = union([one, two])
    assert both.vertices.tolist() == [1, 2, 4]
    assert both.weights.tolist() == [10, 7, 250]


def test_the_centre_lies_in_the_paint() -> None:
    skin = ball()
    painted = paint([Stroke(through=("side",), radius=25)], "right", skin, MAP)
    centre = zone_centre(painted, skin)
    assert centre.vertex in painted.vertices
    assert np.linalg.norm(np.array(centre.xyz) - [-80, 0, 0]) < 8
    with pytest.raises(ValueError, match="nothing is painted"):
        zone_centre(SparseWeights(np.empty(0, np.uint32), np.empty(0, np.uint8)), skin)


def test_the_cache_answers_from_memory_and_disk(tmp_path: Path) -> None:
    skin = ball()
    strokes = (Stroke(through=("side",), radius=25),)
    first = PaintedZones(lambda: skin, MAP, folder=tmp_path)
    assert not first.has(strokes, "right")
    painted = first.paint(strokes, "right")
    assert first.paint(strokes, "right") is painted
    files = list(tmp_path.glob("*.zone"))
    assert len(files) == 1
    marked = bytearray(files[0].read_bytes())
    marked[-1] = 77
    files[0].write_bytes(bytes(marked))
    second = PaintedZones(lambda: skin, MAP, folder=tmp_path)
    assert second.has(strokes, "right")
    again = second.paint(strokes, "right")
    assert np.array_equal(again.vertices, painted.vertices)
    assert again.weights[-1] == 77, "the second cache read the file"
    assert not second.has(strokes, "left")
    moved = SkinSurface(ball(70.0).mesh)
    assert not PaintedZones(lambda: moved, MAP, folder=tmp_path).has(strokes, "right")


def test_a_cache_that_cannot_be_written_is_no_fault(tmp_path: Path) -> None:
    skin = ball()
    (tmp_path / "taken").write_text("a file")
    zones = PaintedZones(lambda: skin, MAP, folder=tmp_path / "taken")
    assert len(zones.paint((Stroke(through=("side",), radius=25),), "right").vertices)


def test_the_graph_is_kept_and_read_again(tmp_path: Path) -> None:
    skin = SkinSurface(ball().mesh, tmp_path)
    graph = skin.graph
    (file,) = tmp_path.glob("*.graph.npz")
    kept = SkinSurface(ball().mesh, tmp_path).graph
    assert (kept != graph).nnz == 0
    file.write_bytes(b"PK\x03\x04 cut off")
    assert (SkinSurface(ball().mesh, tmp_path).graph != graph).nnz == 0
    assert file.stat().st_size > 1000, "a damaged file is written anew"
