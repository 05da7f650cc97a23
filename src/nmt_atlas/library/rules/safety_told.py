"""A safety document says what it is about, how urgent it is, and where on the body.

How urgent it is stands in one word: in the client text of a red flag, and before each group of
signs under the heading ``when to refer``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nmt_atlas.domain.condition import WHEN_TO_REFER, Condition, Urgency
from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry

RULE = "safety-told"

SAID: Mapping[Urgency, str] = {
    "emergency": r"\b(?:emergency|ambulance|hospital|call for help)\b",
    "same-day": r"\bthe same day\b",
    "soon": r"\bsoon\b",
}
"""How a client text says how urgent it is."""

_GROUP = re.compile(r"(?:Emergency|Same day|Soon)\b")


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look at the topic of safety documents, and at what each topic needs."""
    for condition in library.conditions.values():
        file = library.file_of("condition", condition.id)
        for pointer, expected in _missing(condition):
            yield Problem(file, pointer, "nothing", expected, RULE)
        yield from _unclear(file, condition)


def _unclear(file: str, condition: Condition) -> Iterator[Problem]:
    """Where the word for the urgency is missing."""
    if condition.urgency and not re.search(SAID[condition.urgency], condition.client, re.I):
        expected = f"words for “{condition.urgency}”"
        yield Problem(file, "/client", f"“{condition.client}”", expected, RULE)
    refer = condition.facts.get(WHEN_TO_REFER)
    if refer and not _GROUP.match(refer.text):
        pointer = f"/facts/{WHEN_TO_REFER}/text"
        expected = "“Emergency”, “Same day” or “Soon” before the signs"
        yield Problem(file, pointer, f"“{refer.text}”", expected, RULE)


def _missing(condition: Condition) -> Iterator[tuple[str, str]]:
    if condition.kind == "safety" and condition.topic is None:
        yield "/topic", "a topic, like red-flag or contraindication"
    if condition.topic == "red-flag" and condition.urgency is None:
        yield "/urgency", "“emergency”, “same-day” or “soon”"
    if condition.topic == "endangerment" and not condition.sites:
        yield "/sites", "at least one site on the body"
    if not condition.client:
        yield "/client", "a plain text for clients"
