"""How well nerves and ligaments are joined, and what stands out of the skin."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from body_samples import ball

from nmt_atlas.body.making.build import build_pack
from nmt_atlas.body.making.measures import begins, ends, stands_out
from nmt_atlas.body.making.packing import PackPart, write_pack
from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.domain.anatomy import Structure
from nmt_atlas.domain.pack import BodyInfo
from nmt_atlas.library.loading import load_recipes
from nmt_atlas.library.paths import DataPaths

BONE = {
    "kind": "nodes",
    "nodes": {"top": [-80, -70, 400, 10], "foot": [-80, -70, 300, 10]},
    "parts": [{"name": "shaft", "chains": [{"nodes": ["top", "foot"]}]}],
    "spacing": 2,
}


def tube(*points: tuple[int, int, int]) -> dict:
    return {"kind": "tube", "course": [[*point, 2] for point in points]}


def band(start: int, stop: int) -> dict:
    lines = [[[x, -60, start], [x, -58, (start + stop) // 2], [x, -60, stop]] for x in (-84, -76)]
    return {"kind": "sheet", "lines": lines, "thickness": [[2, 2, 2]] * 2}


def write(root: Path, system: str, name: str, shape: dict) -> None:
    data = {"id": name, "name": name, "system": system, "region": "leg", "whole": name}
    path = root / "meshes" / "nerves" / f"{name}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data | {"shape": shape, "sources": ["gray-2020"]}))


@pytest.fixture
def paths(tmp_path) -> DataPaths:
    write(tmp_path, "bone", "tibia", BONE)
    write(tmp_path, "nerve", "trunk", tube((-60, -70, 400), (-60, -70, 350), (-60, -70, 300)))
    write(tmp_path, "nerve", "joined", tube((-60, -70, 350), (-50, -70, 340), (-40, -70, 330)))
    write(tmp_path, "nerve", "loose", tube((-40, -70, 302), (-40, -60, 290), (-40, -40, 280)))
    write(tmp_path, "ligament", "held", band(390, 310))
    write(tmp_path, "ligament", "hanging", band(390, 270))
    write(tmp_path, "ligament", "hanging-bursa", tube((20, 0, 300), (20, 0, 310), (20, 0, 320)))
    found = DataPaths(tmp_path)
    build_pack(found)
    return found


def test_a_nerve_that_begins_in_the_air_is_told(paths):
    found = {one.structure: one.mm for one in begins(own_body(paths), load_recipes(paths)[0])}
    assert found["joined"] <= 2.5
    assert 15 < found["loose"] < 30


def test_a_ligament_that_holds_on_to_nothing_is_told(paths):
    found = {one.structure: one.mm for one in ends(own_body(paths), load_recipes(paths)[0])}
    assert next(iter(found)) == "hanging"
    assert found["hanging"] > 10
    assert found["held"] < 3


def test_what_stands_out_of_the_skin_is_told(tmp_path):
    skin = Structure(id="skin", name="Skin", system="skin", region="whole-body", whole="skin")
    inner, outer = (
        Structure(id=name, name=name, system="bone", region="leg", whole=name)
        for name in ("inner", "outer")
    )
    info = BodyInfo(id="own", name="B", licence="L", attribution="A", recipe_hash="0")
    write_pack(
        tmp_path,
        info,
        [
            PackPart(skin.model_copy(update={"paired": False}), "midline", ball(radius=50)),
            PackPart(inner, "right", ball(radius=44)),
            PackPart(outer, "right", ball(radius=53)),
        ],
    )
    (found,) = stands_out(Body(tmp_path))
    assert found.structure == "outer"
    assert found.mm == pytest.approx(3, abs=0.6)


def test_a_bursa_holds_on_to_nothing(paths):
    found = {one.structure for one in ends(own_body(paths), load_recipes(paths)[0])}
    assert "hanging" in found
    assert "hanging-bursa" not in found
