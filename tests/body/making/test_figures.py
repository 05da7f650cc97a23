"""Other figures of the body: the same vertices, the same regions, other cover and other bones."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.body.making.figures import figure_of, make_figure, widened
from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.skin import SkinRecipe, Widening
from nmt_atlas.library.loading import load_library, load_skin
from nmt_atlas.library.paths import data_paths

ASKED = ("infraspinatus-tp1", "gluteus-minimus-tp1", "soleus-tp1", "rectus-abdominis-tp1")
"""Points whose zones lie where the figures differ most: arm, hip, heel and back."""


@pytest.fixture(scope="module")
def recipe() -> SkinRecipe:
    found = load_skin(data_paths())[0]
    assert found is not None
    return found


@pytest.fixture(scope="module", params=["female", "heavier"])
def figure(request, recipe, tmp_path_factory) -> Body:
    paths = data_paths()
    target = tmp_path_factory.mktemp("bodies") / request.param
    one, library = figure_of(recipe, request.param), load_library(paths).library
    make_figure(own_body(paths), recipe, one, library, target=target)
    return Body(target)


@pytest.mark.slow
def test_a_figure_is_a_body_of_its_own_on_which_zones_land_as_on_ours(figure):
    paths = data_paths()
    library, own = load_library(paths).library, own_body(paths)
    mine, theirs = Painter(own, library, paths), Painter(figure, library, paths)
    assert figure.skin().volume > 1.02 * own.skin().volume
    assert np.array_equal(figure.skin().faces, own.skin().faces)
    assert figure.parts.keys() == own.parts.keys()
    for ident in ASKED:
        zones = library.trigger_points[ident][1].zones
        for zone in zones:
            regions = [
                {(region.id, side): share for region, side, share in painted}
                for painted in (
                    painter.chart.regions_of(painter.zones.zone(zone, "right"))
                    for painter in (mine, theirs)
                )
            ]
            shared = sum(min(share, regions[1].get(key, 0.0)) for key, share in regions[0].items())
            assert shared > 0.8, f"{ident}: {regions}"


def test_what_is_wider_goes_outward_alike_on_both_sides_and_the_middle_stays():
    one = Widening(name="hips", height=800, reach=90, half=100, by=8)
    at = np.array([[-150.0, 0, 800], [150, 0, 800], [0, 5, 800], [-50, 0, 800], [-150, 0, 1400]])
    moved = widened(at, [one])[:, 0] - at[:, 0]
    assert moved == pytest.approx([-8, 8, 0, -8 * np.sin(np.pi / 4), 0], abs=1e-3)


def test_an_unknown_figure_is_told(recipe):
    with pytest.raises(UnknownIdError, match="giant"):
        figure_of(recipe, "giant")
