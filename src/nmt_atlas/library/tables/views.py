"""The table of prepared views."""

from __future__ import annotations

from nmt_atlas.library.tables.columns import ID, SOURCES, Column, Table, every, field

VIEWS = Table(
    "views",
    "Prepared views of the body.",
    every("view"),
    (
        ID,
        field("title", "Title."),
        field("words", "What to look at."),
        field("group", "The deck: region, nerve, referral, posture or section."),
        field("place", "Its place in the deck.", "integer"),
        field("regions", "Regions of the body chart.", "list", "regions"),
        field("about", "The document that says more, as kind/id."),
        Column("state", "The view, as the query of an address.", lambda row: row.view.to_query()),
        SOURCES,
    ),
)
