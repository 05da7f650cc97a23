"""What a person keeps, as files: JSON (whole, to be read in again), CSV and Markdown."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from pydantic import ValidationError

from nmt_atlas.domain.errors import StateError
from nmt_atlas.domain.note import MOST_KEPT, Dated, Kept, told_apart

FORM, VERSION = "nmt-atlas-notes", 1
LARGEST = 8_000_000
"""Characters of a file that is read in."""

_COLUMNS = ("id", "sort", "name", "text", "collection", "document", "part", "at", "view")
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def as_json(things: Sequence[Dated]) -> str:
    """Everything, to be read in again."""
    data = {FORM: VERSION, "kept": [_plain(one) for one in things]}
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def as_csv(things: Sequence[Dated]) -> str:
    """A table for spreadsheets, without drawings; no cell is taken for a formula."""
    file = io.StringIO()
    writer = csv.writer(file)
    writer.writerow((*_COLUMNS, "made_at", "changed_at"))
    for one in things:
        values = {name: getattr(one.kept, name) for name in _COLUMNS}
        values["at"] = " ".join(f"{x:g}" for x in one.kept.at or ())
        cells = [_cell(str(values[name])) for name in _COLUMNS]
        writer.writerow((*cells, one.made_at.isoformat(), one.changed_at.isoformat()))
    return "\ufeff" + file.getvalue()


def as_markdown(things: Sequence[Dated]) -> str:
    """Something to read: collections as headings."""
    names = told_apart(one.kept for one in things)
    by_collection: dict[str, list[Dated]] = {}
    for one in things:
        by_collection.setdefault(one.kept.collection, []).append(one)
    lines = ["# NMT Atlas: notes", ""]
    for collection in sorted(by_collection, key=str.casefold):
        lines += [f"## {_escaped(collection)}", ""] if collection else []
        for one in by_collection[collection]:
            lines += [f"### {_escaped(names[one.kept.id])}", "", *_body(one.kept), ""]
    return "\n".join(lines).rstrip() + "\n"


FILES: Mapping[str, Callable[[Sequence[Dated]], str]] = MappingProxyType(
    {"json": as_json, "csv": as_csv, "md": as_markdown}
)
"""Ending of a file -> what writes it."""


def read_file(text: str) -> tuple[tuple[Kept, ...], int]:
    """What a file holds that :func:`as_json` or :func:`as_csv` has written.

    Returns
    -------
    kept, left_out
        What could be read, and how many entries could not.

    Raises
    ------
    StateError
        Where it is no such file, or too large.
    """
    if len(text) > LARGEST:
        raise StateError("this file is too large.", remedy="Read it in in parts.")
    raw = _from_json(text) if text.lstrip("\ufeff \r\n\t")[:1] in ("{", "[") else _from_csv(text)
    kept: dict[str, Kept] = {}
    left_out = 0
    for one in raw:
        try:
            found = Kept.model_validate(one)
        except (ValidationError, RecursionError):
            left_out += 1
            continue
        kept[found.id] = found
    if len(kept) > MOST_KEPT:
        raise StateError(f"this file holds more than {MOST_KEPT:,} notes.", remedy="Divide it.")
    return tuple(kept.values()), left_out


def _from_json(text: str) -> Iterable[Any]:
    try:
        data = json.loads(text.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise _no_file() from error
    if not isinstance(data, dict) or data.get(FORM) != VERSION:
        raise _no_file()
    found = data.get("kept")
    if not isinstance(found, list):
        raise _no_file()
    fields = set(Kept.model_fields)
    return [
        {key: one[key] for key in one.keys() & fields} if isinstance(one, dict) else one
        for one in found
    ]


def _from_csv(text: str) -> Iterable[Any]:
    try:
        rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    except csv.Error as error:
        raise _no_file() from error
    if not rows or not {"id", "sort"} <= set(rows[0]):
        raise _no_file()
    return [_of_row(row) for row in rows]


def _of_row(row: Mapping[str, str | None]) -> dict[str, object]:
    found: dict[str, object] = {
        name: _uncell(row[name] or "") for name in _COLUMNS if row.get(name) and name != "at"
    }
    if row.get("at"):
        try:
            found["at"] = [float(one) for one in _uncell(row["at"] or "").split()]
        except ValueError:
            found["at"] = row["at"]  # no place: the entry is left out
    return found


def _no_file() -> StateError:
    return StateError(
        "this is no file of notes.", remedy="Choose one that the atlas has written (JSON or CSV)."
    )


def _plain(one: Dated) -> dict[str, object]:
    told = one.kept.model_dump(mode="json", exclude_defaults=True)
    times = {"made_at": one.made_at.isoformat(), "changed_at": one.changed_at.isoformat()}
    return {**told, "sort": one.kept.sort, **times}


def _cell(text: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return f"'{text}" if text.startswith((*_FORMULA, "'")) else text


def _uncell(text: str) -> str:
    return text[1:] if text[:1] == "'" and text[1:2] in (*_FORMULA, "'") else text


def _body(kept: Kept) -> list[str]:
    about = kept.document or kept.part
    lines = [_escaped(line) for line in kept.text.splitlines()]
    if about:
        lines += ["", f"*{_escaped(about)}*"]
    if kept.view:
        lines += ["", f"`?{kept.view.replace('`', '')}`"]
    return lines


def _escaped(text: str) -> str:
    """Text that Markdown takes for nothing else."""
    return "".join(f"\\{one}" if one in "\\`*_{}[]<>()#+-.!|~&" else one for one in text)
