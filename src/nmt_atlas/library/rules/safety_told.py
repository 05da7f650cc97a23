"""A safety document says what it is about, how urgent it is, and where on the body."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "safety-told"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look at the topic of safety documents, and at what each topic needs."""
    for condition in library.conditions.values():
        file = library.file_of("condition", condition.id)
        for pointer, expected in _missing(condition):
            yield Problem(file, pointer, "nothing", expected, RULE)


def _missing(condition: Condition) -> Iterator[tuple[str, str]]:
    if condition.kind == "safety" and condition.topic is None:
        yield "/topic", "a topic, like red-flag or contraindication"
    if condition.topic == "red-flag" and condition.urgency is None:
        yield "/urgency", "“emergency”, “same-day” or “soon”"
    if condition.topic == "endangerment" and not condition.sites:
        yield "/sites", "at least one site on the body"
    if not condition.client:
        yield "/client", "a plain text for clients"
