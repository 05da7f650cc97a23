"""The Library page: shelves on the left, the document that is read in a column on the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.address import Address
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.quoting import short
from nmt_atlas.library.articles import PLAIN, Article, article
from nmt_atlas.library.browse import SHELVES, Entry
from nmt_atlas.pages.article_view import body_of, subtitle_of
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.later import aside
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.reader import READING, Reader, quiz_buttons
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Choice,
    Line,
    Select,
    Shelf,
    Text,
)

_LONGEST = 200
_FEW = 24
"""Shelves are opened at once where so few documents are found."""


class LibraryPage(Page):
    """Shelves, and the reader of one document.

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
    keys = ("doc", "shelf", "find", "words")
    reading = True

    document = ""
    plain = False
    side = "right"
    text = ""
    shelf = ""

    # Its part of the address

    def address(self) -> dict[str, str]:
        """The document that is read; else the shelf, and what is looked for."""
        if self.document:
            return {"doc": self.document, **self._words}
        where = {"shelf": self.shelf, "find": self.text, **self._words}
        return {key: value for key, value in where.items() if value}

    @property
    def _words(self) -> dict[str, str]:
        return {"words": "plain"} if self.plain else {}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Open the document, or the shelf, that an address names."""
        wanted = keys.get("doc", "")
        told = self._missing(wanted)
        self.document = "" if told else wanted
        self.plain = keys.get("words", "") == "plain"
        shelf = keys.get("shelf", "")
        self._look_for(keys.get("find", "")[:_LONGEST], shelf if shelf in SHELVES else "")
        self.refresh()
        return (told,) if told else ()

    @classmethod
    def sheets_at(cls, address: Address) -> tuple[str, ...]:
        """The document alone; the shelves where none is read."""
        return ("right",) if address.keys.get("doc") else ("left",)

    @property
    def topic(self) -> str:
        """The title of what is read."""
        if not self.document:
            return ""
        kind, _, ident = self.document.partition("/")
        return self.visit.say(article(self.visit.library, kind, ident).title)

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
        self._opened: dict[str, bool] = {}
        self._shown: dict[str, int] = {}
        self._found: tuple[Entry, ...] = ()
        self.desk = Desk(
            {
                "shelf": lambda _, shelf: self._search("", shelf),
                "everything": lambda _, __: self._search("", ""),
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

    def _search(self, text: str, shelf: str) -> None:
        """Look for something else; the page does not wait for it."""
        self._look_for(text, shelf)
        self.visit.settled()

    def _look_for(self, text: str, shelf: str) -> None:
        if (text.strip(), shelf) != (self.text, self.shelf):
            self.text, self.shelf = text.strip(), shelf
            if "left" in self._panels:
                self.find()

    def find(self) -> None:
        """List what is looked for, on the shelf that was chosen."""
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
        counted = say.plural(many, "{count} document", "{count} documents")
        told = counted if many else say("Nothing of that is here.")
        for_text = say("Documents with “{name}”", name=short(self.text)) if self.text else ""
        every = Button(id="everything", label=say("Show everything"))
        self.desk.write(
            (
                *((Text(runs=Rich.bold(for_text).runs),) if for_text else ()),
                *((Buttons(buttons=(every,)),) if for_text else ()),
                Select(id="shelf", label=say("Kind"), options=kinds, value=self.shelf),
                Text(runs=Rich.plain(told).runs, tone="quiet"),
                *self._shelves(),
            )
        )

    def _shelves(self) -> Iterator[Shelf]:
        """What was found, shelf by shelf; only what is open is sent."""
        text, shelf = self._asked
        say = self.visit.say
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
                more=say("Show more ({count})", count=say.number(rest)) if opened and rest else "",
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
        deeds = {
            "text": self._read_text,
            "side": self._look_on,
            "show": self._show,
            "shelves": lambda _: self.open(""),
        }
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
            self.reader.write((), "")
            return
        page = article(self.visit.library, kind, ident, plain=self.plain)
        say, latin = self.visit.say, subtitle_of(page, self.visit.say)
        back = Button(id="shelves", label=say("All documents"))
        blocks = (
            Buttons(buttons=(back,)),
            *((Text(runs=latin.runs, tone="quiet"),) if latin else ()),
            *self._controls(page),
            *body_of(page, self.reader.reading()),
        )
        self.reader.write(blocks, page.key, page)

    def _controls(self, page: Article) -> Iterator[Block]:
        """Which text, which side, and the way to the body."""
        say = self.visit.say
        if page.kind in PLAIN:
            texts = (("professional", say("Professional")), ("plain", say("Plain words")))
            chosen = "plain" if self.plain else "professional"
            yield Choice(id="text", label=say("Text"), options=texts, value=chosen)
        quiz = quiz_buttons(self.visit, page.kind, page.id)
        if target_of(self.visit.library, page.kind, page.id):
            sides = (("right", say("Right")), ("left", say("Left")))
            yield Choice(id="side", label=say("Side"), options=sides, value=self.side)
            show = Button(id=f"show:{page.key}", label=say("Show on the body"), main=True)
            yield Buttons(buttons=(show, *quiz))
        elif quiz:
            yield Buttons(buttons=quiz)

    def _read_text(self, which: str) -> None:
        self.plain = which == "plain"
        self.refresh()
        self.visit.settled(step=False)

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
