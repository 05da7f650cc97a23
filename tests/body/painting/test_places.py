"""Places in a muscle's own coordinates, and carried over to another mesh."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.painting.places import (
    distance_to_mesh,
    locate,
    locate_in_mesh,
    signed_distance,
    winding_number,
)
from nmt_atlas.body.shapes import build
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.recipe import Loft, NodeMesh, Pieces, Sheet
from nmt_atlas.domain.referral import MusclePlace

LOFT = Loft(
    stations=(
        (0, 0, 100, 12, 6, 0), (0, 0, 50, 16, 8, 0), (0, 0, 0, 12, 6, 0)
    ),
    width_axis=(1, 0, 0),
)  # fmt: skip
SHEET = Sheet(
    lines=tuple(tuple((x, 0.0, z) for z in (100.0, 50.0, 0.0)) for x in (-40.0, 0.0, 40.0)),
    thickness=((8.0, 8.0, 8.0),) * 3,
)
OUT = np.array([0.0, -1.0, 0.0])


@pytest.mark.parametrize("shape", [LOFT, SHEET])
def test_depth_runs_from_the_side_of_the_skin(shape: Loft | Sheet) -> None:
    front = locate(shape, MusclePlace(along=0.5, depth=0.0), OUT)
    deep = locate(shape, MusclePlace(along=0.5, depth=1.0), OUT)
    assert front[1] < -2
    assert deep[1] > 2
    assert locate(shape, MusclePlace(along=0.5, depth=0.0), -OUT)[1] > 2
    assert front[2] == pytest.approx(50, abs=1)


@pytest.mark.parametrize("shape", [LOFT, SHEET])
def test_every_place_lies_in_its_muscle(shape: Loft | Sheet) -> None:
    mesh = build(shape, 3.0)
    for along in (0.1, 0.5, 0.9):
        for across in (0.1, 0.5, 0.9):
            for depth in (0.0, 0.4, 1.0):
                place = MusclePlace(along=along, across=across, depth=depth)
                assert distance_to_mesh(locate(shape, place, OUT), mesh) < 1.0, place


def test_pieces_lie_side_by_side() -> None:
    right = LOFT.model_copy(
        update={"stations": tuple((x - 60, *rest) for x, *rest in LOFT.stations)}
    )
    pieces = Pieces(pieces=(right, LOFT))
    assert locate(pieces, MusclePlace(along=0.5, across=0.25), OUT)[0] == pytest.approx(-60)
    assert locate(pieces, MusclePlace(along=0.5, across=0.75), OUT)[0] == pytest.approx(0)


def test_a_bone_has_no_such_places() -> None:
    bone = NodeMesh.model_validate(
        {"nodes": {"a": (0, 0, 0, 5)}, "parts": [{"name": "a", "chains": [{"nodes": ["a"]}]}]}
    )
    with pytest.raises(RecipeError, match="sphere-mesh"):
        locate(bone, MusclePlace(along=0.5), OUT)


def test_distance_is_zero_inside_and_exact_outside() -> None:
    mesh = build(LOFT, 3.0)
    assert distance_to_mesh(np.array([0.0, 0.0, 50.0]), mesh) == 0
    assert winding_number(np.array([0.0, 0.0, 50.0]), mesh) == pytest.approx(1, abs=1e-6)
    assert distance_to_mesh(np.array([0.0, -20.0, 50.0]), mesh) == pytest.approx(12, abs=0.3)
    assert signed_distance(np.array([0.0, 0.0, 50.0]), mesh) == pytest.approx(-8, abs=0.4)


def test_a_place_is_carried_into_another_body_s_muscle() -> None:
    mesh = build(LOFT, 3.0)
    moved = Mesh(mesh.points + np.array([9.0, 14.0, 3.0]), mesh.faces)
    place = MusclePlace(along=0.5, depth=0.1)
    assert distance_to_mesh(locate(LOFT, place, OUT), moved) > 5
    assert distance_to_mesh(locate_in_mesh(LOFT, place, OUT, moved), moved) == 0
    kept = locate_in_mesh(LOFT, place, OUT, mesh)
    assert np.allclose(kept, locate(LOFT, place, OUT)), "a place inside stays where it is"
