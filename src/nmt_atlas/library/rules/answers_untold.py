"""No question is answered by the words around it: its own, and the title of its lesson."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import BaseQuestion, ChooseOne, kind_name
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "answers-untold"
_NAMED = frozenset({"type-name", "name-structure", "source-of-pain"})
"""Kinds whose answer is a name: it must not stand in the lesson's title either."""
_ASKED = _NAMED | {"choose-one", "which-nerve"}
_LEAST = 4
"""Shorter answers (``C7``) are found in anything."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for the right answer of each question in what is read while it is open."""
    for lesson in library.lessons.values():
        file = library.file_of("lesson", lesson.id)
        for number, step in enumerate(lesson.steps):
            question = step.question
            if question is None or kind_name(type(question)) not in _ASKED:
                continue
            right, wrong = _answers(library, question)
            for pointer, text in _read(lesson, question, number):
                read = text.casefold()
                told = {one for one in right if one in read} - wrong
                if told and not any(one in read for one in wrong):
                    named = ", ".join(sorted(told))
                    found = f"“{text}”, which names the answer ({named}) of {question.id}"
                    yield Problem(file, pointer, found, "words that do not answer it", RULE)


def _read(lesson: Lesson, question: BaseQuestion[Any], number: int) -> Iterator[tuple[str, str]]:
    """What is read while a question is open, by where it stands in the document."""
    yield f"/steps/{number}/question/prompt", question.prompt
    if kind_name(type(question)) in _NAMED:
        yield "/title", lesson.title


def _answers(library: Library, question: BaseQuestion[Any]) -> tuple[set[str], set[str]]:
    """What the right answer is called, and what the wrong ones are."""
    if isinstance(question, ChooseOne):
        right = {one.text.casefold() for one in question.options if one.right}
        wrong = {one.text.casefold() for one in question.options if not one.right}
    else:
        distractors: tuple[str, ...] = getattr(question, "distractors", ())
        right = {name for one in question.right for name in _names(library, one)}
        wrong = {name for one in distractors for name in _names(library, one)}
    return {one for one in right if len(one) >= _LEAST}, wrong


def _names(library: Library, ident: str) -> set[str]:
    """What a structure, a nerve or a point's muscle is called, its whole muscle among them."""
    found: set[str] = set()
    if ident in library.trigger_points:
        found.add(library.muscle_with_point(ident).name)
    if ident in library.nerves:
        found.add(library.nerves[ident].name)
    if ident in library.structures:
        muscle = library.muscle_of(ident)
        found.add(library.structures[ident].name)
        if muscle is not None:
            found.add(muscle.name)
    return {one.casefold() for one in found}
