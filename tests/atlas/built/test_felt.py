"""Where conditions are felt on the own body, and how it is looked at."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.felt import FELT, felt_paint
from nmt_atlas.atlas.handing import felt_on, view_for


@pytest.mark.parametrize(
    ("ident", "way"),
    [
        ("patellofemoral-pain", "anterior"),
        ("plantar-heel-pain", "inferior"),
        ("chronic-low-back-pain", "posterior"),
    ],
)
def test_a_condition_is_looked_at_where_it_is_felt(atlas: Atlas, ident: str, way: str) -> None:
    view = view_for(atlas, "condition", ident, "left")
    felt = atlas.body().source.skin().points[felt_on(atlas, "condition", ident, "left")]
    assert view.camera == way
    assert not view.territory, "not the skin of a nerve that may imitate it"
    assert view.spot is not None
    at, reach = np.array(view.spot[:3]), view.spot[3]
    assert (np.abs(felt - at) <= reach).all()
    assert reach < 300, "no whole body"


def test_no_side_is_both_sides(atlas: Atlas) -> None:
    x = atlas.body().source.skin().points[felt_on(atlas, "condition", "frozen-shoulder", "")][:, 0]
    assert x.min() < -100
    assert x.max() > 100
    assert {
        part.rpartition("-")[2]
        for part in view_for(atlas, "condition", "frozen-shoulder", "").tight
    } == {
        "left",
        "right",
    }


def test_only_conditions_are_felt_on_regions(atlas: Atlas) -> None:
    assert not len(felt_on(atlas, "muscle", "piriformis", "left"))
    assert not len(felt_on(atlas, "condition", "forward-head", "left"))


def test_its_paint_is_clear_and_has_a_soft_edge(atlas: Atlas) -> None:
    felt = felt_on(atlas, "condition", "patellofemoral-pain", "left")
    paint = felt_paint(atlas.body().source.skin().faces, felt)
    assert paint.color == FELT
    assert set(felt) <= set(paint.vertices)
    outside = ~np.isin(paint.vertices, felt)
    assert outside.any()
    assert paint.weights[outside].max() < paint.weights.max() < 255
