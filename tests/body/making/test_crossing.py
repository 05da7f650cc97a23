"""Exact shared volumes and cuts."""

from __future__ import annotations

import numpy as np
import pytest
from body_samples import ball

from nmt_atlas.body.making.crossing import cut, manifold_of, shared
from nmt_atlas.body.mesh import Mesh
from nmt_atlas.domain.errors import RecipeError


def test_shared_volume_of_two_balls():
    one, other = ball(radius=30, rings=60), ball(centre=(30, 0, 0), radius=30, rings=60)
    lens = np.pi * (4 * 30 + 30) * (2 * 30 - 30) ** 2 / 12
    assert shared(one, other) == pytest.approx(lens, rel=0.01)
    assert shared(one, ball(centre=(70, 0, 0), radius=30)) == 0.0


def test_an_open_mesh_is_refused():
    with pytest.raises(RecipeError, match="no closed solid"):
        manifold_of(Mesh(ball().points, ball().faces[1:]))


def test_a_cut_is_closed_keeps_its_coordinates_and_is_the_same_every_time():
    whole = ball(radius=30, rings=40, uv=True)
    knife = ball(centre=(28, 0, 0), radius=15, rings=40)
    left = cut(whole, [knife])
    assert left.is_closed()
    assert left.volume == pytest.approx(whole.volume - shared(whole, knife), rel=1e-3)
    assert left.uv is not None
    away = left.points[:, 0] < 5
    assert np.abs(left.uv[away, 0] - (left.points[away, 2] / 60 + 0.5)).max() < 0.03
    again = cut(whole, [knife])
    assert left.points.tobytes() == again.points.tobytes()
    assert left.faces.tobytes() == again.faces.tobytes()


def test_crumbs_are_dropped():
    whole = ball(radius=30, rings=40)
    knife = ball(centre=(-2.2, 0, 0), radius=29, rings=40)
    chips = cut(ball(radius=30), [ball(centre=(1.5, 0, 0), radius=31, rings=40)])
    assert chips.is_closed()
    assert cut(whole, [knife]).volume < 0.2 * whole.volume


def test_a_mesh_of_which_nothing_is_left():
    with pytest.raises(RecipeError, match="nothing is left"):
        cut(ball(radius=20), [ball(radius=30)])
