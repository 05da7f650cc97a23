"""Notes, favourites and views of one's own: what a person keeps, and what each of them is.

They are kept as events (``store/jottings.py``): a thing that is written again is a newer event of
the same id, one that is removed is an event as well. Names may be anything that people type: empty,
equal, long, of emoji, from right to left.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Annotated, Literal, Self

from pydantic import Field, StringConstraints, model_validator

from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.bounds import Where
from nmt_atlas.domain.language import ENGLISH, Say, mark

Sort = Literal["note", "favourite", "view", "mnemonic"]
Ident = Annotated[str, StringConstraints(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
LONGEST_NAME, LONGEST_TEXT, LONGEST_VIEW = 300, 10_000, 4_000
MOST_STROKES, MOST_POINTS = 40, 120
MOST_KEPT = 5_000
"""So many things one person may keep."""

Stroke = Annotated[tuple[Where, ...], Field(min_length=2, max_length=MOST_POINTS)]
"""A line drawn on the body, as places (mm)."""

UNNAMED = mark("Untitled")
_BIDI = frozenset("\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})


class Kept(Frozen):
    """Something that a person keeps.

    Attributes
    ----------
    id
        Its own id, given when it was made.
    sort
        ``note`` (words, perhaps pinned to a place or drawn), ``favourite`` (a document),
        ``view`` (a view of one's own) or ``mnemonic`` (words to remember a document by).
    name
        What the person calls it; may be empty.
    text
        Its words.
    collection
        The collection that it is in; "" for none.
    document
        ``kind/id`` of a favourite, or of what is remembered.
    part, at
        Where a note is pinned: a part id ("" for none) and a place (mm).
    strokes
        What was drawn on the body.
    view
        The query of the view that it was made in.
    """

    id: Ident
    sort: Sort = "note"
    name: Annotated[str, StringConstraints(max_length=LONGEST_NAME)] = ""
    text: Annotated[str, StringConstraints(max_length=LONGEST_TEXT)] = ""
    collection: Annotated[str, StringConstraints(max_length=LONGEST_NAME)] = ""
    document: Annotated[str, StringConstraints(max_length=200)] = ""
    part: Annotated[str, StringConstraints(max_length=200)] = ""
    at: Where | None = None
    strokes: Annotated[tuple[Stroke, ...], Field(max_length=MOST_STROKES)] = ()
    view: Annotated[str, StringConstraints(max_length=LONGEST_VIEW)] = ""

    @model_validator(mode="after")
    def _is_something(self) -> Self:
        if self.sort == "favourite" and not self.document:
            raise ValueError("a favourite without its document")
        if self.sort == "mnemonic" and not (self.document and self.text):
            raise ValueError("words to remember without what they are about")
        return self


class Dated(Frozen):
    """Something kept, with when it was made and last changed (aware)."""

    kept: Kept
    made_at: datetime
    changed_at: datetime


def cleaned(text: str, most: int = LONGEST_NAME) -> str:
    """What was typed as it is kept: one line, nothing that cannot be seen, nothing too long.

    Signs that turn the direction of what follows are left out; what is shown stands apart by
    itself (:func:`apart`). Letters, marks and emoji with their joiners stay.
    """
    line = "".join(one for one in " ".join(text.split()) if _is_shown(one))
    return line[:most].strip()


def _is_shown(char: str) -> bool:
    return char not in _BIDI and unicodedata.category(char) not in ("Cc", "Cs", "Co", "Cn")


def apart(name: str) -> str:
    """A name that turns nothing around it: isolated where it is written from right to left."""
    if any(unicodedata.bidirectional(one) in _RIGHT_TO_LEFT for one in name):
        return f"\u2068{name}\u2069"
    return name


def told_apart(kept: Iterable[Kept], say: Say = ENGLISH.say) -> Mapping[str, str]:
    """Id -> a name to show: never empty, and equal ones numbered in their order."""
    kept = list(kept)
    plain = {one.id: one.name or say(UNNAMED) for one in kept}
    many = Counter(_alike(name) for name in plain.values())
    seen: Counter[str] = Counter()
    taken = {_alike(name) for name in plain.values()}
    names = {}
    for one in kept:
        name, key = plain[one.id], _alike(plain[one.id])
        seen[key] += 1
        shown = name
        if many[key] > 1 and seen[key] > 1:
            number = seen[key]
            while _alike(shown := f"{name} ({number})") in taken:
                number += 1
            taken.add(_alike(shown))
        names[one.id] = apart(shown)
    return names


def _alike(name: str) -> str:
    """What two names that look the same have in common."""
    return unicodedata.normalize("NFKC", name).casefold()


def collections_of(kept: Iterable[Kept]) -> tuple[str, ...]:
    """The names of the collections, each once, in order."""
    return tuple(sorted({one.collection for one in kept if one.collection}, key=str.casefold))
