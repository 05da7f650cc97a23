"""A posture says what is seen of it: at least three signs, each with an id of its own.

Signs that are asked about as one (``seen``) are seen from one side and at one part of the body.
"""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "signs-told"

FEWEST = 3
"""With fewer a posture cannot be told from its neighbours."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Count the signs of each posture; look for ids that stand twice, and what is asked as one."""
    places: dict[str, tuple[str, str]] = {}
    for one in library.conditions.values():
        file = library.file_of("condition", one.id)
        if one.kind == "posture" and len(one.signs) < FEWEST:
            expected = f"{FEWEST} or more signs, each with the side it is seen from"
            yield Problem(file, "/signs", f"{len(one.signs)}", expected, RULE)
        before: set[str] = set()
        for number, sign in enumerate(one.signs):
            if sign.id in before:
                expected = "an id of its own"
                yield Problem(file, f"/signs/{number}/id", f"“{sign.id}” again", expected, RULE)
            before.add(sign.id)
            here = (sign.view, sign.part)
            if sign.seen and places.setdefault(sign.seen, here) != here:
                expected = f"{' and '.join(places[sign.seen])}, as other signs of “{sign.seen}”"
                yield Problem(file, f"/signs/{number}/seen", " and ".join(here), expected, RULE)
            if sign.seen and f"={sign.seen}" in before:
                expected = "one sign of a posture for what is asked once"
                yield Problem(file, f"/signs/{number}/seen", f"“{sign.seen}” again", expected, RULE)
            before.add(f"={sign.seen}")
