"""Question ids are used once in all lessons, step ids once in a lesson."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "question-ids"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for ids that come twice."""
    questions: dict[str, str] = {}
    for lesson in library.lessons.values():
        file = library.file_of("lesson", lesson.id)
        steps: set[str] = set()
        for number, step in enumerate(lesson.steps):
            if step.id in steps:
                pointer = f"/steps/{number}/id"
                yield Problem(file, pointer, f"“{step.id}” again", "an id of its own", RULE)
            steps.add(step.id)
            if step.question is None:
                continue
            if step.question.id in questions:
                found = f"“{step.question.id}”, which {questions[step.question.id]} has"
                pointer = f"/steps/{number}/question/id"
                yield Problem(file, pointer, found, "an id of its own", RULE)
            questions.setdefault(step.question.id, file)
