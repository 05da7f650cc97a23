"""Poses: text and back, held within ranges, and every joint moves its bones the right way."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmt_atlas.domain import rigid
from nmt_atlas.domain.articulation import Articulation, Drive
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.pose import PARENTS, SEGMENTS, STILL, Pose, held, transforms

ROOT = Path(__file__).resolve().parents[2]
JOINTS: Mapping[str, Articulation] = {
    path.stem: Articulation.model_validate_json(path.read_bytes())
    for path in sorted((ROOT / "conditions" / "joints").glob("*.json"))
}
LANDMARKS: Mapping[str, Point] = {
    one["id"]: tuple(one["at"])
    for one in json.loads((ROOT / "meshes" / "landmarks.json").read_text("utf-8"))["landmarks"]
}

FORWARD, BACK, UP, DOWN = (0, -1, 0), (0, 1, 0), (0, 0, 1), (0, 0, -1)
LEFT, RIGHT = (1, 0, 0), (-1, 0, 0)
OUT, IN = RIGHT, LEFT
"""Of the right side."""

MOTIONS = [
    # pose, segment, landmark on it (right or midline), where it goes
    ("knee-right:flexion=60", "foot:right", "ankle-centre", BACK),
    ("knee-right:flexion=60", "foot:right", "ankle-centre", UP),
    ("knee-right:knock=10", "foot:right", "ankle-centre", OUT),
    ("knee-right:bow=10", "foot:right", "ankle-centre", IN),
    ("hip-right:flexion=60", "tibia:right", "knee-centre", FORWARD),
    ("hip-right:extension=20", "tibia:right", "knee-centre", BACK),
    ("hip-right:abduction=30", "tibia:right", "knee-centre", OUT),
    ("hip-right:adduction=20", "tibia:right", "knee-centre", IN),
    ("hip-right:lateral-rotation=40", "toes:right", "second-toe-tip", OUT),
    ("hip-right:medial-rotation=40", "toes:right", "second-toe-tip", IN),
    ("knee-right:flexion=80,knee-right:outward-rotation=20", "toes:right", "big-toe-tip", OUT),
    ("ankle-right:plantar-flexion=40", "toes:right", "second-toe-tip", DOWN),
    ("ankle-right:dorsiflexion=15", "toes:right", "second-toe-tip", UP),
    ("subtalar-right:inversion=25", "foot:right", "metatarsal-1-head", IN),
    ("subtalar-right:eversion=12", "foot:right", "fifth-metatarsal-tuberosity", UP),
    ("toes-right:extension=50", "toes:right", "big-toe-tip", UP),
    ("toes-right:flexion=30", "toes:right", "big-toe-tip", DOWN),
    ("elbow-right:flexion=90", "hand:right", "wrist-centre", FORWARD),
    ("elbow-right:flexion=90", "hand:right", "wrist-centre", UP),
    ("forearm-right:pronation=90", "radius:right", "radial-styloid", FORWARD),
    ("forearm-right:pronation=160", "radius:right", "radial-styloid", IN),
    ("wrist-right:flexion=60", "hand:right", "metacarpal-3-head", FORWARD),
    ("wrist-right:extension=60", "hand:right", "metacarpal-3-head", BACK),
    ("wrist-right:radial-deviation=20", "hand:right", "metacarpal-3-head", OUT),
    ("wrist-right:ulnar-deviation=30", "hand:right", "metacarpal-3-head", IN),
    ("fingers-right:flexion=30", "finger-3-3:right", "middle-finger-tip", FORWARD),
    ("fingers-right:flexion=90", "finger-3-3:right", "middle-finger-tip", UP),
    ("fingers-right:spreading=20", "finger-5:right", "little-finger-tip", IN),
    ("fingers-right:spreading=20", "finger-2:right", "index-finger-tip", OUT),
    ("thumb-base-right:palmar-abduction=40", "finger-1-2:right", "thumb-tip", FORWARD),
    ("thumb-base-right:flexion=30", "finger-1-2:right", "thumb-tip", IN),
    ("thumb-base-right:extension=20", "finger-1-2:right", "thumb-tip", OUT),
    ("thumb-end-right:flexion=60", "finger-1-2:right", "thumb-tip", IN),
    ("shoulder-right:flexion=60", "ulna:right", "elbow-centre", FORWARD),
    ("shoulder-right:flexion=170", "ulna:right", "elbow-centre", UP),
    ("shoulder-right:extension=40", "ulna:right", "elbow-centre", BACK),
    ("shoulder-right:abduction=60", "ulna:right", "elbow-centre", OUT),
    ("shoulder-right:adduction=20", "ulna:right", "elbow-centre", IN),
    (
        "shoulder-right:abduction=90,shoulder-right:horizontal-flexion=90",
        "ulna:right",
        "elbow-centre",
        FORWARD,
    ),
    (
        "elbow-right:flexion=90,shoulder-right:lateral-rotation=60",
        "hand:right",
        "wrist-centre",
        OUT,
    ),
    ("elbow-right:flexion=90,shoulder-right:medial-rotation=60", "hand:right", "wrist-centre", IN),
    ("shoulder-girdle-right:elevation=25", "scapula:right", "acromion-lateral", UP),
    ("shoulder-girdle-right:depression=8", "scapula:right", "acromion-lateral", DOWN),
    ("shoulder-girdle-right:protraction=20", "scapula:right", "acromion-lateral", FORWARD),
    ("shoulder-girdle-right:retraction=20", "scapula:right", "acromion-lateral", BACK),
    ("shoulder-girdle-right:upward-rotation=30", "scapula:right", "scapula-inferior-angle", OUT),
    ("shoulder-girdle-right:downward-rotation=12", "scapula:right", "scapula-inferior-angle", IN),
    ("shoulder-girdle-right:winging=20", "scapula:right", "scapular-spine-root", BACK),
    ("shoulder-girdle-right:anterior-tilt=15", "scapula:right", "scapula-inferior-angle", BACK),
    ("shoulder-right:abduction=120", "scapula:right", "scapula-inferior-angle", OUT),
    ("neck:flexion=40", "head", "glabella", DOWN),
    ("neck:extension=40", "head", "glabella", UP),
    ("neck:rotation-right=60", "head", "glabella", RIGHT),
    ("neck:rotation-left=60", "head", "glabella", LEFT),
    ("neck:side-bending-right=30", "head", "vertex", RIGHT),
    ("neck:side-bending-left=30", "head", "vertex", LEFT),
    ("trunk:flexion=60", "t1", "t1-spinous-process", FORWARD),
    ("trunk:extension=20", "t1", "t1-spinous-process", BACK),
    ("trunk:side-bending-right=30", "t1", "t1-spinous-process", RIGHT),
    ("trunk:rotation-right=40", "t4", "sternal-angle", RIGHT),
    ("trunk:rotation-left=40", "t4", "sternal-angle", LEFT),
    ("bending:forward=90", "head", "vertex", FORWARD),
    ("jaw:opening=25", "jaw", "menton", DOWN),
    ("jaw:forward=6", "jaw", "menton", FORWARD),
    ("jaw:to-the-left=6", "jaw", "menton", LEFT),
    ("jaw:to-the-right=6", "jaw", "menton", RIGHT),
    ("pelvis:anterior-tilt=15", "pelvis", "asis", DOWN),
    ("pelvis:posterior-tilt=15", "pelvis", "asis", UP),
    ("pelvis:drop-right=8", "pelvis", "asis", DOWN),
    ("pelvis:rotation-right=15", "pelvis", "pubic-symphysis-surface", RIGHT),
    ("body:on-the-back=90", "head", "vertex", BACK),
    ("body:on-the-front=90", "head", "vertex", FORWARD),
    ("body:on-the-right=90", "head", "vertex", RIGHT),
    ("pelvis:down=100", "head", "vertex", DOWN),
    ("knee-right:flexion=90", "patella:right", "patella-centre", DOWN),
]


def moved(text: str, segment: str, point: Point) -> Point:
    """How far a point of a segment goes in a pose."""
    pose, refused = Pose.read(text)
    assert refused == ()
    move = dict(zip(SEGMENTS, transforms(JOINTS, pose), strict=True))[segment]
    x, y, z = (b - a for a, b in zip(point, rigid.applied(move, point), strict=True))
    return (x, y, z)


def along(way: Point, direction: Point) -> float:
    return sum(a * b for a, b in zip(way, direction, strict=True))


@pytest.mark.parametrize(("text", "segment", "landmark", "direction"), MOTIONS)
def test_every_motion_moves_its_bone_the_right_way(
    text: str, segment: str, landmark: str, direction: Point
) -> None:
    way = moved(text, segment, LANDMARKS[landmark])
    assert along(way, direction) > 2.0
    mirrored = Pose.read(text)[0].mirrored()
    other = segment.replace(":right", ":left")
    x, y, z = LANDMARKS[landmark]
    left = moved(str(mirrored), other, (-x, y, z))
    assert left == pytest.approx((-way[0], way[1], way[2]), abs=1e-6)


def test_the_order_is_that_of_the_skin() -> None:
    assert SEGMENTS[:7] == ("pelvis", "l5", "l4", "l3", "l2", "l1", "t12")
    assert SEGMENTS[25:29] == ("head", "jaw", "clavicle:left", "clavicle:right")
    assert len(SEGMENTS) == len(set(SEGMENTS)) == 83
    place = {one: number for number, one in enumerate(SEGMENTS)}
    assert all(place[parent] < place[one] for one, parent in PARENTS.items())
    assert PARENTS["clavicle:left"] == "t4"
    assert PARENTS["radius:right"] == "ulna:right"
    assert PARENTS["patella:left"] == "femur:left"


def test_at_rest_nothing_moves() -> None:
    assert set(transforms(JOINTS, Pose())) == {STILL}


@pytest.mark.parametrize(
    "told", ["shoulder-{}:abduction=150", "shoulder-{}:flexion=120,trunk:lateral-flexion-left=20"]
)
@pytest.mark.parametrize("side", ["right", "left"])
def test_a_fold_is_drawn_along_and_does_not_turn_with_the_limb(told: str, side: str) -> None:
    pose, _ = Pose.read(told.format(side))
    move = dict(zip(SEGMENTS, transforms(JOINTS, pose), strict=True))
    fold = next(one for one in JOINTS["shoulder"].folds if one.segment == "axilla")
    x, y, z = fold.centre
    place = (-x if side == "left" else x, y, z)
    drawn = rigid.applied(move[f"axilla:{side}"], place)
    assert drawn == pytest.approx(rigid.applied(move[f"humerus:{side}"], place))
    assert math.dist(drawn, place) > 80
    turns = zip(rigid.turn_of(move[f"axilla:{side}"]), rigid.turn_of(move["t4"]), strict=True)
    assert all(one == pytest.approx(other) for one, other in turns)


def test_every_movement_is_stiff() -> None:
    pose, _ = Pose.read(",".join(text for text, *_ in MOTIONS))
    for move in transforms(JOINTS, pose):
        rows = rigid.turn_of(move)
        for i in range(3):
            for j in range(3):
                assert along(rows[i], rows[j]) == pytest.approx(float(i == j), abs=1e-9)
        assert rigid.after(rigid.back(move), move) == pytest.approx(STILL, abs=1e-6)


@pytest.mark.parametrize("joint", [one for one in JOINTS.values() if one.levels])
def test_a_joint_leaves_its_centre_where_its_parent_takes_it(joint: Articulation) -> None:
    for turn in joint.turns:
        if turn.slides or any(drive.with_motion == turn.motion for drive in joint.drives):
            continue
        name = f"{joint.id}-right" if joint.sides == "each" else joint.id
        level = joint.levels[0]
        segment = f"{level.segment}:right" if joint.sides == "each" else level.segment
        way = moved(f"{name}:{turn.motion}={turn.most}", segment, level.centre)
        assert math.hypot(*way) < 1e-6


def test_the_text_form_reads_back() -> None:
    text = "elbow-right:flexion=90,shoulder-left:abduction=60"
    pose, refused = Pose.read(text)
    assert (str(pose), refused) == (text, ())
    assert pose.angles["elbow-right"]["flexion"] == 90
    assert Pose.of(pose.angles) == pose
    assert not Pose.read("elbow-right:flexion=0")[0]


AMOUNTS = st.floats(-300, 300).map(lambda one: round(one, 2))


@settings(deadline=None)
@given(
    st.dictionaries(
        st.sampled_from([f"{ident}-left" for ident in JOINTS] + list(JOINTS)),
        st.dictionaries(st.sampled_from(["flexion", "abduction", "down"]), AMOUNTS, max_size=2),
        max_size=5,
    )
)
def test_any_pose_is_written_read_and_held(angles: dict[str, dict[str, float]]) -> None:
    pose = Pose.of(angles)
    assert Pose.read(str(pose)) == (pose, ())
    within = held(JOINTS, pose)
    assert held(JOINTS, within.pose) == type(within)(within.pose)
    assert all(math.isfinite(one) for move in transforms(JOINTS, pose) for one in move)


@settings(deadline=None)
@given(st.text(max_size=60))
def test_free_text_never_raises(text: str) -> None:
    pose, _ = Pose.read(text)
    assert len(transforms(JOINTS, pose)) == len(SEGMENTS)


def test_what_goes_too_far_is_held_and_told() -> None:
    found = held(JOINTS, Pose.read("elbow-right:flexion=400,elbow-left:extension=50")[0])
    assert str(found.pose) == "elbow-left:extension=5,elbow-right:flexion=150"
    assert set(found.beyond) == {
        ("elbow-left", "extension", 5.0),
        ("elbow-right", "flexion", 150.0),
    }


def test_opposite_motions_are_one() -> None:
    pose = held(JOINTS, Pose.read("hip-right:flexion=-10,hip-right:adduction=-5")[0]).pose
    assert str(pose) == "hip-right:abduction=5,hip-right:extension=10"


def test_unknown_joints_and_motions_are_named() -> None:
    found = held(JOINTS, Pose.read("wing-right:flap=9,elbow:flexion=9,elbow-right:bow=4")[0])
    assert found.unknown == ("elbow:flexion", "elbow-right:bow", "wing-right:flap")
    assert not found.pose


def test_the_blade_does_a_third_of_raising_the_arm() -> None:
    move = dict(
        zip(SEGMENTS, transforms(JOINTS, Pose.read("shoulder-right:abduction=180")[0]), strict=True)
    )["scapula:right"]
    ends = LANDMARKS["acromial-angle"], LANDMARKS["scapular-spine-root"]
    x, y, z = (a - b for a, b in zip(*ends, strict=True))
    rest, now = (x, y, z), rigid.swung(move, (x, y, z))
    risen = (math.degrees(math.asin(one[2] / math.hypot(*one))) for one in (now, rest))
    assert 40 <= next(risen) - next(risen) <= 60


@pytest.mark.parametrize("motion", ["abduction", "flexion"])
def test_the_lower_angle_of_the_blade_stays_by_the_ribs(motion: str) -> None:
    """It goes round to the flank; away from the ribs it would stand out of the skin."""
    x, y, z = LANDMARKS["scapula-inferior-angle"]
    for degrees in (60, 120, 180):
        way = moved(f"shoulder-right:{motion}={degrees}", "scapula:right", (x, y, z))
        assert -75 < way[0] < 0, degrees
        assert abs(way[2]) < 40


def test_the_armpit_is_drawn_up_half_as_far_as_the_arm_takes_it() -> None:
    pose = "shoulder-right:abduction=160"
    fold = next(one for one in JOINTS["shoulder"].folds if one.segment == "armpit")
    ends = (moved(pose, f"{one}:right", fold.centre) for one in ("axilla", "humerus"))
    middle = tuple((a + b) / 2 for a, b in zip(*ends, strict=True))
    assert math.hypot(*middle) > 80
    assert moved(pose, "armpit:right", fold.centre) == pytest.approx(middle)


def test_the_arm_hangs_while_the_girdle_moves() -> None:
    before = LANDMARKS["elbow-centre"]
    head = LANDMARKS["humeral-head"]
    text = "shoulder-girdle-right:elevation=25"
    one, other = (moved(text, "humerus:right", point) for point in (before, head))
    assert one == pytest.approx(other, abs=0.5)
    assert one[2] > 30


def test_a_tilted_pelvis_leaves_legs_and_chest() -> None:
    for text in ("pelvis:anterior-tilt=15", "pelvis:drop-right=8", "pelvis:rotation-right=15"):
        far = 0.3 * 88 if "anterior" not in text else 2.0
        assert math.hypot(*moved(text, "foot:right", LANDMARKS["calcaneus-plantar"])) < far
    turned = rigid.turn_of(
        dict(
            zip(SEGMENTS, transforms(JOINTS, Pose.read("pelvis:anterior-tilt=15")[0]), strict=True)
        )["t4"]
    )
    assert turned[2][2] == pytest.approx(1.0, abs=1e-6)


def test_the_kneecap_keeps_the_length_of_its_ligament() -> None:
    apex, tuberosity = LANDMARKS["patella-apex"], LANDMARKS["tibial-tuberosity"]
    rest = math.dist(apex, tuberosity)
    for angle in range(0, 141, 20):
        pose, _ = Pose.read(f"knee-right:flexion={angle}")
        moves = dict(zip(SEGMENTS, transforms(JOINTS, pose), strict=True))
        ends = (
            rigid.applied(moves["patella:right"], apex),
            rigid.applied(moves["tibia:right"], tuberosity),
        )
        assert math.dist(*ends) == pytest.approx(rest, rel=0.12), angle


def test_a_curve_is_straight_between_and_held_beyond() -> None:
    drive = Drive(with_motion="a", joint="b", motion="c", curve=((-10, -5), (0, 0), (30, 6)))
    assert [drive.at(one) for one in (-20, -5, 0, 15, 30, 90)] == [-5, -2.5, 0, 3, 6, 6]


def test_a_pose_may_be_gone_halfway_into_and_laid_over_another() -> None:
    pose, _ = Pose.read("elbow-right:flexion=90,neck:flexion=20")
    assert str(pose.part(0.5)) == "elbow-right:flexion=45,neck:flexion=10"
    over = Pose.read("neck:flexion=5")[0].over(pose)
    assert str(over) == "elbow-right:flexion=90,neck:flexion=5"
