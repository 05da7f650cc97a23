"""Lessons."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import BaseModel

from nmt_atlas.domain.generating import Kit
from nmt_atlas.domain.generating.lessons import makeable
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import KINDS as QUESTION_KINDS
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.kinds.kind import Entry, Kind, Listing, Named, Row, row
from nmt_atlas.library.tables.others import LESSONS, QUESTIONS
from nmt_atlas.library.writing.others import lesson_page


def _entries(library: Documents) -> Iterator[tuple[Entry, BaseModel]]:
    """Every lesson, found by its words but not by its questions, which would give answers away."""
    for one in library.lessons.values():
        told = one.model_copy(update={"steps": ()})
        yield Entry("lesson", one.id, "lesson", one.title, one.summary), told


def _names(library: Documents) -> Iterator[Named]:
    for one in library.lessons.values():
        yield Named(one.id, one.title)


def _rows(library: Documents) -> Iterator[Row]:
    for one in library.lessons.values():
        yield row(
            one.id,
            one.title,
            region=", ".join(one.regions),
            level=one.level,
            minutes=one.minutes,
            questions=len(one.questions),
        )


def _made(library: Documents) -> int:
    """Documents that a lesson is made of when somebody opens it."""
    return len(makeable(Kit(library)))


KIND = Kind(
    name="lesson",
    type=Lesson,
    schema="lesson",
    folders=("lessons",),
    needs_links=True,
    shelves={"lesson": mark("Lessons")},
    entries=_entries,
    names=_names,
    weight=0.02,
    page=lesson_page,
    tables=(LESSONS, QUESTIONS),
    target=None,
    lists=(Listing("lessons", _rows, ("id", "name", "level", "minutes", "questions")),),
    counts={
        "lessons": lambda library: len(library.lessons) + _made(library),
        "lessons_written": lambda library: len(library.lessons),
        "lessons_generated": _made,
        "questions": lambda library: sum(len(one.questions) for one in library.lessons.values()),
        "question_kinds": lambda _library: len(QUESTION_KINDS),
    },
)
