"""The tab that moves the body: play, stop, draw along; stretch, posture, position, rest."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.pose import Pose
from nmt_atlas.pages import moving
from nmt_atlas.pages.tools import command
from nmt_atlas.pages.upright_view import look_standing, upright_blocks
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Buttons, Plot, Slider, Text


@pytest.fixture
def visit(documents_on_balls: Atlas, make_visit: Callable[..., Visit]) -> Visit:
    found = make_visit(documents_on_balls)
    found.show(found.state.changed(selection=("piriformis-left",)))
    return found


def pressed(blocks: list[Block]) -> dict[str, str]:
    """Every button's id and label."""
    return {
        one.id: one.label for block in blocks if isinstance(block, Buttons) for one in block.buttons
    }


def test_every_action_is_a_button_that_plays_it_on_the_muscles_own_side(visit: Visit) -> None:
    buttons = pressed(list(moving.move_blocks(visit)))
    assert buttons["act:0"].startswith("Hip: lateral rotation")
    assert "play:" not in buttons
    moving.act(visit, "0")
    assert visit.state.acting == "hip-left:lateral-rotation"
    assert visit.playback.playing
    assert str(visit.playback.end) == "hip-left:lateral-rotation=40"
    assert pressed(list(moving.move_blocks(visit)))["play:"] == "Stop"


def test_what_plays_stops_where_it_is_and_is_kept(
    visit: Visit, monkeypatch: pytest.MonkeyPatch
) -> None:
    moving.act(visit, "0")
    visit.begun -= 1.0  # half of the way, at the usual speed
    command(visit, "play-movement")
    assert not visit.playback.playing
    assert visit.playback.share == pytest.approx(0.5, abs=0.1)
    angles = Pose.read(visit.state.pose)[0].angles["hip-left"]
    assert abs(angles.get("lateral-rotation", 0) - angles.get("medial-rotation", 0)) < 20
    assert visit.view.canvas.motion == {}


def test_a_movement_is_drawn_along_by_hand(visit: Visit) -> None:
    moving.act(visit, "0")
    moving.scrub(visit, "100")
    assert visit.state.pose == ("hip-left:lateral-rotation=40",)
    slider = next(one for one in moving.move_blocks(visit) if isinstance(one, Slider))
    assert slider.value == 100
    moving.scrub(visit, "much")
    assert visit.state.pose == ("hip-left:lateral-rotation=40",)


def test_the_stretch_goes_the_other_way_and_rest_ends_it(visit: Visit) -> None:
    command(visit, "stretch-muscle")
    angles = Pose.read(visit.state.pose)[0].angles["hip-left"]
    assert set(angles) == {"adduction"}
    command(visit, "stand-at-rest")
    assert (visit.state.pose, visit.state.acting) == ((), "")
    assert visit.view.undo_name == "stand at rest"
    visit.view.undo()
    assert visit.state.pose


def test_a_posture_is_taken_with_its_muscles_and_drawn_to_neutral(visit: Visit) -> None:
    moving.take_posture(visit, "anterior-pelvic-tilt")
    assert visit.state.pose == ("pelvis:anterior-tilt=15",)
    moving.scrub(visit, "40")
    assert visit.state.pose == ("pelvis:anterior-tilt=6",)
    moving.take_position(visit, "prone")
    assert "body:on-the-front=90" in visit.state.pose
    before = visit.state
    moving.take_posture(visit, "no-such")
    moving.take_position(visit, "no-such")
    assert visit.state == before


def test_without_a_muscle_that_moves_the_commands_say_so(visit: Visit) -> None:
    visit.show(visit.state.changed(selection=("sacrum",)))
    assert not command(visit, "play-movement")
    assert not command(visit, "stretch-muscle")
    assert not command(visit, "stand-at-rest")
    moving.act(visit, "0")
    assert visit.state.pose == ()


def test_slow_motion_plays_from_the_start_again(visit: Visit) -> None:
    moving.act(visit, "0")
    command(visit, "slow-motion")
    assert visit.playback.slow
    assert visit.playback.playing
    assert visit.playback.share == 0


def test_a_pose_that_came_with_a_link_can_be_played_and_drawn_along(visit: Visit) -> None:
    visit.show(
        visit.state.changed(
            acting="hip-left:lateral-rotation", pose=("hip-left:lateral-rotation=40",)
        )
    )
    slider = next(one for one in moving.move_blocks(visit) if isinstance(one, Slider))
    assert slider.value == 100
    moving.scrub(visit, "0")
    assert visit.state.pose == ("hip-left:medial-rotation=20",)


def test_the_card_draws_length_and_arm_with_the_present_angle(
    whole_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    visit = make_visit(whole_atlas)
    visit.show(visit.state.changed(selection=("piriformis-left",)))
    moving.act(visit, "0")
    moving.scrub(visit, "50")
    plots = {one.id: one for one in moving.move_blocks(visit) if isinstance(one, Plot)}
    assert set(plots) == {"lever:length", "lever:arm"}
    arm = plots["lever:arm"]
    assert arm.at == pytest.approx(visit.playback.pose(visit.library.of("joint")).terms[0][2])
    assert arm.between == (-20.0, 40.0)
    assert arm.across == ("medial rotation", "lateral rotation")
    assert arm.points[0][0] < 0 < arm.points[-1][0]
    moving.rest(visit)
    assert not [one for one in moving.move_blocks(visit) if isinstance(one, Plot)]


def test_a_part_that_the_words_do_not_name_has_no_curve(whole_atlas: Atlas) -> None:
    known = whole_atlas.body("own").levers
    assert known.of("deltoid-middle", "shoulder-right:abduction")
    assert known.of("deltoid-anterior", "shoulder-right:abduction") is None
    assert known.of("piriformis", "elbow-right:flexion") is None
    assert known.of("no-such-part", "elbow-right:flexion") is None


def test_a_muscle_is_laid_as_it_is_felt_with_its_side_up(visit: Visit) -> None:
    """Piriformis is felt side-lying: the left one on the right side, the right one on the left."""
    (button,) = moving.placed_buttons(visit)
    assert (button.label, button.on) == ("Show in this position", False)
    moving.take_placed(visit)
    assert "body:on-the-right=90" in visit.state.pose
    assert moving.placed_buttons(visit)[0].on
    moving.take_placed(visit)
    assert visit.state.pose == ()
    visit.show(visit.state.changed(selection=("piriformis-right",)))
    moving.take_placed(visit)
    assert "body:on-the-left=90" in visit.state.pose
    visit.show(visit.state.changed(selection=()))
    assert moving.placed_buttons(visit) == ()


def test_the_angles_are_told_beside_those_at_rest(
    whole_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    visit = make_visit(whole_atlas)
    assert not [one for one in upright_blocks(visit) if isinstance(one, Text)]
    visit.show(visit.state.changed(plumb=True, selection=(), pose=("lower-neck:flexion=25",)))
    told = [
        "".join(run.text for run in one.runs)
        for one in upright_blocks(visit)
        if isinstance(one, Text)
    ]
    assert any(one.startswith("Craniovertebral angle: ") and "at rest" in one for one in told)
    assert any(one.startswith("Ear: ") and "in front of the plumb line" in one for one in told)
    assert "Q angle, right: 14°" in told
    look_standing(visit, "right")
    assert visit.state.camera == "right"
    assert visit.state.plumb
    look_standing(visit, "nowhere")
    assert visit.state.camera == "right"
    command(visit, "plumb-line")
    assert not visit.state.plumb


def test_a_pose_of_a_question_plays_and_one_that_is_read_stands(visit: Visit) -> None:
    visit.show(visit.state.changed(pose=("hip-left:flexion=60",)))
    moving.play_into(visit, playing=True)
    assert visit.playback.playing
    moving.play_into(visit, playing=False)
    assert (visit.playback.playing, visit.playback.share) == (False, 1.0)
    visit.show(visit.state.changed(pose=()))
    moving.play_into(visit, playing=True)
    assert not visit.playback.playing
