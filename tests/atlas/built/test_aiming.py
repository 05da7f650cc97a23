"""The camera looks at the body where it stands: also where it bends, sits or lifts an arm."""

from __future__ import annotations

import math
from collections.abc import Mapping

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.atlas.aiming import camera_of
from nmt_atlas.domain.view_state import Camera, ViewState


@pytest.fixture
def seen(atlas: Atlas) -> Mapping[str, Camera]:
    """Position -> the camera from the front; "" at rest."""
    context = atlas.body("own").context
    poses = {one.id: one.pose for one in atlas.library.of("position").values()}
    return {
        ident: camera_of(ViewState(pose=pose), context) for ident, pose in {"": (), **poses}.items()
    }


def far(camera: Camera) -> float:
    return math.dist(camera.position, camera.target)


def test_a_low_position_is_looked_at_lower_and_from_nearer(seen: Mapping[str, Camera]) -> None:
    assert seen["squat"].target[2] < seen[""].target[2] - 100
    assert far(seen["squat"]) < 0.85 * far(seen[""])


def test_a_raised_arm_is_in_the_picture(seen: Mapping[str, Camera]) -> None:
    assert seen["arm-overhead"].target[2] > seen[""].target[2] + 100
    assert far(seen["arm-overhead"]) > far(seen[""]) + 100


def test_a_part_is_looked_at_where_it_has_gone(atlas: Atlas) -> None:
    context = atlas.body("own").context
    hand = ViewState(focus=("capitate-right",), selection=("capitate-right",))
    raised = hand.changed(pose=("shoulder-right:flexion=170",))
    at_rest, above = (camera_of(one, context).target[2] for one in (hand, raised))
    assert above > at_rest + 900


def test_a_bone_is_framed_with_its_own_segment_alone(atlas: Atlas) -> None:
    context = atlas.body("own").context
    arm = ViewState(focus=("humerus-right", "radius-right"))
    bent = camera_of(arm.changed(pose=("elbow-right:flexion=100",)), context)
    assert bent.target[1] < -150, "nothing is looked for behind the upper arm, which stays"
