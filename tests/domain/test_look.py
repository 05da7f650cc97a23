"""One truth for what both renderers draw with."""

from pathlib import Path
from typing import get_args

import pytest

from nmt_atlas.domain.anatomy import GROUPS
from nmt_atlas.domain.look import LOOK, PaintKind, Tissue, hex_of, look_json, rgb, srgb

JS = Path(__file__).parents[2] / "src/nmt_atlas/viewer/js/src"


def test_the_viewer_is_built_with_the_same_look():
    """`python -m nmt_atlas.domain.look > …/look.json` after every change."""
    assert (JS / "look.json").read_text(encoding="utf-8") == look_json()


def test_every_layer_and_every_kind_of_paint_has_its_look():
    assert tuple(LOOK.groups) == GROUPS
    assert tuple(LOOK.paint) == get_args(PaintKind)
    assert {"skin", *LOOK.tissues} == set(get_args(Tissue))


def test_essential_pain_is_red_and_lies_on_top():
    red, green, blue = rgb(LOOK.paint["essential"].color)
    assert red > 0.7
    assert max(green, blue) < 0.25
    assert LOOK.paint["essential"].color != LOOK.paint["spillover"].color
    order = sorted(LOOK.paint, key=lambda kind: LOOK.paint[kind].rank)
    assert order == ["chart", "territory", "spillover", "essential", "drawn"], "one's own on top"
    assert [kind for kind in LOOK.paint if LOOK.paint[kind].dotted] == ["spillover"]


def test_colours_go_there_and_back():
    assert hex_of(rgb("#2f6fb0")) == "#2f6fb0"
    assert srgb((0.0, 1.0, 0.5)) == pytest.approx((0.0, 1.0, 0.7297), abs=1e-4)
