"""Names beside a picture: each has a place of its own, and a line to what it names."""

from __future__ import annotations

import io
from itertools import combinations

import numpy as np
from PIL import Image

from nmt_atlas.body.pictures.named import named
from nmt_atlas.body.pictures.raster import Picture

NAMES = {
    "a": "Soleus",
    "b": "Gastrocnemius, medial head",
    "c": "Plantaris",
    "d": "Músculo poplíteo",
    "e": "Not to be seen",
}


def picture() -> Picture:
    """Four stripes close below each other."""
    owner = np.full((300, 200), -1, np.int32)
    for number in range(4):
        owner[140 + 4 * number : 143 + 4 * number, 40 + 30 * number : 70 + 30 * number] = number
    pixels = np.full((300, 200, 3), 150, np.uint8)
    return Picture(pixels, owner, owner, ("a", "b", "c", "d"))


def test_every_name_that_is_seen_has_a_place_of_its_own() -> None:
    made = named(picture(), NAMES)
    assert list(made.boxes) == ["a", "b", "c", "d"]
    for left, top, width, height in made.boxes.values():
        assert 0 <= left < left + width <= 1
        assert 0 <= top < top + height <= 1
    for one, other in combinations(made.boxes.values(), 2):
        apart = (
            one[0] + one[2] <= other[0]
            or other[0] + other[2] <= one[0]
            or one[1] + one[3] <= other[1]
            or other[1] + other[3] <= one[1]
        )
        assert apart


def test_what_hides_a_place_hides_its_name() -> None:
    made = named(picture(), NAMES)
    page = np.asarray(Image.open(io.BytesIO(made.png)).convert("L"))
    height, width = page.shape
    rest = page.copy()
    for left, top, wide, high in made.boxes.values():
        rows = slice(round(top * height), round((top + high) * height))
        columns = slice(round(left * width), round((left + wide) * width))
        assert (page[rows, columns] < 100).any(), "something is written there"
        rest[rows, columns] = 255
    margin = (width - 200) // 2
    beside = np.concatenate([rest[:, : margin - 12], rest[:, width - margin + 12 :]], axis=1)
    assert (beside > 250).all(), "and nowhere else in the margins"


def test_a_picture_of_none_of_them_has_no_names() -> None:
    assert named(picture(), {"z": "Zygoma"}).boxes == {}
