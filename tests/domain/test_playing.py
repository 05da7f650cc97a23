"""What muscles do as poses: read from their documents, and told apart by what they do."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from tests.domain.test_pose import JOINTS, ROOT

from nmt_atlas.domain.joint import Joints as Words
from nmt_atlas.domain.playing import (
    acted,
    by_part,
    opposite,
    parts_in,
    sided,
    stretched,
    ways_of,
)
from nmt_atlas.domain.pose import Pose, held, joint_of
from nmt_atlas.domain.referral import Muscle

WORDS = Words.model_validate_json((ROOT / "meshes" / "joints.json").read_bytes())


def _muscles(folder: Path) -> dict[str, Muscle]:
    found = {}
    for path in sorted(folder.glob("*.json")):
        data = json.loads(path.read_text("utf-8"))
        data.pop("$schema", None)
        found[path.stem] = Muscle.model_validate(data)
    return found


MUSCLES = _muscles(ROOT / "referral_patterns")


@pytest.mark.parametrize("muscle", MUSCLES.values(), ids=MUSCLES.keys())
def test_every_action_plays_or_says_why_not(muscle: Muscle) -> None:
    moves, still = acted(muscle, WORDS, JOINTS, "right")
    told = {(one.joint, one.words) for one in (*moves, *still)}
    assert told == {(one.joint, one.movement) for one in muscle.actions}
    assert all(one.why for one in still)
    for one in moves:
        for pose in (one.start, one.end):
            assert held(JOINTS, pose).pose == pose, "within what the joints can do"
    for pose in (stretched(muscle, WORDS, JOINTS, side) for side in ("left", "right")):
        assert held(JOINTS, pose).pose == pose


def test_most_muscles_move_something() -> None:
    moving = [one for one in MUSCLES.values() if acted(one, WORDS, JOINTS, "right")[0]]
    assert len(moving) >= 120


def test_biceps_bends_and_turns_and_is_stretched_thumb_down_behind() -> None:
    moves, still = acted(MUSCLES["biceps-brachii"], WORDS, JOINTS, "left")
    assert [one.way for one in moves] == [
        "elbow-left:flexion",
        "forearm-left:supination",
        "shoulder-left:flexion",
    ]
    assert [one.words for one in still] == ["holds the humeral head down"]
    pose = stretched(MUSCLES["biceps-brachii"], WORDS, JOINTS, "left")
    assert set(pose.angles) == {"forearm-left", "shoulder-left"}
    assert set(pose.angles["forearm-left"]) == {"pronation"}
    assert set(pose.angles["shoulder-left"]) == {"extension"}


def test_a_muscle_whose_parts_differ_is_stretched_only_in_what_all_do() -> None:
    pose = stretched(MUSCLES["gluteus-medius"], WORDS, JOINTS, "right")
    assert set(pose.angles["hip-right"]) == {"adduction"}


def test_a_muscle_of_a_side_turns_the_head_to_its_own_or_the_other_side() -> None:
    for side, other in (("right", "left"), ("left", "right")):
        moves, _ = acted(MUSCLES["sternocleidomastoid"], WORDS, JOINTS, side)
        ways = {one.way for one in moves}
        assert {f"neck:rotation-{other}", f"neck:side-bending-{side}"} <= ways


@pytest.mark.parametrize(
    ("way", "agonist", "antagonist"),
    [
        (("elbow-right", "flexion"), "brachialis", "triceps-brachii"),
        (("knee-right", "extension"), "rectus-femoris", "semitendinosus"),
        (("ankle-left", "dorsiflexion"), "tibialis-anterior", "soleus"),
        (("hip-right", "abduction"), "gluteus-medius", "adductor-longus"),
        (("shoulder-right", "lateral-rotation"), "infraspinatus", "subscapularis"),
        (("jaw", "opening"), "digastric", "masseter"),
    ],
)
def test_who_does_a_motion_and_who_brakes_it(
    way: tuple[str, str], agonist: str, antagonist: str
) -> None:
    found = parts_in(way, MUSCLES.values(), WORDS, JOINTS)
    assert found[agonist] == "agonist"
    assert found[antagonist] == "antagonist"
    undone = opposite(JOINTS, way)
    assert undone is not None
    assert parts_in(undone, MUSCLES.values(), WORDS, JOINTS)[antagonist] in (
        "agonist",
        "synergist",
    )
    told = by_part(found)
    assert sorted(one for many in told.values() for one in many) == sorted(found)


def test_helpers_and_holders_are_told_apart() -> None:
    found = parts_in(("elbow-right", "flexion"), MUSCLES.values(), WORDS, JOINTS)
    assert found["pronator-teres"] == "synergist"
    hip = parts_in(("hip-right", "extension"), MUSCLES.values(), WORDS, JOINTS)
    assert "stabiliser" in hip.values()


def test_the_motion_of_a_play_is_what_changes_most() -> None:
    start = sided(("elbow-{own}:flexion=90", "forearm-{own}:pronation=150"), "right")
    end = sided(("elbow-{own}:flexion=90", "forearm-{own}:pronation=10"), "right")
    assert ways_of(JOINTS, start, end) == (("forearm-right", "supination"),)
    assert ways_of(JOINTS, Pose(), Pose()) == ()


def test_every_joint_of_the_words_that_plays_is_one_that_moves() -> None:
    for joint in WORDS.joints:
        for movement in joint.movements:
            terms = [*movement.play.start, *movement.play.end] if movement.play else []
            pose = sided(terms, "left")
            assert all(joint_of(JOINTS, name) for name, _, _ in pose.terms)
            assert len(pose.terms) == len(dict.fromkeys(terms)) or movement.play
