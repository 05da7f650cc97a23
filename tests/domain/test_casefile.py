from __future__ import annotations

from datetime import date

import pytest
from pydantic import ValidationError

from nmt_atlas.domain.casefile import CaseFile, Day, Drawn, compared


def day(number: int, vertices: tuple[int, ...], body: str = "own") -> Day:
    drawn = Drawn(body=body, vertices=vertices, area=100.0 * len(vertices))
    return Day(day=date(2026, 11, number), drawings=(drawn,) if vertices else ())


def test_two_dates_are_compared_by_area_and_overlap() -> None:
    found = compared(day(1, (1, 2, 3, 4)), day(8, (3, 4)), {1: 2.0, 2: 2.0, 3: 1.0, 4: 1.0})
    assert (found.before, found.after, found.area) == (400.0, 200.0, -200.0)
    assert found.jaccard == pytest.approx(2 / 6)
    assert found.beyond is False, "half of the people who draw one pain twice overlap no more"


def test_drawings_that_hardly_overlap_are_a_change() -> None:
    found = compared(day(1, (1, 2, 3, 4, 5)), day(8, (5, 6, 7, 8, 9)), {})
    assert found.jaccard == pytest.approx(1 / 9)
    assert found.beyond is True


def test_drawings_as_alike_as_a_person_s_own_are_no_change() -> None:
    found = compared(day(1, (1, 2, 3)), day(8, (2, 3, 4)), {})
    assert found.jaccard == pytest.approx(0.5)
    assert found.beyond is False


@pytest.mark.parametrize("other", [day(8, ()), day(8, (1,), body="bodyparts3d")])
def test_what_cannot_be_compared_has_no_overlap(other: Day) -> None:
    before = day(1, ()) if not other.drawings else day(1, (1,))
    found = compared(before, other, {})
    assert (found.jaccard, found.beyond) == (None, None)


def test_a_date_takes_the_place_of_the_same_date_and_dates_stand_in_order() -> None:
    case = CaseFile(label="A-17").on(day(8, (1,))).on(day(1, (1,))).on(day(8, (2,)))
    assert [one.day.day for one in case.days] == [1, 8]
    assert case.days[1].drawings[0].vertices == (2,)


@pytest.mark.parametrize("label", ["", "Ana Rivera", "../x", "x" * 21, "a@b"])
def test_a_label_is_no_name_and_no_path(label: str) -> None:
    with pytest.raises(ValidationError):
        CaseFile(label=label)
