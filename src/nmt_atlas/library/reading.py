"""Reads one JSON document and turns every fault into a :class:`Problem`."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.faults import problem_from

Problems = tuple[Problem, ...]

Model = TypeVar("Model", bound=BaseModel)


class _TwiceError(ValueError):
    """A key that is given twice in one object."""

    def __init__(self, key: str) -> None:
        self.key = key
        super().__init__(key)


def read_json(path: Path, name: str) -> tuple[object, Problems]:
    """Read a file as JSON.

    Parameters
    ----------
    path
        The file.
    name
        What problems call it.

    Returns
    -------
    data, problems
        The data (None where there are problems) and the faults.
    """
    try:
        text = path.read_text(encoding="utf-8")
    except UnicodeDecodeError as error:
        return None, (
            Problem(name, "", f"bytes that are no text at offset {error.start}", "UTF-8 text"),
        )
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (Problem(name, "", f"a file that cannot be read ({reason})", "a file"),)
    try:
        return json.loads(text, object_pairs_hook=_unique), ()
    except json.JSONDecodeError as error:
        return None, (_syntax_problem(name, text, error),)
    except _TwiceError as error:
        return None, (
            Problem(name, "", f"the key “{error.key}” twice in one object", "each key once"),
        )


def validate(model: type[Model], data: object, name: str) -> tuple[Model | None, Problems]:
    """Validate data against a domain type; a top-level ``$schema`` is allowed and dropped."""
    if isinstance(data, dict):
        data = {key: value for key, value in data.items() if key != "$schema"}
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        faults = error.errors(include_url=False)
        return None, tuple(problem_from(fault, data, name, model) for fault in faults)


def read_document(model: type[Model], path: Path, name: str) -> tuple[Model | None, Problems]:
    """Read and validate one document."""
    data, problems = read_json(path, name)
    return (None, problems) if problems else validate(model, data, name)


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            raise _TwiceError(key)
        found[key] = value
    return found


def _syntax_problem(name: str, text: str, error: json.JSONDecodeError) -> Problem:
    lines = text.splitlines() or [""]
    line = lines[min(error.lineno, len(lines)) - 1].strip()
    seen = f": {line[:60]!r}" if line else ""
    return Problem(
        name,
        "",
        f"broken JSON at line {error.lineno}, column {error.colno}{seen}",
        _SYNTAX.get(error.msg, error.msg),
    )


_SYNTAX = {
    "Expecting ',' delimiter": "a comma between two values (or a closing bracket)",
    "Expecting ':' delimiter": "a colon between a key and its value",
    "Expecting property name enclosed in double quotes": (
        "a key in double quotes (look for a comma too many before a closing brace)"
    ),
    "Illegal trailing comma before end of object": "no comma before the closing brace",
    "Illegal trailing comma before end of array": "no comma before the closing bracket",
    "Expecting value": "a value: text in double quotes, a number, a list, an object",
    "Unterminated string starting at": "a closing double quote",
    "Extra data": "nothing after the end of the document",
    "Invalid control character at": "no line break inside a text (write \\n instead)",
}
