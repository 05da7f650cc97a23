"""A picture in two halves."""

import numpy as np
import pytest

from nmt_atlas.body.pictures.divided import halves_of, joined, one_picture
from nmt_atlas.body.pictures.raster import Picture
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.view_state import Camera

EYE = Camera(position=(0.0, -900.0, 0.0), target=(0.0, 0.0, 0.0))
SCENE = Scene(
    groups={},
    parts={},
    selected=("one",),
    camera=EYE,
    theme="dark",
    other=Scene(groups={}, parts={}, selected=("two",)),
)
NONE = np.zeros(0, np.uint32), np.zeros(0, np.uint8)
PAINT = (SkinPaint("essential", "#aa0000", *NONE), SkinPaint("spillover", "#bb0000", *NONE, half=1))


def test_one_scene_is_one_picture():
    alone = SCENE.model_copy(update={"other": None})
    (half,) = halves_of(alone, PAINT, (640, 480))
    assert (half.scene, half.size) == (alone, (640, 480))


@pytest.mark.parametrize(
    ("size", "first", "second"),
    [((641, 480), (320, 480), (321, 480)), ((480, 641), (480, 320), (480, 321))],
)
def test_a_wide_picture_is_cut_upright_and_a_tall_one_level(size, first, second):
    one, other = halves_of(SCENE, PAINT, size)
    assert (one.size, other.size) == (first, second)
    assert (one.scene.selected, other.scene.selected) == (("one",), ("two",))
    assert other.scene.camera == EYE, "one camera"
    assert other.scene.theme == "dark"
    assert [layer.kind for layer in one.paint] == ["essential"]
    assert [layer.kind for layer in other.paint] == ["spillover"]
    drawn = [np.full((half.size[1], half.size[0], 3), 9, np.uint8) for half in (one, other)]
    whole = joined(drawn, size)
    assert whole.shape == (size[1], size[0], 3)
    assert 0 < (whole != 9).any(axis=2).sum() <= 2 * max(size)


@pytest.mark.parametrize(
    ("size", "first", "second"),
    [((8, 4), (0.2, 0.5), (0.7, 0.5)), ((4, 8), (0.5, 0.2), (0.5, 0.7))],
)
def test_what_lies_under_a_pixel_is_that_of_its_half(size, first, second):
    width, height = (4, 4)
    one, other = (
        Picture(
            np.full((height, width, 3), grey, np.uint8),
            np.full((height, width), number, np.int32),
            np.full((height, width), grey, np.int32),
            ("rib", part),
        )
        for grey, number, part in ((10, 1, "left one"), (20, 1, "right one"))
    )
    whole = one_picture((one, other), size)
    assert whole.pixels.shape == (size[1], size[0], 3)
    assert whole.part_at(*first) == ("left one", 10)
    assert whole.part_at(*second) == ("right one", 20)
    assert (whole.half_at(*first), whole.half_at(*second)) == (0, 1)
    assert one.half_at(0.9, 0.9) == 0, "one picture has no second half"


def test_the_ground_of_the_second_half_is_nothing():
    bare = np.full((2, 4), -1, np.int32)
    empty = Picture(np.zeros((2, 4, 3), np.uint8), bare, bare, ("rib",))
    assert one_picture((empty, empty), (4, 4)).part_at(0.5, 0.8) == ("", -1)
