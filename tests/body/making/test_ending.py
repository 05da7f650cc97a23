"""Ends of muscles laid onto what they hold on to, and how far they lie from it."""

from __future__ import annotations

import json

import numpy as np
import pytest
from tests.body.making.test_remaking import BONE, belly, write

from nmt_atlas.body import shapes
from nmt_atlas.body.making.attachments import attachments
from nmt_atlas.body.making.build import build_pack
from nmt_atlas.body.making.ending import ABOVE, BELOW, Holds, holding, laid, pieces_ending
from nmt_atlas.body.making.laying import lay_ends
from nmt_atlas.body.making.sampling import sampled, sampled_field
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.reading import verify
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.recipe import Loft, Pieces
from nmt_atlas.library.loading import load_recipes
from nmt_atlas.library.paths import DataPaths

SPOTS = np.arange(-60.0, 61.0, 24.0)
CORNERS = np.array([[0.0, y, z] for z in SPOTS for y in SPOTS])
CELLS = [6 * row + column for row in range(5) for column in range(5)]
WALL = Mesh(
    CORNERS,
    np.array([f for k in CELLS for f in ((k, k + 1, k + 7), (k, k + 7, k + 6))], dtype=np.int32),
)
"""A plate in x = 0 whose outside looks to +x."""


def rod(x: float, top: float = 40, foot: float = -40) -> Loft:
    stations = [(x, 0, z, 5, 4, 0) for z in (top, (top + foot) / 2, foot)]
    return Loft.model_validate({"stations": stations})


def test_a_surface_is_sampled_as_close_as_it_is_asked_for():
    points, normals = sampled(WALL, 2.0)
    gaps = np.linalg.norm(
        points[:, None, 1:] - np.random.default_rng(1).uniform(-60, 60, (50, 2)), axis=2
    )
    assert gaps.min(axis=0).max() <= 2.0
    assert normals == pytest.approx(np.broadcast_to([1.0, 0, 0], normals.shape))
    assert np.array_equal(points[:36], WALL.points)


def test_an_end_beside_a_wall_lies_thin_upon_it():
    solid = shapes.build_solid(rod(9))
    mesh, core = laid(solid.mesh, Holds(origin=(sampled_field(WALL),)), core=solid.core)
    along = mesh.uv[:, 0]
    tip = mesh.points[along < 0.004]
    assert tip[:, 0].min() >= -BELOW - 1e-6
    assert tip[:, 0].max() <= ABOVE + 1e-6
    assert solid.mesh.points[along < 0.004][:, 0].min() > 3.9  # it stood beside the wall before
    far = along > 0.5
    assert np.array_equal(mesh.points[far], solid.mesh.points[far])
    assert core[along < 0.004][:, 0] == pytest.approx(0, abs=1e-6)
    assert mesh.volume < solid.mesh.volume


def test_an_end_too_far_away_and_one_that_names_nothing_stay():
    solid = shapes.build_solid(rod(40))
    away = laid(solid.mesh, Holds(origin=(sampled_field(WALL),)))[0]
    assert np.array_equal(away.points, solid.mesh.points)
    near = shapes.build_solid(rod(9)).mesh
    assert np.array_equal(laid(near, Holds())[0].points, near.points)


def test_a_muscle_in_the_midline_meets_both_sides():
    left = shapes.build_solid(rod(30)).mesh
    wall = Mesh(WALL.points - [25.0, 0, 0], WALL.faces[:, ::-1].copy())
    moved = laid(left, Holds(origin=(sampled_field(wall),)), fold=True)[0]
    tip = moved.points[moved.uv[:, 0] < 0.004]
    assert tip[:, 0] == pytest.approx(25, abs=ABOVE + 0.1)


def test_a_slip_that_goes_on_in_a_belly_has_no_end_of_its_own():
    both = Pieces(pieces=(rod(9), rod(9, top=-30, foot=-120)))
    solid = shapes.build_solid(both)
    along = solid.mesh.uv[:, 0]
    assert len(list(pieces_ending(solid.mesh, solid.core, along))) == 1
    (lower,) = pieces_ending(solid.mesh, solid.core, 1.0 - along)
    assert solid.mesh.points[lower][:, 2].min() < -100


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    root = tmp_path_factory.mktemp("ends")
    write(root, "tibia", BONE, "bone")
    write(root, "inner", belly(-60))
    build_pack(DataPaths(root))
    return root


def named(paths: DataPaths, ends_on: list[list[str]]) -> None:
    write(paths.root, "inner", belly(-60), ends_on=ends_on)


def test_standing_ends_are_laid_and_nothing_else_moves(copied):
    named(copied, [["tibia"], []])
    recipes = load_recipes(copied)[0]
    body = own_body(copied)
    before = body.mesh("inner-right")
    (far,) = attachments(body, recipes)
    assert (far.muscle, far.end) == ("inner", "origin")
    assert far.median > 4
    lay_ends(copied)
    verify(copied.pack)
    now = own_body(copied)
    (near,) = attachments(now, recipes)
    assert near.closest <= 1
    assert near.median <= 2
    after, twin = now.mesh("inner-right"), now.mesh("inner-left")
    assert np.array_equal(after.faces, before.faces)
    assert np.array_equal(twin.points, after.points * [-1, 1, 1])
    low = before.uv[:, 0] > 0.6
    assert after.points[low] == pytest.approx(before.points[low], abs=0.02)


def test_a_whole_build_lays_the_same_ends(copied):
    named(copied, [["tibia"], ["tibia"]])
    build_pack(copied)
    found = attachments(own_body(copied), load_recipes(copied)[0])
    assert len(found) == 2
    assert max(one.median for one in found) <= 2


def test_a_muscle_that_names_itself_meets_its_fellow_in_the_midline(copied):
    named(copied, [["inner"], ["skin"]])
    (found,) = attachments(own_body(copied), load_recipes(copied)[0])
    assert found.closest == pytest.approx(56, abs=1)


def test_only_firm_things_are_laid_onto(copied):
    recipes = load_recipes(copied)[0]
    assert holding(recipes, ["inner", "tibia", "skin"]) == ("tibia",)
    assert json.loads((copied.root / "meshes/bones/tibia.json").read_text())["system"] == "bone"
