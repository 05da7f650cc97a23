"""The page on which lessons are written: the list of one's own, and the draft that is open."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, ClassVar

from nmt_atlas.domain.drafting import Drafting
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.picks import Pick
from nmt_atlas.domain.quoting import short
from nmt_atlas.domain.school.rights import Right
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.authoring.bench import Bench
from nmt_atlas.pages.authoring.draft_view import draft_blocks
from nmt_atlas.pages.authoring.form import Form
from nmt_atlas.pages.authoring.hands import Hands
from nmt_atlas.pages.authoring.names import Known
from nmt_atlas.pages.authoring.shelf import shelf_blocks
from nmt_atlas.pages.desk import Act, Desk, Taken
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.reach import REACHED

_NAME = mark("Write a lesson")
NOT_HERE = mark(
    "This server lets nobody write lessons: others reach it. Start the atlas on your own machine."
)


class AuthoringPage(Page):
    """Lessons are written here.

    Attributes
    ----------
    bench
        The open draft.
    hands
        What is done to it.
    """

    id: ClassVar[str] = "author"
    title: ClassVar[str] = mark("Write")
    icon: ClassVar[str] = "edit_note"
    needs: ClassVar[Right | None] = "author"
    keys: ClassVar[tuple[str, ...]] = ("draft", "part")
    wide: ClassVar[tuple[str, ...]] = ("left",)
    offered: ClassVar[bool] = False
    peels: ClassVar[bool] = True

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.bench = Bench(visit, self._write)
        self.known = Known(visit)
        self.hands = Hands(visit, self.bench, self.known, self._write)
        self.hands.turn = self.turn
        self.opened = ""
        self._desk: Desk | None = None
        self._language = ""
        visit.param.watch(lambda _event: self._follow_undo(), "moved")

    @property
    def place(self) -> int:
        """The step that is worked on, counted from 0; -1 for the lesson itself."""
        return self.hands.place

    @place.setter
    def place(self, place: int) -> None:
        self.hands.place = place

    @property
    def name(self) -> str:
        """What stands over the sheet."""
        return self.visit.say(_NAME)

    # The panel

    def make_left(self) -> Any:
        """The list of one's own lessons, or the open draft."""
        self._language = self.visit.taste.language
        self._desk = Desk(self._acts(), self._takes())
        self._write()
        return self._desk.leaf

    def forget(self) -> None:
        """Write everything anew where the language is another; else go on under the hand."""
        if self._desk is not None and self.visit.taste.language == self._language:
            self._write()
            return
        super().forget()
        self._desk = None

    def _acts(self) -> dict[str, Act]:
        bench = self.bench
        return {
            **self.hands.acts(),
            "new": lambda *_: self._begun(bench.begin),
            "mine": lambda ident, _: self.work_on(ident),
            "from": self._copying,
            "shelf": lambda *_: self.close(),
            "part": lambda place, _: self.turn(int(place) if place.isdecimal() else -1),
            "undo": lambda *_: bench.undo(),
            "redo": lambda *_: bench.redo(),
            "save": lambda *_: bench.save(),
            "try": lambda *_: self.preview(),
            "fault": lambda where, _: self._go_to(where),
            "open": lambda what, on: self._unfold(what if on else ""),
            "version": lambda number, _: bench.restore(int(number) if number.isdecimal() else 0),
            "drop": lambda *_: self._dropped(bench.drop),
            "remove": lambda *_: self._dropped(bench.remove),
        }

    def _takes(self) -> dict[str, Taken]:
        return {
            "put": lambda where, text, _: self.hands.typed(where, text),
            "file": lambda _, text, name: self._take_in(text, name),
        }

    def _write(self) -> None:
        if self._desk is None:
            return
        if not REACHED.may_author:
            self._desk.write(
                shelf_blocks(self.visit, self.bench, self.hands.asked, self.visit.say(NOT_HERE))
            )
        elif self.bench.draft is None:
            self._desk.write(shelf_blocks(self.visit, self.bench, self.hands.asked))
        else:
            self.place = min(self.place, len(self.bench.draft.steps) - 1)
            form = self.form(self.bench.draft)
            blocks = draft_blocks(self.visit, self.bench, form, self.place, self.opened)
            self._desk.write(blocks, self.bench.draft.ident)

    def form(self, draft: Drafting) -> Form:
        """How the fields of a draft are drawn now."""
        say = self.visit.say
        objectives = draft.data.get("objectives")
        return Form(
            draft.data,
            say,
            self.known,
            {one.pointer: say("Expected: {what}", what=one.expected) for one in self.bench.faults},
            self.hands.armed,
            self.hands.asked,
            tuple(map(str, objectives)) if isinstance(objectives, list) else (),
        )

    def _follow_undo(self) -> None:
        """What was undone may have been the step that is worked on."""
        draft = self.bench.draft
        if draft is not None and self.place >= len(draft.steps):
            self.turn(len(draft.steps) - 1)

    def _unfold(self, what: str) -> None:
        self.opened = what
        self._write()

    # Coming and going

    def enter(self) -> None:
        """Undo takes back what was written."""
        self.visit.undoer = self.bench
        self.bench.list()
        self._write()

    def leave(self) -> None:
        """Undo is the view's again; the draft is kept."""
        self.visit.undoer = None
        self.hands.rest()

    def address(self) -> dict[str, str]:
        """The draft, and the step that is worked on."""
        draft = self.bench.draft
        if draft is None:
            return {}
        return {"draft": draft.ident} | ({"part": str(self.place + 1)} if self.place >= 0 else {})

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Go on with the draft that an address names; ``copy`` begins one of a lesson."""
        ident, part, of = (keys.get(one, "") for one in ("draft", "part", "copy"))
        lessons = self.visit.library.lessons
        if of and lessons.may_hold(of) and REACHED.may_author:
            self.copy(of)
            return ()
        if not ident or not REACHED.may_author:
            self.bench.close()
            self.place = -1
            return ()
        if not self.bench.open(ident):
            return (self.visit.say("There is no draft “{name}”.", name=short(ident)),)
        draft = self.bench.draft
        most = len(draft.steps) if draft else 0
        self.place = min(int(part), most) - 1 if part.isdecimal() and len(part) < 5 else -1
        return ()

    # The list

    def _begun(self, begin: Callable[[], object]) -> None:
        begin()
        self.place = -1
        self.hands.rest()
        self._write()
        self._attend("form")
        self.visit.settled()

    def work_on(self, ident: str) -> None:
        """Go on with a draft or with a lesson of one's own."""
        self._begun(partial(self.bench.open, ident))

    def close(self) -> None:
        """Put the draft away and show the list."""
        self.bench.close()
        self.bench.list()
        self.place = -1
        self.hands.rest()
        self._write()
        self.visit.settled()

    def copy(self, lesson: str) -> None:
        """Begin with a copy of a lesson, made where nobody waits where it is one that is made."""
        lessons = self.visit.library.lessons

        def go_on(found: Lesson | None) -> None:
            if found is not None:
                self._begun(partial(self.bench.copy, found))

        self.visit.keep(lambda: lessons.get(lesson), go_on)

    def _copying(self, what: str, text: str) -> None:
        """Suggest lessons to copy, or copy the one that was chosen."""
        kinds = ("lesson",)
        if what.rpartition(":")[2] == "ask":
            self.hands.asked = ("from:", text, self.known.meant(kinds, text))
            self._write()
            return
        ident = self.known.taken(kinds, text)
        if ident:
            self.copy(ident)

    def _take_in(self, text: str, name: str) -> None:
        self.bench.take_in(text, name, lambda: self._begun(lambda: None))

    def _dropped(self, act: Callable[[], None]) -> None:
        act()
        self.close()

    # The draft

    def turn(self, place: int) -> None:
        """Work on a step, counted from 0, and show what it shows; -1 for the lesson itself."""
        self.place = max(-1, min(place, len(self.hands.draft.steps) - 1))
        self.hands.rest()
        if self.place >= 0:
            self._look()
        self._write()
        self._attend("form")
        self.visit.settled()

    def _look(self) -> None:
        """Show what a student sees at this step, where anything is shown by now."""
        shown = self.bench.view_at(self.place)
        if shown is None:
            self.hands.look(f"/steps/{self.place}/view")
        elif shown != ViewState():
            self.visit.show(shown.changed(body=self.visit.state.body))

    def _attend(self, what: str) -> None:
        if self._desk is not None:
            self._desk.leaf.attend(what)

    def preview(self) -> None:
        """Take the draft as a student does, from the step that is worked on."""
        lesson = self.bench.preview()
        if lesson is None:
            told = self.visit.say("It is no lesson yet: mend what is marked first.")
            self.visit.tell(told, "draft")
            return
        self.visit.library.lessons.hold(lesson)
        step = lesson.steps[max(0, min(self.place, len(lesson.steps) - 1))]
        self.visit.go("lessons", lesson=lesson.id, step=step.id)

    def _go_to(self, where: str) -> None:
        """Work on what a fault is told of."""
        keys = where.split("/")
        self.turn(
            int(keys[2]) if keys[1:2] == ["steps"] and keys[2:] and keys[2].isdecimal() else -1
        )

    def on_tap(self, pick: Pick) -> bool:
        """Take a click for the field that waits for one."""
        return self.hands.take(pick)
