from __future__ import annotations

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.joint import Axis, Joint, Movement, Moving, Place
from nmt_atlas.domain.landmark import Landmark
from nmt_atlas.domain.moments import judge, landmarks_of, parts_named, words_of

MARKS = {
    name: Landmark(id=name, name=name, bone="bone", at=at)
    for name, at in {"outer": (-240.0, -60.0, 1050.0), "inner": (-180.0, -60.0, 1050.0)}.items()
}
ELBOW = Joint.model_validate(
    {
        "id": "elbow",
        "names": ["elbow"],
        "places": [{"landmarks": ["outer", "inner"]}],
        "axes": {"epicondyles": {"ends": ["inner", "outer"]}},
        "movements": [
            {"id": "flexion", "words": ["flexion", "bending"], "axis": "epicondyles"},
            {"id": "extension", "words": ["extension"], "axis": "epicondyles", "turn": -1},
            {"id": "bending-back", "words": ["bending back"], "pull": [0, 1, 0]},
        ],
    }
)
BICEPS = ((-210.0, -90.0, 1300.0), (-210.0, -95.0, 1060.0), (-225.0, -85.0, 1000.0))
TRICEPS = ((-210.0, -50.0, 1250.0), (-208.0, -40.0, 1060.0), (-206.0, -45.0, 1040.0))


def movement(name: str) -> Movement:
    return next(one for one in ELBOW.movements if one.id == name)


def test_a_flexor_crosses_in_front_and_an_extensor_behind() -> None:
    flexes = judge(movement("flexion"), ELBOW, [BICEPS, TRICEPS], MARKS)
    assert (flexes.agree, flexes.against, flexes.fibres) == (1, 1, 2)
    assert judge(movement("flexion"), ELBOW, [BICEPS], MARKS).middle == pytest.approx(33, abs=4)
    assert judge(movement("extension"), ELBOW, [TRICEPS], MARKS).agree == 1


def test_a_fibre_that_ends_short_of_the_joint_is_not_asked() -> None:
    assert judge(movement("flexion"), ELBOW, [BICEPS[:1] * 2], MARKS).fibres == 0


@pytest.mark.parametrize(("moves", "agrees"), [("upper", 0), ("lower", 1), (("outer",), 1)])
def test_which_end_moves_decides_the_sign(moves: Moving, agrees: int) -> None:
    joint = ELBOW.model_copy(update={"moves": moves})
    assert judge(movement("flexion"), joint, [BICEPS[::-1]], MARKS).agree == agrees


def test_the_longest_words_count_once() -> None:
    found, rest = words_of(ELBOW, "Bending back and flexion by the long head")
    assert [one.id for one in found] == ["bending-back", "flexion"]
    assert "long head" in rest
    assert "flexion" not in rest
    assert words_of(ELBOW, "reflexions")[0] == ()


def test_parts_are_named_by_their_own_words() -> None:
    parts = ("deltoid-anterior", "deltoid-middle", "deltoid-posterior")
    words = {"front": ("anterior",)}
    assert parts_named("by the front part", parts, words) == ("deltoid-anterior",)
    assert parts_named("by middle and posterior parts", parts, words) == parts[1:]
    assert parts_named("by the whole deltoid", parts, words) == ()
    assert parts_named("anything", ("soleus",), words) == ()


def test_joints_that_say_too_little_or_too_much_are_refused() -> None:
    with pytest.raises(ValidationError, match="not both"):
        Axis()
    with pytest.raises(ValidationError, match="not both"):
        Movement(id="m", words=("m",), axis="a", pull=(0, 0, 1))
    with pytest.raises(ValidationError, match="no axis"):
        Joint.model_validate({**ELBOW.model_dump(), "axes": {}})
    with pytest.raises(ValidationError, match="a place"):
        Joint.model_validate({**ELBOW.model_dump(), "places": []})


HINGE = Joint.model_validate(
    {
        "id": "hinge",
        "names": ["hinge"],
        "places": [{"landmarks": ["outer", "inner"], "shift": [210, 60, -1050]}],
        "axes": {
            "across": {"direction": [2, 0, 0]},
            "fore": {"direction": [0, 1, 0]},
            "up": {"direction": [0, 0, 3]},
        },
        "movements": [
            {"id": "bend", "words": ["bend"], "axis": "across"},
            {"id": "lean", "words": ["lean"], "axis": "fore"},
            {"id": "spin", "words": ["spin"], "axis": "up"},
            {"id": "rise", "words": ["rise"], "pull": [0, 0, 2]},
        ],
    }
)
"""A joint whose centre is where the frame begins, with an axis along each direction."""


def arm(name: str, *line: tuple[float, float, float]) -> float:
    (wanted,) = (one for one in HINGE.movements if one.id == name)
    return judge(wanted, HINGE, [line], MARKS).middle


@pytest.mark.parametrize(
    ("line", "arms"),
    [
        (((5.0, -20.0, 100.0), (5.0, -20.0, -40.0)), (-20.0, -5.0, 0.0)),
        (((100.0, 7.0, -30.0), (-40.0, 7.0, -30.0)), (0.0, -30.0, -7.0)),
        (((9.0, 100.0, 12.0), (9.0, -40.0, 12.0)), (-12.0, 0.0, 9.0)),
    ],
)
def test_moment_arms_about_each_axis_in_millimetres(line, arms) -> None:
    found = tuple(arm(name, *line) for name in ("bend", "lean", "spin"))
    assert found == pytest.approx(arms)


def test_the_nearest_stretch_of_a_bent_line_counts() -> None:
    line = ((0.0, -90.0, 200.0), (0.0, -30.0, 10.0), (0.0, -30.0, -10.0), (0.0, -90.0, -200.0))
    assert arm("bend", *line) == pytest.approx(-30.0)


def test_a_line_that_ends_near_the_joint_is_asked_at_its_end() -> None:
    assert arm("bend", (0.0, -30.0, 150.0), (0.0, -30.0, 40.0)) == pytest.approx(-30.0)


@pytest.mark.parametrize(("gap", "asked"), [(89.0, 1), (91.0, 0)])
def test_how_far_from_the_joint_a_fibre_may_end(gap: float, asked: int) -> None:
    (bend,) = (one for one in HINGE.movements if one.id == "bend")
    line = ((0.0, 0.0, 300.0), (0.0, 0.0, gap))
    assert judge(bend, HINGE, [line], MARKS).fibres == asked


def test_a_fibre_that_passes_far_from_the_joint_is_asked_all_the_same() -> None:
    assert arm("bend", (0.0, -95.0, 300.0), (0.0, -95.0, -300.0)) == pytest.approx(-95.0)


@pytest.mark.parametrize(
    ("y", "agree", "against"), [(-2.9, 0, 0), (-3.1, 0, 1), (2.9, 0, 0), (3.1, 1, 0)]
)
def test_an_arm_of_less_than_three_millimetres_says_nothing(y, agree, against) -> None:
    (bend,) = (one for one in HINGE.movements if one.id == "bend")
    found = judge(bend, HINGE, [((0.0, y, 100.0), (0.0, y, -100.0))], MARKS)
    assert (found.agree, found.against, found.fibres) == (agree, against, 1)
    assert found.middle == pytest.approx(y)


def test_the_mean_is_of_all_fibres() -> None:
    (bend,) = (one for one in HINGE.movements if one.id == "bend")
    lines = [((0.0, y, 100.0), (0.0, y, -100.0)) for y in (-10.0, 4.0)]
    assert judge(bend, HINGE, lines, MARKS).middle == pytest.approx(-3.0)


def test_a_pull_is_the_cosine_near_the_moving_end() -> None:
    line = tuple((float(x), 0.0, 0.0) for x in range(0, -90, -10))
    assert arm("rise", *line, (-100.0, 0.0, -20.0)) == pytest.approx(20 / (50**2 + 20**2) ** 0.5)
    (rise,) = (one for one in HINGE.movements if one.id == "rise")
    for lift, agree, against in ((16, 1, 0), (14, 0, 0), (-14, 0, 0), (-16, 0, 1)):
        fibre = ((99.0, 0.0, float(lift)), (0.0, 0.0, 0.0))
        found = judge(rise, HINGE, [fibre], MARKS)
        assert (found.agree, found.against) == (agree, against)


def test_a_joint_names_the_landmarks_of_its_places_axes_and_moving_ends() -> None:
    moving = ELBOW.movements[0].model_copy(update={"moves": ("tip",)})
    joint = ELBOW.model_copy(update={"movements": (moving,), "moves": ("root",)})
    assert landmarks_of(joint) == ("outer", "inner", "inner", "outer", "root", "tip")
    assert landmarks_of(HINGE) == ("outer", "inner")


def test_a_place_on_the_midline_has_no_side() -> None:
    place = {"landmarks": ["outer"], "midline": True, "shift": [1, 60, -1050]}
    joint = HINGE.model_copy(update={"places": (Place.model_validate(place),)})
    (spin,) = (one for one in joint.movements if one.id == "spin")
    line = ((9.0, 100.0, 0.0), (9.0, -100.0, 0.0))
    assert judge(spin, joint, [line], MARKS).middle == pytest.approx(8.0)
