"""A number that several documents tell is the same in all of them: the one of its quantity."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.errors import Problem
from nmt_atlas.domain.numbers import Number, numbers
from nmt_atlas.domain.quantity import Quantity
from nmt_atlas.domain.source import Source
from nmt_atlas.library.library import Library
from nmt_atlas.library.rules.geometry import Geometry
from nmt_atlas.library.walk import prose

RULE = "numbers-agree"


def check(library: Library, geometry: Geometry | None = None) -> Iterator[Problem]:
    """Compare every sentence that is about a quantity with the quantity's range."""
    for quantity in library.of("quantity").values():
        for file, document in library.all():
            if not isinstance(document, (Source, Quantity)):
                yield from _others(quantity, file, document)


def _others(quantity: Quantity, file: str, document: Frozen) -> Iterator[Problem]:
    """The numbers of a document that the quantity knows differently."""
    name = str(getattr(document, "name", ""))
    for one in prose(document):
        for sentence in re.split(r"(?<=[.!?;:])\s+", str(one.value)):
            if not _is_about(quantity, f"{name}. {sentence}"):
                continue
            for number in numbers(sentence):
                if number.unit == quantity.unit and not _agrees(number, quantity):
                    expected = f"{quantity.told}, as the quantity {quantity.id} says"
                    yield Problem(file, one.pointer, f"“{number.text}”", expected, RULE)


def _is_about(quantity: Quantity, sentence: str) -> bool:
    return all(
        any(re.search(rf"\b{re.escape(way)}", sentence, re.IGNORECASE) for way in word.split("|"))
        for word in quantity.about
    )


def _agrees(number: Number, quantity: Quantity) -> bool:
    """Whether it lies in the range; a text may round to the next whole."""
    return math.floor(quantity.low) <= number.low and number.high <= math.ceil(quantity.high)
