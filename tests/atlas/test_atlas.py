"""The atlas: documents read again, bodies left out, views and paint of a body."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from body_samples import some_body

from nmt_atlas.atlas import Atlas
from nmt_atlas.body.pictures import stills
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library import DataPaths

POINT = "piriformis-1"


def renamed(paths: DataPaths, name: str) -> None:
    file = paths.root / "referral_patterns" / "piriformis.json"
    document = json.loads(file.read_text(encoding="utf-8"))
    document["name"] = name
    file.write_text(json.dumps(document), encoding="utf-8")


def test_documents_are_read_again_and_shown_at_once(atlas: Atlas, paths: DataPaths) -> None:
    before = atlas.body()
    assert atlas.look_up("Pear muscle", "own") is None
    told = atlas.reread()
    renamed(paths, "Pear muscle")
    assert atlas.reread() == told, "a name breaks no rule"
    assert atlas.library.muscles["piriformis"].name == "Pear muscle"
    assert atlas.body().context.library is atlas.library
    assert atlas.look_up("Pear muscle", "own") == ("structure", "piriformis")
    assert "Pear muscle" in atlas.search_names("own")
    assert before.context.library.muscles["piriformis"].name == "Piriformis", "theirs to the end"
    assert before.source is atlas.body().source, "meshes are not read again"


def test_names_are_suggested_from_their_beginnings_on_and_typing_errors_forgiven(
    atlas: Atlas,
) -> None:
    assert atlas.suggest("PIRI", "own")[0] == "Piriformis"
    assert atlas.suggest("medius", "own")[0] == "Gluteus Medius"
    assert atlas.suggest("the pir", "own") == ("the piriformis muscle",)
    assert "Piriformis" in atlas.suggest("piriformus", "own")
    assert atlas.suggest("", "own") == ()
    assert atlas.suggest("xyzzyx", "own") == ()
    names = atlas._names("own")
    assert len(names.suggest("i", limit=2)) == 2
    assert names.suggest("glúteo med", "es") == ("Glúteo medio",)


def test_a_document_spoilt_since_is_left_out_and_told(atlas: Atlas, paths: DataPaths) -> None:
    before = atlas.reread()
    (paths.root / "referral_patterns" / "piriformis.json").write_text("{")
    told = atlas.reread()
    (problem,) = [one for one in told if one not in before and one.rule == "schema"]
    assert problem.file == "referral_patterns/piriformis.json"
    assert "piriformis" not in atlas.library.muscles
    assert atlas.problems == told


def test_a_damaged_body_is_left_out_and_told(paths: DataPaths, tmp_path: Path) -> None:
    some_body(paths.pack)
    (tmp_path / "bodies" / "bodyparts3d").mkdir(parents=True)
    (tmp_path / "bodies" / "bodyparts3d" / "index.json").write_text("{")
    atlas = Atlas.open(paths, tmp_path / "bodies", tmp_path / "cache")
    assert list(atlas.body_names()) == ["own"]
    (problem,) = [one for one in atlas.problems if "bodyparts3d" in one.file]
    assert problem in atlas.reread(), "it stays told"


def test_essential_and_spillover_keep_their_colours_and_order(atlas: Atlas) -> None:
    paint = atlas.body().paint(ViewState(overlay=(f"{POINT}:right",)))
    assert [layer.kind for layer in paint] == ["spillover", "essential"]
    assert [layer.color for layer in paint] == ["#f08a4b", "#c8102e"]
    zones = {zone.kind: zone for zone in atlas.library.trigger_point(POINT).zones}
    for layer in paint:
        alone = atlas.body().painter.zones.zone(zones[layer.kind], "right")
        assert layer.vertices.tolist() == alone.vertices.tolist()


def test_the_wire_carries_vertices_and_weights(atlas: Atlas) -> None:
    layer = atlas.body().paint(ViewState(overlay=(f"{POINT}:right",)))[-1]
    wire = layer.wire()
    assert (wire["kind"], wire["color"]) == ("essential", LOOK.paint["essential"].color)
    assert np.frombuffer(wire["vertices"], "<u4").tolist() == layer.vertices.tolist()
    assert np.frombuffer(wire["weights"], np.uint8).tolist() == layer.weights.tolist()


def test_weights_at_a_vertex_of_each_kind(atlas: Atlas) -> None:
    body = atlas.body()
    essential = body.paint(ViewState(overlay=(f"{POINT}:right",)))[-1]
    middle = int(essential.vertices[essential.weights.argmax()])
    assert body.weights_at(POINT, "right", middle)[0] == pytest.approx(1)
    assert body.weights_at(POINT, "left", middle)[0] < 1


def test_a_part_is_looked_at_from_where_its_skin_is(atlas: Atlas) -> None:
    body = atlas.body()
    centre = (0.0, 0.0, 800.0)
    for aside, facing in (
        ((-200.0, 0.0, 0.0), "right"),
        ((200.0, 0.0, 0.0), "left"),
        ((0.0, -200.0, 0.0), "anterior"),
        ((0.0, 200.0, 0.0), "posterior"),
    ):
        at = tuple(a + b for a, b in zip(centre, aside, strict=True))
        assert body.facing_point(at) == facing


def test_left_is_the_mirror_image_of_right(atlas: Atlas) -> None:
    x, y, z = atlas.body().place_of(POINT, "right")
    assert x < 0
    assert atlas.body().place_of(POINT, "left") == (-x, y, z)


def test_a_picture_has_paint_labels_and_cut_of_the_state(
    atlas: Atlas, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = {}

    def render(body, scene, paint, **more):
        asked.update(body=body, scene=scene, paint=paint, **more)
        return np.zeros((2, 2, 3), np.uint8)

    monkeypatch.setattr(stills, "render", render)
    state = ViewState(selection=("piriformis-right",), overlay=(f"{POINT}:right",), clip=("z", 800))
    atlas.picture(state, size=(300, 400))
    scene = asked["scene"]
    assert scene.selected == ("piriformis-right",)
    assert [label.at for label in scene.labels]
    assert scene.markers[0].id == f"{POINT}:right"
    assert scene.clips
    assert {layer.kind for layer in asked["paint"]} == {"essential", "spillover"}
    assert asked["size"] == (300, 400)
