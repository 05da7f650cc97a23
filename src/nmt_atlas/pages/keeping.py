"""What a visitor keeps: views of their own, notes pinned to places, favourites, collections."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator

from nmt_atlas.atlas.known import read_link, short_query
from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.errors import StateError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.note import (
    LONGEST_TEXT,
    Dated,
    Kept,
    Sort,
    cleaned,
    collections_of,
    told_apart,
)
from nmt_atlas.domain.note_files import FILES, read_file
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.scene import Marker
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.jottings import Jottings
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    File,
    Fold,
    Heading,
    Line,
    Select,
    Shelf,
    Text,
)
from nmt_atlas.viewer.sheets import SHEETS

Typed = Callable[[], tuple[str, str, str]]
"""Gives the name, the words and the collection that are typed now, and empties the fields."""

PIN_COLOR, PIN_RADIUS = "#1f6f78", 7.0
_SORTS: dict[Sort, str] = {
    "view": mark("My views"),
    "note": mark("Notes"),
    "favourite": mark("Favourites"),
    "mnemonic": mark("My own words"),
}


class Keeping:
    """A visitor's own views, notes and favourites.

    Attributes
    ----------
    acts
        What its controls do, for a desk.
    things
        What there is now.
    pinning
        Whether the next click on the body is where the note is pinned.

    Parameters
    ----------
    visit
        Whose they are.
    typed
        Gives what is typed.
    """

    def __init__(self, visit: Visit, typed: Typed) -> None:
        self._visit, self._typed = visit, typed
        self._store = Jottings(visit.store.database)
        self.things: tuple[Dated, ...] = ()
        self.pinning = False
        self._shown = ""
        self._dropped = ""
        self._collection = ""
        self._file: tuple[str, str] = ("", "")
        self._open: frozenset[str] = frozenset(_SORTS)
        self.acts: dict[str, Act] = {
            "keep": lambda sort, _: self.keep("note" if sort == "note" else "view"),
            "pin": lambda *_: self._pin(),
            "favour": lambda key, _: self._favour(key),
            "mine": lambda ident, _: self.show(ident),
            "drop": lambda ident, _: self._drop(ident),
            "undrop": lambda *_: self._undrop(),
            "close": lambda *_: self._close(),
            "only": lambda _, name: self._only(name),
            "file": lambda ending, _: self._write(ending),
            "fold": lambda shelf, _: self._unfold(shelf),
            "open": lambda shelf, _: self._unfold(shelf),
            "read": lambda key, _: visit.go("library", doc=key),
        }

    def key(self) -> object:
        """What it depends on."""
        now = (self.things, self.pinning, self._shown, self._dropped, self._collection)
        return (
            now,
            self._file,
            self._open,
            self._visit.state.selection,
            self._visit.taste.language,
        )

    def load(self) -> None:
        """Read what there is."""
        visit = self._visit
        visit.keep(lambda: self._store.all(visit.learner), self._loaded)

    def _loaded(self, things: tuple[Dated, ...]) -> None:
        self.things = things
        self._visit.settled(step=False)

    # What is shown

    def blocks(self) -> Iterator[Block]:
        """The controls, and what there is."""
        say = self._visit.say
        keep = (
            Button(id="keep:view", label=say("Keep this view"), main=True),
            Button(id="keep:note", label=say("Keep as a note")),
            Button(
                id="pin:",
                label=say("Click the body …") if self.pinning else say("Pin the note to a place"),
            ),
        )
        yield Buttons(id="keeping", label=say("Keep"), buttons=keep)
        favour = self._selected()
        if favour:
            title = say("Add {name} to the favourites", name=self._named(favour))
            yield Buttons(buttons=(Button(id=f"favour:{favour}", label=title),))
        if self._dropped:
            back = Button(id="undrop:", label=say("Bring back what was removed"))
            yield Buttons(buttons=(back,))
        yield from self._one()
        yield from self._all()
        yield from self._out()

    def _one(self) -> Iterator[Block]:
        found = self._of(self._shown)
        if found is None:
            return
        say, kept = self._visit.say, found.kept
        yield Heading(text=self._names()[kept.id], level=3)
        for line in filter(None, kept.text.splitlines()):
            yield Text(runs=Rich.plain(line).runs)
        if kept.part:
            names = self._visit.body.names(self._visit.taste.language)
            where = names.get(kept.part, kept.part)
            yield Text(runs=Rich.plain(say("At {name}", name=where)).runs, tone="quiet")
        buttons = [
            Button(id=f"drop:{kept.id}", label=say("Remove")),
            Button(id="close:", label=say("Close")),
        ]
        if kept.document:
            buttons.insert(0, Button(id=f"read:{kept.document}", label=say("Read"), main=True))
        yield Buttons(buttons=tuple(buttons))

    def _all(self) -> Iterator[Block]:
        say, names = self._visit.say, self._names()
        groups = collections_of(one.kept for one in self.things)
        if groups:
            options = (("", say("All")), *((one, one) for one in groups if len(one) <= 200))
            yield Select(
                id="only", label=say("Collection"), options=options, value=self._collection
            )
        shown = [
            one.kept
            for one in self.things
            if not self._collection or one.kept.collection == self._collection
        ]
        for sort, title in _SORTS.items():
            found = [one for one in shown if one.sort == sort]
            opened = sort in self._open
            lines = tuple(
                Line(id=f"mine:{one.id}", label=names[one.id], hint=one.collection) for one in found
            )
            if found:
                yield Shelf(
                    id=sort,
                    title=say(title),
                    count=len(found),
                    open=opened,
                    items=lines if opened else (),
                )
        if not self.things:
            how = say("Nothing is kept yet. Type a name above, then keep this view or a note.")
            yield Text(runs=Rich.plain(how).runs, tone="quiet")

    def _out(self) -> Iterator[Block]:
        if not self.things:
            return
        say = self._visit.say
        buttons = tuple(
            Button(id=f"file:{ending}", label=label)
            for ending, label in (("json", "JSON"), ("csv", "CSV"), ("md", "Markdown"))
        )
        inner: list[Block] = [Buttons(id="out", label=say("All as a file"), buttons=buttons)]
        yield Fold(title=say("All as a file"), blocks=tuple(inner))
        name, address = self._file
        if address:
            yield File(label=say("Open {name}", name=name), href=address)

    def _names(self) -> dict[str, str]:
        named = [
            one.kept.model_copy(update={"name": self._named(one.kept.document)})
            if one.kept.sort == "favourite" and not one.kept.name
            else one.kept
            for one in self.things
        ]
        return dict(told_apart(named, self._visit.say))

    def _named(self, key: str) -> str:
        """The name of a document (``kind/id``)."""
        kind, _, ident = key.partition("/")
        found = self._visit.library.of(kind).get(ident) if kind else None
        return str(getattr(found, "name", "") or getattr(found, "title", "") or ident)

    def _selected(self) -> str:
        """The document of what is selected, as ``kind/id``; "" for none."""
        for part in self._visit.state.selection[:1]:
            structure = split_part_id(part)[0]
            muscle = self._visit.library.muscle_of(structure)
            return f"muscle/{muscle.id}" if muscle else f"structure/{structure}"
        return ""

    def _of(self, ident: str) -> Dated | None:
        return next((one for one in self.things if one.kept.id == ident), None)

    @property
    def pins(self) -> tuple[Marker, ...]:
        """The notes that are pinned to a place, as marks on the body."""
        names = self._names()
        return tuple(
            Marker(
                id=f"note-{one.kept.id}",
                at=one.kept.at,
                radius=PIN_RADIUS,
                color=PIN_COLOR,
                label=names[one.kept.id][:60] if self._visit.state.labels else "",
                part=one.kept.part,
                kind="pin",
            )
            for one in self.things
            if one.kept.at is not None
        )

    # What is done

    def keep(self, sort: Sort, pick: Pick | None = None) -> None:
        """Keep the view or a note, as it is typed now."""
        visit = self._visit
        name, text, collection = self._typed()
        at = pick.point if pick else None
        kept = Kept(
            id=uuid.uuid4().hex,
            sort=sort,
            name=cleaned(name),
            text=text[:LONGEST_TEXT].strip(),
            collection=cleaned(collection),
            part=pick.part if pick else next(iter(visit.state.selection), "") * (sort == "note"),
            at=None if at is None else (round(at[0], 1), round(at[1], 1), round(at[2], 1)),
            view=short_query(visit.atlas, visit.state),
        )
        self._put(kept)

    def _put(self, *kept: Kept) -> None:
        visit, now = self._visit, self._visit.clock()

        def work() -> tuple[Dated, ...]:
            self._store.keep(visit.learner, kept, now)
            return self._store.all(visit.learner)

        visit.keep(work, self._loaded)

    def _pin(self) -> None:
        self.pinning = not self.pinning
        self._visit.settled(step=False)

    def take(self, pick: Pick) -> bool:
        """Take a click: where the note is pinned, or a pin that is opened."""
        if pick.marker.startswith("note-"):
            self.show(pick.marker.removeprefix("note-"))
            return True
        if not self.pinning or pick.point is None:
            return False
        self.pinning = False
        self.keep("note", pick)
        return True

    def _favour(self, key: str) -> None:
        kind, _, ident = key.partition("/")
        there = any(one.kept.document == key for one in self.things)
        if not there and ident in self._visit.library.of(kind):
            collection = cleaned(self._typed()[2])
            self._put(
                Kept(id=uuid.uuid4().hex, sort="favourite", document=key, collection=collection)
            )

    def show(self, ident: str) -> None:
        """Open something kept, and show the view that it was made in."""
        found, visit = self._of(ident), self._visit
        if found is None:
            return
        self._shown = ident
        if found.kept.view:
            address = read_link(visit.atlas, found.kept.view)
            visit.show(address.state)
            if address.notices:
                visit.tell(" ".join(address.notices[:2]), "keeping")
        visit.settled(step=False)

    def _drop(self, ident: str) -> None:
        visit, now = self._visit, self._visit.clock()

        def work() -> tuple[Dated, ...]:
            self._store.remove(visit.learner, ident, now)
            return self._store.all(visit.learner)

        self._dropped, self._shown = ident, ""
        visit.keep(work, self._loaded)

    def _undrop(self) -> None:
        visit, now, ident = self._visit, self._visit.clock(), self._dropped

        def work() -> tuple[Dated, ...]:
            self._store.restore(visit.learner, ident, now)
            return self._store.all(visit.learner)

        self._dropped = ""
        visit.keep(work, self._loaded)

    def _close(self) -> None:
        self._shown = ""
        self._visit.settled(step=False)

    def _only(self, name: str) -> None:
        self._collection = name
        self._visit.settled(step=False)

    def _unfold(self, shelf: str) -> None:
        self._open = self._open ^ {shelf}
        self._visit.settled(step=False)

    # Files

    def _write(self, ending: str) -> None:
        if ending in FILES:
            name = f"nmt-atlas-notes.{ending}"
            self._file = (name, SHEETS.put(name, FILES[ending](self.things).encode()))
            self._visit.settled(step=False)

    def read_in(self, text: str) -> None:
        """Take over the things of a file that the atlas has written."""
        say, visit = self._visit.say, self._visit
        try:
            kept, left_out = read_file(text)
        except StateError as error:
            visit.tell(str(error), "keeping")
            return
        self._put(*kept)
        told = say("{n} read in, {left} left out.", n=len(kept), left=left_out)
        visit.tell(told, "keeping")
