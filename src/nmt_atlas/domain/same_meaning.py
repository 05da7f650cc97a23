"""What two languages must tell alike: numbers, denials, urgency and who has to be asked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple


class Sense(NamedTuple):
    """One meaning and how it is worded: regular expressions for whole words.

    ``english`` calls for ``other``; ``other`` is at home where ``english`` or ``also`` stands.
    """

    name: str
    english: str
    other: str
    also: str = "$^"


_SPANISH = (
    Sense(
        "a denial",
        r"not|never|no|nobody|nothing|none|cannot|can't|without|nor|neither|lacks?|don't",
        r"no|nunca|nadie|nada|ning[uú]n[oa]?|sin|ni|tampoco",
        r"un\w+|non|\w+less|\w+free|hardly|barely|fewer|less|lost|loss",
    ),
    Sense("two", "two", "dos", r"both|twice|pairs?|twins?|neither"),
    Sense("three", "three", "tres", "thrice"),
    Sense("four", "four", r"(?:veinti)?cuatro"),
    Sense("five", "five", "cinco"),
    Sense("six", "six", "seis"),
    Sense("seven", "seven", "siete"),
    Sense("eight", "eight", "ocho"),
    Sense("nine", "nine", "nueve"),
    Sense("ten", "ten", "diez"),
    Sense("twenty", "twenty", r"veinte|veinti\w+"),
    Sense("forty", "forty", "cuarenta"),
    Sense("fifty", "fifty", "cincuenta"),
    Sense("half", "half", r"medi[oa]s?|mitad", r"mid\w*|medial|medi\w+|halfway|halv\w+|central"),
    Sense("an emergency", r"emergency|emergencies|ambulance", r"urgencias?|ambulancia"),
    Sense("the same day", "same day", r"mismo día", "on one day"),
    Sense("a doctor", r"doctors?|physicians?", r"médic[oa]s?", r"medical|medicine\w*|hospital"),
)
SENSES: Mapping[str, tuple[Sense, ...]] = MappingProxyType({"es": _SPANISH})
"""What is compared, by language; of a language that is not here only figures are compared."""


def differences(english: str, text: str, language: str) -> Iterator[tuple[str, str]]:
    """What a translation tells otherwise, as pairs of what it has and what it should have."""
    figures, others = _figures(english), _figures(text)
    if figures != others:
        yield _listed(others), f"the figures {_listed(figures)}"
    for sense in SENSES.get(language, ()):
        here, there = _has(sense.english, english), _has(sense.other, text)
        if here and not there:
            yield f"nothing that says {sense.name}", f"{sense.name}, as the English says"
        elif there and not here and not _has(sense.also, english):
            yield f"{sense.name}", f"no {sense.name}, as in the English"


def _figures(text: str) -> list[str]:
    return sorted(re.findall(r"\d+", text))


def _listed(figures: list[str]) -> str:
    return ", ".join(figures) or "none"


def _has(words: str, text: str) -> bool:
    return re.search(rf"(?<!\w)(?:{words})(?!\w)", text, re.IGNORECASE) is not None
