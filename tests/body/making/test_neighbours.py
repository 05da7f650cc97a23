"""Neighbours share space; bones are not entered; nothing is torn."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.body.making.cache import SolidCache, key_of
from nmt_atlas.body.making.crossing import shared
from nmt_atlas.body.making.neighbours import (
    ALLOWED,
    INTO_BONE,
    far_side,
    field_of,
    freed,
    part_pair,
    weigh,
)
from nmt_atlas.body.making.settling import Settling, crossings
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.shapes import build_solid
from nmt_atlas.body.shapes.solid import Solid
from nmt_atlas.domain.recipe import Chain, Loft, NodeMesh, NodePart, Recipe, Shape

FAR_RIGHT = -100.0


def rod(x: float, half: float = 10.0, span: tuple[float, float] = (0.0, 120.0)) -> Loft:
    stations = tuple((FAR_RIGHT + x, 0.0, z, half, half, 0.0) for z in np.linspace(*span, 3))
    return Loft(stations=stations)


SHAFT = NodeMesh(
    nodes={"top": (FAR_RIGHT - 30, 0, -10, 6), "end": (FAR_RIGHT - 30, 0, 130, 6)},
    parts=(NodePart(name="shaft", chains=(Chain(nodes=("top", "end")),)),),
)


def recipe(name: str, shape: Shape, system: str = "muscle", **more: object) -> Recipe:
    data = {"id": name, "name": name, "system": system, "region": "leg", "whole": name}
    layer = {"layer": "deep"} if system == "muscle" else {}
    return Recipe.model_validate(
        {**data, **layer, "shape": shape.model_dump(), "sources": ["gray-2020"], **more}
    )


def settled(*recipes: Recipe) -> tuple[dict[str, Solid], dict[str, Mesh]]:
    """Raw solids, and the muscles as the build settles them."""
    solids = {one.id: build_solid(one.shape, 3.0) for one in recipes}
    keys = {one.id: key_of(one.shape.model_dump_json()) for one in recipes}
    named = {one.id: one for one in recipes}
    return solids, Settling(named, solids, keys, SolidCache(None)).meshes()


@pytest.fixture(scope="module")
def scene() -> tuple[dict[str, Solid], dict[str, Mesh]]:
    return settled(
        recipe("a", rod(-50.0)),
        recipe("b", rod(-62.0)),
        recipe("far", rod(-200.0)),
        recipe("over", rod(-38.0, 8.0), variant_of="something"),
        recipe("shaft", SHAFT, "bone"),
    )


def share(one: Mesh, other: Mesh) -> float:
    return shared(one, other) / min(one.volume, other.volume)


def test_overlapping_rods_part_as_far_as_they_must(scene):
    solids, done = scene
    assert share(solids["a"].mesh, solids["b"].mesh) > 0.2
    assert 0.5 * ALLOWED < share(done["a"], done["b"]) < 0.03
    assert done["a"].volume > 0.8 * solids["a"].mesh.volume


def test_what_touches_nothing_is_left_alone(scene):
    solids, done = scene
    assert np.array_equal(done["far"].points, solids["far"].mesh.points)


def test_what_shares_little_is_left_alone():
    solids, done = settled(recipe("a", rod(-50.0)), recipe("b", rod(-68.5)))
    assert 0 < share(solids["a"].mesh, solids["b"].mesh) < ALLOWED
    assert np.array_equal(done["a"].points, solids["a"].mesh.points)


def test_the_heavier_gives_more():
    solids, done = settled(recipe("big", rod(-50.0, 20.0)), recipe("small", rod(-69.0, 6.0)))
    lost = {name: solids[name].mesh.volume - done[name].volume for name in done}
    assert lost["big"] > 3 * lost["small"]
    assert weigh(1.0, 4.0) == (4.0, 1.0)
    assert weigh(1000.0, 1.0) == (1.0, 8.0)


def test_a_muscle_keeps_out_of_bone(scene):
    _, done = scene
    axis = done["over"].points[:, [0, 1]] - [FAR_RIGHT - 30.0, 0.0]
    level = (done["over"].points[:, 2] > 0) & (done["over"].points[:, 2] < 120)
    assert np.linalg.norm(axis[level], axis=1).min() > 6 - INTO_BONE - 0.8


def test_meshes_stay_closed(scene):
    _, done = scene
    assert all(mesh.is_closed() and mesh.volume > 0 for mesh in done.values())


def test_what_lies_within_another_is_cut_out_of_it():
    solids, done = settled(
        recipe("outer", rod(-60.0, 20.0)), recipe("inner", rod(-60.0, 7.0, (20.0, 100.0)))
    )
    assert share(solids["outer"].mesh, solids["inner"].mesh) > 0.95
    assert share(done["outer"], done["inner"]) < 0.001
    assert done["inner"].volume == pytest.approx(solids["inner"].mesh.volume)
    assert done["outer"].is_closed()
    assert done["outer"].volume == pytest.approx(
        solids["outer"].mesh.volume - done["inner"].volume, rel=1e-3
    )
    raw, left = solids["outer"].mesh, done["outer"]
    assert left.uv is not None
    assert raw.uv is not None
    same = (left.points[:, None] == raw.points[None]).all(axis=2)
    rows, columns = np.nonzero(same)
    assert len(rows) > 100
    assert np.allclose(left.uv[rows], raw.uv[columns], atol=1e-5)


def test_a_variant_gives_way_to_what_everybody_has():
    solids, done = settled(
        recipe("a", rod(-50.0)), recipe("extra", rod(-64.0), variant_of="something")
    )
    assert np.array_equal(done["a"].points, solids["a"].mesh.points)
    assert share(done["a"], done["extra"]) < 0.03


def test_a_variant_in_the_place_of_another_keeps_its_shape():
    solids, done = settled(recipe("a", rod(-50.0)), recipe("instead", rod(-52.0), variant_of="a"))
    assert np.array_equal(done["instead"].points, solids["instead"].mesh.points)
    assert np.array_equal(done["a"].points, solids["a"].mesh.points)


def test_variants_are_not_compared_with_each_other():
    both = [recipe(name, rod(-60.0), variant_of="x") for name in ("one", "two")]
    solids, done = settled(*both)
    assert np.array_equal(done["one"].points, solids["one"].mesh.points)
    assert not list(crossings(done, {one.id: one for one in both}))


def test_a_muscle_in_the_midline_gives_way_on_both_sides():
    shape = Loft(stations=tuple((x, 0.0, 0.0, 12.0, 8.0, 0.0) for x in (-60.0, 0.0, 60.0)))
    crossing = Loft(stations=tuple((-30.0, 11.0, z, 6.0, 6.0, 0.0) for z in (-40.0, 0.0, 40.0)))
    solids, done = settled(recipe("belt", shape, paired=False), recipe("strap", crossing))
    assert share(solids["belt"].mesh, solids["strap"].mesh) > ALLOWED
    mirrored = done["strap"].mirrored()
    assert share(done["belt"], done["strap"]) < 0.03
    assert share(done["belt"], mirrored) < 0.03


def test_a_paired_part_keeps_to_its_side():
    solid = build_solid(Loft(stations=tuple((-4.0, 0.0, z, 9.0, 9.0, 0.0) for z in (0, 50, 99))))
    assert solid.mesh.points[:, 0].max() > 0
    assert freed(solid, []).mesh.points[:, 0].max() < 0
    assert freed(solid, [], paired=False).mesh.points[:, 0].max() > 0


def test_the_far_side_lies_opposite():
    solid = build_solid(rod(-50.0), 3.0)
    assert solid.core is not None
    across = far_side(solid.mesh.points, solid.core)
    middle = np.abs(solid.mesh.points[:, 2] - 60.0) < 20.0
    spoke = (solid.mesh.points - solid.core)[middle]
    other = (solid.mesh.points[across] - solid.core)[middle]
    assert np.allclose(spoke, -other, atol=0.3)


def test_parting_that_would_take_too_much_is_left_to_cutting():
    one, other = (freed(build_solid(rod(-60.0, half), 3.0), []) for half in (8.0, 7.5))
    ways = part_pair(one, other, (1.0, 1.0))
    assert not ways[0].any()
    assert not ways[1].any()


def test_fields_tell_inside_from_outside():
    field = field_of(build_solid(rod(-50.0), 3.0).mesh)
    distance, _ = field.distance(np.array([[FAR_RIGHT - 50.0, 0, 60], [FAR_RIGHT - 30.0, 0, 60]]))
    assert distance[0] < -8
    assert distance[1] == pytest.approx(10.0, abs=1.0)
