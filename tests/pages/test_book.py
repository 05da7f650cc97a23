"""The pages of one visitor, where documents are read again meanwhile."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from seen import texts_on

from nmt_atlas.atlas import Atlas
from nmt_atlas.library import DataPaths
from nmt_atlas.pages.frame import Frame, address_of
from nmt_atlas.pages.lessons import LessonsPage
from nmt_atlas.pages.visit import Visit


@pytest.fixture
def at_lessons(small_atlas: Atlas, make_visit: Callable[..., Visit]) -> Frame:
    """A visitor before the list of lessons."""
    return Frame(make_visit(small_atlas), address_of(small_atlas, "?page=lessons"))


def write(paths: DataPaths, name: str, data: dict[str, Any]) -> None:
    (paths.root / name).write_text(json.dumps(data), encoding="utf-8")


def calf(files: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(files["lessons/hip.json"]).replace("hip-", "calf-")
    return json.loads(text) | {"id": "calf", "title": "The calf"}


def lessons_of(frame: Frame) -> LessonsPage:
    page = frame.book.now
    assert isinstance(page, LessonsPage)
    return page


def test_a_lesson_that_comes_is_listed_at_the_next_action(
    at_lessons: Frame, small_atlas: Atlas, paths: DataPaths, files: dict[str, Any]
) -> None:
    assert "The calf" not in list(texts_on(at_lessons.shell.left))
    write(paths, "lessons/calf.json", calf(files))
    small_atlas.reread()
    at_lessons.visit.view.change(camera="left")
    assert "The calf" in list(texts_on(at_lessons.shell.left))
    lessons_of(at_lessons).open("calf")
    assert lessons_of(at_lessons).run is not None


def test_what_was_read_anew_is_there_on_the_page_that_is_opened(
    at_lessons: Frame, small_atlas: Atlas, paths: DataPaths, files: dict[str, Any]
) -> None:
    at_lessons.book.open("explore")
    write(paths, "lessons/calf.json", calf(files))
    small_atlas.reread()
    at_lessons.book.open("lessons")
    assert "The calf" in list(texts_on(at_lessons.shell.left))


def test_the_page_that_is_left_is_not_shown_once_more(
    at_lessons: Frame, small_atlas: Atlas
) -> None:
    small_atlas.reread()
    shown: list[str] = []
    at_lessons.book.opened = lambda page: shown.append(page.id)
    at_lessons.book.open("library")
    assert shown == ["library"]


@pytest.mark.parametrize("gone", [True, False], ids=["gone", "other steps"])
def test_a_lesson_that_is_open_is_taken_to_its_end_as_it_was(
    at_lessons: Frame, small_atlas: Atlas, paths: DataPaths, files: dict[str, Any], gone: bool
) -> None:
    page = lessons_of(at_lessons)
    page.open("hip")
    if gone:
        (paths.root / "lessons" / "hip.json").unlink()
    else:
        lesson = files["lessons/hip.json"]
        write(paths, "lessons/hip.json", lesson | {"steps": lesson["steps"][:2]})
    small_atlas.reread()
    for _ in range(3):
        page.next()
        at_lessons.book.refresh()
    assert page.run is not None
    assert page.run.finished


def test_an_open_lesson_takes_other_words(
    at_lessons: Frame, small_atlas: Atlas, paths: DataPaths, files: dict[str, Any]
) -> None:
    page = lessons_of(at_lessons)
    page.open("hip")
    write(paths, "lessons/hip.json", files["lessons/hip.json"] | {"title": "Our hip"})
    small_atlas.reread()
    at_lessons.book.refresh()
    assert page.run is not None
    assert page.run.lesson.title == "Our hip"


def test_names_and_paint_are_those_of_the_documents_as_they_are_now(
    at_lessons: Frame, small_atlas: Atlas, paths: DataPaths, files: dict[str, Any]
) -> None:
    view = at_lessons.visit.view
    view.change(overlay=("piriformis-1:right",))
    before = view.canvas.paint
    muscle = files["referral_patterns/piriformis.json"]
    muscle["trigger_points"][0]["zones"][0]["strokes"][0]["radius"] = 60
    write(paths, "referral_patterns/piriformis.json", muscle)
    small_atlas.reread()
    view.change(camera="left")
    assert view.canvas.paint != before
