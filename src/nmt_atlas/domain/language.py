"""Languages: texts of another language by what they stand for, with English as fallback.

English is the key: the interface's English text stands in the code, wrapped in ``say`` where it
is shown or in :func:`mark` where it waits in a table, and a catalogue gives the same text in
another language::

    say = session.say
    say("Open {name}", name=name)
    say.plural(3, "{count} structure", "{count} structures")
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from functools import cache
from string import Formatter
from typing import Protocol

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_decimal
from pydantic import Field, RootModel

from nmt_atlas.domain.base import Frozen, Text


class Say(Protocol):
    """Gives an English text in the reader's language and fills in its ``{values}``."""

    def __call__(self, text: str, /, **values: object) -> str:
        """The text in the reader's language."""
        ...

    def plural(self, count: int, one: str, many: str, /, **values: object) -> str:
        """The text for one thing or for several; ``{count}`` is the number as it is written."""
        ...

    def number(self, value: float, /) -> str:
        """A number as it is written in the reader's language."""
        ...

    def date(self, day: date, /) -> str:
        """A day as it is written in the reader's language."""
        ...


_GROUPED = {"es": 10_000}
"""From where a language parts thousands, if not from one thousand on."""


@cache
def _locale(language: str) -> Locale:
    """How a language writes numbers and days; Latin names stand in an English interface."""
    return Locale.parse("en" if language == "la" else language)


@dataclass(frozen=True, eq=False, slots=True)
class Speech:
    """Speaks a language; it is what ``say`` is.

    Attributes
    ----------
    catalogue
        The texts of the language.
    """

    catalogue: Catalogue

    def __call__(self, text: str, /, **values: object) -> str:
        """An English text in this language, with ``values`` in its braces.

        Without values the text is given as it stands, braces and all. A translation that asks
        for a value that there is not is passed over for the English text.
        """
        found = self.catalogue.interface.get(text, text)
        if not values:
            return found
        try:
            return found.format(**values)
        except (LookupError, ValueError, AttributeError, TypeError):
            return text.format(**values)

    def plural(self, count: int, one: str, many: str, /, **values: object) -> str:
        """The text for one thing or for several, as this language tells them apart."""
        single = _locale(self.catalogue.language).plural_form(count) == "one"
        return self(one if single else many, count=self.number(count), **values)

    def number(self, value: float, /) -> str:
        """A number as this language writes it: 12,345.5 or 12.345,5."""
        language = self.catalogue.language
        grouped = abs(value) >= _GROUPED.get(language, 1000)
        return str(format_decimal(value, locale=_locale(language), group_separator=grouped))

    def date(self, day: date, /) -> str:
        """A day as this language writes it: November 30, 2026 or 30 de noviembre de 2026."""
        return str(format_date(day, "long", locale=_locale(self.catalogue.language)))


class Texts(RootModel[dict[str, Text]]):
    """One file of a catalogue: what a text stands for (an id, an English text) -> the text."""


class Catalogue(Frozen):
    """The texts of one language.

    Attributes
    ----------
    language
        The code of the language (ISO 639-1): ``es``.
    structures
        The id of a structure, muscle document or nerve document -> its name.
    interface
        An English text of the interface -> the text.
    documents
        The file of a document, relative to the data root -> English text -> the text.
    """

    language: str
    structures: dict[str, Text] = Field(default_factory=dict)
    interface: dict[str, Text] = Field(default_factory=dict)
    documents: dict[str, dict[str, Text]] = Field(default_factory=dict)

    def name(self, ident: str, otherwise: str) -> str:
        """The name of a structure, muscle or nerve; ``otherwise`` where it has none here."""
        return self.structures.get(ident, otherwise)

    @property
    def say(self) -> Speech:
        """Gives English texts in this language, with counts, numbers and days as it has them."""
        return Speech(self)


ENGLISH = Catalogue(language="en")
"""Every text as it stands in the code and the documents."""


def mark(text: str) -> str:
    """Mark an English text for translation that ``say`` is given later."""
    return text


def blanks(text: str) -> frozenset[str]:
    """The values that a text leaves room for, and in which form: ``count``, ``share:.0%``."""
    try:
        return frozenset(
            name + (f"!{turn}" if turn else "") + (f":{form}" if form else "")
            for _, name, form, turn in Formatter().parse(text)
            if name is not None
        )
    except ValueError:
        return frozenset({text})
