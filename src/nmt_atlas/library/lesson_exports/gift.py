"""GIFT, as Moodle and others import it. Every special character is escaped."""

from __future__ import annotations

import re

from nmt_atlas.library.lesson_exports.base import LessonFormat, Quiz, without_pictures
from nmt_atlas.library.lesson_exports.plain import Choice, Plain

_SPECIAL = re.compile(r"([\\~=#{}:])")
_LEAST_CHOICES = 2


def escaped(text: str) -> str:
    r"""A text in which nothing means anything: ``~ = # { } : \`` and the ends of lines.

    ``->`` divides pairs and cannot be escaped, so it becomes an arrow.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").replace("->", "→")
    return _SPECIAL.sub(r"\\\1", plain).replace("\n", "\\n").strip()


def write(quiz: Quiz) -> bytes:
    """Every question in one text, a blank line between."""
    category = f"$CATEGORY: {_one_line(quiz.title).replace('/', '//')}\n"
    body = "\n".join(_question(one) for one in without_pictures(quiz))
    return f"{category}\n{body}".encode()


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _question(one: Plain) -> str:
    answers = "\n".join(f"\t{line}" for line in _answers(one))
    told = f"\n\t####{escaped(one.explanation)}" if one.explanation else ""
    return f"::{escaped(one.id)}::[plain]{escaped(one.prompt)} {{\n{answers}{told}\n}}\n"


def _answers(one: Plain) -> list[str]:
    if one.form == "match":
        pairs = [f"={escaped(left)} -> {escaped(right)}" for left, right in one.pairs]
        return [*pairs, *(f"= -> {escaped(text)}" for text in one.extra)]
    if one.form == "choice":
        return [f"{'=' if at.right else '~'}{escaped(at.text)}{_why(at)}" for at in one.choices]
    right = sum(at.right for at in one.choices)
    wrong = len(one.choices) - right
    return [f"~%{_share(at, right, wrong)}%{escaped(at.text)}{_why(at)}" for at in one.choices]


def _share(choice: Choice, right: int, wrong: int) -> str:
    share = 100 / right if choice.right else -100 / max(wrong, 1)
    return f"{share:.5f}".rstrip("0").rstrip(".")


def _why(choice: Choice) -> str:
    return f"#{escaped(choice.why)}" if choice.why else ""


FORMAT = LessonFormat(
    id="gift", ending=".gift", pictured=False, write=write, takes=without_pictures
)
