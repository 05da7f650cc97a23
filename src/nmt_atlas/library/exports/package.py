"""The library as open data: flat tables, a data dictionary, a package description, a licence.

``datapackage.json`` describes the tables as a Frictionless data package, so that ``frictionless
validate datapackage.json`` checks types and links.
"""

from __future__ import annotations

import json

from nmt_atlas.library.documents import Documents
from nmt_atlas.library.exports.base import Row, TableFormat, meaning
from nmt_atlas.library.kinds import KINDS
from nmt_atlas.library.library import Library
from nmt_atlas.library.tables.columns import Column, Table

TABLES: tuple[Table, ...] = tuple(table for kind in KINDS for table in kind.tables)
"""Every table, in the order of the data dictionary."""

_ATTRIBUTION = "NMT Atlas, the NMT Atlas developers, CC BY 4.0"
_LICENCE = {
    "name": "CC-BY-4.0",
    "title": "Creative Commons Attribution 4.0 International",
    "path": "https://creativecommons.org/licenses/by/4.0/",
}
_CAUTION = (
    "The tables teach; they do not diagnose. Trigger points and their zones record what has been "
    "charted by experience: they prove no cause, and give no likelihood. The same area can hurt "
    "from joints, nerves, organs or vessels. Read the columns `evidence`, `evidence_note` and "
    "`sources` with every row."
)


def rows_of(table: Table, library: Documents) -> tuple[Row, ...]:
    """The rows of a table; lists as lists, what is not known as None or an empty text."""
    return tuple(
        {column.name: _plain(column.value(row)) for column in table.columns}
        for row in table.rows(library)
    )


def export(library: Library, format_: TableFormat, version: str) -> dict[str, str]:
    """The whole library as files.

    Parameters
    ----------
    library
        The documents.
    format_
        How the tables are written.
    version
        The version of the atlas, for the package description.

    Returns
    -------
    dict of str
        File name -> text.

    Raises
    ------
    AtlasError
        Where the format cannot hold a value.
    """
    tables = [(table, rows_of(table, library)) for kind in library.kinds for table in kind.tables]
    files = {f"{table.name}.{format_.id}": format_.write(table, rows) for table, rows in tables}
    files["datapackage.json"] = _text(_package(tables, format_, version))
    files["README.md"] = _readme(tables, format_, version)
    files["LICENSE.txt"] = _licence_text()
    return files


def _plain(value: object) -> object:
    if isinstance(value, (list, tuple)):
        return list(value)
    return value


def _text(data: object) -> str:
    return json.dumps(data, indent=1, ensure_ascii=False) + "\n"


def _package(
    tables: list[tuple[Table, tuple[Row, ...]]], format_: TableFormat, version: str
) -> dict[str, object]:
    return {
        "profile": "tabular-data-package",
        "name": "nmt-atlas-library",
        "title": "NMT Atlas: the clinical library",
        "description": _CAUTION,
        "version": version,
        "licenses": [_LICENCE],
        "contributors": [{"title": "The NMT Atlas developers", "role": "author"}],
        "resources": [_resource(table, len(rows), format_) for table, rows in tables],
    }


def _resource(table: Table, count: int, format_: TableFormat) -> dict[str, object]:
    schema: dict[str, object] = {
        "fields": [_schema_field(column, format_) for column in table.columns],
        "primaryKey": list(table.key),
    }
    links = [
        {"fields": [column.name], "reference": {"resource": column.table, "fields": ["id"]}}
        for column in table.columns
        if column.table and column.type != "list"
    ]
    if links:
        schema["foreignKeys"] = links
    return {
        "name": table.name,
        "description": table.about,
        "path": f"{table.name}.{format_.id}",
        "format": format_.id,
        "mediatype": format_.media_type,
        "encoding": "utf-8",
        "profile": "tabular-data-resource",
        "rows": count,
        "schema": schema,
    }


def _schema_field(column: Column, format_: TableFormat) -> dict[str, object]:
    if column.type == "list":
        return {"name": column.name, **format_.list_field(column)}
    return {"name": column.name, "type": column.type, "description": meaning(column)}


def _readme(tables: list[tuple[Table, tuple[Row, ...]]], format_: TableFormat, version: str) -> str:
    lines = [
        "# NMT Atlas: the clinical library as open data",
        "",
        f"Version {version}. {_CAUTION}",
        "",
        f"{format_.about} Text is UTF-8. Lengths are millimetres in the body frame: x to the "
        "left, y to the back, z up; the median plane is x = 0 and the right side has negative x. "
        "`datapackage.json` describes the same tables for programs.",
        "",
        f"Licence: [{_LICENCE['title']}]({_LICENCE['path']}). Credit: “{_ATTRIBUTION}”.",
        "",
    ]
    for table, rows in tables:
        lines += [
            f"## {table.name}",
            "",
            f"{table.about} {len(rows)} rows; `{'`, `'.join(table.key)}` tells them apart.",
            "",
            "| column | type | meaning |",
            "|---|---|---|",
            *(f"| `{c.name}` | {c.type} | {_meaning(c)} |" for c in table.columns),
            "",
        ]
    return "\n".join(lines)


def _meaning(column: Column) -> str:
    return f"{column.about} (ids of `{column.table}`)" if column.table else column.about


def _licence_text() -> str:
    return (
        "Copyright (c) 2026 The NMT Atlas developers\n\n"
        f"These tables are licensed under the {_LICENCE['title']} licence (CC BY 4.0):\n"
        f"{_LICENCE['path']}\n\n"
        f"Credit them as: “{_ATTRIBUTION}”.\n\n"
        "The sources that are cited remain works of their authors; only facts were taken, in "
        "words of our own.\n"
    )
