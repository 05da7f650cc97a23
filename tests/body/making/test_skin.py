"""The skin is closed, mirrored, over its parts, and the same on every run."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.body.making.skin import build_skin, edge_length, skin_form
from nmt_atlas.body.making.skin.form import ellipsoid
from nmt_atlas.body.making.skin.remesh import edges_of
from nmt_atlas.body.making.skin.voxels import Grid, fill
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.shapes import build
from nmt_atlas.domain.errors import RecipeError
from nmt_atlas.domain.recipe import Loft
from nmt_atlas.domain.skin import FatPad, SkinRecipe
from nmt_atlas.library.paths import data_paths


def rod(x: float, z0: float, z1: float, radius: float) -> Mesh:
    stations = tuple((x, 0.0, z, radius, radius, 0.0) for z in np.linspace(z1, z0, 4))
    return build(Loft(stations=stations, power=2.0), 4.0)


PARTS = {
    "trunk": rod(0.0, 60.0, 160.0, 30.0),
    "leg-right": rod(-26.0, -60.0, 60.0, 16.0),
    "leg-left": rod(26.0, -60.0, 60.0, 16.0),
}
RECIPE = SkinRecipe.model_validate(
    {
        "parting": 40.0,
        "floor": -80.0,
        "edge": 7.0,
        "limbs": [
            {"id": "trunk", "axis": [[0, 0, 160, 30], [0, 0, 70, 30]], "joins": ["leg"]},
            {"id": "leg", "axis": [[-26, 0, 50, 16], [-26, 0, -60, 16]], "joins": ["trunk"]},
        ],
        "pads": [{"name": "belly", "centre": [0, -30, 110], "radii": [20, 16, 20], "blend": 8}],
        "features": {
            "nodes": {"nose": [0, -36, 150, 8], "tip": [0, -52, 150, 5]},
            "parts": [{"name": "nose", "chains": [{"nodes": ["nose", "tip"]}]}],
            "mirror": True,
            "mirror_x": 0,
        },
        "details": [{"name": "nose", "centre": [0, -48, 150], "radius": 25, "edge": 3}],
        "sources": ["gray-2020"],
    }
)


@pytest.fixture(scope="module")
def skin() -> Mesh:
    return build_skin(PARTS, RECIPE)


def test_it_is_one_closed_mirrored_mesh(skin: Mesh) -> None:
    assert skin.is_closed()
    assert skin.volume > 0
    points = {tuple(row) for row in np.round(skin.points, 6)}
    assert {(-x + 0.0, y, z) for x, y, z in points} == {(x + 0.0, y, z) for x, y, z in points}
    edges, _ = edges_of(skin.faces, len(skin.points))
    assert len(skin.points) - len(edges) + len(skin.faces) == 2, "a handle or a second shell"


def test_it_lies_over_the_parts_by_the_offset(skin: Mesh) -> None:
    form = skin_form(PARTS, RECIPE)
    inner = PARTS["leg-right"].points
    inner = inner[np.abs(inner[:, 2]) < 30]
    depth = -form(inner)
    assert depth.min() > 4
    assert depth.mean() == pytest.approx(7, abs=1.5)


def test_legs_part_and_soles_are_flat(skin: Mesh) -> None:
    low = skin.points[skin.points[:, 2] < 20]
    assert np.abs(low[:, 0]).min() > 1.0
    assert skin.points[:, 2].min() > -80.5


def test_features_and_pads_stand_out_and_are_fine(skin: Mesh) -> None:
    nose = skin.points[np.abs(skin.points[:, 2] - 150) < 4]
    assert nose[:, 1].min() == pytest.approx(-57, abs=1)
    belly = skin.points[np.abs(skin.points[:, 2] - 110) < 4]
    assert belly[:, 1].min() < -44
    edges, _ = edges_of(skin.faces, len(skin.points))
    middle = skin.points[edges].mean(axis=1)
    length = np.linalg.norm(np.diff(skin.points[edges], axis=1)[:, 0], axis=1)
    fine = np.linalg.norm(middle - [0, -52, 150], axis=1) < 10
    assert np.median(length[fine]) < 3.4
    assert np.median(length[middle[:, 2] < 40]) == pytest.approx(6.2, abs=1.2)
    assert np.quantile(length, 0.99) < 11


def test_it_is_the_same_on_every_run(skin: Mesh) -> None:
    again = build_skin(PARTS, RECIPE)
    assert np.array_equal(again.points, skin.points)
    assert np.array_equal(again.faces, skin.faces)


def test_faults_are_told() -> None:
    with pytest.raises(RecipeError, match="no parts"):
        build_skin({}, RECIPE)
    lost = RECIPE.model_dump()
    lost["limbs"][0]["joins"] = ["tail"]
    with pytest.raises(RecipeError, match="tail"):
        skin_form(PARTS, SkinRecipe.model_validate(lost))


def test_filling_counts_windings() -> None:
    grid = Grid(np.array([-80.0, -40.0, 40.0]), 2.0, (81, 41, 71))
    inside = fill([PARTS["trunk"], PARTS["trunk"]], grid)
    volume = inside.sum() * 8.0
    assert volume == pytest.approx(PARTS["trunk"].volume, rel=0.08)
    assert not fill([], grid).any()


def test_an_ellipsoid_pad_measures_millimetres() -> None:
    pad = FatPad(name="pad", centre=(1, 2, 3), radii=(10, 20, 30), turn=(90, 0))
    found = ellipsoid(pad, np.array([[26.0, 2.0, 3.0], [1.0, 2.0, 38.0], [1.0, 12.0, 3.0]]))
    assert found == pytest.approx([5.0, 5.0, 0.0], abs=0.8)


def test_the_shipped_recipe_is_valid_and_finer_at_the_face() -> None:
    text = (data_paths().meshes / "skin" / "skin.json").read_text(encoding="utf-8")
    recipe = SkinRecipe.model_validate_json(text)
    face, thigh = edge_length(recipe, np.array([[-31.0, -170.0, 1520.0], [-90.0, -140.0, 600.0]]))
    assert face < 2.5
    assert 5 < thigh <= 6.5
    assert all(x <= 0 for one in recipe.limbs for x, *_ in one.axis)
