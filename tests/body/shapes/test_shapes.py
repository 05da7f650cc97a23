"""Lofts, sheets, tubes and pieces: closed, outward, where their recipes say."""

import numpy as np
import pytest

from nmt_atlas.body.shapes import build, build_solid
from nmt_atlas.body.shapes.loft import locate_loft
from nmt_atlas.body.shapes.sheet import locate_sheet
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.recipe import Chain, Loft, NodeMesh, NodePart, Pieces, Sheet, Tube

LOFT = Loft(stations=((0, 0, 0, 8, 5, 0), (0, 4, 60, 14, 9, 20), (0, 0, 140, 4, 3, 40)))
SHEET = Sheet(
    lines=(
        ((0, 0, 0), (50, 5, 20), (100, 0, 0)),
        ((0, 40, 0), (50, 45, 24), (100, 20, 0)),
        ((0, 80, 0), (50, 85, 20), (100, 40, 0)),
    ),
    thickness=((4, 8, 3),) * 3,
)
TUBE = Tube(
    course=((0, 0, 0, 3), (0, 10, 50, 3), (0, 0, 100, 2)),
    branches=(((0, 10, 50, 2), (40, 10, 50, 1)),),
)
SHAPES = [LOFT, SHEET, TUBE, Pieces(pieces=(LOFT, TUBE))]


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.kind)
def test_closed_outward_with_fibres_and_a_core_inside(shape):
    solid = build_solid(shape)
    mesh = solid.mesh
    assert mesh.is_closed()
    assert mesh.volume > 0
    assert mesh.uv is not None
    assert mesh.uv.min() >= 0
    assert mesh.uv.max() <= 1
    assert solid.core.shape == mesh.points.shape
    assert mesh.mirrored().volume == pytest.approx(mesh.volume)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda shape: shape.kind)
def test_the_same_recipe_gives_the_same_bytes(shape):
    assert build(shape).points.tobytes() == build(shape).points.tobytes()


def test_a_loft_is_as_wide_as_its_stations_say():
    points = build(LOFT, 2.0).points
    middle = points[np.abs(points[:, 2] - 60) < 3]
    reach = np.linalg.norm(middle[:, :2] - [0, 4], axis=1).max()
    assert 12 < reach < 16


def test_places_lie_where_they_are_named():
    point, direction, half = locate_loft(LOFT, 0.0, 0.5)
    assert np.allclose(point, 0, atol=1e-6)
    assert abs(direction[2]) < 0.3
    assert half == pytest.approx(5)
    point, _, half = locate_sheet(SHEET, 0.5, 0.5)
    assert np.allclose(point, (50, 45, 24), atol=3)
    assert 3 < half < 5


def test_thickness_must_match_the_lines():
    bad = SHEET.model_copy(update={"thickness": ((4, 8, 3),) * 2})
    with pytest.raises(RecipeError, match="thickness"):
        build(bad)


def test_a_ball_of_one_node_has_the_volume_of_a_ball():
    shape = NodeMesh(
        nodes={"middle": (-20, 0, 0, 12)},
        parts=(NodePart(name="ball", chains=(Chain(nodes=("middle",)),)),),
    )
    mesh = build(shape)
    assert mesh.is_closed()
    assert mesh.volume == pytest.approx(4 / 3 * np.pi * 12**3, rel=0.04)


def test_an_unknown_node_is_named():
    shape = NodeMesh(
        nodes={"a": (0, 0, 0, 5)}, parts=(NodePart(name="p", chains=(Chain(nodes=("b",)),)),)
    )
    with pytest.raises(RecipeError, match="'b'"):
        build(shape)


def test_nothing_left_is_an_error():
    ball = {"a": (0.0, 0.0, 0.0, 5.0)}
    parts = (
        NodePart(name="p", chains=(Chain(nodes=("a",)),)),
        NodePart(name="q", chains=(Chain(nodes=("a",)),), carve=True),
    )
    with pytest.raises(RecipeError, match="empty"):
        build(NodeMesh(nodes=ball, parts=parts))
