"""The committed body keeps what was mended: limits stand a little above what is measured."""

from __future__ import annotations

import pytest

from nmt_atlas.body.making.attachments import attachments
from nmt_atlas.body.making.grain import grains, summed
from nmt_atlas.body.making.skin.wanted import below_skin, cover_told
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.domain.pack import Detail
from nmt_atlas.library.loading import load_library, load_recipes, load_skin
from nmt_atlas.library.paths import data_paths

CLOSEST, HALF = 2.0, 4.0
"""Millimetres that the nearest place, and half, of a muscle's end may lie off what it holds."""
TURN: dict[Detail, tuple[float, float]] = {"standard": (6.5, 16.0), "phone": (10.0, 25.0)}
"""Level -> most that the fibres turn from triangle to triangle: median muscle, 95 of 100."""


@pytest.mark.parametrize("detail", TURN)
def test_fibres_run_without_zigzag(detail):
    median, most = summed(grains(own_body(data_paths()), detail))
    assert median <= TURN[detail][0]
    assert most <= TURN[detail][1]


@pytest.mark.slow
def test_muscles_end_on_what_they_are_named_for():
    recipes = load_recipes(data_paths())[0]
    told = [one.id for one in recipes.values() if one.system == "muscle" and any(one.ends_on)]
    found = attachments(own_body(data_paths()), recipes)
    assert len({one.muscle for one in found}) > 0.95 * len(told)
    far = [one for one in found if one.closest > CLOSEST or one.median > HALF]
    assert far == []


@pytest.mark.slow
def test_skin_and_fat_are_as_thick_as_their_rows_say():
    paths = data_paths()
    body, recipe = own_body(paths), load_skin(paths)[0]
    assert recipe is not None
    chart = Painter(body, load_library(paths).library, paths).chart
    tissue = below_skin(
        (body.structures[part.structure], part.side, body.mesh(part.id))
        for part in body.index.parts
    )
    told = cover_told(body.skin(), tissue, chart, recipe.cover)
    off = {one.row: one for one in told if abs(one.median - one.wanted) > 0.5 + 0.2 * one.wanted}
    assert len(told) > 40
    assert not off
