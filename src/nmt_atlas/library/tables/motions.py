"""Tables of motions of joints and of how far they usually go."""

from __future__ import annotations

from nmt_atlas.library.tables.columns import (
    CLIENT,
    ID,
    NAME,
    SYNONYMS,
    Column,
    Table,
    every,
    fact,
    field,
    inner,
    items,
    owner,
)

MOTIONS = Table(
    "motions",
    "Motions of joints, and how they are measured.",
    every("motion"),
    (
        ID,
        NAME,
        SYNONYMS,
        field("joint", "The joint."),
        field("unit", "What it is measured in."),
        field("sides", "Each side for itself, or the midline."),
        field("doubt", "How far two measurements by the same person may differ.", "number"),
        *fact("position", "How the person lies, sits or stands."),
        *fact("how", "What is measured between which lines."),
        *fact("end", "What its end feels like."),
        *fact("else_limits", "What limits it that is no muscle."),
        field("tests", "Tests that ask further.", "list", "tests"),
        CLIENT,
    ),
)

USUAL = items(
    "motion_values",
    "How far a motion usually goes, source by source.",
    ("motion", "usual"),
    owner("motion", "The motion.", "motions"),
    (
        inner("low", "The value, or the lower end of the range.", "number"),
        inner("high", "The value again, or the upper end.", "number"),
        inner("spread", "Standard deviation, where the source gives it.", "number"),
        inner("of", "Whom it is told of."),
        Column("ages", "From which age to which.", lambda row: list(row[1].ages or ()), "list"),
        inner("sex", "Of which sex, where it is told of one."),
        inner("kind", "Agreed in a handbook, or measured."),
        inner("source", "Who says so.", "string", "sources"),
    ),
)
