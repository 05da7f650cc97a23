"""The stations of a nerve stand in the order of its course, and each narrow place is its own."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "course-in-order"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare each station with the one before it and with its narrow place's nerve."""
    for nerve in library.nerves.values():
        file = library.file_of("nerve", nerve.id)
        before = 0.0
        for number, station in enumerate(nerve.course):
            if station.at < before:
                expected = f"{before:g} or more, like the station before it"
                yield Problem(file, f"/course/{number}/at", f"{station.at:g}", expected, RULE)
            before = max(before, station.at)
            place = library.entrapments.get(station.entrapment or "")
            if place is not None and place.nerve not in (nerve.id, *nerve.parts):
                found = f"“{place.id}”, a narrow place of {place.nerve}"
                expected = f"a narrow place of {nerve.id}"
                yield Problem(file, f"/course/{number}/entrapment", found, expected, RULE)
