"""What is marked on the front of the knee is on its back in no picture that goes out."""

from __future__ import annotations

import io
from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.felt import felt_paint, skin_of, spot_of
from nmt_atlas.atlas.planning import PlanOrder, plan_picture
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.pain import PainArea, PainDrawing
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.domain.ways import Way

SIZE = (240, 320)
Pixels = NDArray[np.uint8]
Show = Callable[[Atlas, Way, tuple[int, ...]], Pixels]


def front(atlas: Atlas) -> tuple[int, ...]:
    return tuple(skin_of(atlas.body().painter.chart, ["knee_front"], "right").tolist())


def knee(atlas: Atlas, way: Way, skin: float) -> ViewState:
    layers = ("bones", "skin") if skin < 1 else ("skin",)
    spot = spot_of(atlas.body().source.skin().points, front(atlas))
    return ViewState(camera=way, spot=spot, layers=layers, skin=skin)


def paints(atlas: Atlas, vertices: tuple[int, ...]) -> tuple[SkinPaint, ...]:
    faces = atlas.body().source.skin().faces
    return (felt_paint(faces, np.array(vertices, np.uint32)),) if vertices else ()


def plan(atlas: Atlas, way: Way, vertices: tuple[int, ...]) -> Pixels:
    """The picture of a palpation plan."""
    drawing = PainDrawing(areas=(PainArea(vertices=vertices),))
    order = PlanOrder(drawing=drawing, view=knee(atlas, way, 1.0))
    return np.asarray(Image.open(io.BytesIO(plan_picture(atlas, order))).convert("RGB"))


def fine(atlas: Atlas, way: Way, vertices: tuple[int, ...]) -> Pixels:
    """The picture of a handout: skin that can be looked through."""
    return atlas.picture(knee(atlas, way, 0.3), size=SIZE, more=paints(atlas, vertices))


def plain(atlas: Atlas, way: Way, vertices: tuple[int, ...]) -> Pixels:
    """The same without a graphics driver."""
    return atlas.body().picture(knee(atlas, way, 0.3), SIZE, more=paints(atlas, vertices)).pixels


@pytest.mark.slow
@pytest.mark.parametrize("show", [plan, fine, plain])
def test_a_mark_on_the_front_is_not_on_the_back(atlas: Atlas, show: Show) -> None:
    marked = front(atlas)

    def changed(way: Way) -> float:
        bare, drawn = (show(atlas, way, one).astype(int) for one in ((), marked))
        return float((np.abs(drawn - bare).max(axis=2) > 12).mean())

    ahead = changed("anterior")
    assert ahead > 0.02, "it is seen from the front"
    assert changed("posterior") < ahead / 50
