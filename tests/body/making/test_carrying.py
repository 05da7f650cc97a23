"""Texture coordinates carried to points near a surface."""

from __future__ import annotations

import numpy as np
import pytest
from body_samples import ball

from nmt_atlas.body.making.carrying import carried
from nmt_atlas.body.making.grain import turn
from nmt_atlas.body.mesh import Mesh

SQUARE = Mesh(
    np.array([[0.0, 0, 0], [10, 0, 0], [10, 10, 0], [0, 10, 0]]),
    np.array([[0, 1, 2], [0, 2, 3]], dtype=np.int32),
    np.array([[0.0, 0], [1, 0], [1, 1], [0, 1]]),
)


def test_a_point_takes_what_the_place_beneath_it_has():
    points = np.array([[2.0, 3, 5], [9, 1, -2], [5, 5, 0]])
    assert np.allclose(carried(SQUARE, points), points[:, :2] / 10)


def test_beside_the_surface_its_nearest_edge_counts():
    points = np.array([[12.0, 4, 0], [-3, -3, 1], [4, 11, 0]])
    assert np.allclose(carried(SQUARE, points), [[1, 0.4], [0, 0], [0.4, 1]])


def test_a_flat_triangle_is_no_place_to_fall_on_but_its_sides_are():
    flat = Mesh(
        np.array([[0.0, 0, 0], [5, 0, 0], [10, 0, 0]]),
        np.array([[0, 1, 2]], dtype=np.int32),
        np.array([[0.0, 0], [0.5, 0], [1, 0]]),
    )
    assert np.allclose(carried(flat, np.array([[7.0, 1, 0]])), [[0.7, 0]])


def test_without_coordinates_there_is_nothing_to_carry():
    with pytest.raises(ValueError, match="no texture coordinates"):
        carried(Mesh(SQUARE.points, SQUARE.faces), SQUARE.points)


def test_fibres_that_run_straight_do_not_turn_and_disturbed_ones_do():
    assert turn(SQUARE) == pytest.approx(0, abs=1e-6)
    assert turn(Mesh(SQUARE.points, SQUARE.faces)) == 0
    corner = Mesh(SQUARE.points, SQUARE.faces, np.array([[0.0, 0], [1, 0], [1, 0], [1, 1]]))
    assert turn(corner) == pytest.approx(90)
    mesh = ball(radius=50, rings=60, uv=True)
    less = ball(radius=50, rings=24, uv=True)
    again = Mesh(less.points, less.faces, carried(mesh, less.points))
    shaken = np.random.default_rng(1).normal(0, 0.02, less.points.shape[0])
    noisy = Mesh(less.points, less.faces, again.uv + np.stack([shaken, shaken], axis=1))
    assert turn(again) < 6 < 2 * turn(again) + 6 < turn(noisy)
