"""Fixed views: a side keeps the place, a region has its side."""

from __future__ import annotations

import math

import pytest

from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.prospects import BY_ID, look_at, look_from, reach_of, side_of, whole
from nmt_atlas.domain.view_state import Camera, ViewState

KNEE = Camera(position=(-100, -700, 350), target=(-90, -80, 340))


def test_the_left_region_is_the_mirror_image_of_the_right_one() -> None:
    right = look_at(ViewState(), BY_ID["shoulder"], "right")
    left = look_at(ViewState(), BY_ID["shoulder"], "left")
    assert (right.camera, left.camera) == ("anterior-right", "anterior-left")
    assert right.spot is not None
    assert left.spot is not None
    assert left.spot == (-right.spot[0], *right.spot[1:])


def test_a_region_of_the_middle_has_no_side() -> None:
    chest = BY_ID["chest"]
    assert look_at(ViewState(), chest, "left") == look_at(ViewState(), chest, "right")


def test_a_region_lets_go_of_what_was_framed() -> None:
    state = ViewState(focus=("piriformis-right",), zones=("piriformis-tp1:right",))
    seen = look_at(state, BY_ID["knee"])
    assert (seen.focus, seen.zones) == ((), ())


def test_a_side_frames_what_was_framed() -> None:
    state = ViewState(camera="anterior", focus=("piriformis-right",))
    assert look_from(state, "posterior") == state.changed(camera="posterior")


def test_a_side_keeps_the_place_that_a_hand_has_come_to() -> None:
    seen = look_from(ViewState(camera=KNEE, focus=("piriformis-right",)), "posterior")
    assert seen.camera == "posterior"
    assert seen.focus == ()
    assert seen.spot is not None
    assert seen.spot[:3] == KNEE.target


@pytest.mark.parametrize("distance", [200.0, 620.0, 4000.0])
def test_and_as_near(distance: float) -> None:
    camera = Camera(position=(0, -distance, 900), target=(0, 0, 900))
    reach = reach_of(camera)
    low, high = (-reach, -reach, 900 - reach), (reach, reach, 900 + reach)
    again = frame(low, high, "posterior", margin=1.15)
    assert math.dist(again.position, again.target) == pytest.approx(distance, rel=0.02)


@pytest.mark.parametrize(
    ("selection", "side"),
    [
        ((), "right"),
        (("sacrum",), "right"),
        (("soleus-left",), "left"),
        (("soleus-left", "sacrum"), "left"),
        (("soleus-left", "soleus-right"), "right"),
    ],
)
def test_the_side_is_the_one_of_what_was_selected_last(
    selection: tuple[str, ...], side: str
) -> None:
    assert side_of(selection) == side


def test_the_whole_body_frames_nothing() -> None:
    seen = whole(ViewState(camera=KNEE, focus=("a",), spot=(0, 0, 0, 9)))
    assert seen == ViewState()
