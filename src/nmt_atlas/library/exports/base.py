"""What a format is that tables are exported in."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from nmt_atlas.library.tables.columns import Column, Table

Row = Mapping[str, object]
"""Column name -> a text, number, truth value, list of texts, or None."""


@dataclass(frozen=True, slots=True)
class TableFormat:
    """One format of the exported tables.

    Attributes
    ----------
    id
        Its name in commands, and the ending of its files.
    media_type
        The IANA media type of its files.
    about
        How lists and missing values are written, in a sentence for the readme.
    write
        A table and its rows as the text of one file.
    list_field
        How the data package's schema describes a column that holds lists.
    """

    id: str
    media_type: str
    about: str
    write: Callable[[Table, Sequence[Row]], str]
    list_field: Callable[[Column], dict[str, object]]


def arrays(column: Column) -> dict[str, object]:
    """A list that stays a list."""
    return {"type": "array", "description": meaning(column)}


def meaning(column: Column) -> str:
    """What a column says, and what its ids are ids of."""
    return column.about + (f" Ids of the table {column.table}." if column.table else "")
