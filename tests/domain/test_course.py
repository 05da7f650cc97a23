"""The course: what comes before what, and what to take now."""

from __future__ import annotations

from typing import Any

from nmt_atlas.domain.course import circle, missing, next_lesson, path, shelves
from nmt_atlas.domain.lesson import Lesson


def lesson(ident: str, *needs: str, **more: Any) -> Lesson:
    data = {"id": ident, "title": ident, "summary": "S", "minutes": 5, "objectives": ["O"]}
    steps = [{"id": "a", "title": "A"}]
    return Lesson.model_validate(
        {**data, "steps": steps, "sources": ["s"], "prerequisites": needs, **more}
    )


def course(*lessons: Lesson) -> dict[str, Lesson]:
    return {one.id: one for one in lessons}


COURSE = course(
    lesson("z-first", topic="beginning"),
    lesson("a-hip", "z-first"),
    lesson("b-nerve", "a-hip", topic="nerve"),
    lesson("c-hard", topic="beginning", level="advanced"),
)


def test_nothing_comes_before_what_it_needs() -> None:
    assert [one.id for one in path(COURSE)] == ["z-first", "a-hip", "b-nerve", "c-hard"]


def test_a_circle_is_found_and_hangs_nobody() -> None:
    round_ = course(lesson("a", "b"), lesson("b", "c"), lesson("c", "b"), lesson("d"))
    assert sorted(one.id for one in path(round_)) == ["a", "b", "c", "d"]
    needs = {ident: one.prerequisites for ident, one in round_.items()}
    assert circle("b", needs) == ("b", "c", "b")
    assert circle("a", needs) == ()
    assert circle("d", needs) == ()


def test_what_to_take_now() -> None:
    assert next_lesson(COURSE, (), ()).id == "z-first"  # type: ignore[union-attr]
    assert next_lesson(COURSE, ("c-hard",), ()).id == "c-hard"  # type: ignore[union-attr]
    assert next_lesson(COURSE, (), {"z-first"}).id == "a-hip"  # type: ignore[union-attr]
    assert next_lesson(COURSE, COURSE, set(COURSE)) is None
    assert missing(COURSE["b-nerve"], COURSE, ()) == ["a-hip"]


def test_what_is_gone_is_not_missed() -> None:
    assert missing(lesson("x", "gone"), COURSE, ()) == []


def test_shelves_follow_the_course() -> None:
    found = [(topic, [one.id for one in lessons]) for topic, lessons in shelves(COURSE)]
    assert found == [
        ("beginning", ["z-first", "c-hard"]),
        ("region", ["a-hip"]),
        ("nerve", ["b-nerve"]),
    ]
