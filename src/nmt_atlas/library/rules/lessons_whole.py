"""A lesson of the course is whole: enough questions of enough kinds, in the order of learning.

Something is recalled before anything is recognised, a fact that is asked both ways is recalled
first (who has seen it among others recalls nothing), and reasoning ends it. The course is what
bears the atlas's name; what others write is as long as they like.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import RECALLS, RECOGNISES, BaseQuestion, kind_name
from nmt_atlas.library.documents import OWN
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "lessons-whole"
COURSE = "NMT Atlas"
"""The author of the course."""
QUESTIONS, KINDS = 10, 4
"""So many questions, of so many kinds, at least."""
REASONS = frozenset({"choose-one", "choose-several", "must-not", "true-false", "put-in-order"})
"""Kinds that can ask to reason; a lesson ends with one."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Count the questions of each lesson of the course, and read their order."""
    for lesson in library.lessons.values():
        file = library.file_of("lesson", lesson.id)
        broken = any(step.broken for step in lesson.steps)
        course = lesson.author == COURSE and not file.startswith(f"{OWN}/")
        if course and not broken:
            yield from _of(lesson, file)


def _of(lesson: Lesson, file: str) -> Iterator[Problem]:
    asked = [
        (f"/steps/{number}/question", step.question, kind_name(type(step.question)))
        for number, step in enumerate(lesson.steps)
        if step.question is not None
    ]
    kinds = [kind for _, _, kind in asked]
    if len(asked) < QUESTIONS or len(set(kinds)) < KINDS:
        found = f"{len(asked)} questions of {len(set(kinds))} kinds"
        yield Problem(file, "/steps", found, f"{QUESTIONS} questions of {KINDS} kinds", RULE)
    if not asked:
        return
    first = next((n for n, kind in enumerate(kinds) if kind in RECALLS), len(kinds))
    early = next((n for n, kind in enumerate(kinds) if kind in RECOGNISES), len(kinds))
    if early < first:
        pointer, _, kind = asked[early]
        expected = "a question before it that asks to recall (" + ", ".join(sorted(RECALLS)) + ")"
        yield Problem(file, pointer, f"{kind}, and nothing was recalled before it", expected, RULE)
    if kinds[-1] not in REASONS:
        yield Problem(file, asked[-1][0], kinds[-1], f"one of {', '.join(sorted(REASONS))}", RULE)
    yield from _recalled_late(asked, file)


def _recalled_late(asked: list[tuple[str, BaseQuestion[Any], str]], file: str) -> Iterator[Problem]:
    """What is recalled after it was recognised."""
    shown: dict[tuple[str, str], str] = {}
    for pointer, question, kind in asked:
        for fact in ((RECOGNISES.get(kind, ""), ident) for ident in question.right):
            if fact[0]:
                shown.setdefault(fact, question.id)
        for fact in ((RECALLS.get(kind, ""), ident) for ident in question.right):
            if fact[0] and fact in shown:
                found = f"recalls {fact[1]}, which {shown[fact]} lets choose before"
                yield Problem(file, pointer, found, f"a place before {shown[fact]}", RULE)
