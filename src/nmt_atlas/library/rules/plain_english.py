"""Texts are idiomatic English: no phrase that only a translation would have.

Each pattern was found in a text that was put right; the next one is not let in.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nmt_atlas.domain.errors import Problem
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.rules.phrases import forbidden

RULE = "plain-english"

FORBIDDEN: Mapping[str, str] = {
    r"\b(?:speaks?|spoke)(?: mostly)? (?:for|against)\b": "“points to”, “argues against”",
    r"\b(?:nerve|root|branch)e?s? feels?\b": "“supplies the skin of …”, “gives feeling to …”",
    r"\bnerve\b[^?!]*\b(?:and|it) feels the\b": "“gives feeling to …”",
    r"\b(?:hips?|joints?|elbows?|knees?|shoulders?|tendons?) answers?\b": "“is positive in …”",
    r"\bclear(?:s|ed)? (?:nobody|no one|none|few)\b": "“rules nothing out”, “rules out few”",
    r"\b(?:not|to|hardly|cannot|can|seldom) part (?:the two|them|it)\b": "“tell … apart”",
    r"\bparted (?:it|them)\b": "“told … apart”, “separated”",
    r"\btold (?:little|best|right)\b": "“was of little use”, “did best”, “was right”",
    r"\bso too with\b|\b(?:is|are) told of (?:it|them)\b": "“the same holds for …”, “has it too”",
    r"\bdead bod(?:y|ies)\b": "“cadavers”",
    r"\b(?:belongs|belong) to a (?:physician|doctor|surgeon)\b": "“needs a physician”",
    r"(?:^|[.!] )who (?:can|cannot|has|is) [^.?!]*\.": "“a person who …”",
    r"\bfor ever\b": "“always”, “without end”",
}
"""What was written, and what is said instead."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for such phrases in everything but the titles of sources."""
    return forbidden(library, FORBIDDEN, RULE)
