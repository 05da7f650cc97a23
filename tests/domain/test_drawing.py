"""A drawing: strokes, the eraser, undo."""

from __future__ import annotations

from nmt_atlas.domain.drawing import BLANK


def test_strokes_add_and_the_eraser_takes_away() -> None:
    drawn = BLANK.stroke([1, 2, 3]).stroke([2], erase=True).stroke([9])
    assert drawn.vertices == {1, 3, 9}


def test_the_last_stroke_is_undone_first() -> None:
    drawn = BLANK.stroke([1, 2]).stroke([2], erase=True)
    assert drawn.undone().vertices == {1, 2}
    assert drawn.undone().undone() == BLANK
    assert BLANK.undone() == BLANK


def test_very_many_strokes_lose_nothing_but_the_oldest_undo() -> None:
    drawn = BLANK
    for number in range(1000):
        drawn = drawn.stroke([number])
    assert drawn.vertices == frozenset(range(1000))
    assert len(drawn.strokes) <= 400
