"""The library as flat tables: which there are, and what each column means."""

from nmt_atlas.library.tables.columns import Column, Table
from nmt_atlas.library.tables.muscles import (
    ACTIONS,
    INNERVATION,
    MUSCLES,
    TRIGGER_POINTS,
    ZONES,
)
from nmt_atlas.library.tables.nerves import DERMATOMES, ENTRAPMENTS, NERVES
from nmt_atlas.library.tables.others import (
    CONDITION_FACTS,
    CONDITIONS,
    LESSONS,
    QUESTIONS,
    REGIONS,
    SITES,
    SOURCES_TABLE,
    STRUCTURES,
)

__all__ = ["TABLES", "Column", "Table"]

TABLES: tuple[Table, ...] = (
    MUSCLES,
    ACTIONS,
    INNERVATION,
    TRIGGER_POINTS,
    ZONES,
    NERVES,
    ENTRAPMENTS,
    DERMATOMES,
    CONDITIONS,
    CONDITION_FACTS,
    SITES,
    REGIONS,
    SOURCES_TABLE,
    LESSONS,
    QUESTIONS,
    STRUCTURES,
)
"""Every table, in the order of the data dictionary."""
