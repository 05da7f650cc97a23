"""Building the own body: deterministic, cached, faults named, the old pack kept."""

from __future__ import annotations

import json
import os
from pathlib import Path

import numpy as np
import pytest
from body_samples import ball

from nmt_atlas.body import shapes
from nmt_atlas.body.making import build, faults
from nmt_atlas.body.making.build import build_pack, recipe_hash
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.body.packs.reading import verify
from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.body.pictures import stills
from nmt_atlas.body.shapes.solid import Solid
from nmt_atlas.domain.errors import DocumentError, PackError, RecipeError
from nmt_atlas.domain.skin import SkinRecipe
from nmt_atlas.library.loading import load_recipes
from nmt_atlas.library.paths import DataPaths

BONE = {
    "kind": "nodes",
    "nodes": {"top": [-80, -70, 400, 14], "foot": [-80, -70, 300, 12]},
    "parts": [{"name": "shaft", "chains": [{"nodes": ["top", "foot"]}]}],
    "spacing": 3,
}
MUSCLE = {
    "kind": "loft",
    "stations": [
        [-60, -70, 400, 8, 6, 0],
        [-56, -70, 350, 20, 14, 0],
        [-60, -70, 300, 8, 6, 0],
    ],
}
SACRUM = {
    "kind": "nodes",
    "nodes": {"a": [0, 0, 900, 30], "b": [0, 0, 860, 20]},
    "parts": [{"name": "body", "chains": [{"nodes": ["a", "b"]}]}],
    "spacing": 4,
}


def recipe(name: str, system: str, shape: dict, **more) -> dict:
    data = {"id": name, "name": name.title(), "system": system, "region": "leg", "whole": name}
    layer = {"layer": "deep"} if system == "muscle" else {}
    return data | layer | {"shape": shape, "sources": ["gray-2020"]} | more


def write(root: Path, folder: str, data: dict) -> None:
    path = root / "meshes" / folder / f"{data['id']}.json"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(data))


@pytest.fixture
def paths(tmp_path) -> DataPaths:
    write(tmp_path, "bones/leg", recipe("tibia", "bone", BONE))
    write(tmp_path, "bones/trunk", recipe("sacrum", "bone", SACRUM, paired=False))
    write(tmp_path, "muscles/leg", recipe("soleus", "muscle", MUSCLE, tendon=[0.1, 0.3]))
    return DataPaths(tmp_path)


def test_recipes_become_a_pack(paths):
    index = build_pack(paths)
    body = own_body(paths)
    assert verify(paths.pack) == index
    assert set(body.parts) == {"tibia-right", "tibia-left", "sacrum", "soleus-right", "soleus-left"}
    assert body.tendon("soleus-right") == (0.1, 0.3)
    assert body.part("soleus-left").source_ids == ("gray-2020",)
    assert body.mesh("soleus-right").uv is not None
    assert body.mesh("tibia-right").points[:, 0].mean() < 0


def test_bones_carry_no_fibre_coordinates(paths):
    write(paths.root, "bones/leg", recipe("fibula", "bone", MUSCLE))
    build_pack(paths)
    assert own_body(paths).mesh("fibula-right").uv is None


def test_muscles_are_drawn_out_of_bones(paths):
    build_pack(paths)
    body = own_body(paths)
    muscle = body.mesh("soleus-right").points
    middle = muscle[np.abs(muscle[:, 2] - 350) < 8]
    away = np.hypot(middle[:, 0] + 80, middle[:, 1] + 70)
    assert away.min() > 13.0 - 3.0  # a bone of 13 mm, entered by less than 3


def test_the_same_recipes_give_the_same_bytes(paths, tmp_path):
    build_pack(paths, tmp_path / "a")
    build_pack(paths, tmp_path / "b", cache_dir=tmp_path / "cache")
    build_pack(paths, tmp_path / "c", cache_dir=tmp_path / "cache")
    first = {path.name: path.read_bytes() for path in (tmp_path / "a").iterdir()}
    for name in ("b", "c"):
        again = {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()}
        assert again == first


def files_of(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.slow
def test_an_edit_gives_the_same_bytes_from_the_cache_as_from_nothing(paths, tmp_path):
    write(paths.root, "skin", skin_recipe().model_dump(mode="json"))
    beside = MUSCLE | {"stations": [[x - 18, y, *rest] for x, y, *rest in MUSCLE["stations"]]}
    write(paths.root, "muscles/leg", recipe("plantaris", "muscle", beside))
    build_pack(paths, tmp_path / "before", cache_dir=tmp_path / "cache")
    changed = recipe("soleus", "muscle", MUSCLE | {"power": 3.0})
    write(paths.root, "muscles/leg", changed)
    build_pack(paths, tmp_path / "warm", cache_dir=tmp_path / "cache")
    build_pack(paths, tmp_path / "cold", cache_dir=tmp_path / "fresh")
    build_pack(paths, tmp_path / "bare")
    warm = files_of(tmp_path / "warm")
    assert warm == files_of(tmp_path / "cold")
    assert warm == files_of(tmp_path / "bare")
    assert warm != files_of(tmp_path / "before")


def test_only_changed_shapes_are_made_again(paths, tmp_path, monkeypatch):
    cache = tmp_path / "cache"
    build_pack(paths, cache_dir=cache)
    made = []
    real = shapes.build_solid

    def watched(shape, *rest):
        made.append(shape.kind)
        return real(shape, *rest)

    monkeypatch.setattr(shapes, "build_solid", watched)
    build_pack(paths, cache_dir=cache)
    assert made == []
    changed = MUSCLE | {"power": 2.4}
    write(paths.root, "muscles/leg", recipe("soleus", "muscle", changed))
    build_pack(paths, cache_dir=cache)
    assert made == ["loft"]
    write(paths.root, "muscles/leg", recipe("soleus", "muscle", MUSCLE))
    build_pack(paths, cache_dir=cache)
    assert made == ["loft"]  # what was there before the edit is there still


def test_what_was_long_unused_is_deleted(paths, tmp_path):
    cache = tmp_path / "cache"
    build_pack(paths, cache_dir=cache)
    names = {path.name for path in cache.glob("*.npz")}
    for path in cache.glob("*.npz"):
        os.utime(path, (1e9, 1e9))
    changed = MUSCLE | {"power": 2.4}
    write(paths.root, "muscles/leg", recipe("soleus", "muscle", changed))
    build_pack(paths, cache_dir=cache)
    left = {path.name for path in cache.glob("*.npz")}
    assert names - left
    assert len(left) == len(names)


def test_a_damaged_cache_file_is_made_anew(paths, tmp_path):
    cache = tmp_path / "cache"
    build_pack(paths, cache_dir=cache)
    for path in cache.glob("*.npz"):
        path.write_bytes(b"PK\x03\x04 nonsense")
    build_pack(paths, cache_dir=cache)
    verify(paths.pack)


def test_the_hash_follows_numbers_not_layout(paths):
    before = build_pack(paths).body.recipe_hash
    path = paths.meshes / "bones" / "leg" / "tibia.json"
    path.write_text(json.dumps(json.loads(path.read_text()), indent=4))
    recipes, _ = load_recipes(paths)
    assert recipe_hash(recipes.values()) == before
    changed = BONE | {"spacing": 2.5}
    write(paths.root, "bones/leg", recipe("tibia", "bone", changed))
    recipes, _ = load_recipes(paths)
    assert recipe_hash(recipes.values()) != before


def skin_recipe() -> SkinRecipe:
    """A skin over what the fixtures build."""
    return SkinRecipe.model_validate(
        {
            "limbs": [{"id": "trunk", "axis": [[0, 0, 800, 50], [0, 0, 900, 50]]}],
            "features": {
                "nodes": {"a": [0, 0, 900, 3]},
                "parts": [{"name": "navel", "chains": [{"nodes": ["a"]}]}],
            },
            "sources": ["gray-2020"],
        }
    )


def test_the_skin_lies_over_all_parts_but_variants(paths, monkeypatch):
    write(paths.root, "muscles/leg", recipe("plantaris", "muscle", MUSCLE, variant_of="soleus"))
    write(paths.root, "skin", skin_recipe().model_dump(mode="json"))
    seen = {}

    def over(parts, recipe, cache):
        seen.update(parts)
        return ball(radius=500)

    monkeypatch.setattr(build, "build_skin", over)
    index = build_pack(paths)
    assert "soleus-left" in seen
    assert "plantaris-right" not in seen
    assert {part.group for part in index.parts} >= {"skin"}
    assert index.body.recipe_hash != recipe_hash(load_recipes(paths)[0].values())


def turned_over() -> Mesh:
    """A ball whose lower part is turned over."""
    mesh = ball()
    points = mesh.points.copy()
    points[points[:, 2] < -10, 0] *= -1
    return Mesh(points, mesh.faces)


def broken(paths: DataPaths, monkeypatch, mesh: Mesh) -> None:
    real = shapes.build_solid
    monkeypatch.setattr(
        shapes,
        "build_solid",
        lambda shape: Solid(mesh) if shape.kind == "loft" else real(shape),
    )


@pytest.mark.parametrize(
    ("mesh", "words"),
    [
        (Mesh(ball().points, ball().faces[1:]), "not closed"),
        (Mesh(ball().points, ball().faces[:, ::-1]), "inside out"),
        (Mesh(ball().points * np.nan, ball().faces), "no numbers"),
        (Mesh(ball().points, ball().faces[:0]), "empty"),
        (turned_over(), "crosses itself"),
    ],
)
def test_an_impossible_shape_names_its_document_and_keeps_the_old_pack(
    paths, tmp_path, monkeypatch, mesh, words
):
    before = build_pack(paths)
    broken(paths, monkeypatch, mesh)
    monkeypatch.setattr(stills, "picture_of", lambda mesh, beside: b"\x89PNG")
    with pytest.raises(RecipeError, match=words) as caught:
        build_pack(paths, cache_dir=tmp_path / "cache")
    assert caught.value.where == "meshes/muscles/leg/soleus.json#/shape"
    assert verify(paths.pack) == before
    drawn = tmp_path / "cache" / "fault-soleus.png"
    assert drawn.exists() == (words in ("not closed", "inside out", "crosses itself"))
    assert (str(drawn) in str(caught.value)) == drawn.exists()


def test_a_shape_that_cannot_be_made_names_its_document(paths):
    chains = [{"nodes": ["top", "nowhere"]}]
    shape = BONE | {"parts": [{"name": "shaft", "chains": chains}]}
    write(paths.root, "bones/leg", recipe("tibia", "bone", shape))
    with pytest.raises(RecipeError, match="nowhere") as caught:
        build_pack(paths)
    assert caught.value.where == "meshes/bones/leg/tibia.json#/shape"
    assert not paths.pack.exists()


def test_a_skin_that_names_an_unknown_limb_tells_where(paths):
    skin = skin_recipe().model_dump(mode="json")
    skin["limbs"][0]["joins"] = ["tail"]
    write(paths.root, "skin", skin)
    with pytest.raises(RecipeError, match="tail") as caught:
        build_pack(paths)
    assert caught.value.where == "meshes/skin/skin.json#/limbs/0/joins"
    assert not paths.pack.exists()


def test_a_shape_that_runs_through_itself_is_refused(paths):
    stations = [[-60, -70, 400, 20, 20, 0], [-60, -70, 370, 20, 20, 90], [-55, -70, 405, 20, 20, 0]]
    lines = [[[x, -70, 400], [x, -70, 350], [x, -70, 300]] for x in (-60, -20, -50)]
    thick = [[20, 20, 20]] * 3
    for shape in (
        {"kind": "loft", "stations": stations},
        {"kind": "sheet", "lines": lines, "thickness": thick},
    ):
        write(paths.root, "muscles/leg", recipe("soleus", "muscle", shape))
        with pytest.raises(RecipeError, match="crosses itself") as caught:
            build_pack(paths)
        assert caught.value.where == "meshes/muscles/leg/soleus.json#/shape"


def stated(kind: str, *of: str) -> list[dict]:
    return [{"kind": kind, "of": list(of)}]


def test_a_broken_relation_stops_the_build_and_keeps_the_old_pack(paths, tmp_path, monkeypatch):
    true = recipe("soleus", "muscle", MUSCLE, relations=stated("below", "sacrum"))
    write(paths.root, "muscles/leg", true)
    before = build_pack(paths, cache_dir=tmp_path / "cache")
    kept = {path.name: path.read_bytes() for path in paths.pack.iterdir()}
    shown = {}

    def draw(mesh, beside):
        shown.update(mesh=mesh, beside=beside)
        return b"\x89PNG"

    monkeypatch.setattr(stills, "picture_of", draw)
    false = recipe("soleus", "muscle", MUSCLE, relations=stated("above", "sacrum"))
    write(paths.root, "muscles/leg", false)
    for _ in range(2):  # the second time it is remembered
        with pytest.raises(RecipeError, match="Soleus is not above sacrum") as caught:
            build_pack(paths, cache_dir=tmp_path / "cache")
        assert caught.value.where == "meshes/muscles/leg/soleus.json#/relations/0"
        assert str(tmp_path / "cache" / "fault-soleus.png") in caught.value.remedy
    assert len(shown["beside"]) == 1
    assert verify(paths.pack) == before
    assert {path.name: path.read_bytes() for path in paths.pack.iterdir()} == kept


def test_relations_are_asked_once_for_the_same_geometry(paths, tmp_path, monkeypatch):
    true = recipe("soleus", "muscle", MUSCLE, relations=stated("below", "sacrum"))
    write(paths.root, "muscles/leg", true)
    asked = []
    real = faults.check
    monkeypatch.setattr(faults, "check", lambda *given: asked.append(1) or real(*given))
    build_pack(paths, cache_dir=tmp_path / "cache")
    build_pack(paths, cache_dir=tmp_path / "cache")
    assert asked == [1]


def test_a_relation_to_nothing_names_its_place(paths):
    unknown = recipe("soleus", "muscle", MUSCLE, relations=stated("above", "spleen"))
    write(paths.root, "muscles/leg", unknown)
    with pytest.raises(RecipeError, match="spleen") as caught:
        build_pack(paths)
    assert caught.value.where == "meshes/muscles/leg/soleus.json#/relations/0"
    assert not paths.pack.exists()


def test_every_faulty_document_is_listed(paths):
    write(paths.root, "bones/leg", recipe("fibula", "bone", {"kind": "cube"}))
    (paths.meshes / "bones" / "leg" / "patella.json").write_text("{")
    with pytest.raises(DocumentError) as caught:
        build_pack(paths)
    files = {problem.file for problem in caught.value.problems}
    assert files >= {"meshes/bones/leg/fibula.json", "meshes/bones/leg/patella.json"}
    assert not paths.pack.exists()


def test_without_recipes(tmp_path):
    (tmp_path / "meshes").mkdir()
    with pytest.raises(RecipeError, match="no recipe"):
        build_pack(DataPaths(tmp_path))


def test_progress_only_grows(paths):
    shares = []
    build_pack(paths, progress=lambda words, share: shares.append(share))
    assert shares[-1] == 1.0

    assert shares == sorted(shares)


def test_loading_a_part_of_the_finished_pack(paths):
    build_pack(paths)
    assert Body(paths.pack).mesh("sacrum").is_closed()


def test_a_cache_that_cannot_be_written_is_one_clear_error(paths, tmp_path):
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(PackError, match="cache cannot be written"):
        build_pack(paths, cache_dir=tmp_path / "file" / "cache")
    assert not paths.pack.exists()
