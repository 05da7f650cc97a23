"""The Class page: open a room, lead it, ask it, and see what comes back."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from nmt_atlas.classroom.packets import word_of
from nmt_atlas.domain.classroom.events import Naming
from nmt_atlas.domain.classroom.room import read_code, shown_code
from nmt_atlas.domain.classroom.tally import Tally
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.qr import code_of
from nmt_atlas.domain.questions import BaseQuestion
from nmt_atlas.domain.school.rights import Right
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.desk import Act, Desk
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.teaching.choosing import Choosing
from nmt_atlas.pages.teaching.leading import NOT_YOURS, Leading
from nmt_atlas.pages.teaching.results import learn, table_of, tallies_of, weak_parts
from nmt_atlas.pages.teaching.steering import Steering
from nmt_atlas.pages.teaching.told import question_blocks, so_far
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.rooms import Past, RoomKey
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Code,
    Copy,
    File,
    Fold,
    Heading,
    Line,
    Select,
    Shelf,
    Text,
    Typed,
)
from nmt_atlas.viewer.reach import REACHED

NAMINGS: Mapping[Naming, str] = {
    "names": mark("Students give their names"),
    "nicknames": mark("Students make up a name"),
    "anonymous": mark("Nobody gives a name"),
}
_UNSERVED = mark("A class needs the atlas to be served: start it with `nmt-atlas serve`.")
_ALONE = mark(
    "Only this machine reaches this address. For phones in the room start the atlas with "
    "“nmt-atlas serve --address 0.0.0.0”."
)


class ClassPage(Page):
    """Leads a class.

    Attributes
    ----------
    leading
        The room that is led; None while there is none.
    """

    id: ClassVar[str] = "class"
    title: ClassVar[str] = mark("Class")
    icon: ClassVar[str] = "groups"
    needs: ClassVar[Right | None] = "lead"
    keys: ClassVar[tuple[str, ...]] = ("room",)
    wide: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.leading: Leading | None = None
        self._choosing = Choosing(visit, self._ask, self._write)
        self._steering = Steering(lambda: self.leading, self._write)
        self._naming: Naming = "names"
        self._title = ""
        self._past: tuple[Past, ...] = ()
        self._tallies: tuple[Tally, ...] = ()
        self._file = ""
        self._ending = False
        self._desk: Desk | None = None

    @property
    def quiet(self) -> bool:
        """True while a question is open."""
        live = self.leading.question if self.leading else None
        return live is not None and live.phase == "open"

    def make_left(self) -> Any:
        """The desk."""
        self._desk = Desk(self._acts())
        self._write()
        return self._desk.leaf

    def enter(self) -> None:
        """Find the classes that were led before."""
        self._load()

    def address(self) -> dict[str, str]:
        """The room."""
        return {"room": self.leading.key.code} if self.leading else {}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Lead the room that an address names, where it is this visitor's."""
        code = read_code(keys.get("room", ""))
        if not code:
            self._leave_room()
        elif self.leading is None or self.leading.key.code != code:
            self._resume(code)
        return ()

    def on_tap(self, pick: Pick) -> bool:
        """Point at what was clicked, where the pointer is held."""
        return self._steering.tapped(pick)

    def refresh(self) -> None:
        """Write anew what follows from what is selected."""
        self._write()

    # Rooms

    def _load(self) -> None:
        hub = self.visit.hub
        if hub is not None:
            who = self.visit.learner
            self.visit.keep(lambda: hub.rooms.opened_by(who), self._loaded)

    def _loaded(self, past: tuple[Past, ...]) -> None:
        self._past = past
        self._write()

    def _open(self) -> None:
        hub, visit = self.visit.hub, self.visit
        if hub is None:
            return
        title = self._title or visit.say("Class of {day}", day=visit.say.date(visit.clock().date()))
        who, naming, now = visit.learner, self._naming, visit.clock()
        visit.keep(lambda: hub.rooms.open(who, title, naming, now), self._begin)

    def _resume(self, code: str) -> None:
        hub, who = self.visit.hub, self.visit.learner
        if hub is None:
            return

        def work() -> RoomKey | None:
            key = hub.rooms.find(code)
            return key if key is not None and hub.rooms.owns(who, key) else None

        self.visit.keep(work, self._found)

    def _found(self, key: RoomKey | None) -> None:
        if key is None:
            self.visit.tell(self.visit.say(NOT_YOURS), "class")
        else:
            self._begin(key)

    def _begin(self, key: RoomKey) -> None:
        hub = self.visit.hub
        if hub is None:
            return
        self._leave_room()
        self.leading = Leading(self.visit, hub, key, self._news)
        self._ending = False
        self._news()
        self.visit.settled()

    def _leave_room(self) -> None:
        if self.leading is not None:
            self.leading.stop()
            self.leading = None
            self._tallies, self._file = (), ""
            self._write()

    def _news(self) -> None:
        """There is something new in the room."""
        self._write()
        leading = self.leading
        if leading is None:
            return
        self.visit.keep(lambda: tallies_of(leading), self._counted)

    def _counted(self, tallies: tuple[Tally, ...]) -> None:
        if tallies != self._tallies:
            self._tallies = tallies
            self._write()

    # What is written

    def _write(self) -> None:
        if self._desk is not None:
            leading = self.leading
            blocks = self._outside() if leading is None else self._inside(leading)
            self._desk.write(tuple(blocks), leading.key.code if leading else "")

    def _outside(self) -> Iterator[Block]:
        say = self.visit.say
        yield Heading(text=say("Lead a class"), level=2)
        if self.visit.hub is None:
            yield _quiet(say(_UNSERVED))
            return
        yield _quiet(
            say(
                "Students join on their phones by a code: no account, no app. What you look at is "
                "shown to them; what you ask they answer on the body."
            )
        )
        yield Typed(id="title", label=say("What the class is called"), hint=self._title)
        names = tuple((key, say(text)) for key, text in NAMINGS.items())
        yield Select(id="naming", label=say("Names"), options=names, value=self._naming)
        yield Buttons(buttons=(Button(id="open:", label=say("Open a class"), main=True),))
        if self._past:
            lines = tuple(
                Line(id=f"resume:{one.key.code}", label=one.title, hint=self._about(one))
                for one in self._past
            )
            yield Shelf(
                id="past", title=say("Classes before"), count=len(lines), open=True, items=lines
            )

    def _about(self, past: Past) -> str:
        say = self.visit.say
        return " · ".join(
            (
                say.date(past.key.opened_at.date()),
                say.plural(past.members, "{count} student", "{count} students"),
                say.plural(past.asked, "{count} question", "{count} questions"),
            )
        )

    def _inside(self, leading: Leading) -> Iterator[Block]:
        say, room = self.visit.say, leading.room
        yield Heading(text=room.title or say("Class"), level=2)
        if not room.ended:
            yield from self._way_in(leading)
            yield from self._steering.plan(leading, say)
        yield from question_blocks(leading, say)
        if not room.ended:
            yield from self._steering.screens(leading, say)
        if room.live is None and not room.ended:
            yield Heading(text=say("Ask the class"), level=3)
            yield from self._choosing.blocks()
        told = tuple(so_far(leading.known.rounds, self._tallies, say))
        file = (File(label=say("Open the table"), href=self._file),) if self._file else ()
        if room.ended:
            yield Heading(text=say("Results"), level=3)
            yield from (*told, *file)
        else:
            yield Fold(title=say("So far"), blocks=(*told, *file))
        yield from self._leaving(ended=room.ended)

    def _way_in(self, leading: Leading) -> Iterator[Block]:
        say, key, reach = self.visit.say, leading.key, REACHED.now
        link = reach.link_to_class(key.code)
        code = code_of(link)
        yield Heading(text=f"{say('Code:')} {shown_code(key.code)}", level=2)
        yield Text(runs=Rich.plain(self._present(leading)).runs, id="present")
        if reach.alone:
            yield Text(runs=Rich.plain(say(_ALONE)).runs, tone="info")
        screens = {
            mark("Link for students"): link,
            mark("Link for the projector"): self._screen(key, "screen"),
            mark("Link for a remote control"): self._screen(key, "remote"),
        }
        copies = tuple(
            Copy(id=f"copy-{number}", label=say(label), text=text, done=say("Copied"))
            for number, (label, text) in enumerate(screens.items())
        )
        photograph: tuple[Block, ...] = (
            Code(label=say("QR code for students"), size=code.size, path=code.path),
            Text(runs=Rich.small(link).runs, tone="quiet"),
        )
        if not leading.present:
            yield from photograph
            photograph = ()
        yield Fold(title=say("How to come in"), blocks=(*photograph, *copies))

    def _screen(self, key: RoomKey, role: str) -> str:
        word = word_of(key.secret, "screen" if role == "screen" else "remote")
        return REACHED.now.link_to_class(key.code, role=role, word=word)

    def _present(self, leading: Leading) -> str:
        if not leading.present:
            return self.visit.say("Nobody is here yet.")
        return self.visit.say.plural(
            leading.present, "{count} student is here", "{count} students are here"
        )

    def _leaving(self, *, ended: bool) -> Iterator[Block]:
        say = self.visit.say
        buttons = [Button(id="leave:", label=say("All classes"))]
        if not ended:
            sure = say("Yes, end it for everybody")
            label = sure if self._ending else say("End the class")
            buttons.append(Button(id=f"end:{'sure' if self._ending else ''}", label=label))
        yield Buttons(id="leaving", label=say("Class"), buttons=tuple(buttons))

    # What is pressed

    def _acts(self) -> dict[str, Act]:
        return {
            **self._choosing.acts(),
            "title": lambda _, text: setattr(self, "_title", text.strip()),
            "naming": lambda _, value: self._name(value),
            "open": lambda *_: self._open(),
            "resume": lambda code, _: self._resume(code),
            "past": lambda *_: None,
            "leave": lambda *_: self._away(),
            "end": lambda sure, _: self._end(sure=bool(sure)),
            "learn": lambda *_: self._learn(),
            "weak": lambda *_: self._show_weak(),
            "table": lambda *_: self._table(),
            **self._steers(),
        }

    def _steers(self) -> dict[str, Act]:
        def led(do: Any) -> Act:
            return lambda rest, _: do(self.leading, rest) if self.leading else None

        return {
            "reveal": led(lambda one, _: one.reveal()),
            "close": led(lambda one, _: one.close()),
            "again": led(lambda one, _: one.again()),
            **self._steering.acts(),
        }

    def _name(self, value: str) -> None:
        if value in NAMINGS:
            self._naming = value  # type: ignore[assignment]

    def _ask(self, question: BaseQuestion[Any], view: ViewState, lesson: str) -> None:
        if self.leading is not None:
            self.leading.ask(question, view, lesson)

    def _away(self) -> None:
        self._leave_room()
        self._load()
        self.visit.settled()

    def _end(self, *, sure: bool) -> None:
        """Ask once more; then end it."""
        self._ending = not sure
        if sure and self.leading is not None:
            self.leading.end()
        self._write()

    def _learn(self) -> None:
        """A lesson of what the class did not know, opened."""
        if self.leading is not None:
            learn(self.leading, self._tallies)

    def _show_weak(self) -> None:
        """What the class did not know, on the body."""
        leading, tallies = self.leading, self._tallies
        if leading is not None:
            self.visit.keep(lambda: weak_parts(leading, tallies), self._weak)

    def _weak(self, parts: tuple[str, ...]) -> None:
        state = self.visit.state
        self.visit.view.look(state.changed(selection=parts, focus=parts, overlay=()))

    def _table(self) -> None:
        """Every answer as a table, made beside the loop."""
        leading = self.leading
        if leading is not None:
            self.visit.keep(lambda: table_of(leading), self._tabled)

    def _tabled(self, address: str) -> None:
        self._file = address
        self._write()


def _quiet(text: str) -> Text:
    return Text(runs=Rich.plain(text).runs, tone="quiet")
