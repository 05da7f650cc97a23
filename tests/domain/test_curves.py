"""Length and moment arm over an angle, against a hinge whose answer is known."""

from __future__ import annotations

import math

import pytest

from nmt_atlas.domain.curves import Hinge, curve

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
