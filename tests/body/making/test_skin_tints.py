"""Fills push the skin out of slits and leave the rest; tints tell how far inside a vertex lies."""

from __future__ import annotations

import numpy as np
import pytest
from body_samples import ball
from scipy.spatial import cKDTree

from nmt_atlas.body.making.skin import filled, tints_of
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.skin import SkinRecipe

REACH = LOOK.skin.reach


def recipe(**more: object) -> SkinRecipe:
    given = {
        "limbs": [{"id": "trunk", "axis": [[0, 0, 0, 30], [0, 0, 10, 30]]}],
        "features": {
            "nodes": {"lip": [-20, -35, 0, 5]},
            "parts": [{"name": "lip", "chains": [{"nodes": ["lip"]}]}],
        },
        "sources": ["gray-2020"],
    }
    return SkinRecipe.model_validate(given | more)


def node(x: float, y: float, z: float, radius: float) -> dict[str, object]:
    return {
        "nodes": {"a": [x, y, z, radius]},
        "parts": [{"name": "mark", "chains": [{"nodes": ["a"]}]}],
    }


def pitted() -> Mesh:
    """A ball with a pit on either side of its front."""
    mesh = ball()
    points = mesh.points.copy()
    for side in (-1.0, 1.0):
        away = np.linalg.norm(points - [side * 20.0, -34.6, 0.0], axis=1)
        points[:, 1] += 6.0 * np.clip(1.0 - away / 8.0, 0.0, 1.0)
    return Mesh(points, mesh.faces)


def test_a_pit_is_filled_on_both_sides_and_the_rest_stays():
    skin = pitted()
    fills = node(-20, -28, 0, 9)
    found = filled(skin, recipe(fills=fills))
    moved = (found.points != skin.points).any(axis=1)
    for side in (-1.0, 1.0):
        gap = np.linalg.norm(found.points - [side * 20.0, -28.0, 0.0], axis=1) - 9.0
        assert gap.min() > -0.1, "nothing is left within"
    assert 0 < moved.sum() < 0.2 * len(moved)
    left = found.points[moved & (found.points[:, 0] > 0.1)]
    assert cKDTree(found.points).query(left * [-1.0, 1.0, 1.0])[0].max() < 1e-9
    assert np.array_equal(found.faces, skin.faces)


def test_filling_twice_is_filling_once():
    once = filled(pitted(), recipe(fills=node(-20, -28, 0, 9)))
    assert filled(once, recipe(fills=node(-20, -28, 0, 9))) is once
    assert filled(once, recipe()) is once


def test_a_byte_tells_the_distance_to_the_edge_of_a_tint_on_both_sides():
    tints = {"lips": {"features": ["lip"], "spread": 1}, "hair": {"marks": node(0, 0, 40, 10)}}
    places = np.array(
        [[-20.0, -35.0 - 6.0, 0.0], [20.0, -35.0 - 4.0, 0.0], [0.0, 0.0, 40.0], [0.0, 40.0, -40.0]]
    )
    found = tints_of(places, recipe(tints=tints)).astype(float)
    assert found[0, 0] == pytest.approx(127.5, abs=1), "on the edge"
    assert found[1, 0] == pytest.approx(127.5 + 127.5 * 2 / REACH, abs=1), "2 mm inside, mirrored"
    assert found[2, 1] == 255
    assert found[3].tolist() == [0, 0, 0, 0]


def test_what_carves_takes_a_tint_away():
    marks = {
        "nodes": {"a": [0, 0, 40, 20], "b": [-10, 0, 40, 8]},
        "parts": [
            {"name": "hair", "chains": [{"nodes": ["a"]}]},
            {"name": "ear", "chains": [{"nodes": ["b"]}], "carve": True},
        ],
    }
    at = np.array([[-10.0, 0.0, 40.0], [0.0, 10.0, 40.0]])
    found = tints_of(at, recipe(tints={"hair": {"marks": marks}}))[:, 1]
    assert found[0] < 127 < found[1]


def test_an_unknown_feature_is_told():
    with pytest.raises(RecipeError, match="beak"):
        tints_of(np.zeros((1, 3)), recipe(tints={"nails": {"features": ["beak"]}}))
