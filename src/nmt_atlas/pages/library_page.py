"""The Library page: search and shelves on the left, the document that is read on the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.view_state import short
from nmt_atlas.library.articles import PLAIN, Article, article
from nmt_atlas.library.browse import SHELVES, Entry
from nmt_atlas.pages.article_view import body_of
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.later import aside
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.reader import READING, Reader
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Choice,
    Heading,
    Line,
    Select,
    Shelf,
    Text,
    Typed,
)

_FEW = 24
"""Shelves are opened at once where so few documents are found."""


class LibraryPage(Page):
    """Search and shelves, and the reader of one document.

    Attributes
    ----------
    document
        ``kind/id`` of what is read; empty for the welcome.
    plain
        Whether the text for clients is read.
    side
        The side that documents are shown on.
    text, shelf
        What is searched for, and on which shelf alone.
    """

    id = READING
    title = mark("Library")
    icon = "menu_book"
    keys = ("doc",)
    narrow = ("left",)

    document = ""
    plain = False
    side = "right"
    text = ""
    shelf = ""

    # Its part of the address

    def address(self) -> dict[str, str]:
        """The document that is read."""
        return {"doc": self.document} if self.document else {}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Open the document that an address names."""
        wanted = keys.get("doc", "")
        told = self._missing(wanted)
        self.document = "" if told else wanted
        self.refresh()
        return (told,) if told else ()

    def open(self, document: str) -> None:
        """Read a document (``kind/id``); where there is none say so and stay."""
        told = self._missing(document)
        if told:
            self.visit.tell(told, "document")
            return
        self.document = document
        self.refresh()
        self.visit.settled()

    def on_tap(self, pick: Pick) -> bool:
        """Open the document of what was clicked; the click selects all the same."""
        library = self.visit.library
        point = pick.marker.partition(":")[0]
        structure = self.visit.structure(pick.part)
        if point in library.trigger_points:
            self.open(f"trigger-point/{point}")
        elif structure is not None and structure.whole in library.muscles:
            self.open(f"muscle/{structure.whole}")
        elif structure is not None and structure.id in library.nerves:
            self.open(f"nerve/{structure.id}")
        return False

    def _missing(self, document: str) -> str:
        """Why a document cannot be read; empty where it can."""
        kind, _, ident = document.partition("/")
        if not document:
            return ""
        try:
            article(self.visit.library, kind, ident)
        except UnknownIdError as error:
            return str(error) if len(document) < 80 else self._unnamed(document)
        return ""

    def _unnamed(self, document: str) -> str:
        return self.visit.say("The library has no “{name}”.", name=short(document))

    # Search and shelves

    def make_left(self) -> Any:
        """Search and shelves."""
        self.text = self.shelf = ""
        self._opened: dict[str, bool] = {}
        self._shown: dict[str, int] = {}
        self._found: tuple[Entry, ...] = ()
        self.desk = Desk(
            {
                "search": lambda _, text: self._search(text=text),
                "shelf": lambda _, shelf: self._search(shelf=shelf),
                "open": self._unfold,
                "more": lambda shelf, _: self._more(shelf),
                "read": lambda key, _: self.open(key),
            }
        )
        self.find()
        return self.desk.leaf

    def _kinds(self) -> list[tuple[str, str]]:
        """The shelves that hold anything."""
        filled = {entry.shelf for entry in self.visit.library.shelves.entries}
        return [(ident, name) for ident, name in SHELVES.items() if ident in filled]

    def _search(self, text: str | None = None, shelf: str | None = None) -> None:
        """Look for something else; the page does not wait for it."""
        self.text = self.text if text is None else text.strip()
        self.shelf = self.shelf if shelf is None else shelf
        self.find()

    def find(self) -> None:
        """List what the search field and the kind ask for."""
        asked = self.text if len(self.text) > 1 else "", self.shelf
        shelves = self.visit.library.shelves

        def found(entries: tuple[Entry, ...]) -> None:
            if asked == self._asked:
                self._opened, self._shown, self._found = {}, {}, entries
                self._list()

        self._asked = asked
        aside(lambda: shelves.find(*asked), found)

    def _list(self) -> None:
        """Write the controls and the shelves."""
        say = self.visit.say
        kinds = (("", say("Everything")), *((one, say(name)) for one, name in self._kinds()))
        many = len(self._found)
        told = say("{count} documents", count=many) if many else say("Nothing of that is here.")
        search, hint = say("Search the library"), say("dizziness, piriformis, heel…")
        self.desk.write(
            (
                Typed(id="search", label=search, hint=hint),
                Select(id="shelf", label=say("Kind"), options=kinds, value=self.shelf),
                Text(runs=Rich.plain(told).runs, tone="quiet"),
                *self._shelves(),
            )
        )

    def _shelves(self) -> Iterator[Shelf]:
        """What was found, shelf by shelf; only what is open is sent."""
        text, shelf = self._asked
        few = len(self._found) <= _FEW or bool(shelf)
        for number, (name, group) in enumerate(_by_shelf(self._found)):
            opened = self._opened.get(name, few or (bool(text) and number == 0))
            shown = group[: self._shown.get(name, _MOST)] if opened else []
            rest = len(group) - len(shown)
            yield Shelf(
                id=name,
                title=self.visit.say(SHELVES[name]),
                count=len(group),
                open=opened,
                items=tuple(self._line(entry) for entry in shown),
                more=self.visit.say("Show more ({count})", count=rest) if opened and rest else "",
            )

    def _line(self, entry: Entry) -> Line:
        hint = self.visit.say(entry.hint) if entry.hint else ""
        return Line(id=f"read:{entry.key}", label=entry.name, hint=hint)

    def _unfold(self, shelf: str, on: str) -> None:
        self._opened[shelf] = bool(on)
        self._list()

    def _more(self, shelf: str) -> None:
        self._shown[shelf] = self._shown.get(shelf, _MOST) + _STEP
        self._list()

    # The reader

    def make_right(self) -> Any:
        """The document that is read."""
        deeds = {"text": self._read_text, "side": self._look_on, "show": self._show}
        self.reader = Reader(self.visit, lambda: self.side, {**deeds, "read": self.open})
        self.keep(self._key, self._write)
        return self.reader.leaf

    def _key(self) -> object:
        painted = self.visit.state.overlay
        return self.document, self.plain, self.side, painted, self.visit.taste.language

    def _write(self) -> None:
        """Write the document out anew."""
        kind, _, ident = self.document.partition("/")
        if not ident:
            self.reader.write(self._welcome(), "")
            return
        page = article(self.visit.library, kind, ident, plain=self.plain)
        say, latin = self.visit.say, Rich.italic(self.visit.say(page.subtitle))
        blocks = (
            Heading(text=say(page.title), level=2),
            *((Text(runs=latin.runs, tone="quiet"),) if latin else ()),
            *self._controls(page),
            *body_of(page, self.reader.reading()),
        )
        self.reader.write(blocks, page.key, page)

    def _welcome(self) -> tuple[Block, ...]:
        say = self.visit.say
        how = say(
            "Choose a document on the left, search for a word, or click the body. Every "
            "statement names the sources that it stands on."
        )
        return (
            Heading(text=say("The library"), level=2),
            Text(runs=Rich.plain(how).runs),
            Text(runs=Rich.plain(say("This teaches; it does not diagnose.")).runs, tone="info"),
        )

    def _controls(self, page: Article) -> Iterator[Block]:
        """Which text, which side, and the way to the body."""
        say = self.visit.say
        if page.kind in PLAIN:
            texts = (("professional", say("Professional")), ("plain", say("Plain words")))
            chosen = "plain" if self.plain else "professional"
            yield Choice(id="text", label=say("Text"), options=texts, value=chosen)
        if target_of(self.visit.library, page.kind, page.id):
            sides = (("right", say("Right")), ("left", say("Left")))
            yield Choice(id="side", label=say("Side"), options=sides, value=self.side)
            show = Button(id=f"show:{page.key}", label=say("Show on the body"), main=True)
            yield Buttons(buttons=(show,))

    def _read_text(self, which: str) -> None:
        self.plain = which == "plain"
        self.refresh()

    def _look_on(self, side: str) -> None:
        if side in ("right", "left"):
            self.side = side
            self.refresh()

    def _show(self, key: str) -> None:
        kind, _, ident = key.partition("/")
        self.visit.show_document(kind, ident, self.side)


_MOST, _STEP = 40, 200
"""So many lines of a shelf are sent at first, and so many more each time they are asked for."""


def _by_shelf(found: tuple[Entry, ...]) -> Iterator[tuple[str, list[Entry]]]:
    for shelf, group in groupby(found, key=lambda entry: entry.shelf):
        yield shelf, list(group)
