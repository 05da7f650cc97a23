"""CSV: UTF-8, a heading row, lists joined by a mark."""

from __future__ import annotations

import csv
import io
from collections.abc import Sequence

from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.library.exports.base import Row, TableFormat, meaning
from nmt_atlas.library.tables.columns import Column, Table

LIST_MARK = "|"
"""What stands between the items of a list."""


def write(table: Table, rows: Sequence[Row]) -> str:
    """A table as CSV.

    Raises
    ------
    AtlasError
        Where an item of a list contains the mark that joins lists.
    """
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([column.name for column in table.columns])
    for row in rows:
        writer.writerow([_cell(table, column, row[column.name]) for column in table.columns])
    return out.getvalue()


def _cell(table: Table, column: Column, value: object) -> object:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if not isinstance(value, list):
        return value
    items = [str(item) for item in value]
    if any(LIST_MARK in item for item in items):
        raise AtlasError(
            f"an item of a list contains “{LIST_MARK}”, which joins lists in CSV.",
            where=f"table {table.name}, column {column.name}",
            remedy="Write the text without it, or export as JSON.",
        )
    return LIST_MARK.join(items)


def _joined(column: Column) -> dict[str, object]:
    about = f"{meaning(column)} Items are joined by “{LIST_MARK}”."
    return {"type": "string", "description": about}


FORMAT = TableFormat(
    id="csv",
    media_type="text/csv",
    about=f"Lists are joined by `{LIST_MARK}`; an empty cell means that nothing is said.",
    write=write,
    list_field=_joined,
)
