"""Lessons out of the atlas: one file a format, and one list."""

from __future__ import annotations

from collections.abc import Sequence

from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.library.lesson_exports import (
    anki,
    csv_lessons,
    gift,
    moodle,
    quiz_html,
    worksheet,
)
from nmt_atlas.library.lesson_exports.base import LessonFormat, Quiz
from nmt_atlas.library.lesson_exports.plain import Draw, Label, Plainer
from nmt_atlas.library.library import Library

FORMATS: tuple[LessonFormat, ...] = (
    anki.FORMAT,
    moodle.FORMAT,
    gift.FORMAT,
    csv_lessons.FORMAT,
    worksheet.FORMAT,
    quiz_html.FORMAT,
)
"""A new format is one file and one name here."""


def quiz_of(
    library: Library,
    title: str,
    lessons: Sequence[Lesson],
    draw: Draw | None = None,
    label: Label | None = None,
) -> Quiz:
    """Lessons on their way out."""
    plainer = Plainer(library)
    questions = tuple(one for lesson in lessons for one in plainer.lesson(lesson))
    return Quiz(title, tuple(lessons), questions, draw, label)


__all__ = ["FORMATS", "LessonFormat", "Quiz", "quiz_of"]
