"""Reads one JSON document and turns every fault into a :class:`Problem`; no file stops the rest."""

from __future__ import annotations

import json
import math
import re
import stat
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ValidationError

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.faults import pointer_of, problem_from

Problems = tuple[Problem, ...]

Model = TypeVar("Model", bound=BaseModel)

LARGEST = 5_000_000
"""Bytes of the largest document that is read."""

MOST = 100
"""Faults of one document that are told one by one."""

_SUSPECT = re.compile(r"\\u(?:00[01][0-9a-f]|007f|d[89a-f])|\\[bf]|\x7f", re.IGNORECASE)
"""Escapes that may stand for a control character or for half of a character."""
_UNWRITABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff]")


class _FaultError(ValueError):
    """A fault that json finds no word for."""

    def __init__(self, found: str, expected: str) -> None:
        self.found, self.expected = found, expected
        super().__init__(found)


def read_json(path: Path, name: str, within: Path | None = None) -> tuple[object, Problems]:
    """Read a file as JSON.

    Parameters
    ----------
    path
        The file.
    name
        What problems call it.
    within
        The folder that a symbolic link may not lead out of; None allows every link.

    Returns
    -------
    data, problems
        The data (None where there are problems) and the faults.
    """
    try:
        text = _text(path, within)
    except _FaultError as error:
        return None, (Problem(name, "", error.found, error.expected),)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        return None, (Problem(name, "", f"a file that cannot be read ({reason})", "a file"),)
    return parse_json(text, name)


def parse_json(text: str, name: str) -> tuple[object, Problems]:
    """Read a text as JSON; as :func:`read_json`."""
    try:
        data = json.loads(
            text, object_pairs_hook=_unique, parse_constant=_no_number, parse_float=_finite
        )
        faults = tuple(_unwritable(data, name)) if _SUSPECT.search(text) else ()
        return (None if faults else data), faults
    except _FaultError as error:
        return None, (Problem(name, "", error.found, error.expected),)
    except json.JSONDecodeError as error:
        return None, (_syntax_problem(name, text, error),)
    except RecursionError:
        return None, (Problem(name, "", "hundreds of brackets inside each other", "a document"),)
    except ValueError:  # the one that Python itself raises: a number of thousands of digits
        return None, (Problem(name, "", "a number of thousands of digits", "a shorter number"),)


def validate(model: type[Model], data: object, name: str) -> tuple[Model | None, Problems]:
    """Validate data against a domain type; a top-level ``$schema`` is allowed and dropped."""
    if isinstance(data, dict):
        data = {key: value for key, value in data.items() if key != "$schema"}
    try:
        return model.model_validate(data), ()
    except ValidationError as error:
        faults = error.errors(include_url=False)
        told = [problem_from(fault, data, name, model) for fault in faults[:MOST]]
        if len(faults) > MOST:
            found = f"{len(faults) - MOST} more faults"
            told.append(Problem(name, "", found, "the ones above to be mended first"))
        return None, tuple(told)
    except RecursionError:
        return None, (Problem(name, "", "hundreds of brackets inside each other", "a document"),)


def read_document(
    model: type[Model], path: Path, name: str, within: Path | None = None
) -> tuple[Model | None, Problems]:
    """Read and validate one document."""
    data, problems = read_json(path, name, within)
    if problems:
        return None, problems
    document, faults = validate(model, data, name)
    return (document or _spared(model, data, name, faults)), faults


def _spared(model: type[Model], data: object, name: str, faults: Problems) -> Model | None:
    """What is left of a document that can do without its faulty pieces."""
    if not issubclass(model, Frozen) or not isinstance(data, dict):
        return None
    kept = model.spared(data, [one.pointer for one in faults])
    return None if kept is None else validate(model, kept, name)[0]


def _text(path: Path, within: Path | None) -> str:
    """What a file says; never waits for a pipe, and never reads what lies elsewhere."""
    if within is not None and path.is_symlink():
        target, folder = path.resolve(), within.resolve()
        if not target.is_relative_to(folder):
            raise _FaultError("a link to a file elsewhere", "the file itself")
    found = path.stat()
    if not stat.S_ISREG(found.st_mode):
        raise _FaultError("something that is no file (a folder, a pipe, a device)", "a file")
    if found.st_size > LARGEST:
        size = f"{found.st_size / 1e6:.0f} MB"
        raise _FaultError(f"a file of {size}", f"at most {LARGEST / 1e6:.0f} MB")
    data = path.read_bytes()
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise _FaultError("bytes that are no text: a file saved as UTF-16", "one saved as UTF-8")
    try:
        return data.decode("utf-8-sig")  # some editors write a mark before the first character
    except UnicodeDecodeError as error:
        found_at = f"bytes that are no text at offset {error.start}"
        raise _FaultError(found_at, "UTF-8 text") from None


def _unique(pairs: Sequence[tuple[str, object]]) -> dict[str, object]:
    found: dict[str, object] = {}
    for key, value in pairs:
        if key in found:
            shown = key.encode("utf-8", "replace").decode()[:60]
            raise _FaultError(f"the key “{shown}” twice in one object", "each key once")
        found[key] = value
    return found


def _no_number(text: str) -> object:
    raise _FaultError(text, "a finite number")


def _finite(text: str) -> float:
    value = float(text)
    if not math.isfinite(value):
        raise _FaultError(f"the number {text[:20]}", "a finite number")
    return value


def _unwritable(data: object, name: str, path: tuple[str | int, ...] = ()) -> Iterator[Problem]:
    """Characters that can neither be shown nor stored: NUL, control characters, half characters."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from _unwritable(key, name, path)
            yield from _unwritable(value, name, (*path, key))
    elif isinstance(data, list):
        for number, value in enumerate(data):
            yield from _unwritable(value, name, (*path, number))
    elif isinstance(data, str) and (bad := _UNWRITABLE.search(data)):
        shown = _UNWRITABLE.sub("?", pointer_of(path))
        found = f"the character U+{ord(bad.group()):04X}"
        yield Problem(name, shown, found, "text that can be shown")


def _syntax_problem(name: str, text: str, error: json.JSONDecodeError) -> Problem:
    lines = text.split("\n")
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
