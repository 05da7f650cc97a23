"""Length and moment arm over an angle, against a hinge whose answer is known."""

from __future__ import annotations

import math

import pytest
from tests.domain.test_pose import JOINTS

from nmt_atlas.domain.curves import Hinge, continued, curve, hinges_of

HINGE = Hinge((0.0, 0.0, 0.0), (-1.0, 0.0, 0.0))
"""Bends what hangs below it forward."""
DEGREES = (0.0, 30.0, 60.0, 90.0)


def test_a_flexor_lifts_off_as_the_joint_bends() -> None:
    fibre = ((0, -20, 300), (0, -20, 70), (0, -20, 0), (0, -10, -40))
    found = curve([fibre], HINGE, DEGREES)
    arms = [one.arm for one in found]
    assert arms == sorted(arms)
    assert arms[0] == pytest.approx(18, abs=4)
    assert arms[-1] > 30
    lengths = [one.length for one in found]
    assert lengths == sorted(lengths, reverse=True)


def test_an_extensor_keeps_lying_on_its_pulley() -> None:
    fibre = ((0, 20, 300), (0, 20, 60), (0, 20, 0), (0, 15, -50))
    for one in curve([fibre], HINGE, DEGREES):
        assert one.arm == pytest.approx(-20, abs=2.5)


def test_the_arm_is_what_the_length_loses() -> None:
    fibre = ((0, -25, 200), (0, -25, 0), (0, -25, -60))
    degrees = tuple(float(one) for one in range(0, 91, 2))
    found = curve([fibre], HINGE, degrees)
    lost = sum(
        math.radians(2) * (a.arm + b.arm) / 2 for a, b in zip(found, found[1:], strict=False)
    )
    assert found[0].length - found[-1].length == pytest.approx(lost, rel=0.01)


def test_what_does_not_cross_the_joint_has_no_curve() -> None:
    assert curve([((0, 0, 300), (0, 0, 200))], HINGE, DEGREES) == ()
    assert curve([((0, -50, 200), (0, -50, 70), (0, -50, 50))], HINGE, DEGREES) == ()
    assert curve([], HINGE, DEGREES) == ()


def test_a_fibre_that_ends_far_from_the_joint_is_straight() -> None:
    """As of hamstrings at the hip: the arm follows from where the ends are."""
    hinge = Hinge((0.0, 0.0, 0.0), (-1.0, 0.0, 0.0), short=90.0)
    fibre = ((0, 40, -55), (0, 30, -150), (0, 20, -300))
    rest, bent = curve([fibre], hinge, (0.0, 60.0))
    assert -60 < rest.arm < -20
    assert bent.arm == pytest.approx(-68, abs=4)
    assert curve([fibre], HINGE, DEGREES) == ()


def test_levels_share_a_movement() -> None:
    """Two hinges that turn by half each shorten the fibre by half of what each does alone."""
    fibre = ((0, -20, -80), (0, -20, 0), (0, -20, 60), (0, -20, 140))
    levels = [Hinge((0.0, 0.0, at), (1.0, 0.0, 0.0), 0.5, upward=True) for at in (0.0, 60.0)]
    (place,) = curve([fibre], levels, (0.0,))
    assert place.length == pytest.approx(220)
    assert place.arm == pytest.approx(20, abs=1)
    (turned,) = curve([fibre[::-1]], levels, (0.0,))
    assert turned.arm == pytest.approx(place.arm, abs=0.5)


def test_a_tendon_goes_on_from_where_the_fibre_ends() -> None:
    fibre = ((0, 0, 300), (0, 0, 120))
    tendon = ((0, 0, 200), (0, 0, 110), (0, 0, 0))
    assert continued(fibre, [tendon]) == (*fibre, (0, 0, 110), (0, 0, 0))
    assert continued(fibre, [((90, 0, 120), (90, 0, 0))]) == fibre
    assert continued(fibre, []) == fibre


def test_what_a_motion_turns_about() -> None:
    joints = JOINTS
    (elbow,) = hinges_of(joints, joints["elbow"], "flexion")
    (back,) = hinges_of(joints, joints["elbow"], "extension")
    assert back.axis == tuple(-one for one in elbow.axis)
    neck = hinges_of(joints, joints["neck"], "flexion")
    assert sum(one.share for one in neck) == pytest.approx(1.0, abs=0.01)
    assert all(one.upward for one in neck)
    assert hinges_of(joints, joints["pelvis"], joints["pelvis"].turns[0].motion) == ()
    assert hinges_of(joints, joints["elbow"], "no-such-motion") == ()
