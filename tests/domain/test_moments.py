from __future__ import annotations

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.joint import Axis, Joint, Movement, Moving
from nmt_atlas.domain.landmark import Landmark
from nmt_atlas.domain.moments import judge, parts_named, words_of

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
