"""What is painted with the pack: read as it was written, and only for what it was painted for."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from body_samples import some_body
from skin_shapes import TRUNK

from nmt_atlas.body.packs.reading import verify
from nmt_atlas.body.packs.sources import Body
from nmt_atlas.body.painting import surface
from nmt_atlas.body.painting.painter import Painter, every_painting
from nmt_atlas.body.painting.patterns import patterns_of, vertex_areas
from nmt_atlas.body.painting.precompute import paint_pack, painter_of, stored_paint
from nmt_atlas.body.painting.stored import (
    NOTHING,
    StoredPaint,
    place_key,
    read,
    skin_map_key,
    strokes_key,
    written,
)
from nmt_atlas.body.painting.zones import SparseWeights
from nmt_atlas.domain.errors import PackError
from nmt_atlas.domain.referral import MusclePlace, Stroke
from nmt_atlas.library import DataPaths, Library

STROKES = (Stroke(through=("sacrum",), radius=30),)


def weights(*rows: tuple[int, int]) -> SparseWeights:
    vertices, values = zip(*rows, strict=True)
    return SparseWeights(np.array(vertices, np.uint32), np.array(values, np.uint8))


def some_paint() -> StoredPaint:
    return StoredPaint(
        skin="f" * 64,
        skin_map="a" * 16,
        chart="b" * 16,
        zones={
            strokes_key(STROKES, "right"): weights((0, 255), (300, 7), (70_000, 1)),
            strokes_key(STROKES, "left"): weights((5, 9)),
            "0" * 16: SparseWeights(np.zeros(0, np.uint32), np.zeros(0, np.uint8)),
        },
        places={"c" * 16: (1.25, -2.5, 900.125)},
        labels=np.array([0, 3, 2], np.int16),
    )


def test_what_is_written_is_read():
    paint = some_paint()
    found = read(written(paint), "x")
    assert (found.skin, found.skin_map, found.chart) == (paint.skin, paint.skin_map, paint.chart)
    assert found.places == paint.places
    assert found.labels.tolist() == [0, 3, 2]
    assert set(found.zones) == set(paint.zones)
    for key, zone in paint.zones.items():
        assert found.zones[key].vertices.tolist() == zone.vertices.tolist()
        assert found.zones[key].weights.tolist() == zone.weights.tolist()
    assert written(found) == written(paint), "the same paint, the same bytes"


def test_nothing_is_written_and_read_too():
    assert read(written(NOTHING), "x").zones == {}


def test_a_damaged_file_is_told():
    data = written(some_paint())
    for bad in (b"", data[: len(data) // 2], b"x" * 400):
        with pytest.raises(PackError, match="meshes paint"):
            read(bad, "paint.npz")


def test_keys_hold_all_that_the_paint_depends_on():
    wider = (Stroke(through=("sacrum",), radius=31),)
    keys = {strokes_key(STROKES, "right"), strokes_key(STROKES, "left"), strokes_key(wider, "left")}
    assert len(keys) == 3
    place = MusclePlace(along=0.4)
    deeper = MusclePlace(along=0.4, depth=0.9)
    places = {
        place_key("soleus", place, b"one"),
        place_key("soleus", place, b"two"),
        place_key("soleus", deeper, b"one"),
        place_key("piriformis", place, b"one"),
    }
    assert len(places) == 4


@pytest.fixture
def files(files: dict[str, Any]) -> dict[str, Any]:
    """The small library with a trunk, so that all of its zones can be painted."""
    files["meshes/skin_map.json"]["segments"].append(TRUNK)
    return files


@pytest.fixture
def body(library: Library, paths: DataPaths, monkeypatch: pytest.MonkeyPatch) -> Body:
    """The sample body with everything painted, and no way to paint more."""
    some_body(paths.pack)
    paint_pack(paths.pack, library, paths)

    def never(*_: object) -> None:
        raise AssertionError("the graph was made anew")

    monkeypatch.setattr(surface, "geodesic_graph", never)
    return Body(paths.pack)


def test_the_pack_holds_what_the_documents_paint(body, library, paths):
    index = verify(body.directory)
    assert index.paint is not None
    assert index.paint.path.startswith(f"paint-{index.paint.sha256[:12]}")
    painter = painter_of(body, library, paths, None)
    assert list(every_painting(library))
    assert list(painter.unpainted()) == []
    layers = painter.layers(("piriformis-1:right",), ())
    assert set(layers) == {"spillover", "essential"}
    assert len(painter.chart.label) == len(body.skin().points)


def test_the_first_click_reads_no_skin(body, library, paths, monkeypatch):
    monkeypatch.setattr(Body, "skin", lambda self: pytest.fail("the skin was read"))
    painter = painter_of(body, library, paths, None)
    assert painter.layers(("piriformis-1:left",), ())
    assert painter.place("piriformis-1")


def test_stored_places_are_those_that_are_measured(body, library, paths):
    stored = painter_of(body, library, paths, None)
    fresh = Painter(body, library, paths)
    assert stored.place("piriformis-1") == fresh.place("piriformis-1")


def test_one_edited_document_leaves_the_others_painted(body, spoil: Callable, paths):
    edited = spoil(
        "referral_patterns/piriformis.json", "/trigger_points/0/zones/0/strokes/0/radius", 44
    )
    painter = painter_of(body, edited, paths, None)
    unpainted = {ident for ident, _, _ in painter.unpainted()}
    assert unpainted == {"piriformis-1"}


def test_another_skin_map_or_skin_leaves_nothing(body, library, paths):
    other = library.skin_map.model_copy(update={"levels": {}})
    assert skin_map_key(other) != skin_map_key(library.skin_map)
    assert stored_paint(body).for_skin_map(other) == {}
    again = body.index.model_copy(
        update={"files": tuple(f.model_copy(update={"sha256": "0" * 64}) for f in body.index.files)}
    )
    body.index = again
    assert stored_paint(body) is NOTHING


def test_a_changed_paint_file_is_told(body):
    file = body.directory / body.index.paint.path
    file.write_bytes(file.read_bytes()[:-1] + b"x")
    with pytest.raises(PackError, match="changed"):
        stored_paint(body)
    with pytest.raises(PackError, match="changed"):
        verify(body.directory)


def test_a_faulty_document_paints_nothing_and_stops_nobody(spoil: Callable, paths, caplog):
    place = "/trigger_points/0/zones/0/strokes/0/through"
    library = spoil("referral_patterns/piriformis.json", place, ["nowhere-at-all"])
    some_body(paths.pack)
    assert library.trigger_points["piriformis-1"]
    painter = Painter(Body(paths.pack), library, paths)
    assert set(painter.layers(("piriformis-1:right",), ())) == {"spillover"}
    assert "piriformis-1" in caplog.text
    assert paint_pack(paths.pack, library, paths).paint is not None


def test_patterns_tell_which_reach_a_place(body, library, paths):
    painter = painter_of(body, library, paths, None)
    zones = library.trigger_point("piriformis-1").zones
    rows = [
        ([painter.zones.zone(zones[0], side)], [painter.zones.zone(zones[1], side)])
        for side in ("right", "left")
    ]
    areas = vertex_areas(body.skin())
    patterns = patterns_of([*rows, ([], [])], areas)
    vertices, strength = painter.layers(("piriformis-1:right",), ())["essential"]
    share = (strength / strength.sum()).astype(np.float32)[:, None]
    essential, spillover = patterns.reach(vertices.astype(np.int64), share)
    assert essential[0, 0] > 0.8
    assert essential[0, 0] == essential.max()
    assert essential[2, 0] == spillover[2, 0] == 0
    assert (essential + spillover <= 1.001).all()
    assert patterns.sizes[0] == pytest.approx(float(areas[vertices] @ (strength / 255)), rel=1e-3)
    assert 0 < patterns.nbytes < 1_000_000
