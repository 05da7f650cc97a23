"""A station at a narrow place says how far along the drawn nerve that place lies."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import AtlasError, Problem
from nmt_atlas.domain.nerve import Entrapment, Nerve
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry, OnCourse

RULE = "narrow-place-along"

FARTHEST = 15.0
"""Millimetres along the nerve from where its station says; and from the drawn line at most."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Measure how far along its nerve every narrow place lies.

    A branch with a document of its own is measured there, and what is not drawn nowhere.
    """
    if geometry is None:
        return
    for nerve in library.nerves.values():
        file = library.file_of("nerve", nerve.id)
        for number, trap in _own(library, nerve):
            pointer, said = f"/course/{number}/at", nerve.course[number].at
            try:
                found = _measured(library, geometry, nerve, trap)
            except AtlasError as error:
                yield Problem(file, pointer, str(error), "a course that is drawn", RULE)
                continue
            if found is None or found.away > FARTHEST:
                continue
            if abs(found.share - said) * found.length > FARTHEST:
                off = abs(found.share - said) * found.length
                told = f"{said:g}, {off:.0f} mm from “{trap.id}”"
                yield Problem(file, pointer, told, f"about {found.share:.3f}", RULE)


def _own(library: Library, nerve: Nerve) -> Iterator[tuple[int, Entrapment]]:
    """The narrow places among its stations that are its own, not those of another nerve."""
    for number, station in enumerate(nerve.course):
        trap = library.entrapments.get(station.entrapment or "")
        if trap is not None and (trap.nerve == nerve.id or trap.nerve not in library.nerves):
            yield number, trap


def _measured(
    library: Library, geometry: Geometry, nerve: Nerve, trap: Entrapment
) -> OnCourse | None:
    known = (library.entrapments.get(one.entrapment or "") for one in nerve.course)
    return geometry.on_course(nerve.parts, [one.at for one in known if one is not None], trap.at)
