"""Figures of signs: what is moved is seen, and nothing else."""

from __future__ import annotations

import re

import pytest

from nmt_atlas.domain.figure import SCENES, Figure, box, placed, strokes, unknown
from nmt_atlas.domain.figure_layouts import LAYOUTS, Scene


@pytest.mark.parametrize("scene", SCENES)
def test_every_line_and_every_move_of_a_scene_has_its_places(scene: Scene) -> None:
    layout = LAYOUTS[scene]
    for line in (*layout.outer, *layout.inner):
        assert set(line) <= set(layout.dots)
    plain = Figure(scene=scene, at=next(iter(layout.dots)))
    for name in layout.moves:
        moved = plain.model_copy(update={"moves": {name: 8}})
        if unknown(moved) or not set(layout.moves[name]) <= set(layout.dots):
            continue  # moves that scenes of one person share
        assert placed(moved) != placed(plain), name


def test_paths_are_plain_and_inside_the_drawing() -> None:
    figure = Figure(scene="side", moves={"head": 10}, at="ear")
    for one in strokes(figure):
        assert re.fullmatch(r"[MLC0-9 .-]+", one.d)
        numbers = [float(number) for number in re.findall(r"-?[0-9.]+", one.d)]
        assert min(numbers) > -20
        assert max(numbers) < 170


def test_a_small_sign_is_shown_close_up_and_its_ring_with_it() -> None:
    assert box(Figure(scene="side", moves={"neck": 10}, at="c7")) == (0, 0, 100, 150)
    small = Figure(scene="back", moves={"crest": 7}, at="l-crest")
    left, top, width, height = box(small)
    x, y = placed(small)["l-crest"]
    assert (width, height) == (56, 84)
    assert left + 8 < x < left + width - 8
    assert top + 8 < y < top + height - 8
    assert 0 <= left <= 100 - width
    assert 0 <= top <= 150 - height


def test_a_name_that_no_scene_has_is_told() -> None:
    assert unknown(Figure(scene="foot", moves={"wings": 3}, at="halo")) == ("wings", "halo")
