"""What is laid over the body: the edge of a drawing, skin in a hue of its own."""

from __future__ import annotations

import numpy as np

from nmt_atlas.atlas.beside import NOTHING_BESIDE, Beside, rim_of


def test_the_rim_lies_on_both_sides_of_the_edge() -> None:
    faces = np.array([[0, 1, 2], [1, 2, 3], [2, 3, 4]], np.int32)
    assert rim_of(np.array([0, 1, 2], np.uint32), faces, 6).tolist() == [1, 2, 3, 4]
    assert rim_of(np.array([0, 1, 2, 3, 4], np.uint32), faces, 6).tolist() == []


def test_a_bare_skin_alone_paints_nothing() -> None:
    assert Beside(bare=True).key == NOTHING_BESIDE.key == ()
    assert Beside(drawn=frozenset({1})).key != Beside(drawn=frozenset({1}), rim=True).key
