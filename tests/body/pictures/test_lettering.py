"""Names over a still: where the layout says, in the theme's colours, and what a pen drew beside."""

from __future__ import annotations

from typing import Any, cast

import numpy as np
import pytest

from nmt_atlas.body.pictures.lettering import Lens, Picture, lettered
from nmt_atlas.body.pictures.sight import Sight
from nmt_atlas.domain.ink import Ink
from nmt_atlas.domain.scene import Label, Marker, Scene
from nmt_atlas.domain.view_state import Camera

CAMERA = Camera(position=(0, -1000, 0), target=(0, 0, 0))
GROUND = (200, 30, 30)


class Clear:
    """Sight of everything, but for what is told to be covered."""

    def __init__(self, covered: str = "") -> None:
        self.covered = covered

    def of_label(self, label: Label) -> Any:
        return None if label.part == self.covered else label.at

    def of_marker(self, _marker: Marker) -> str:
        return "full"


def over(scene: Scene, covered: str = "", times: int = 1) -> Picture:
    """A red picture with what is written over it."""
    blank = np.full((300 * times, 400 * times, 3), GROUND, np.uint8)
    return lettered(blank, scene, CAMERA, cast("Sight", Clear(covered)))


def written(picture: Picture) -> np.ndarray:
    """Where something was written."""
    return np.abs(picture.astype(int) - GROUND).sum(axis=2) > 40


def scene(**more: Any) -> Scene:
    """A scene of nothing."""
    return Scene(groups={}, parts={}, **more)


def test_a_lens_puts_places_where_the_camera_has_them() -> None:
    lens = Lens(CAMERA, (400, 300))
    assert lens.place((0, 0, 0)) == pytest.approx((200, 150))
    right = lens.place((10, 0, 0))
    up = lens.place((0, 0, 10))
    assert right
    assert up
    assert right[0] > 200
    assert up[1] < 150
    assert lens.place((0, -1200, 0)) is None


def test_a_name_stands_off_its_place_with_a_leader() -> None:
    picture = over(scene(labels=(Label(text="Soleus", at=(20, 0, 0), part="a"),)))
    found = written(picture)
    rows, columns = np.nonzero(found)
    assert found.any()
    assert columns.min() < 240 < columns.max(), "from the place to the name"
    assert (
        not over(scene(labels=(Label(text="Soleus", at=(20, 0, 0), part="a"),)), "a")[..., 1].max()
        > 30 + 10
    )
    assert rows.max() < 300


def test_names_are_numbers_where_that_is_wanted() -> None:
    labels = (Label(text="A name that is quite long", at=(0, 0, 0), part="a"),)
    long = written(over(scene(labels=labels))).sum()
    short = written(over(scene(labels=labels, label_style="numbers"))).sum()
    assert short < long / 2


def test_both_themes_have_their_own_ground() -> None:
    labels = (Label(text="Soleus", at=(0, 0, 0), part="a"),)
    light, dark = (
        over(scene(labels=labels, theme=theme)).astype(int).sum(axis=2)
        for theme in ("light", "dark")
    )
    assert light.max() > 650
    assert dark.min() < 120


def test_what_was_drawn_beside_the_body_has_its_colour_and_rim() -> None:
    line = ((-0.3, 0.2), (0.3, 0.2))
    picture = over(scene(ink=(Ink(id=1, color="blue", width="thick", screen=(line,)),)), times=3)
    middle = picture[450 + 180, 600].astype(int)
    assert middle[2] > 150 > middle[0]
    column = picture[600:660, 600].astype(int)
    assert (column.min(axis=1) > 200).any(), "a light rim"


def test_nothing_to_say_leaves_the_picture() -> None:
    assert not written(over(scene())).any()
