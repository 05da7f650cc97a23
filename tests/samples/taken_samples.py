"""A question of every kind that the small body can show, and what is pressed to answer it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from question_samples import SAMPLES

P, G = "piriformis", "gluteus-medius"
OPTIONS = SAMPLES["choose-several"].good["options"]
Presses = list[tuple[str, bool | str]]


def chosen(key: str) -> Presses:
    return [(f"choose:{key}", True)]


def named(key: str) -> Presses:
    return [("words:ask", key[:3]), ("words:take", key)]


def on(*keys: str) -> Presses:
    return [*((f"set:{key}", True) for key in keys), ("done:", True)]


def lists(*values: str) -> Presses:
    return [*((f"set:{n}", value) for n, value in enumerate(values)), ("done:", True)]


@dataclass(frozen=True)
class Taken:
    """A question of a kind that the small body can show, and what is pressed for each score."""

    own: dict[str, Any]
    right: Presses
    wrong: Presses
    partly: tuple[Presses, float] | None = None


TAKEN = {
    "click-structure": Taken(
        {"accept": [P], "side": "right"},
        named(f"{P}-right"),
        named(f"{G}-right"),
        (named(f"{P}-left"), 0.5),
    ),
    "name-structure": Taken(
        {"target": P, "distractors": [G, "sacrum"]}, chosen(P), chosen("sacrum")
    ),
    "choose-referral": Taken(
        {"target": f"{P}-1", "distractors": [f"{G}-1", f"{G}-1"]},
        chosen(f"{P}-1"),
        chosen(f"{G}-1"),
    ),
    "point-referral": Taken(
        {"target": f"{P}-1"}, named("buttock"), [("bare:", True)], (named("thigh_back"), 0.5)
    ),
    "choose-one": Taken({"options": OPTIONS[:3]}, chosen("0"), chosen("1")),
    "choose-several": Taken({"options": OPTIONS}, on("0", "3"), on("1"), (on("0"), 0.5)),
    "type-name": Taken(
        {"target": P}, [("typed:ask", "pirifromis"), ("done:", True)], [("typed:take", "sacrum")]
    ),
    "place-point": Taken(
        {"target": f"{P}-1", "muscle": P}, chosen("0.5"), [(f"tap:{G}-right", True)]
    ),
    "paint-referral": Taken(
        {"target": f"{P}-1"},
        [*named("buttock"), ("done:", True)],
        [*named("thigh_back"), ("done:", True)],
    ),
    "source-of-pain": Taken(
        {"target": f"{P}-1", "distractors": [f"{G}-1", f"{G}-1"]},
        chosen(f"{P}-1"),
        chosen(f"{G}-1"),
    ),
    "match-pairs": Taken(
        SAMPLES["match-pairs"].good,
        lists("0", "1", "2", "3"),
        lists("4", "0", "1", "2"),
        (lists("0", "1", "3", "2"), 0.5),
    ),
    "put-in-order": Taken(
        SAMPLES["put-in-order"].good,
        [
            ("order:1", True),
            ("unorder:", True),
            *((f"order:{n}", True) for n in range(4)),
            ("done:", True),
        ],
        [*((f"order:{n}", True) for n in (3, 2, 1, 0)), ("done:", True)],
        ([*((f"order:{n}", True) for n in (1, 0, 2, 3)), ("done:", True)], 2 / 3),
    ),
    "find-attachment": Taken(
        {"muscle": P, "end": "origin", "accept": ["sacrum"]},
        named("sacrum"),
        [(f"tap:{G}-right", True)],
    ),
    "which-action": Taken(
        SAMPLES["which-action"].good | {"muscle": P, "part": P},
        on("0", "1"),
        on("2"),
        (on("0"), 0.5),
    ),
    "which-nerve": Taken(
        SAMPLES["which-nerve"].good | {"part": P},
        [("pick:choice:tibial-nerve", True), *on("root-S1", "root-S2")],
        [("pick:choice:sural-nerve", True), *on("root-L4")],
        ([("pick:choice:tibial-nerve", True), *on("root-S1")], 0.75),
    ),
    "what-compresses": Taken(
        {"place": "x", "nerve": "y", "accept": [P], "distractors": [G, "sacrum"]},
        chosen(P),
        chosen("sacrum"),
    ),
    "must-not": Taken(SAMPLES["must-not"].good, on("0", "1", "2"), on("3"), (on("0", "1"), 2 / 3)),
    "true-false": Taken(
        {"true": True, "reasons": OPTIONS[:3]},
        [("set:held", "yes"), ("pick:reason:0", True), ("done:", True)],
        [("set:held", "no"), ("pick:reason:0", True), ("done:", True)],
        ([("set:held", "yes"), ("pick:reason:1", True), ("done:", True)], 0.5),
    ),
    "label-picture": Taken(
        {
            "labels": [
                {"structure": P, "clue": "there"},
                {"structure": G, "clue": "there"},
                {"structure": "sacrum", "side": "midline", "clue": "there"},
            ]
        },
        lists(P, G, "sacrum"),
        lists(G, "sacrum", P),
        (lists(P, "sacrum", G), 1 / 3),
    ),
}
