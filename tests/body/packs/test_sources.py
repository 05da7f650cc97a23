"""Bodies: lazy, cached, the same face for every origin."""

from __future__ import annotations

import pytest
from body_samples import INFO, some_body, some_parts

from nmt_atlas.body.making.packing import write_pack
from nmt_atlas.body.packs.sources import Body, installed_bodies, own_body, readable_bodies
from nmt_atlas.domain.errors import PackError, UnknownIdError
from nmt_atlas.library.paths import DataPaths


def test_the_own_body_is_the_pack_beside_the_recipes(tmp_path):
    some_body(tmp_path / "meshes" / "pack")
    body = own_body(DataPaths(tmp_path))
    assert body.id == "own"
    assert set(body.structures) == {"piriformis", "sacrum", "skin"}
    assert body.part("sacrum").side == "midline"
    assert body.tendon("piriformis-left") == (0.05, 0.2)
    assert body.tendon("sacrum") is None


def test_stills_take_the_finest_level_that_was_built(tmp_path):
    assert some_body(tmp_path / "pack").finest == "standard"
    write_pack(tmp_path / "all", INFO, some_parts(), details=("phone", "standard", "fine"))
    assert Body(tmp_path / "all").finest == "fine"


def test_meshes_are_read_once(tmp_path):
    body = some_body(tmp_path / "pack")
    assert body.mesh("sacrum") is body.mesh("sacrum")
    assert len(body.mesh("sacrum", "phone").faces) <= len(body.mesh("sacrum").faces)
    assert body.skin() is body.mesh("skin")


def test_nothing_is_read_before_it_is_asked_for(tmp_path):
    body = Body(tmp_path / "nowhere")
    with pytest.raises(PackError, match="no mesh pack"):
        _ = body.index


def test_unknown_parts(tmp_path):
    with pytest.raises(UnknownIdError, match="femur-right"):
        some_body(tmp_path / "pack").mesh("femur-right")


def test_installed_bodies_are_listed_by_folder(tmp_path):
    assert installed_bodies(tmp_path / "none") == ()
    some_body(tmp_path / "b")
    some_body(tmp_path / "a")
    (tmp_path / "empty").mkdir()
    assert [body.directory.name for body in installed_bodies(tmp_path)] == ["a", "b"]


@pytest.mark.parametrize("index", ["{", "", "[]", '{"format": 1}'])
def test_a_damaged_body_is_left_out_with_one_problem(tmp_path, index):
    some_body(tmp_path / "whole")
    some_body(tmp_path / "hurt")
    (tmp_path / "hurt" / "index.json").write_text(index)
    bodies, problems = readable_bodies(tmp_path)
    assert [body.directory.name for body in bodies] == ["whole"]
    (problem,) = problems
    assert "hurt" in problem.file
    assert "left out" in problem.found
    assert "install the body again" in problem.expected
