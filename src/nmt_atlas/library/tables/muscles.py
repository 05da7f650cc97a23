"""Tables of muscles, their actions and nerves, their trigger points and zones."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from nmt_atlas.domain.referral import TriggerPoint, pattern_kind
from nmt_atlas.library.documents import Documents
from nmt_atlas.library.tables.columns import (
    CLIENT,
    EVIDENCE,
    NAMED,
    PAIRED,
    SYNONYMS,
    Column,
    Table,
    cited,
    every,
    fact,
    field,
    inner,
    items,
    nested,
    number,
    owner,
    reach,
)

MUSCLES = Table(
    "muscles",
    "One row a muscle, as textbooks count them; its parts are structures.",
    every("muscle"),
    (
        *NAMED,
        SYNONYMS,
        field("region", "Where in the body it is."),
        field("layer", "Depth: superficial, intermediate or deep."),
        PAIRED,
        field("variable", "How it varies between people."),
        field("parts", "The structures that show it.", "list", "structures"),
        *fact("origin", "Where it begins."),
        *fact("insertion", "Where it ends."),
        field("synergists", "What works with it.", "list"),
        field("antagonists", "What works against it.", "list"),
        field("associated", "Muscles that are often affected together with it.", "list"),
        field("entraps", "Narrow places of nerves that it takes part in.", "list"),
        *(
            Column(f"palpation_{name}", about, reach("palpation", name))
            for name, about in (
                ("position", "How the person lies or sits to have it felt."),
                ("landmark", "The landmark to start from."),
                ("direction", "Which way to press."),
                ("felt", "What is felt."),
                ("avoid", "What lies near that must not be pressed."),
            )
        ),
        *fact("overload", "What commonly overloads it."),
        *fact("stretch", "An idea of a stretch."),
        *fact("strengthen", "An idea of an exercise."),
        field("self_care", "What a person can do, in plain words."),
        CLIENT,
        *EVIDENCE,
    ),
)

ACTIONS = items(
    "actions",
    "What each muscle does, one row a joint and movement.",
    ("muscle", "actions"),
    owner("muscle", "The muscle.", "muscles"),
    (
        inner("joint", "The joint."),
        inner("movement", "The movement."),
        inner("role", "prime, assist or stabilise."),
        inner("note", "Conditions and disputes."),
        cited("sources", lambda row: row[0].action_sources),
    ),
)

INNERVATION = items(
    "innervation",
    "Which nerve supplies each muscle, with its root range.",
    ("muscle", "innervation"),
    owner("muscle", "The muscle.", "muscles"),
    (
        inner("nerve", "The nerve's name."),
        Column("nerve_id", "The nerve or the structure that draws it.", lambda r: r[1].nerve_id),
        inner("roots", "The roots: single ones, or the ends of a range.", "list"),
        inner("note", "Where texts disagree."),
        inner("sources", "Sources that the row stands on.", "list", "sources"),
    ),
)

TRIGGER_POINTS = Table(
    "trigger_points",
    "Commonly charted trigger points. A chart records experience; it proves no cause.",
    nested("muscle", "trigger_points"),
    (
        inner("id", "Id that never changes."),
        owner("muscle", "The muscle.", "muscles"),
        inner("name", "Name."),
        inner("part", "The structure that it lies in.", "string", "structures"),
        *(
            Column(f"place_{name}", about, reach(1, "place", name), "number")
            for name, about in (
                ("along", "Share of the way from origin (0) to insertion (1)."),
                ("across", "Share of the muscle's width (0 to 1)."),
                ("depth", "Share of its depth from the superficial surface (0) to the deep one."),
            )
        ),
        inner("rarity", "common, occasional or rare, as the charts call it."),
        Column(
            "evidence",
            "charted, charted-by-few, inferred (from neighbours) or anatomy (alone).",
            lambda r: pattern_kind(r[0], r[1]),
        ),
        Column("only_side", "right or left where charted there only.", lambda r: r[1].only_side),
        inner("phenomena", "What may come with the pain."),
        inner("note", "Remarks."),
        inner("client", "Plain text for clients."),
        inner("sources", "The charts.", "list", "sources"),
    ),
)


def _zones(library: Documents) -> Iterable[tuple[TriggerPoint, Any, int]]:
    for _, point in library.trigger_points.values():
        for place, zone in enumerate(point.zones, start=1):
            yield point, zone, place


ZONES = Table(
    "zones",
    "Where each trigger point is charted to refer pain to.",
    _zones,
    (
        owner("trigger_point", "The trigger point.", "trigger_points"),
        number(),
        inner("kind", "essential (nearly always charted) or spillover (sometimes)."),
        inner("side", "same, opposite or both, as seen from the point."),
        inner("words", "The zone in words."),
        inner("regions", "Regions of the body chart, most important first.", "list", "regions"),
        Column(
            "strokes",
            "How it is painted: skin anchors joined by “ > ”, then “ @ ” and the radius in mm.",
            lambda row: [f"{' > '.join(one.through)} @ {one.radius:g}" for one in row[1].strokes],
            "list",
        ),
        cited("sources", lambda row: row[0].sources),
    ),
    ("trigger_point", "number"),
)
