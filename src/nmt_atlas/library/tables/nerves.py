"""Tables of nerves, their narrow places, and the skin of spinal roots."""

from __future__ import annotations

from nmt_atlas.library.tables.columns import (
    CLIENT,
    EVIDENCE,
    ID,
    NAME,
    NAMED,
    SOURCES,
    Column,
    Table,
    every,
    fact,
    field,
    place,
)

NERVES = Table(
    "nerves",
    "Peripheral nerves.",
    every("nerve"),
    (
        *NAMED,
        field("roots", "The roots: single ones, or the ends of a range.", "list"),
        field("roots_note", "Where texts disagree about the roots."),
        field("parts", "The structures that show it, in order.", "list", "structures"),
        Column(
            "course",
            "Its course, step by step.",
            lambda row: [f"{one.name}: {one.words}" for one in row.course],
            "list",
        ),
        field("supplies", "What it supplies.", "list"),
        field("territory_words", "The skin that it serves, in words."),
        CLIENT,
        SOURCES,
    ),
)

ENTRAPMENTS = Table(
    "entrapments",
    "Narrow places of nerves and vessels.",
    every("entrapment"),
    (
        ID,
        NAME,
        field("nerve", "The nerve (or the structure that draws it)."),
        *place("right side", "at"),
        field("structures", "What forms the narrow place.", "list", "structures"),
        *fact("words", "The narrow place in words."),
        *fact("symptoms", "What is felt."),
        field("territory_words", "Where on the skin it is felt."),
        field("muscles_supplied", "Muscles that the nerve supplies beyond.", "list"),
        field("imitators", "Trigger points or muscles whose charted pain looks alike.", "list"),
        Column("tests", "Tests by name and idea.", lambda r: [t.text for t in r.tests], "list"),
        field("address", "Muscles to address.", "list"),
        *fact("refer_when", "What calls for a physician."),
        CLIENT,
        *EVIDENCE,
    ),
)

DERMATOMES = Table(
    "dermatomes",
    "The skin that each spinal root feels.",
    every("dermatome"),
    (
        ID,
        NAME,
        field("root", "The spinal root."),
        field("territory_words", "The skin in words."),
        field("landmark", "A place that the root nearly always feels."),
        field("myotome", "Its key movement."),
        field("reflex", "Its reflex."),
        field("note", "Where maps disagree."),
        CLIENT,
        SOURCES,
    ),
)
