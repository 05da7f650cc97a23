"""Free cameras in addresses: short, and looking the same way."""

from __future__ import annotations

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from nmt_atlas.domain.short_camera import TURNED, of, read, written
from nmt_atlas.domain.view_state import Camera, ViewState, read_query

PLACES = st.tuples(*[st.floats(-3000, 3000)] * 3)


def test_a_camera_is_a_few_numbers() -> None:
    camera = Camera(position=(-120.4321, -1480.9, 930.123456), target=(0.2, -12.0, 900.0))
    query = ViewState(camera=camera).to_query()
    assert query == "camera=-120,-1481,930,0,-12,900"
    assert read_query(query)[0].camera == Camera(
        position=(-120.0, -1481.0, 930.0), target=(0.0, -12.0, 900.0)
    )


def test_what_is_up_is_told_where_it_is_not_z() -> None:
    camera = Camera(position=(0, 0, 2000), target=(0, 0, 900), up=(0, -1, 0))
    assert written(camera.position, camera.target, camera.up) == "0,0,2000,0,0,900,0,-1,0"
    assert read_query(ViewState(camera=camera).to_query())[0].camera == camera


def test_links_of_the_old_form_are_read() -> None:
    old = 'camera={"position":[1.5,-900.25,3],"target":[0,0,0]}'
    assert read_query(old)[0].camera == Camera(position=(1.5, -900.25, 3), target=(0, 0, 0))


@pytest.mark.parametrize(
    "text",
    ["1,2,3", "1,2,3,4,5,x", "0,0,5,0,0,5", "nan,0,0,1,1,1", "1e999,0,0,1,1,1", "0,0,9,0,0,0"],
)
def test_what_is_no_camera_is_told(text: str) -> None:
    assert read(text) is None
    state, notices = read_query(f"camera={text}")
    assert state == ViewState()
    assert len(notices) == 1


@given(PLACES, PLACES)
@settings(max_examples=200, deadline=None)
def test_a_rounded_camera_looks_the_same_way(
    position: tuple[float, ...], target: tuple[float, ...]
) -> None:
    arm = [b - a for a, b in zip(position, target, strict=True)]
    if math.hypot(*arm) < 1 or math.hypot(arm[0], arm[1]) < 1:
        return
    camera = {"position": position, "target": target}
    found = read(of(camera))
    assert found is not None
    told = [b - a for a, b in zip(found["position"], found["target"], strict=True)]
    cosine = sum(a * b for a, b in zip(arm, told, strict=True))
    cosine /= math.hypot(*arm) * math.hypot(*told)
    assert math.acos(min(1.0, cosine)) < TURNED
