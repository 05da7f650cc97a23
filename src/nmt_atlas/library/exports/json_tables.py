"""JSON: a list of objects a table."""

from __future__ import annotations

import json
from collections.abc import Sequence

from nmt_atlas.library.exports.base import Row, TableFormat, arrays
from nmt_atlas.library.tables.columns import Table


def write(_table: Table, rows: Sequence[Row]) -> str:
    """A table as a list of objects."""
    return json.dumps(list(rows), indent=1, ensure_ascii=False) + "\n"


FORMAT = TableFormat(
    id="json",
    media_type="application/json",
    about="Lists are arrays; an empty text or null means that nothing is said.",
    write=write,
    list_field=arrays,
)
