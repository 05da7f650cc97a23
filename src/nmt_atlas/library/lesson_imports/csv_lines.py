"""Reads CSV: a question a line, with the columns that ``lessons export`` writes.

``prompt``, ``right`` and ``wrong_1`` onwards are enough; a bar with spaces divides several right
answers.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library.lesson_exports.csv_lessons import SEPARATOR, unguarded
from nmt_atlas.library.lesson_imports.asked import Asked


def read(text: str) -> Iterator[Asked]:
    """Every question of a file, in order.

    Raises
    ------
    AtlasError
        Where a column is missing.
    """
    rows = csv.DictReader(io.StringIO(text, newline=""))
    missing = {"prompt", "right"} - set(rows.fieldnames or ())
    if missing:
        raise AtlasError(
            f"a column is missing: {', '.join(sorted(missing))}.",
            where="the first line",
            remedy="Give the columns prompt, right, wrong_1, wrong_2, explanation.",
        )
    for row in rows:
        cells = {key: unguarded(value or "") for key, value in row.items() if key}
        yield _question(cells)


def _question(cells: dict[str, str]) -> Asked:
    prompt, explanation = cells["prompt"], cells.get("explanation", "")
    wrong = [text for key, text in cells.items() if key.startswith("wrong") and text]
    right = [text for text in cells["right"].split(SEPARATOR) if text]
    if cells.get("form") in ("match", "recall") or not wrong:
        return Asked(prompt, explanation=explanation, why="it has nothing to choose among")
    choices = [(text, True, "") for text in right] + [(text, False, "") for text in wrong]
    several = cells.get("form") == "several" or len(right) != 1
    return Asked(prompt, choices=tuple(choices), explanation=explanation, several=several)
