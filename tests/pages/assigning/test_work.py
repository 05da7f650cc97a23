"""A teacher sets a lesson to a group; a student joins, answers, and the grade is read."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from nmt_atlas.atlas import Atlas
from nmt_atlas.domain.school.rights import NOBODY, NOT_ALLOWED, rights_of
from nmt_atlas.pages.assigning.page import WorkPage
from nmt_atlas.pages.assigning.taught import end_of, read_day
from nmt_atlas.pages.book import Book
from nmt_atlas.pages.registry import PAGES
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.progress import ProgressStore
from nmt_atlas.viewer.leaf import Leaf
from nmt_atlas.viewer.sheets import SHEETS

NOW = datetime(2026, 3, 2, 9, 0, tzinfo=UTC)


class Clock:
    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def store() -> ProgressStore:
    return ProgressStore("sqlite://")


@pytest.fixture
def page_of(
    small_atlas: Atlas, make_visit: Callable[..., Visit], store: ProgressStore, clock: Clock
) -> Callable[[str], WorkPage]:
    """The page of somebody."""

    def make(learner: str) -> WorkPage:
        page = WorkPage(make_visit(small_atlas, store=store, learner=learner, clock=clock))
        page.enter()
        return page

    return make


def texts(page: WorkPage) -> str:
    leaf = page.left
    assert isinstance(leaf, Leaf)
    return leaf.text


def press(page: WorkPage, ident: str, value: Any = True) -> None:
    leaf = page.left
    leaf.pressed = {"n": int(leaf.pressed.get("n", 0)) + 1, "id": ident, "value": value}


@pytest.fixture
def teacher(page_of: Callable[[str], WorkPage]) -> WorkPage:
    """A teacher with a group to which a lesson is set, for a week."""
    page = page_of("teacher")
    assert "Nothing is set to you." in texts(page)
    press(page, "title:ask", "Calf")
    press(page, "make:")
    assert "Nobody has joined yet" in texts(page)
    press(page, "lesson:ask", "hip")
    press(page, "lesson:take", "hip")
    press(page, "set:")
    assert page.taught
    assert len(page.taught.works) == 1
    return page


def code_of(page: WorkPage) -> str:
    assert page.taught
    return page.taught.group.code


def joined(page_of: Callable[[str], WorkPage], code: str, name: str) -> WorkPage:
    page = page_of(name)
    press(page, "code:ask", code.upper())
    press(page, "name:ask", name)
    press(page, "join:")
    return page


def answer_all(page: WorkPage, score: float) -> None:
    visit = page.visit
    for one in visit.library.lessons["hip"].questions:
        visit.store.record(visit.learner, "hip", one.id, answer="x", score=score, now=visit.clock())


def test_a_student_joins_by_the_code_and_sees_what_is_set_and_by_when(
    teacher: WorkPage, page_of: Callable[[str], WorkPage]
) -> None:
    page = joined(page_of, code_of(teacher), "Bea")
    title = page.visit.library.lessons["hip"].title
    assert title in texts(page)
    assert "not begun" in texts(page)
    assert "March 9, 2026" in texts(page) or "9 March 2026" in texts(page)
    answer_all(page, 0.5)
    page.enter()
    assert "done" in texts(page)
    assert "50 %" in texts(page)
    press(page, f"leave:{page.mine.joined[0].id}")
    assert "Nothing is set to you." in texts(page)


def test_the_teacher_reads_grades_what_is_known_least_and_the_table(
    teacher: WorkPage, page_of: Callable[[str], WorkPage], clock: Clock
) -> None:
    answer_all(joined(page_of, code_of(teacher), "Bea"), 1.0)
    late = joined(page_of, code_of(teacher), "=Carl")
    clock.now += timedelta(days=30)
    answer_all(late, 1.0)
    press(teacher, "back:")
    press(teacher, f"group:{teacher.mine.taught[0].code}")
    told = texts(teacher)
    assert "100 %" in told
    assert "Known least" in told
    press(teacher, "table:")
    _, token, name = teacher._file.split("/")
    rows = list(csv.reader(io.StringIO((SHEETS.get(token, name) or b"").decode("utf-8-sig"))))
    assert rows[1][:3] == ["'=Carl", "0.0", "100.0"]
    assert rows[2][:3] == ["Bea", "100.0", "100.0"]


def test_work_is_taken_back_and_no_student_sees_it_any_more(
    teacher: WorkPage, page_of: Callable[[str], WorkPage]
) -> None:
    page = joined(page_of, code_of(teacher), "Bea")
    assert teacher.taught
    press(teacher, f"withdraw:{teacher.taught.works[0].id}")
    assert "Nothing is set yet." in texts(teacher)
    page.enter()
    assert "Nothing is set to you." in texts(page)


def test_what_cannot_be_is_told(teacher: WorkPage, page_of: Callable[[str], WorkPage]) -> None:
    page = page_of("Bea")
    press(page, "code:ask", "nonsense")
    press(page, "join:")
    told = page.visit.notices.now
    assert told
    assert "no code of a group" in told.text
    press(teacher, "lesson:take", "hip")
    press(teacher, "weeks:", "day")
    press(teacher, "day:ask", "tomorrow")
    press(teacher, "set:")
    assert teacher.taught
    assert len(teacher.taught.works) == 1
    press(teacher, "day:ask", "2026-12-24")
    press(teacher, "set:")
    assert {one.due_at for one in teacher.taught.works} >= {
        datetime(2026, 12, 24, 23, 59, 59, tzinfo=UTC)
    }


def test_who_has_signed_in_is_told_so_and_finds_the_way_out(
    page_of: Callable[[str], WorkPage],
) -> None:
    page = page_of("Bea")
    assert "Sign out" not in texts(page)
    page.visit.warrant = lambda: rights_of("student")
    page.refresh()
    assert "Sign out" in texts(page)
    assert "Groups that I teach" not in texts(page)


def test_nobody_finds_a_group_by_trying_codes(
    teacher: WorkPage, page_of: Callable[[str], WorkPage]
) -> None:
    page = page_of("Mallory")
    for _ in range(10):
        joined(page_of, "bcdfgh", "Mallory")
    press(page, "code:ask", code_of(teacher))
    press(page, "name:ask", "Mallory")
    press(page, "join:")
    told = page.visit.notices.now
    assert told
    assert "Too many tries" in told.text
    assert page.mine.joined == ()


def test_days_are_read_as_they_are_written() -> None:
    assert read_day("tomorrow") is None
    day = read_day(" 2026-12-24 ")
    assert day
    assert end_of(day) == datetime(2026, 12, 24, 23, 59, 59, tzinfo=UTC)


def test_the_address_opens_the_group_again_for_its_maker_alone(
    teacher: WorkPage, page_of: Callable[[str], WorkPage]
) -> None:
    keys = teacher.address()
    again, other = page_of("teacher"), page_of("stranger")
    again.restore(keys)
    other.restore(keys)
    assert again.taught
    assert again.taught.group.title == "Calf"
    assert other.taught is None


def test_a_link_has_the_code_ready(teacher: WorkPage, page_of: Callable[[str], WorkPage]) -> None:
    page = page_of("Bea")
    page.restore({"join": code_of(teacher)})
    press(page, "name:ask", "Bea")
    press(page, "join:")
    assert len(page.mine.joined) == 1


@pytest.mark.parametrize("role", ["student", "instructor", "administrator", ""])
def test_every_page_opens_for_whom_it_is(
    small_atlas: Atlas, make_visit: Callable[..., Visit], role: str
) -> None:
    visit = make_visit(small_atlas)
    rights = rights_of(role) if role else NOBODY  # type: ignore[arg-type]
    visit.warrant = lambda: rights
    book = Book(visit, PAGES)
    for page in PAGES:
        if page.needs is None:
            continue
        book.open(page.id)
        allowed = rights.may(page.needs)
        assert (book.now.id == page.id) is allowed, page.id
        assert (visit.say(NOT_ALLOWED) in str(visit.notices)) is not allowed, page.id
        visit.notices = type(visit.notices)()


def test_a_right_that_is_taken_shuts_the_page_at_its_next_opening(
    small_atlas: Atlas, make_visit: Callable[..., Visit]
) -> None:
    visit = make_visit(small_atlas)
    now = {"role": "instructor"}
    visit.warrant = lambda: rights_of(now["role"])  # type: ignore[arg-type]
    book = Book(visit, PAGES)
    book.open("class")
    assert book.now.id == "class"
    book.open("pain")
    now["role"] = "student"
    book.open("class")
    assert book.now.id != "class"
