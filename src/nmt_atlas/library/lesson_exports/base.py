"""What a format is that lessons are exported in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.library.lesson_exports.plain import Draw, Label, Plain


@dataclass(frozen=True, slots=True)
class Quiz:
    """Lessons on their way out.

    Attributes
    ----------
    title
        What all of it is called.
    lessons
        The lessons.
    questions
        Their questions, plain.
    draw
        Draws a view; None where no pictures are wanted.
    label
        Draws a view with names beside it; None as well.
    """

    title: str
    lessons: tuple[Lesson, ...]
    questions: tuple[Plain, ...]
    draw: Draw | None = None
    label: Label | None = None

    @property
    def askable(self) -> tuple[Plain, ...]:
        """The questions that can be asked: without pictures not those that need one."""
        return tuple(one for one in self.questions if self.draw or not one.needs_picture)


@dataclass(frozen=True, slots=True)
class LessonFormat:
    """One format of exported lessons.

    Attributes
    ----------
    id
        Its name in commands.
    ending
        The ending of its files.
    pictured
        Whether its files hold pictures.
    write
        The quiz as one file.
    takes
        Which questions it can hold; the others are left out, and told.
    """

    id: str
    ending: str
    pictured: bool
    write: Callable[[Quiz], bytes]
    takes: Callable[[Quiz], Sequence[Plain]]


def all_askable(quiz: Quiz) -> Sequence[Plain]:
    """Every question that can be asked."""
    return quiz.askable


def without_pictures(quiz: Quiz) -> Sequence[Plain]:
    """Questions with choices or pairs that words alone ask."""
    return [one for one in quiz.questions if one.form != "recall" and not one.needs_picture]


def in_words(quiz: Quiz) -> Sequence[Plain]:
    """Questions with choices or pairs: what a machine can grade without a body."""
    return [one for one in quiz.askable if one.form != "recall"]
