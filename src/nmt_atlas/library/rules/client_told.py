"""Every muscle, trigger point, nerve, narrow place, root and condition speaks to the client too."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.catalogue import Library
from nmt_atlas.library.geometry import Geometry

RULE = "client-told"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for documents and points without a client text."""
    expected = "a plain text for clients"
    for kind, documents in (
        ("muscle", library.muscles),
        ("nerve", library.nerves),
        ("entrapment", library.entrapments),
        ("dermatome", library.dermatomes),
        ("condition", library.conditions),
    ):
        for ident, document in documents.items():
            if not document.client:
                yield Problem(library.file_of(kind, ident), "/client", "nothing", expected, RULE)
    for muscle in library.muscles.values():
        for number, point in enumerate(muscle.trigger_points):
            if not point.client:
                file = library.file_of("muscle", muscle.id)
                pointer = f"/trigger_points/{number}/client"
                yield Problem(file, pointer, "nothing", expected, RULE)
