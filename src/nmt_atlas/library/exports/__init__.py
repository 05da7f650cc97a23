"""The library as open data: one file a format and one list."""

from nmt_atlas.library.exports import csv_tables, json_tables
from nmt_atlas.library.exports.base import Row, TableFormat
from nmt_atlas.library.exports.package import TABLES, export, rows_of

FORMATS: tuple[TableFormat, ...] = (csv_tables.FORMAT, json_tables.FORMAT)
"""Every format that tables are exported in; the first is the one that is not asked for."""

__all__ = ["FORMATS", "TABLES", "Row", "TableFormat", "export", "rows_of"]
