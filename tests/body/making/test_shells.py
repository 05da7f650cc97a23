"""Shells, and surfaces that run through themselves."""

from __future__ import annotations

import numpy as np
import pytest
from body_samples import ball

from nmt_atlas.body.making.shells import crossed_share, shells
from nmt_atlas.body.mesh import Mesh, join
from nmt_atlas.body.shapes import build
from nmt_atlas.domain.recipe import Loft


def test_shells_are_told_apart():
    both = join([ball(), ball(centre=(20, 0, 0), radius=30)])
    found = shells(both)
    assert [len(shell.points) for shell in found] == [len(ball().points)] * 2
    assert sum(shell.volume for shell in found) == pytest.approx(both.volume)


def test_shells_in_each_other_do_not_cross_themselves():
    assert crossed_share(join([ball(), ball(centre=(20, 0, 0), radius=30)])) == 0.0


def test_a_hollow_does_not_cross():
    inner = ball(radius=20)
    hollow = join([ball(), Mesh(inner.points, inner.faces[:, ::-1])])
    assert crossed_share(hollow) == 0.0


def test_a_part_turned_over_is_measured():
    points = ball().points.copy()
    points[points[:, 2] < -10, 0] *= -1
    assert 0.2 < crossed_share(Mesh(points, ball().faces)) < 0.5


def test_a_part_enclosed_twice_is_measured():
    """A coil whose turns run through each other."""
    angle = np.linspace(0.0, 3.6 * np.pi, 12)
    stations = tuple(
        (40 * float(np.cos(t)), 40 * float(np.sin(t)), 2 * float(t), 15.0, 15.0, 0.0) for t in angle
    )
    coil = build(Loft(stations=stations, width_axis=(0.0, 0.0, 1.0)))
    assert crossed_share(coil) > 0.1
