"""Numbers in texts: written in digits or in words, with their range and their unit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_WORDS = {
    **{
        word: value
        for value, word in enumerate(
            (
                *("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten"),
                *("eleven", "twelve", "thirteen", "fourteen", "fifteen", "sixteen", "seventeen"),
                *("eighteen", "nineteen", "twenty"),
            ),
            start=1,
        )
    },
    **{"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90, "hundred": 100},
}

_UNITS = {
    "%": ("percent", 1.0, 1.0),
    "per cent": ("percent", 1.0, 1.0),
    "percent": ("percent", 1.0, 1.0),
    "mm": ("mm", 1.0, 1.0),
    "millimetres": ("mm", 1.0, 1.0),
    "cm": ("mm", 10.0, 10.0),
    "centimetres": ("mm", 10.0, 10.0),
    "m": ("mm", 1000.0, 1000.0),
    "metres": ("mm", 1000.0, 1000.0),
    "°": ("degrees", 1.0, 1.0),
    "degrees": ("degrees", 1.0, 1.0),
    "seconds": ("seconds", 1.0, 1.0),
    "minutes": ("seconds", 60.0, 60.0),
    "hours": ("seconds", 3600.0, 3600.0),
    "days": ("days", 1.0, 1.0),
    "weeks": ("days", 7.0, 7.0),
    "months": ("days", 30.0, 31.0),
    "years": ("days", 365.0, 366.0),
    "times": ("times", 1.0, 1.0),
}
"""How a unit is written -> what it is measured in, and the least and most that one of it is."""

_FINGER = ("mm", 15.0, 20.0)
"""The breadth of a finger, where a text measures with it."""

_YEARS = range(1900, 2100)
"""Four digits without a unit that are the year of a work."""

_ONE = r"(?:(?<![\w.,])\d+(?:[.,]\d+)*|\b(?:" + "|".join(_WORDS) + r")\b)"
_NAMES = "|".join(
    sorted(re.escape(name.removesuffix("s")) + ("s?" if name[-1] == "s" else "") for name in _UNITS)
)
_FINGERS = r"(?:finger-?breadths?|fingers?(?=\s+(?:above|below|beside|from|inside|under|wide)))"
_RANGE = rf"(?P<low>{_ONE})(?:\s*(?:–|-|to|or)\s*(?P<high>{_ONE}))?(?P<half>\s+and\s+a\s+half)?"
_SHARE = rf"(?:\s+(?:\w+\s+)?(?:in|of|out of)\s+(?:a\s+)?(?P<whole>{_ONE}))?"
_NUMBER = re.compile(
    rf"{_RANGE}(?![\w])(?:[\s-]*(?P<unit>{_FINGERS}|{_NAMES})(?![\w])|{_SHARE})", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class Number:
    """A number as a text tells it.

    Attributes
    ----------
    text
        As it stands there: ``five to seven centimetres``.
    low, high
        The least and the most of it, in ``unit``.
    unit
        ``mm``, ``percent`` (also of “nine of ten”), ``degrees``, ``seconds``, ``days``,
        ``times``; empty for a count.
    """

    text: str
    low: float
    high: float
    unit: str


def numbers(text: str) -> Iterator[Number]:
    """Every number of a text; names like C5 and the pronoun “one” are none."""
    for match in _NUMBER.finditer(text):
        half = 0.5 if match["half"] else 0.0
        low = _value(match["low"]) + (0.0 if match["high"] else half)
        high = _value(match["high"]) + half if match["high"] else low
        if match["unit"]:
            unit, least, most = _unit(match["unit"])
            yield Number(match.group(), low * least, high * most, unit)
        elif match["whole"] and (whole := _value(match["whole"])) >= max(high, 2):
            yield Number(match.group(), 100 * low / whole, 100 * high / whole, "percent")
        elif _counts(match, low):
            last = next(part for part in ("half", "high", "low") if match[part])
            yield Number(text[match.start() : match.end(last)], low, high, "")


def _value(written: str) -> float:
    if written.lower() in _WORDS:
        return _WORDS[written.lower()]
    whole, _, tail = written.partition(".")
    return float(f"{whole.replace(',', '')}.{tail or 0}")


def _counts(match: re.Match[str], value: float) -> bool:
    """Whether a number without a unit is one: no pronoun “one”, no year of a work."""
    if match["high"] or match["half"]:
        return True
    year = len(match["low"]) == 4 and match["low"].isdigit() and value in _YEARS
    return not year and match["low"].lower() != "one"


def _unit(written: str) -> tuple[str, float, float]:
    name = written.lower()
    if name.startswith("finger"):
        return _FINGER
    return _UNITS[name if name in _UNITS else f"{name}s"]
