"""Names stand apart; the same rule is asked of the browser in tests/viewer/test_javascript.py."""

from __future__ import annotations

from random import Random

from nmt_atlas.domain.label_layout import Box, Mark, Wanted, lay_out, mark_names
from nmt_atlas.domain.look import LOOK

ROOM: Box = (0.0, 0.0, 800.0, 600.0)


def crowd(count: int, seed: int = 7) -> list[Wanted]:
    """Names of a crowd of places."""
    some = Random(seed)
    return [
        Wanted(300 + 200 * some.random(), 120 + 360 * some.random(), 60 + 90 * some.random(), 22)
        for _ in range(count)
    ]


def meet(a: Box, b: Box) -> bool:
    """Whether two boxes lie over each other."""
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def test_no_two_names_meet_and_none_lies_on_a_mark_or_off_the_picture() -> None:
    mark: Box = (380.0, 280.0, 420.0, 320.0)
    spots = lay_out(crowd(18), ROOM, [mark])
    boxes = [spot.box for spot in spots if spot]
    assert len(boxes) == 18
    for k, box in enumerate(boxes):
        assert box[0] >= 0
        assert box[1] >= 0
        assert box[2] <= 800
        assert box[3] <= 600
        assert not meet(box, mark)
        assert not any(meet(box, other) for other in boxes[k + 1 :])


def test_of_many_names_none_stands_far_off() -> None:
    """A crowd in a small picture: what would need a long leader is left out, the others stay."""
    small: Box = (0.0, 0.0, 390.0, 460.0)
    some = Random(3)
    places = [Wanted(150 + 80 * some.random(), 80 + 300 * some.random(), 34, 22) for _ in range(40)]
    for crowded, spots in ((True, lay_out(places, small)), (False, lay_out(places[:12], small))):
        far = [abs(spot.end[0] - one.x) for one, spot in zip(places, spots, strict=False) if spot]
        assert (None in spots) == crowded
        assert len(far) >= 12
        assert max(far) <= 390 * LOOK.labels.reach or not crowded


def test_a_leader_ends_on_its_name() -> None:
    for one, spot in zip(crowd(9), lay_out(crowd(9), ROOM), strict=True):
        assert spot is not None
        assert spot.end[0] in (spot.box[0], spot.box[2])
        assert spot.box[1] < spot.end[1] < spot.box[3]
        assert spot.box[2] - spot.box[0] == one.w or abs(spot.box[2] - spot.box[0] - one.w) < 1e-9


def test_names_of_a_side_stand_on_that_side() -> None:
    left, right = lay_out([Wanted(200, 300, 90, 22), Wanted(600, 300, 90, 22)], ROOM)
    assert left
    assert right
    assert left.box[2] < 200
    assert right.box[0] > 600


def test_where_there_is_no_room_there_is_no_name() -> None:
    assert lay_out([Wanted(10, 10, 90, 22)], (0.0, 0.0, 60.0, 60.0)) == (None,)
    assert lay_out([], ROOM) == ()


def test_the_name_of_a_mark_stands_right_beside_it_or_is_unsaid() -> None:
    marks = [Mark(400, 300, 9, 90, 22), Mark(430, 300, 9, 90, 22), Mark(460, 304, 9, 90, 22)]
    assert mark_names(marks, ROOM) == (-1, 0, 1)
    assert mark_names(marks[:1], ROOM) == (1,)
    assert mark_names(marks[:1], ROOM, [(410, 290, 500, 310)]) == (-1,)
    assert mark_names([Mark(795, 300, 9, 90, 22)], ROOM) == (-1,)
    assert mark_names([Mark(400, 300, 9)], ROOM) == (0,)
