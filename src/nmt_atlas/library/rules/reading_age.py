"""What clients read is plain: at most school grade 7 (an age of about twelve)."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.condition import WHEN_TO_REFER, Condition
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.nerve import Entrapment
from nmt_atlas.domain.reading_age import grade
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import walk

RULE = "reading-age"

HARDEST = 7.0
"""Flesch-Kincaid grade."""

_FIELDS = frozenset({"client", "every_day", "self_care"})

TO_BE_HEARD = frozenset(
    (
        *("ambulance", "artery", "brachial", "carpal", "collarbone", "emergency", "fascia"),
        *("femoral", "hospital", "ligament", "ligaments", "median", "pelvic", "physician"),
        *("radial", "sciatic", "testicle", "therapist", "tibial", "ulnar"),
    )
)
"""Words that a client has to hear as they are; they do not count."""


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Grade every text that the client's view shows, and the whole of the self-care leaflets."""
    for file, document in library.all():
        for pointer, text in _for_clients(document):
            found = grade(text, TO_BE_HEARD)
            if found > HARDEST:
                expected = f"shorter sentences and words, grade {HARDEST:g} or below"
                yield Problem(file, pointer, f"a text of grade {found:.1f}", expected, RULE)


def _for_clients(document: Frozen) -> Iterator[tuple[str, str]]:
    for one in walk(document):
        if one.field in _FIELDS and isinstance(one.value, str):
            yield one.pointer, one.value
    if isinstance(document, Entrapment):
        yield "/refer_when/text", document.refer_when.text
    if isinstance(document, Condition):
        leaflet = document.topic == "self-care"
        if leaflet:
            yield "/summary/text", document.summary.text
        for heading, fact in document.facts.items():
            if leaflet or heading == WHEN_TO_REFER:
                yield f"/facts/{heading}/text", fact.text
