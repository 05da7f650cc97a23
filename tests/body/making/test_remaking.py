"""Named parts built anew beside what stands; the fibres of a standing body carried anew."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest

from nmt_atlas.body.making.build import build_pack
from nmt_atlas.body.making.crossing import shared
from nmt_atlas.body.making.grain import turn
from nmt_atlas.body.making.regraining import renew_fibres
from nmt_atlas.body.making.remaking import remake_parts
from nmt_atlas.body.packs.reading import read_index, verify
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.errors import RecipeError, UnknownIdError
from nmt_atlas.library.paths import DataPaths

BONE = {
    "kind": "nodes",
    "nodes": {"top": [-80, -70, 400, 10], "foot": [-80, -70, 250, 10]},
    "parts": [{"name": "shaft", "chains": [{"nodes": ["top", "foot"]}]}],
    "spacing": 3,
}


def belly(x: int, width: int = 8) -> dict:
    stations = [[x, -70, z, w, w, 0] for z, w in ((390, 4), (330, width), (260, 4))]
    return {"kind": "loft", "stations": stations}


def write(root: Path, name: str, shape: dict, system: str = "muscle", **more: object) -> None:
    data = {"id": name, "name": name.title(), "system": system, "region": "leg", "whole": name}
    if system == "muscle":
        data["layer"] = "deep"
    folder = root / "meshes" / ("muscles/leg" if system == "muscle" else "bones")
    folder.mkdir(parents=True, exist_ok=True)
    text = json.dumps(data | {"shape": shape, "sources": ["gray-2020"]} | more)
    (folder / f"{name}.json").write_text(text)


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("body")
    write(root, "tibia", BONE, "bone")
    write(root, "inner", belly(-60))
    write(root, "outer", belly(-100))
    corners = [[-160, -120, 200, 6, 6, 0], [-120, -70, 330, 6, 6, 0], [-160, -20, 460, 6, 6, 0]]
    write(root, "wide", {"kind": "loft", "stations": corners})  # the file's grid is as wide
    build_pack(DataPaths(root))
    return root


def test_only_what_is_named_is_anew(copied):
    body = own_body(copied)
    bones = [file for file in body.index.files if file.group == "bones"]
    before = body.mesh("inner-right"), body.mesh("inner-left", "phone")
    write(copied.root, "outer", belly(-104, 11))
    index = remake_parts(copied, ["outer"])
    assert index == verify(copied.pack) == read_index(copied.pack)
    now = own_body(copied)
    assert [file for file in now.index.files if file.group == "bones"] == bones
    after = now.mesh("inner-right"), now.mesh("inner-left", "phone")
    for old, new in zip(before, after, strict=True):
        assert np.array_equal(old.points, new.points)
        assert np.array_equal(old.faces, new.faces)
    assert now.mesh("outer-right").volume > 1.2 * body.mesh("outer-right").volume
    assert now.tendon("inner-right") == body.tendon("inner-right")
    twin = now.mesh("outer-right").points * [-1, 1, 1]
    assert np.array_equal(now.mesh("outer-left").points, twin)


def test_it_leaves_the_bone_and_the_muscle_that_stands(copied):
    stands = own_body(copied).mesh("inner-right")
    write(copied.root, "outer", belly(-66, 8))
    remake_parts(copied, ["outer"])
    now = own_body(copied)
    outer, bone = now.mesh("outer-right"), now.mesh("tibia-right")
    assert np.array_equal(now.mesh("inner-right").points, stands.points)
    assert shared(outer, stands) < 0.035 * min(outer.volume, stands.volume)
    assert shared(outer, bone) < 0.35 * outer.volume


def test_two_that_are_anew_part_from_each_other_too(copied):
    write(copied.root, "inner", belly(-84, 10))
    write(copied.root, "outer", belly(-96, 10))
    remake_parts(copied, ["inner", "outer"])
    inner, outer = (own_body(copied).mesh(f"{name}-right") for name in ("inner", "outer"))
    assert shared(inner, outer) < 0.04 * min(inner.volume, outer.volume)


def test_a_new_muscle_comes_in_and_a_wrong_name_is_told(copied):
    write(copied.root, "third", belly(-140))
    with pytest.raises(UnknownIdError, match=r"thrid.*third"):
        remake_parts(copied, ["thrid"])
    remake_parts(copied, ["third"])
    assert {"third-left", "third-right"} <= own_body(copied).parts.keys()


def test_a_relation_that_breaks_leaves_the_old_pack(copied):
    before = read_index(copied.pack)
    says = [{"kind": "medial-to", "of": ["tibia"]}]
    write(copied.root, "outer", belly(-120), relations=says)
    with pytest.raises(RecipeError, match="not medial-to tibia"):
        remake_parts(copied, ["outer"])
    assert read_index(copied.pack) == before


def test_fibres_anew_move_nothing_and_run_straighter(copied):
    body = own_body(copied)
    before = {name: body.mesh(name, "phone") for name in ("inner-right", "inner-left")}
    files = {file.path for file in body.index.files if file.group == "bones"}
    renew_fibres(copied)
    verify(copied.pack)
    now = own_body(copied)
    assert files <= {file.path for file in now.index.files}
    for name, old in before.items():
        new = now.mesh(name, "phone")
        assert np.array_equal(old.points, new.points)
        assert np.array_equal(old.faces, new.faces)
        assert turn(new) <= turn(old) + 0.5
    left, right = (now.mesh(f"inner-{side}", "phone").uv for side in ("left", "right"))
    assert np.abs(left - right).max() < 1e-3
