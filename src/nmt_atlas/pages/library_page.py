"""The Library page: search and shelves on the left, the document that is read on the right."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.view_state import short
from nmt_atlas.library.articles import PLAIN, Article, article
from nmt_atlas.library.browse import SHELVES, Entry
from nmt_atlas.pages.article_view import body_of
from nmt_atlas.pages.bits import column, words
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.reader import READING, Reader
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Heading, Text

_FEW = 24
"""Groups are opened at once where so few documents are found."""


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
    """

    id = READING
    title = mark("Library")
    icon = "menu_book"
    keys = ("doc",)
    narrow = ("left",)

    document = ""
    plain = False
    side = "right"

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
        say = self.visit.say
        self.search = pmui.TextInput(
            label=say("Search the library"),
            placeholder=say("dizziness, piriformis, heel…"),
            size="small",
            margin=(10, 10, 4, 10),
            sizing_mode="stretch_width",
        )
        self.shelf = pmui.Select(
            label=say("Kind"),
            options={say("Everything"): ""} | {say(name): ident for ident, name in self._kinds()},
            value="",
            size="small",
            margin=(4, 10),
            sizing_mode="stretch_width",
        )
        self.count = words("", quiet=True)
        self.hits = pmui.MenuList(
            items=[],
            on_click=self._chosen,
            show_children=True,
            sizing_mode="stretch_width",
            margin=(0, 4),
            label="",
        )
        self.search.param.watch(lambda _event: self.find(), "value_input")
        self.shelf.param.watch(lambda _event: self.find(), "value")
        self.find()
        return column(self.search, self.shelf, self.count, self.hits)

    def _kinds(self) -> list[tuple[str, str]]:
        """The shelves that hold anything."""
        filled = {entry.shelf for entry in self.visit.library.shelves.entries}
        return [(ident, name) for ident, name in SHELVES.items() if ident in filled]

    def find(self) -> None:
        """List what the search field and the kind ask for."""
        say = self.visit.say
        text = self.search.value_input or ""
        found = self.visit.library.shelves.find(text[:_LONGEST], self.shelf.value)
        few = len(found) <= _FEW or bool(self.shelf.value)
        self.hits.items = [
            {
                "id": f"shelf-{shelf}",
                "label": f"{say(SHELVES[shelf])} ({len(group)})",
                "items": [self._item(entry) for entry in group],
                "selectable": False,
                "icon": None,
                "open": few or (bool(text) and number == 0),
            }
            for number, (shelf, group) in enumerate(_by_shelf(found))
        ]
        self.count.object = (
            say("{count} documents", count=len(found)) if found else say("Nothing of that is here.")
        )

    def _item(self, entry: Entry) -> dict[str, Any]:
        item = {"id": entry.key, "label": entry.name, "key": entry.key, "icon": None}
        return item | ({"secondary": self.visit.say(entry.hint)} if entry.hint else {})

    def _chosen(self, item: object) -> None:
        if isinstance(item, dict) and item.get("key"):
            self.open(str(item["key"]))

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


_LONGEST = 200
"""More characters than these are no search."""


def _by_shelf(found: tuple[Entry, ...]) -> Iterator[tuple[str, list[Entry]]]:
    for shelf, group in groupby(found, key=lambda entry: entry.shelf):
        yield shelf, list(group)
