"""The address of the page: read once when somebody comes, written when what is shown changes.

It holds the open page with the page's own keys, the view state, and the reader's taste. A link
that cannot be read in part falls back key by key and says so in short sentences.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Self
from urllib.parse import quote, urlencode

from nmt_atlas.domain.based import spread
from nmt_atlas.domain.language import ENGLISH, Say
from nmt_atlas.domain.quoting import short
from nmt_atlas.domain.taste import PLAIN, Taste, read_taste
from nmt_atlas.domain.view_state import (
    ANYTHING,
    Known,
    ViewState,
    pairs_of,
    read_values,
    unreadable,
)

LONGEST_NOTICE = 300
"""What is told of a link is no longer than so many characters."""

_PASSING = frozenset(
    {
        *("camera", "focus", "zones", "spot", "skin", "labels", "label_style", "clip", "version"),
        *("ink", "pose"),
    }
)
"""Keys of the view that a person passes through without wanting to come back to."""


START = ViewState()
"""What is shown where an address says nothing."""


@dataclass(frozen=True, slots=True)
class Places:
    """What an address may name here.

    Attributes
    ----------
    pages
        Page id -> the keys that are its own; the first page is the one that opens by itself.
    bodies
        Ids of the bodies that can be shown; ``own`` is among them.
    known
        Body id -> what the view may name on it.
    """

    pages: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    bodies: Container[str] | None = None
    known: Callable[[str], Known] = lambda _body: ANYTHING


@dataclass(frozen=True, slots=True)
class Address:
    """Where a visitor is.

    Attributes
    ----------
    page
        The id of the open page; empty for the one that opens by itself.
    keys
        The open page's own keys.
    state, taste
        What is shown, and how the visitor reads.
    notices
        One short sentence for each thing that could not be restored.
    """

    page: str = ""
    keys: Mapping[str, str] = field(default_factory=dict)
    state: ViewState = START
    taste: Taste = PLAIN
    notices: tuple[str, ...] = field(default=(), compare=False)

    @classmethod
    def read(cls, query: str, places: Places | None = None, say: Say = ENGLISH.say) -> Self:
        """Read a query string; nothing in it raises.

        Parameters
        ----------
        query
            With or without the leading question mark.
        places
            What it may name; None accepts every id and knows no page.
        say
            Gives the notices in the reader's language.
        """
        here = places or Places()
        raw = pairs_of(query)
        page, about_page = _page(raw, here, say)
        body, about_body = _body(raw, here, say)
        known = here.known(body)
        whole, about_base = spread(raw, known, say)
        state, about_state = read_values({**whole, "body": body}, known, say)
        taste, refused = read_taste(raw)
        own = here.pages.get(page or next(iter(here.pages), ""), ())
        return cls(
            page=page,
            keys={key: raw[key] for key in own if raw.get(key)},
            state=state,
            taste=taste,
            notices=(
                *about_page,
                *about_body,
                *about_base,
                *about_state,
                *(unreadable(key, raw[key], say) for key in refused),
            ),
        )

    def write(self) -> str:
        """The query string with its question mark; empty where everything is as at first."""
        own = {"page": self.page, **self.keys, **self.taste.to_pairs()}
        pairs = urlencode({k: v for k, v in own.items() if v}, quote_via=quote, safe="/,:")
        query = "&".join(filter(None, (pairs, self.state.to_query())))
        return f"?{query}" if query else ""

    def is_step_from(self, other: Address) -> bool:
        """True where a person would want to come back from here to the other address.

        Turning the body, a slider, and one's own taste are passed through.
        """
        if (self.page, dict(self.keys)) != (other.page, dict(other.keys)):
            return True
        return _lasting(self.state) != _lasting(other.state)


def told(notices: Iterable[str]) -> str:
    """Several sentences as one text that is short enough to be read."""
    text = " ".join(notices)
    return text if len(text) <= LONGEST_NOTICE else f"{text[: LONGEST_NOTICE - 1]}…"


def _lasting(state: ViewState) -> dict[str, object]:
    return state.model_dump(exclude=set(_PASSING))


def _page(raw: Mapping[str, str], here: Places, say: Say) -> tuple[str, tuple[str, ...]]:
    named = raw.get("page", "")
    first = next(iter(here.pages), "")
    if named in ("", first):
        return "", ()
    if named in here.pages:
        return named, ()
    return "", (say("There is no page “{page}”; the first one is shown.", page=short(named)),)


def _body(raw: Mapping[str, str], here: Places, say: Say) -> tuple[str, tuple[str, ...]]:
    named = raw.get("body") or "own"
    if here.bodies is None or named in here.bodies:
        return named, ()
    text = say("The body “{body}” is not installed; the own one is shown.", body=short(named))
    return "own", (text,)
