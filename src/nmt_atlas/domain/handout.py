"""A handout: one page for a client to take home, as words; how it is printed is not known here."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from nmt_atlas.domain.base import Frozen, Text
from nmt_atlas.domain.condition import Urgency
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.foreign import legible
from nmt_atlas.domain.skin_look import SKIN, Tone
from nmt_atlas.domain.view_state import ViewState

Paper = Literal["a4", "us-letter"]
Form = Literal["pdf", "png"]
FORMS: tuple[Form, ...] = get_args(Form)
PAPERS: tuple[Paper, ...] = get_args(Paper)

NAME_LENGTH, NOTES_LENGTH = 80, 900
"""So many characters has the name of who gives it, and so many have the notes, at most."""


class HandoutError(AtlasError):
    """A handout that cannot be made: too long a note, nothing in plain words, no way to print."""


class Help(Frozen):
    """When to get help: a sign, and how soon (None where no hurry is named)."""

    urgency: Urgency | None = None
    words: Text


class Advice(Frozen):
    """Something said under a few words of its own; ``about`` may be empty."""

    about: str = ""
    words: Text


class Key(Frozen):
    """What a colour of the picture means, and how it is told without its hue."""

    color: str
    words: Text
    texture: Literal["", "dots", "lines"] = ""


class Signed(Frozen):
    """Who gives the handout, and what they add in their own words.

    Attributes
    ----------
    by
        Their name, and how to reach them.
    notes
        Their own words, line breaks kept.
    day
        The day on which it is given, as it is printed.
    """

    by: str = ""
    notes: str = ""
    day: str = ""


class Handout(Frozen):
    """All words of a handout, in the client's language.

    Attributes
    ----------
    language
        The code of that language.
    title, about
        What it is called, and what kind of thing it is on which side.
    helps
        When to get help, most urgent first.
    plain
        The explanation.
    felt
        Where it can be felt, point by point.
    care
        What the client can do.
    goal
        An example of a goal; "" for none.
    legend, picture
        What the picture's colours mean, and what it shows in words.
    words
        The headings of the sheet by what they are for.
    foot
        How sure this is, what it stands on, and what it is not.
    """

    language: str = "en"
    title: Text
    about: str = ""
    helps: tuple[Help, ...] = ()
    plain: tuple[Text, ...]
    felt: tuple[Advice, ...] = ()
    care: tuple[Advice, ...] = ()
    goal: str = ""
    legend: tuple[Key, ...] = ()
    picture: str = ""
    words: Mapping[str, str] = {}
    foot: tuple[str, ...] = ()
    signed: Signed = Signed()


_GROUPS: Mapping[Urgency, str] = {
    "emergency": r"Emergency|Emergencia|Urgencias?",
    "same-day": r"Same day|(?:El )?[Mm]ismo día",
    "soon": r"Soon|Pronto",
}
_AGAIN = ("too", "también")
"""After the word for the urgency: a second group of the same."""
_WORDS = "|".join(_GROUPS.values())
_START = re.compile(rf"(?:^|(?<=[.!?] ))(?=(?:{_WORDS})\b[^.:]*:)")


def helps_of(text: str) -> tuple[Help, ...]:
    """A paragraph about when to refer, taken apart at the words that say how soon.

    ``Emergency: two weak legs. Soon: a weak foot.`` are two; what stands under no such word is
    one of no urgency.
    """
    return tuple(_help(part.strip()) for part in _START.split(text) if part.strip())


def _help(text: str) -> Help:
    head, colon, rest = text.partition(":")
    for urgency, words in _GROUPS.items():
        found = re.match(rf"(?:{words})\b", head)
        if found and colon:
            more = head[found.end() :].strip(" ,")
            more = "" if more in _AGAIN else more
            said = f"{more}: {rest.strip()}" if more else rest.strip()
            return Help(urgency=urgency, words=said[:1].upper() + said[1:])
    return Help(words=text)


def clean(text: str, most: int, what: str) -> str:
    """Somebody's own words fit to be printed: no control characters, line breaks kept.

    Raises
    ------
    HandoutError
        Where there are more than ``most`` characters.
    """
    lines = text.replace("\r\n", "\n").split("\n")
    shown = (legible(line).rstrip() for line in lines)
    found = "\n".join(shown).strip()
    if len(found) > most:
        raise HandoutError(
            f"{what} has {len(found)} characters; there is room for {most} on the page.",
            remedy="Shorten it.",
        )
    return found


class Order(Frozen):
    """Which handout is wanted.

    Attributes
    ----------
    kind, id
        The document.
    side
        The side that it is about; "" for no side in particular.
    language
        The code of the client's language.
    tone
        The tone of skin of the picture.
    signed
        Who gives it, with their notes.
    view
        What the picture shows; None shows the document.
    form, paper
        As what it is written.
    """

    kind: str
    id: str
    side: Literal["", "right", "left"] = ""
    language: str = "en"
    tone: Tone = SKIN.plain
    signed: Signed = Signed()
    view: ViewState | None = None
    form: Form = "pdf"
    paper: Paper = "a4"
