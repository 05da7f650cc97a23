"""Words for pydantic's errors, so that a person who is no programmer can mend a document."""

from __future__ import annotations

import difflib
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from nmt_atlas.domain.errors import Problem

_PATTERNS = {
    r"^[a-z0-9]+(-[a-z0-9]+)*$": "an id in small letters and hyphens, like trapezius-upper",
    r"^[a-z0-9]+(_[a-z0-9]+)*$": "a region id in small letters and underscores, like back_neck",
}

_KINDS = {
    "string_type": "text in double quotes",
    "float_type": "a number",
    "float_parsing": "a number",
    "int_type": "a whole number",
    "int_parsing": "a whole number",
    "int_from_float": "a whole number",
    "bool_type": "true or false",
    "bool_parsing": "true or false",
    "tuple_type": "a list in square brackets",
    "list_type": "a list in square brackets",
    "dict_type": "an object in braces",
    "model_type": "an object in braces",
    "model_attributes_type": "an object in braces",
    "none_required": "null",
    "finite_number": "a finite number",
}

_LIMITS: Mapping[str, Callable[[Mapping[str, Any]], str]] = {
    "greater_than": lambda ctx: f"a number above {ctx['gt']:g}",
    "greater_than_equal": lambda ctx: f"a number of {ctx['ge']:g} or more",
    "less_than": lambda ctx: f"a number below {ctx['lt']:g}",
    "less_than_equal": lambda ctx: f"a number of {ctx['le']:g} or less",
    "too_short": lambda ctx: f"a list of at least {ctx['min_length']}",
    "too_long": lambda ctx: f"a list of at most {ctx['max_length']}",
    "value_error": lambda ctx: f"something else than {ctx['error']}",
    "string_too_short": lambda ctx: "text that is not empty",
    "literal_error": lambda ctx: f"one of {ctx['expected']}",
    "union_tag_invalid": lambda ctx: f"“kind” to be one of {ctx['expected_tags']}",
    "union_tag_not_found": lambda ctx: "a “kind” that says which shape this is",
    "string_pattern_mismatch": lambda ctx: _PATTERNS.get(
        ctx["pattern"], f"text of the form {ctx['pattern']}"
    ),
}


def problem_from(fault: ErrorDetails, data: object, name: str, model: type[BaseModel]) -> Problem:
    """Turn one pydantic error into a :class:`Problem`.

    Parameters
    ----------
    fault
        One entry of ``ValidationError.errors()``.
    data
        The document that was validated.
    name
        The document's file name.
    model
        The domain type (for the keys that it knows).
    """
    kind = fault["type"]
    missing = kind == "missing"
    path = _path_in(data, fault["loc"], missing)
    pointer = pointer_of(path)
    if missing:
        return Problem(name, pointer, "nothing", f"“{path[-1] if path else '?'}” to be given")
    if kind == "extra_forbidden":
        return Problem(name, pointer, f"the unknown key “{path[-1]}”", _known(model, path))
    return Problem(name, pointer, _shown(fault.get("input")), _expected(fault))


def pointer_of(path: Iterable[str | int]) -> str:
    """The JSON pointer (RFC 6901) of the steps to a value."""
    return "".join("/" + str(step).replace("~", "~0").replace("/", "~1") for step in path)


def _expected(fault: ErrorDetails) -> str:
    kind = fault["type"]
    if kind in _KINDS:
        return _KINDS[kind]
    if kind in _LIMITS:
        return _LIMITS[kind](fault.get("ctx", {}))
    message = fault["msg"]
    return message[:1].lower() + message[1:]


def _path_in(data: object, loc: Sequence[int | str], missing: bool) -> list[int | str]:
    """The steps of ``loc`` that lead through the document (union tags are left out)."""
    path: list[int | str] = []
    here = data
    for index, step in enumerate(loc):
        found, value = _step(here, step)
        if found:
            here = value
        elif not (missing and index == len(loc) - 1):
            continue
        path.append(step)
    return path


def _step(here: object, step: int | str) -> tuple[bool, object]:
    if isinstance(here, dict) and step in here:
        return True, here[step]
    if isinstance(here, list) and isinstance(step, int) and step < len(here):
        return True, here[step]
    return False, None


def _known(model: type[BaseModel], path: Sequence[int | str]) -> str:
    key = str(path[-1])
    names = sorted(_all_keys(model.model_json_schema()))
    close = difflib.get_close_matches(key, names, n=1, cutoff=0.7)
    return f"no such key (did you mean “{close[0]}”?)" if close else "no such key here"


def _all_keys(schema: Mapping[str, Any]) -> set[str]:
    parts = [schema, *schema.get("$defs", {}).values()]
    return {key for part in parts for key in part.get("properties", {})}


def _shown(value: object) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 80 else text[:77] + "…"
