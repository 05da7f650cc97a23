"""The Library page: search and shelves on the left, the document that is read on the right."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from html import escape
from itertools import groupby, takewhile
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.errors import UnknownIdError
from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles import PLAIN, Article, Item, Passage, Reference, Section, article
from nmt_atlas.library.browse import SHELVES, Entry
from nmt_atlas.pages.bits import action, alert, column, fact, heading, row, words
from nmt_atlas.pages.session import Session

_FEW = 24
"""Groups are opened at once where so few documents are found."""

_EVIDENCE = {
    "charted": mark("Charted by experience"),
    "series": mark("Clinical series"),
    "experiment": mark("Experiment"),
    "anatomy": mark("Anatomy"),
}
_ALERTS = {"caution": "warning", "emergency": "error"}


class LibraryPanel:
    """Search and shelves, and the reader of one document.

    Attributes
    ----------
    reader
        What stands on the right side while the Library is open.

    Parameters
    ----------
    session
        The visitor; ``session.document`` names what is read.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.view = column()
        self.reader = column(min_height=200)
        self.plain = False
        self.side = "right"
        self._build()
        self._read()
        session.param.watch(lambda _event: self._read(), "document")
        session.param.watch(lambda _event: self._tapped(), "taps")
        session.on_language(self._rebuild)

    def __panel__(self) -> Any:
        """The panel as Panel objects."""
        return self.view

    # Search and shelves

    def _rebuild(self) -> None:
        self._build()
        self._read()

    def _build(self) -> None:
        """Make every control in the visitor's language."""
        say = self.session.say
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
        self.view.objects = [self.search, self.shelf, self.count, self.hits]
        self.find()

    def _kinds(self) -> list[tuple[str, str]]:
        """The shelves that hold anything."""
        filled = {entry.shelf for entry in self.session.library.shelves.entries}
        return [(ident, name) for ident, name in SHELVES.items() if ident in filled]

    def find(self) -> None:
        """List what the search field and the kind ask for."""
        say = self.session.say
        text = self.search.value_input or ""
        found = self.session.library.shelves.find(text, self.shelf.value)
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
        return item | ({"secondary": self.session.say(entry.hint)} if entry.hint else {})

    def _chosen(self, item: dict[str, Any]) -> None:
        if isinstance(item, dict) and item.get("key"):
            self.session.document = item["key"]

    def _tapped(self) -> None:
        """Open the document of what was clicked on the body."""
        if self.session.mode != "library":
            return
        point = str(self.session.tap.get("marker") or "").partition(":")[0]
        structure = self.session.structure(str(self.session.tap.get("part") or ""))
        library = self.session.library
        if point in library.trigger_points:
            self.session.document = f"trigger-point/{point}"
        elif structure is not None and structure.whole in library.muscles:
            self.session.document = f"muscle/{structure.whole}"
        elif structure is not None and structure.id in library.nerves:
            self.session.document = f"nerve/{structure.id}"

    # The reader

    def _read(self) -> None:
        """Write the document out anew."""
        kind, _, ident = self.session.document.partition("/")
        if not ident:
            self.reader.objects = self._welcome()
            return
        try:
            page = article(self.session.library, kind, ident, plain=self.plain)
        except UnknownIdError as error:
            self.session.notice = str(error)
            self.reader.objects = self._welcome()
            return
        self.reader.objects = [
            heading(page.title, 2),
            words(f"<i>{escape(self.session.say(page.subtitle))}</i>", quiet=True),
            *self._controls(page),
            *(item for section in page.sections for item in self._section(section)),
            *self._evidence(page),
        ]

    def _welcome(self) -> list[Any]:
        say = self.session.say
        return [
            heading(say("The library"), 2),
            words(
                say(
                    "Choose a document on the left, search for a word, or click the body. Every "
                    "statement names the sources that it stands on."
                )
            ),
            alert(say("This teaches; it does not diagnose.")),
        ]

    def _controls(self, page: Article) -> list[Any]:
        """Which text, which side, and the way to the body."""
        say = self.session.say
        items: list[Any] = []
        if page.kind in PLAIN:
            which = pmui.RadioButtonGroup(
                label=say("Text"),
                options={say("Professional"): False, say("Plain words"): True},
                value=self.plain,
                size="small",
                margin=(4, 6),
            )
            which.param.watch(self._text_changed, "value")
            items.append(which)
        if target_of(self.session.library, page.kind, page.id):
            side = pmui.RadioButtonGroup(
                label=say("Side"),
                options={say("Right"): "right", say("Left"): "left"},
                value=self.side,
                size="small",
                margin=(4, 6),
            )
            side.param.watch(lambda event: setattr(self, "side", event.new), "value")
            show = action(
                say("Show on the body"),
                "accessibility_new",
                partial(self._show, page),
                variant="contained",
            )
            items += [side, show]
        return [row(*items, margin=(2, 4))] if items else []

    def _text_changed(self, event: Any) -> None:
        self.plain = bool(event.new)
        self._read()

    def _show(self, page: Article) -> None:
        self.session.show_document(page.kind, page.id, self.side)

    def _section(self, section: Section) -> list[Any]:
        items: list[Any] = [heading(self.session.say(section.title), 3)] if section.title else []
        items += [self._passage(passage) for passage in section.passages]
        items += [part for item in section.items for part in self._item_text(item)]
        if section.references:
            items.append(row(*map(self._link, section.references), margin=(2, 6)))
        return items

    def _item_text(self, item: Item) -> list[Any]:
        """A point, a station or a narrow place."""
        title = self.session.say(item.title)
        shown: list[Any] = [heading(f"{item.number}. {title}" if item.number else title, 4)]
        shown += [self._passage(passage) for passage in item.passages]
        if item.references:
            shown.append(row(*map(self._link, item.references), margin=(2, 6)))
        return [*shown, *(part for inner in item.items for part in self._item_text(inner))]

    def _passage(self, passage: Passage) -> Any:
        say = self.session.say
        label, text = escape(say(passage.label)), escape(say(passage.text))
        text += f" {escape(say(passage.after))}" if passage.after else ""
        if passage.tone in _ALERTS:
            text = f"<b>{label}</b>  {text}" if label else text
            return alert(text, _ALERTS[passage.tone])
        text += f" <i>{escape(passage.note)}</i>" if passage.note else ""
        text += self._marks(passage.sources)
        if label:
            return fact(label, text)
        return words(text, quiet=passage.tone == "quiet")

    def _marks(self, sources: tuple[str, ...]) -> str:
        """The sources of a statement, short."""
        library = self.session.library
        found = [library.sources[one] for one in sources if one in library.sources]
        names = "; ".join(f"{escape(_surname(one.authors))} {one.year}" for one in found)
        return f' <small style="opacity:.65">[{names}]</small>' if names else ""

    def _link(self, reference: Reference) -> Any:
        return action(
            reference.name,
            "",
            partial(setattr, self.session, "document", reference.key),
            variant="outlined",
        )

    def _evidence(self, page: Article) -> list[Any]:
        say = self.session.say
        items: list[Any] = []
        if page.evidence is not None:
            items += [
                heading(say("How sure is this?"), 3),
                fact(
                    say(_EVIDENCE[page.evidence.kind]),
                    escape(page.evidence.note) + self._marks(page.evidence.sources),
                ),
            ]
        if page.sources:
            lines = [
                action(
                    f"{one.authors} ({one.year}). {one.title}",
                    "",
                    partial(setattr, self.session, "document", f"source/{one.id}"),
                    sx={"textAlign": "left", "justifyContent": "flex-start"},
                    sizing_mode="stretch_width",
                )
                for one in page.sources
            ]
            title = say("Sources ({count})", count=len(lines))
            items.append(
                pmui.Details(*lines, title=title, sizing_mode="stretch_width", margin=(2, 6))
            )
        return [*items, alert(say("This teaches; it does not diagnose."))]


def _by_shelf(found: tuple[Entry, ...]) -> Iterator[tuple[str, list[Entry]]]:
    for shelf, group in groupby(found, key=lambda entry: entry.shelf):
        yield shelf, list(group)


def _surname(authors: str) -> str:
    """The first author's family name, with a word that there are more."""
    first, *others = authors.replace(";", ",").split(",")
    family = list(takewhile(lambda word: not _initials(word), first.split()))
    name = " ".join(family) or first.strip()
    return f"{name} et al." if others else name


def _initials(word: str) -> bool:
    letters = "".join(char for char in word if char.isalpha())
    return letters.isupper()
