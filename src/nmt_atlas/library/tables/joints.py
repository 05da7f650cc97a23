"""Tables of joints and their motions."""

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

JOINTS = Table(
    "joints",
    "Joints that move.",
    every("joint"),
    (
        ID,
        NAME,
        SYNONYMS,
        field("sides", "Once on each side, or in the midline."),
        Column(
            "segments",
            "What it turns, from the pelvis outward.",
            lambda one: [level.segment for level in one.levels],
            "list",
        ),
        *fact("convention", "How its angles are told."),
    ),
)

TURNS = items(
    "joint_motions",
    "How far every joint goes in each of its motions.",
    ("joint", "turns"),
    owner("joint", "The joint.", "joints"),
    (
        inner("motion", "The motion."),
        inner("back", "Its opposite."),
        inner("most", "How far it goes (degrees, or mm of a slide).", "number"),
        inner("back_most", "How far its opposite goes.", "number"),
        inner("slides", "Whether it slides instead of turning.", "boolean"),
        Column("ranges", "Ranges of people.", lambda row: list(row[1].ranges), "list", "motions"),
        inner("source", "Who says so, where no range does.", "string", "sources"),
    ),
)

POSITIONS = Table(
    "positions",
    "Positions of the body.",
    every("position"),
    (
        ID,
        NAME,
        SYNONYMS,
        field("pose", "The terms of the pose.", "list"),
        *fact("about", "What it is taken for."),
        field("techniques", "Techniques that are done in it.", "list", "conditions"),
        CLIENT,
    ),
)
