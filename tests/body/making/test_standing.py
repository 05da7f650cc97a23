"""The committed body keeps what was mended: limits stand a little above what is measured."""

from __future__ import annotations

import pytest

from nmt_atlas.body.making.grain import grains, summed
from nmt_atlas.body.packs.sources import own_body
from nmt_atlas.domain.pack import Detail
from nmt_atlas.library.paths import data_paths

TURN: dict[Detail, tuple[float, float]] = {"standard": (6.5, 16.0), "phone": (10.0, 25.0)}
"""Level -> most that the fibres turn from triangle to triangle: median muscle, 95 of 100."""


@pytest.mark.parametrize("detail", TURN)
def test_fibres_run_without_zigzag(detail):
    median, most = summed(grains(own_body(data_paths()), detail))
    assert median <= TURN[detail][0]
    assert most <= TURN[detail][1]
