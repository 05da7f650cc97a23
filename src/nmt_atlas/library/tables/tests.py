"""Tables of tests and of the studies that say how well they tell."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from nmt_atlas.library.tables.columns import (
    CLIENT,
    ID,
    NAME,
    SYNONYMS,
    Column,
    Table,
    cited,
    every,
    fact,
    field,
    inner,
    items,
    owner,
    reach,
)

TESTS = Table(
    "tests",
    "Tests of the clinical examination.",
    every("test"),
    (
        ID,
        NAME,
        SYNONYMS,
        field("area", "Where on the body it asks."),
        field("looks_at", "What it looks at: pain, nerve, strength, stability, length and so on."),
        field("side", "Each side for itself, both at once, or the midline."),
        *fact("position", "Where everybody stands or lies."),
        Column("steps", "What is done, in order.", lambda r: [s.text for s in r.steps], "list"),
        cited(
            "steps_sources", lambda r: list(dict.fromkeys(i for s in r.steps for i in s.sources))
        ),
        *fact("hold", "How long it is held, where a source says so."),
        *fact("positive", "The sign that is looked for."),
        *fact("tells", "What it asks about."),
        *fact("worth", "What a result is worth."),
        Column("cautions", "When to leave it out.", lambda r: [c.text for c in r.cautions], "list"),
        field("structures", "Structures that it asks about.", "list", "structures"),
        field("muscles", "Muscles that it asks about.", "list"),
        field("nerves", "Nerves that it asks about.", "list", "nerves"),
        field("conditions", "Conditions that it asks about.", "list", "conditions"),
        CLIENT,
    ),
)


def _share(name: str, about: str) -> tuple[Column, ...]:
    """A share of the second object of a pair, and its range; empty where the study gives none."""

    def numbers(*parts: str) -> Callable[[Any], object]:
        return lambda pair: [
            value for part in parts if (value := reach(1, name, part)(pair)) is not None
        ]

    return (
        Column(name, f"{about}, per cent.", numbers("percent"), "list"),
        Column(f"{name}_range", "The two ends of its range.", numbers("low", "high"), "list"),
    )


ACCURACY = items(
    "test_accuracy",
    "How well a test told people with a finding from people without it, study by study.",
    ("test", "accuracy"),
    owner("test", "The test.", "tests"),
    (
        inner("finding", "What was looked for."),
        inner("against", "What settled whether it was there."),
        inner("people", "Who was tested."),
        *_share("sensitivity", "Share of people with it whom the test finds"),
        *_share("specificity", "Share of people without it whom the test clears"),
        inner("note", "What to bear in mind."),
        cited("sources", reach(1, "sources")),
    ),
)
