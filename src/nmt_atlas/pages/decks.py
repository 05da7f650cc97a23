"""Cards of any list: what is selected, found, kept as a favourite, or put into a collection."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from typing import Any, ClassVar

from nmt_atlas.atlas.cards import anki_package
from nmt_atlas.atlas.showing import target_of
from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.decks import structures_of
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.note import Dated, collections_of
from nmt_atlas.library.made import parts_scope, quiz_id
from nmt_atlas.pages.asking.ground import InWords
from nmt_atlas.pages.commands.quizzes import make_quiz
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.later import when_done
from nmt_atlas.pages.lesson_list import words
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.jottings import Jottings
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, File, Line, Select, Shelf, Typed
from nmt_atlas.viewer.sheets import SHEETS

_COUNTS = (10, 20, 40)
_FOUND = 20
_IN = "in:"
_NAME = mark("Cards of a list")


class DecksPage(Page):
    """Cards of a list, to practise here or to take to Anki."""

    id: ClassVar[str] = "deck"
    title: ClassVar[str] = mark("Cards")
    icon: ClassVar[str] = "style"
    keys: ClassVar[tuple[str, ...]] = ("list",)
    wide: ClassVar[tuple[str, ...]] = ("left",)
    offered: ClassVar[bool] = False

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.chosen = "selection"
        self.query = ""
        self.count = _COUNTS[1]
        self.kept: tuple[Dated, ...] = ()
        self._file = ""
        self._making = False
        self._desk: Desk | None = None

    @property
    def name(self) -> str:
        """What stands over the sheet."""
        return self.visit.say(_NAME)

    def make_left(self) -> Any:
        """Which list, what is in it, and what becomes of it."""
        self._desk = Desk(
            {
                "list": lambda _, one: self._choose(chosen=one),
                "count": lambda _, one: self._choose(count=one),
                "find": lambda _, text: self._choose(query=text),
                "practise": lambda *_: self.practise(),
                "anki": lambda *_: self.package(),
                "see": lambda one, _: self.visit.reveal(one),
                "open": lambda *_: None,
            }
        )
        self.keep(lambda: self.visit.state.selection, self._write)
        return self._desk.leaf

    def forget(self) -> None:
        """Let go of the panel: language or documents have changed."""
        super().forget()
        self._desk = None

    # What is in it

    @property
    def structures(self) -> tuple[str, ...]:
        """The structures (ids) that the cards are about."""
        library = self.visit.library

        def look_up(kind: str, ident: str) -> tuple[str, ...]:
            found = target_of(library, kind, ident).structures
            return tuple(one for one in found if one in library.structures)

        return structures_of(self._documents(), look_up)

    def _documents(self) -> Iterable[tuple[str, str]]:
        if self.chosen == "search":
            hits = self.visit.library.search(self.query, _FOUND) if self.query else ()
            return [(one.kind, one.id) for one in hits]
        if self.chosen == "selection":
            return [("structure", split_part_id(one)[0]) for one in self.visit.state.selection]
        return [pair for one in self.kept for pair in self._of_kept(one)]

    def _of_kept(self, one: Dated) -> Iterator[tuple[str, str]]:
        """What was kept is about: a favourite's document, the part that a note is pinned to."""
        kept = one.kept
        wanted = self.chosen == "favourites" and kept.sort == "favourite"
        if not wanted and self.chosen != f"{_IN}{kept.collection}":
            return
        if kept.document:
            kind, _, ident = kept.document.partition("/")
            yield kind, ident
        elif kept.part:
            yield "structure", split_part_id(kept.part)[0]

    # What is shown

    def _write(self) -> None:
        if self._desk is not None:
            self._desk.write(self._blocks(), self.chosen)

    def _blocks(self) -> Iterator[Block]:
        say, names = self.visit.say, InWords(self.visit)
        yield Select(id="list:", label=say("Of what"), options=self._lists(), value=self.chosen)
        if self.chosen == "search":
            hint = say("Muscle, pain, nerve, test…")
            yield Typed(id="find", label=say("What is found for"), hint=hint)
        found = self.structures
        items = tuple(Line(id=f"see:{one}", label=names.structure(one)) for one in found)
        yield Shelf(id="in", title=say("In it"), count=len(found), open=True, items=items)
        if not found:
            yield words(say(_EMPTY.get(self.chosen, _EMPTY[""])), "quiet")
        counts = tuple((str(one), str(one)) for one in _COUNTS)
        yield words(say("Questions"), "quiet")
        yield Choice(id="count:", label=say("Questions"), options=counts, value=str(self.count))
        off = not found
        making = say("The package is being made …") if self._making else say("Take it to Anki")
        yield Buttons(
            buttons=(
                Button(id="practise:", label=say("Practise"), main=True, off=off),
                Button(id="anki:", label=making, off=off or self._making),
            )
        )
        if self._file:
            yield File(label=say("Save the Anki package"), href=self._file)

    def _lists(self) -> tuple[tuple[str, str], ...]:
        say = self.visit.say
        collections = collections_of(one.kept for one in self.kept)
        return (
            ("selection", say("What is selected")),
            ("search", say("What a search finds")),
            ("favourites", say("Favourites")),
            *((f"{_IN}{one}", say("Collection: {name}", name=one)) for one in collections),
        )

    def _choose(self, chosen: str = "", count: str = "", query: str | None = None) -> None:
        if chosen in {value for value, _ in self._lists()}:
            self.chosen = chosen
        if count in map(str, _COUNTS):
            self.count = int(count)
        if query is not None:
            self.query = query
        self._file = ""
        self._write()
        self.visit.settled(step=False)

    # What becomes of it

    def practise(self) -> None:
        """Ask about what is in it, here."""
        found = self.structures
        if found:
            make_quiz(self.visit, parts_scope(found), self.count)

    def package(self) -> None:
        """Have an Anki package made; the same list gives the same cards, so that progress stays."""
        found, visit = self.structures, self.visit
        if not found or self._making:
            return
        self._making, self._file = True, ""
        self._write()
        ident = quiz_id(parts_scope(found), self.count, 1)
        made = visit.atlas.pictures.later(anki_package, ident, visit.taste.language, True)
        when_done(made, partial(self._made, found))

    def _made(self, about: tuple[str, ...], package: bytes) -> None:
        self._making = False
        if package and about == self.structures:
            self._file = SHEETS.put("nmt-atlas.apkg", package)
        elif not package:
            self.visit.tell(self.visit.say("The documents give no question of that."), "quiz")
        self._write()

    # Coming and going

    def enter(self) -> None:
        """Read what is kept."""
        visit = self.visit
        jottings = Jottings(visit.store.database)
        visit.keep(lambda: jottings.all(visit.learner), self._read)

    def _read(self, kept: tuple[Dated, ...]) -> None:
        self.kept = kept
        self._write()

    def address(self) -> dict[str, str]:
        """Which list."""
        return {} if self.chosen == "selection" else {"list": self.chosen}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up the list that an address names."""
        wanted = keys.get("list", "selection")
        known = wanted in {"selection", "search", "favourites"} or wanted.startswith(_IN)
        self.chosen = wanted if known else "selection"
        return ()


_EMPTY = {
    "selection": mark("Select something on the body: hold Shift for more than one."),
    "search": mark("Type what to search for."),
    "favourites": mark("There are no favourites yet. Add some on the page Views, under Mine."),
    "": mark("Nothing in this list can be asked about."),
}
