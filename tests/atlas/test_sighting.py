"""What can be seen in a view on a body of balls, and pictures that are framed on their pattern."""

from __future__ import annotations

import io

import numpy as np
import pytest
from PIL import Image

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.sighting import Measured
from nmt_atlas.domain.view_state import ViewState


@pytest.fixture
def measured(atlas: Atlas) -> Measured:
    body = atlas.body("own")
    return Measured(body.painter, body.context)


def layer_of(measured: Measured, part: str) -> str:
    return measured._context.parts[part].group


def test_what_is_shown_is_seen_and_what_is_not_is_not(measured: Measured) -> None:
    part = next(one for one in measured._context.parts if one != "skin")
    layer = layer_of(measured, part)
    assert measured.seen(part, ViewState(layers=(layer,)))
    assert not measured.seen(part, ViewState(layers=()))
    assert not measured.seen(part, ViewState(layers=(layer,), hidden=(part,)))
    assert not measured.seen(part, ViewState(layers=(layer, "skin"), skin=1.0))


def test_a_pattern_fills_its_picture(atlas: Atlas) -> None:
    """It was drawn on the whole body, where a zone of the face is a speck."""
    body = atlas.body("own")
    png = body.pattern_picture("piriformis-1", "right", "posterior")
    r, g, _ = np.asarray(Image.open(io.BytesIO(png)).convert("RGB")).astype(int).T
    red = (r - g > 60) & (r > 120)
    assert red.mean() > 0.02
