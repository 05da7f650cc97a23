"""The plumb line and the angles of posture: at rest, in postures, and as they are drawn."""

from __future__ import annotations

import json

import pytest
from tests.domain.test_pose import JOINTS, ROOT

from nmt_atlas.domain.landmark import Landmark
from nmt_atlas.domain.language import ENGLISH
from nmt_atlas.domain.pose import REST, Pose
from nmt_atlas.domain.upright import Upright, rules, upright

LANDMARKS = {
    one["id"]: Landmark.model_validate(one)
    for one in json.loads((ROOT / "meshes" / "landmarks.json").read_text("utf-8"))["landmarks"]
}


def standing(pose: str = "") -> Upright:
    found = upright(JOINTS, LANDMARKS, Pose.read(pose)[0] if pose else REST)
    assert found is not None
    return found


def angles(found: Upright) -> dict[str, float]:
    return {one.id: one.degrees for one in found.gauges}


def test_at_rest_the_body_is_straight_and_within_what_is_usual() -> None:
    found = angles(standing())
    assert found["shoulders"] == pytest.approx(0, abs=0.1)
    assert found["pelvis level"] == pytest.approx(0, abs=0.1)
    assert found["heel"] == pytest.approx(0, abs=0.1)
    assert abs(found["knee"]) < 3
    assert 20 <= found["kyphosis"] <= 50
    assert 0 <= found["pelvic tilt"] <= 23
    assert 8 <= found["Q angle"] <= 18
    assert found["craniovertebral angle"] > 50


@pytest.mark.parametrize(
    ("pose", "angle", "by"),
    [
        ("lower-neck:flexion=25,upper-neck:extension=25", "craniovertebral angle", -9.6),
        ("thoracic-spine:flexion=20", "kyphosis", 13),
        ("lumbar-spine:extension=15", "lordosis", 12),
        ("pelvis:anterior-tilt=10", "pelvic tilt", 10),
        ("knee-right:flexion=20", "knee", 20),
        ("knee-right:extension=8", "knee", -8),
        ("knee-right:knock=8", "Q angle", 8),
        ("subtalar-right:eversion=8", "heel", 7),
    ],
)
def test_an_angle_follows_the_joint_that_it_is_of(pose: str, angle: str, by: float) -> None:
    changed = angles(standing(pose))[angle] - angles(standing())[angle]
    assert changed == pytest.approx(by, abs=4)


def test_what_is_drawn_is_of_the_side_that_is_seen() -> None:
    found = standing("lower-neck:flexion=25")
    side, front = rules(found, "side", ENGLISH.say), rules(found, "front", ENGLISH.say)
    assert side[0].kind == front[0].kind == "plumb"
    assert side[0].points[0][:2] == pytest.approx(side[0].points[1][:2])
    level = [one for one in side if one.kind == "offset"]
    assert level
    assert all(a[2] == b[2] and b[0] == 0 for a, b in (one.points for one in level))
    texts = {one.text for one in side if one.kind == "angle"}
    assert f"Craniovertebral angle {angles(found)['craniovertebral angle']:.0f}°" in texts
    assert not texts & {one.text for one in front if one.kind == "plumb"}


def test_without_a_landmark_nothing_is_told() -> None:
    known = {name: one for name, one in LANDMARKS.items() if name != "vertex"}
    assert upright(JOINTS, known, REST) is None
