"""CSV: a question a line, as spreadsheets open it and ``lessons import`` reads it."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from nmt_atlas.library.lesson_exports.base import LessonFormat, Quiz
from nmt_atlas.library.lesson_exports.plain import Plain

MOST = 8
COLUMNS = (
    "id", "kind", "form", "prompt", "right", *(f"wrong_{n}" for n in range(1, MOST)), "explanation",
)  # fmt: skip
SEPARATOR = " | "
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def write(quiz: Quiz) -> bytes:
    """Every question that words can ask."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(COLUMNS)
    for one in in_text(quiz):
        writer.writerow([guarded(cell) for cell in _cells(one)])
    return out.getvalue().encode("utf-8-sig")


def in_text(quiz: Quiz) -> Sequence[Plain]:
    """Questions that words alone ask."""
    return [one for one in quiz.questions if not one.needs_picture]


def guarded(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{cell}" if cell.startswith(_FORMULA) else cell


def unguarded(cell: str) -> str:
    """Undo :func:`guarded`."""
    return cell[1:] if cell[:1] == "'" and cell[1:].startswith(_FORMULA) else cell


def _cells(one: Plain) -> list[str]:
    right = [at.text for at in one.choices if at.right] or [one.answer]
    wrong = [at.text for at in one.choices if not at.right][: MOST - 1]
    filled = [*wrong, *[""] * (MOST - 1 - len(wrong))]
    start = [one.id, one.kind, one.form, one.prompt, SEPARATOR.join(right)]
    return [*start, *filled, one.explanation]


FORMAT = LessonFormat(id="csv", ending=".csv", pictured=False, write=write, takes=in_text)
