"""A class that follows sees the body stand as the instructor has posed it."""

from __future__ import annotations

from typing import cast

from nmt_atlas.atlas import Atlas
from nmt_atlas.classroom.packets import see_packet, unpacked
from nmt_atlas.classroom.questions import Questions
from nmt_atlas.domain.classroom.room import Room
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.paths import data_paths


def test_a_pose_and_the_plumb_line_reach_every_screen() -> None:
    atlas = Atlas.open(data_paths())
    view = ViewState(pose=("elbow-right:flexion=90",), plumb=True)

    def seen(state: ViewState) -> dict[str, object]:
        told = see_packet(atlas, Room(view=state), cast("Questions", None), None, "en")
        scene = unpacked(told)["scene"]
        assert isinstance(scene, dict)
        return scene

    posed = seen(view)
    assert {"ulna:right", "radius:right"} <= set(cast("dict[str, object]", posed["pose"]))
    assert cast("list[dict[str, object]]", posed["rules"])[0]["kind"] == "plumb"
    rest = seen(ViewState())
    assert "pose" not in rest
    assert "rules" not in rest
