"""What professionals read has the field's terms; everyday words are for what clients read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.referral import Muscle
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import Value, prose

RULE = "field-terms"

KINDS = ("muscle", "test", "entrapment", "nerve", "origin", "motion", "landmark")
"""Kinds with a text for clients of their own beside the professional ones."""

PLAIN = frozenset(
    {"client", "self_care", "every_day", "name", "names", "synonyms", "stretch", "strengthen"}
    | {"overload", "territory_words", "refer_when", "passage", "latin", "title"}
)
"""Fields that are plain on purpose: what the person reads, does, or is told."""

TERMS: Mapping[str, str] = {
    "breastbone": "sternum",
    "collarbone": "clavicle",
    "gullet": "oesophagus",
    "heel cord": "Achilles tendon",
    "kneecap": "patella",
    "pea bone": "pisiform",
    "shoulder blade": "scapula",
    "sit bone": "ischial tuberosity",
    "tail bone": "coccyx",
    "voice box": "larynx",
    "windpipe": "trachea",
    "first phalanx": "proximal phalanx",
    "end phalanx": "distal phalanx",
    "turned out": "laterally rotated",
    "turned in": "medially rotated",
    "outward rotation": "lateral rotation",
    "inward rotation": "medial rotation",
    "inside and above": "medial and above",
    "inside and below": "medial and below",
    "outside and above": "lateral and above",
    "outside and below": "lateral and below",
    "above and inside": "above and medial to",
    "above and outside": "above and lateral to",
    "below and inside": "below and medial to",
    "below and outside": "below and lateral to",
    "lies outside": "lies lateral",
    "lies inside": "lies medial",
}
_WORDS = re.compile(r"\b(?:" + "|".join(TERMS) + r")s?\b", flags=re.IGNORECASE)


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Look for everyday words and movements that are written around."""
    for kind in KINDS:
        for ident, document in library.of(kind).items():
            file = library.file_of(kind, ident)
            for one in prose(document):
                if _is_plain(one):
                    continue
                for match in _WORDS.finditer(str(one.value)):
                    found = match.group()
                    term = TERMS.get(found.lower()) or TERMS[found.lower().removesuffix("s")]
                    yield Problem(file, one.pointer, f"“{found}”", f"“{term}”", RULE)
            if isinstance(document, Muscle) and document.palpation:
                yield from _position(file, document.palpation.position)


def _is_plain(one: Value) -> bool:
    return any(part in PLAIN for part in one.pointer.split("/"))


def _position(file: str, position: str) -> Iterator[Problem]:
    """The position for palpation names joints' movements as the examination does."""
    if match := re.search(r"\b(?:on the back|face (?:up|down)|bent)\b", position, re.IGNORECASE):
        expected = "“supine”, “prone”, “flexed”"
        yield Problem(file, "/palpation/position", f"“{match.group()}”", expected, RULE)
