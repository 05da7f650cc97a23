"""Structures put into one layer of a standing pack: all else stays as it is."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from nmt_atlas.body.making.adding import add_structures
from nmt_atlas.body.making.build import build_pack, recipe_hash
from nmt_atlas.body.packs.reading import read_index, verify
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.errors import PackError, RecipeError, UnknownIdError
from nmt_atlas.library.loading import load_recipes
from nmt_atlas.library.paths import DataPaths

BONE = {
    "kind": "nodes",
    "nodes": {"top": [-80, -70, 400, 14], "foot": [-80, -70, 300, 12]},
    "parts": [{"name": "shaft", "chains": [{"nodes": ["top", "foot"]}]}],
    "spacing": 3,
}


def band(z: int, x: int = -60) -> dict:
    return {
        "kind": "sheet",
        "lines": [[[x, y, z], [x - 2, y, z - 20], [x, y, z - 40]] for y in (-76, -64)],
        "thickness": [[2, 3, 2]] * 2,
    }


def write(root: Path, folder: str, name: str, shape: dict, **more: object) -> None:
    system = {"bones": "bone", "ligaments": "ligament", "cartilage": "cartilage"}[folder]
    data = {"id": name, "name": name.title(), "system": system, "region": "leg", "whole": name}
    path = root / "meshes" / folder / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data | {"shape": shape, "sources": ["gray-2020"]} | more))


@pytest.fixture
def paths(tmp_path) -> DataPaths:
    write(tmp_path, "bones", "tibia", BONE)
    write(tmp_path, "ligaments", "old-band", band(390))
    found = DataPaths(tmp_path)
    build_pack(found)
    return found


def files_of(paths: DataPaths, group: str) -> set[str]:
    return {file.path for file in read_index(paths.pack).files if file.group == group}


def test_a_new_ligament_stands_beside_the_old_ones(paths):
    before, bones = own_body(paths).mesh("old-band-left"), files_of(paths, "bones")
    write(paths.root, "ligaments", "new-band", band(400))
    index = add_structures(paths, "ligaments")
    assert index == verify(paths.pack)
    assert [one.id for one in index.structures] == ["new-band", "old-band", "tibia"]
    assert {"new-band-right", "new-band-left"} <= {part.id for part in index.parts}
    assert files_of(paths, "bones") == bones
    body = own_body(paths)
    after = body.mesh("old-band-left")
    assert np.array_equal(after.points, before.points)
    assert np.array_equal(after.faces, before.faces)
    assert body.part("new-band-right").source_ids == ("gray-2020",)
    assert body.mesh("new-band-right", "phone").is_closed()
    mirrored = body.mesh("new-band-right").points * [-1, 1, 1]
    assert np.array_equal(body.mesh("new-band-left").points, mirrored)
    assert index.body.recipe_hash == recipe_hash(load_recipes(paths)[0].values())


def test_with_nothing_new_the_files_are_the_same_to_the_byte(paths):
    before = {path.name: path.read_bytes() for path in paths.pack.iterdir()}
    add_structures(paths, "ligaments")
    assert {path.name: path.read_bytes() for path in paths.pack.iterdir()} == before


def test_what_is_named_is_built_anew_and_what_has_no_recipe_goes(paths):
    write(paths.root, "ligaments", "old-band", band(380))
    add_structures(paths, "ligaments")
    assert own_body(paths).part("old-band-right").bounds[1][2] > 385
    add_structures(paths, "ligaments", anew=("old-band",))
    assert own_body(paths).part("old-band-right").bounds[1][2] < 385
    write(paths.root, "ligaments", "new-band", band(350))
    (paths.meshes / "ligaments" / "old-band.json").unlink()
    index = add_structures(paths, "ligaments")
    assert {part.structure for part in index.parts} == {"tibia", "new-band"}
    with pytest.raises(UnknownIdError, match=r"nw-band.*new-band"):
        add_structures(paths, "ligaments", anew=("nw-band",))


def test_beyond_the_grid_the_old_ones_move_by_less_than_its_step(paths):
    before = own_body(paths).mesh("old-band-right")
    write(paths.root, "ligaments", "far-band", band(1500))
    add_structures(paths, "ligaments")
    after = own_body(paths).mesh("old-band-right")
    assert np.array_equal(after.faces, before.faces)
    assert 0 < np.abs(after.points - before.points).max() < 0.1


def test_a_relation_that_does_not_hold_leaves_the_old_pack(paths):
    before = read_index(paths.pack)
    says = [{"kind": "above", "of": ["old-band"]}]
    write(paths.root, "ligaments", "new-band", band(340), relations=says)
    with pytest.raises(RecipeError, match=r"not above old-band"):
        add_structures(paths, "ligaments")
    assert read_index(paths.pack) == before
    write(paths.root, "ligaments", "new-band", band(450), relations=says)
    add_structures(paths, "ligaments")


def test_without_a_pack_it_says_so(paths, tmp_path):
    with pytest.raises(PackError, match="no mesh pack"):
        add_structures(paths, "ligaments", out=tmp_path / "nowhere")
