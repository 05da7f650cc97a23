"""The right answer of several is not told by its length.

Who knows nothing chooses the longest answer; where it is the right one by far, the question asks
nothing. What makes an answer right belongs in its ``why``.
"""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.questions import ChooseOne
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "answers-alike"
MOST, SEEN = 1.5, 12
"""How many times as long as every other answer it may be, and how many letters more are noticed."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare the length of the right answer with that of the longest wrong one."""
    for lesson in library.lessons.values():
        file = library.file_of("lesson", lesson.id)
        for number, step in enumerate(lesson.steps):
            if isinstance(step.question, ChooseOne):
                yield from _of(step.question, file, f"/steps/{number}/question/options")


def _of(question: ChooseOne, file: str, pointer: str) -> Iterator[Problem]:
    at = int(question.right[0])
    long = len(question.options[at].text)
    other = max(len(one.text) for n, one in enumerate(question.options) if n != at)
    if long >= MOST * other and long - other >= SEEN:
        found = f"a right answer of {long} letters, and none beside it longer than {other}"
        expected = f"a wrong answer of more than {long / MOST:.0f} letters, or a shorter right one"
        yield Problem(file, f"{pointer}/{at}/text", found, expected, RULE)
