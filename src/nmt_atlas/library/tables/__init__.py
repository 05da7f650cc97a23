"""The library as flat tables: what a table is, and those of each kind of document."""

from nmt_atlas.library.tables.columns import Column, Table

__all__ = ["Column", "Table"]
