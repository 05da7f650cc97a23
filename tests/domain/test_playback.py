"""A movement that is played goes there and back, stops where it is, and can be drawn along."""

from __future__ import annotations

import pytest
from tests.domain.test_pose import JOINTS

from nmt_atlas.domain.playback import SECONDS, SLOW_SECONDS, Playback, between
from nmt_atlas.domain.pose import Pose


def pose(text: str) -> Pose:
    return Pose.read(text)[0]


def test_between_two_poses_every_angle_goes_straight() -> None:
    one = pose("elbow-right:flexion=90,forearm-right:pronation=150")
    other = pose("elbow-right:flexion=90,forearm-right:supination=10")
    assert between(JOINTS, one, other, 0) == one
    assert between(JOINTS, one, other, 1) == other
    half = between(JOINTS, one, other, 0.5)
    assert str(half) == "elbow-right:flexion=90,forearm-right:pronation=70"
    assert not between(JOINTS, Pose(), Pose(), 0.5)


@pytest.mark.parametrize(
    ("seconds", "share", "ahead"),
    [
        (0, 0, True),
        (SECONDS / 2, 0.5, True),
        (SECONDS * 1.25, 0.75, False),
        (SECONDS * 2.5, 0.5, True),
    ],
)
def test_it_goes_there_and_back(seconds: float, share: float, ahead: bool) -> None:
    now = Playback(Pose(), pose("elbow-right:flexion=100")).begun().after(seconds)
    assert (now.share, now.ahead) == (pytest.approx(share), ahead)
    assert str(now.pose(JOINTS)) == (f"elbow-right:flexion={100 * share:g}" if share else "")


def test_slowly_it_takes_longer_and_stopped_it_stays() -> None:
    slow = Playback(slow=True).begun()
    assert slow.after(SLOW_SECONDS / 2).share == pytest.approx(0.5)
    held = slow.scrubbed(0.3)
    assert not held.playing
    assert held.after(100) == held
    assert held.begun().share == 0
    assert held.scrubbed(7).share == 1
