"""Other names are names, not the chapter nicknames of a manual."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.words import fold

RULE = "own-names"

NICKNAMES = frozenset(
    fold(name)
    for name in (
        "armpit muscle",
        "beer raising muscle",
        "bent knee troublemaker",
        "buckling knee muscle",
        "calf cramp muscle",
        "chair seat victim",
        "classic hammer toe muscle",
        "claw toe muscle",
        "effleurage along the fibre",
        "foot drop muscle",
        "freshman's nerve",
        "frustrator muscle",
        "jogger's heel muscle",
        "lat's little helper",
        "lumbago muscle",
        "pseudo-sciatica muscle",
        "pseudo-sternocleidomastoid pain",
        "pseudo-visceral muscle",
        "pseudotrochanteric bursitis muscle",
        "runner's nemesis",
        "sore foot muscle",
        "stiff neck muscle",
        "stuck patella muscle",
        "surreptitious accomplice",
        "two-joint puzzler",
        "weak ankle muscle",
        "weeder's thumb muscle",
        "workhorse of the elbow",
    )
)


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for synonyms that are a manual's nicknames, or describe a thing instead of naming it."""
    for file, document in library.all():
        for at, name in enumerate(getattr(document, "synonyms", ())):
            if fold(name) in NICKNAMES:
                expected = "a name that people use, or none"
                yield Problem(file, f"/synonyms/{at}", f"“{name}”", expected, RULE)
