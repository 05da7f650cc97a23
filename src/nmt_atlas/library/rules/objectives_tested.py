"""Every objective of a lesson is tested by one of its questions."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "objectives-tested"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare what each lesson promises with what its questions say that they test."""
    for lesson in library.lessons.values():
        yield from _of(lesson, library.file_of("lesson", lesson.id))


def _of(lesson: Lesson, file: str) -> Iterator[Problem]:
    count = len(lesson.objectives)
    tested: set[int] = set()
    for number, step in enumerate(lesson.steps):
        for at, objective in enumerate(step.question.objectives if step.question else ()):
            if objective > count:
                pointer = f"/steps/{number}/question/objectives/{at}"
                yield Problem(file, pointer, str(objective), f"a number from 1 to {count}", RULE)
            tested.add(objective)
    if any(step.broken for step in lesson.steps):
        return  # the question that tests it may be the one that was left out
    for number in range(1, count + 1):
        if number not in tested:
            found = f"an objective that no question tests (number {number})"
            expected = "a question with its number in “objectives”"
            yield Problem(file, f"/objectives/{number - 1}", found, expected, RULE)
