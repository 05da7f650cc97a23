"""Folds: what bridges a joint is drawn out straight between trunk and limb, and swings nowhere."""

from __future__ import annotations

import numpy as np
import pytest

from nmt_atlas.body.making.weights_folds import Fold, drawn, folds
from nmt_atlas.body.packs.sources import Body, own_body
from nmt_atlas.body.posing import PosedBody
from nmt_atlas.domain.dual import duals_of
from nmt_atlas.domain.pose import Pose, transforms
from nmt_atlas.domain.segments import SEGMENTS
from nmt_atlas.library.loading import load_library
from nmt_atlas.library.paths import data_paths


@pytest.fixture(scope="module")
def body() -> Body:
    return own_body(data_paths())


@pytest.fixture(scope="module")
def raised(body: Body) -> PosedBody:
    joints = load_library(data_paths()).library.of("joint")
    pose, unknown = Pose.read("shoulder-right:abduction=150")
    assert not unknown
    return PosedBody(body, duals_of(SEGMENTS, transforms(joints, pose)))


def test_every_fold_follows_a_limb() -> None:
    names = {(SEGMENTS[one.number], SEGMENTS[one.follows]) for one in folds()}
    assert ("axilla:right", "humerus:right") in names
    assert ("axilla:left", "humerus:left") in names


@pytest.mark.parametrize("last", [True, False])
def test_along_a_strand_trunk_fold_and_limb_follow_each_other(last: bool) -> None:
    line = np.column_stack([np.zeros(21), np.zeros(21), np.linspace(0, 200, 21)])
    away = np.linspace(2, 60, 21)
    if not last:
        line, away = line[::-1], away[::-1]
    shares = np.zeros((21, len(SEGMENTS)))
    shares[:, 3] = shares[:, 50] = 0.5
    found = drawn(line, shares, away, Fold(70, 50), last)
    found = found if last else found[::-1]
    assert found.sum(axis=1) == pytest.approx(np.ones(21))
    assert found[0, 3] > 0.9
    assert found[-1, 50] > 0.95
    assert (np.diff(found[:, 3]) <= 1e-9).all()
    assert (np.diff(found[:, 50]) >= -1e-9).all()
    assert found[17, 70] > 0.5
    assert found[:, [3, 50, 70]].sum(axis=1) == pytest.approx(np.ones(21))


def test_no_sail_hangs_between_a_raised_arm_and_the_trunk(raised: PosedBody) -> None:
    """The arm stands up: below the shoulder there is only what is drawn up to it from the trunk."""
    shoulder = raised.mesh("humerus-right").points[:, 2].min()
    for part in ("latissimus-dorsi-right", "pectoralis-major-sternal-right", "teres-major-right"):
        assert raised.mesh(part).points[:, 0].min() > -225, part
    skin = raised.skin().points
    below = skin[(skin[:, 2] < shoulder - 60) & (skin[:, 0] < 0)]
    assert len(below) > 1000
    assert below[:, 0].min() > -215
