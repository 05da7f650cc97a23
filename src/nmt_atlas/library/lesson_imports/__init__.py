"""Lessons into the atlas: GIFT, CSV, and the atlas's own JSON."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.library.lesson_imports import csv_lines, gift
from nmt_atlas.library.lesson_imports.asked import Asked

LARGEST = 5_000_000
"""Bytes that a file may have."""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the file does not say: the lesson's id and title, and the source (id) it stands on."""

    ident: str
    title: str
    source: str


@dataclass(frozen=True, slots=True)
class Imported:
    """The lesson, and one line for each question that no kind of ours can hold."""

    lesson: Lesson
    left_out: tuple[str, ...]


_READERS: dict[str, Callable[[str], Iterable[Asked]]] = {
    ".gift": gift.read,
    ".txt": gift.read,
    ".csv": csv_lines.read,
}


def read_lesson(file: Path, heading: Heading) -> Imported:
    """Read a lesson from a file; its ending says in which format.

    Raises
    ------
    AtlasError
        Where the file cannot be read, or holds no question that the atlas can ask.
    """
    return lesson_of(_text(file), file, heading)


def lesson_of(text: str, file: Path, heading: Heading) -> Imported:
    """Read a lesson from what a file says; as :func:`read_lesson`."""
    if file.suffix.lower() == ".json":
        return Imported(_own(text, file), ())
    reader = _READERS.get(file.suffix.lower())
    if reader is None:
        endings = ", ".join((*_READERS, ".json"))
        raise AtlasError(
            "files of this kind cannot be read.", where=str(file), remedy=f"Give one of: {endings}."
        )
    steps: list[dict[str, Any]] = []
    left_out: list[str] = []
    for number, asked in enumerate(reader(text), 1):
        document = asked.document(f"{heading.ident}-q{number}", heading.source)
        why = _fault(document) if document else asked.why
        if document is None or why:
            left_out.append(f"{number}: {_short(asked.prompt)}: {why}")
        else:
            steps.append({"id": f"q{number}", "title": f"{len(steps) + 1}", "question": document})
    if not steps:
        raise AtlasError(
            "there is no question in it that the atlas can ask.",
            where=str(file),
            remedy="; ".join(left_out[:3]) or "Check that the file is whole.",
        )
    return Imported(_made(heading, steps), tuple(left_out))


def _text(file: Path) -> str:
    try:
        if file.stat().st_size > LARGEST:
            raise AtlasError(
                "the file is too large.", where=str(file), remedy="At most 5 MB can be read."
            )
        return file.read_bytes().decode("utf-8-sig")
    except OSError as error:
        raise AtlasError(
            f"the file cannot be read ({error.strerror}).",
            where=str(file),
            remedy="Check its name and who may read it.",
        ) from error
    except UnicodeDecodeError as error:
        raise AtlasError(
            "the file is no text in UTF-8.", where=str(file), remedy="Save it as UTF-8."
        ) from error


def _own(text: str, file: Path) -> Lesson:
    try:
        return Lesson.model_validate_json(text)
    except ValidationError as error:
        first = error.errors()[0]
        pointer = "/".join(map(str, first["loc"]))
        raise AtlasError(
            f"this is no lesson ({first['msg']}).",
            where=f"{file}: /{pointer}",
            remedy="`nmt-atlas lessons check FILE` lists every fault.",
        ) from error


def _fault(document: dict[str, Any]) -> str:
    """Why a question cannot be asked; empty where it can."""
    step = {"id": "s", "title": "s", "question": document}
    lesson = {**_FRAME, "steps": [step]}
    try:
        Lesson.model_validate(json.loads(json.dumps(lesson)))
    except ValidationError as error:
        return re.sub(r"^Value error, ", "", error.errors()[0]["msg"])
    return ""


_FRAME: dict[str, Any] = {
    "id": "l",
    "title": "l",
    "summary": "l",
    "minutes": 1,
    "objectives": ["l"],
    "sources": ["s"],
}


def _made(heading: Heading, steps: list[dict[str, Any]]) -> Lesson:
    return Lesson.model_validate(
        {
            "id": heading.ident,
            "title": heading.title,
            "summary": heading.title,
            "minutes": min(120, max(1, len(steps))),
            "objectives": [heading.title],
            "author": "",
            "steps": steps,
            "sources": [heading.source],
        }
    )


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 60 else f"{line[:59]}…"
