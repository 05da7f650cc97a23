"""One room that a visitor leads: what they look at is shown, what they ask is asked."""

from __future__ import annotations

import weakref
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

from nmt_atlas.atlas.beside import NOTHING_BESIDE
from nmt_atlas.classroom.hub import Hub
from nmt_atlas.classroom.liveroom import EMPTY, Known, LiveRoom
from nmt_atlas.classroom.packets import answers_on_body, seen_in
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.classroom.events import (
    Asked,
    Blanked,
    Closed,
    Ended,
    Event,
    Led,
    Named,
    Played,
    Pointed,
    Pressed,
    Revealed,
    Shown,
    Stepped,
    Timed,
)
from nmt_atlas.domain.classroom.plan import Next, Notes, before, next_of, notes_of
from nmt_atlas.domain.classroom.room import Live, Numbered, Room
from nmt_atlas.domain.classroom.tally import Tally
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import BaseQuestion
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages import presenter
from nmt_atlas.pages.later import Later, to_this_page
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.rooms import RoomKey

NOT_YOURS = mark("This class is led by somebody else.")


class Leading:
    """A room under the hand of a visitor.

    Parameters
    ----------
    visit
        The visitor.
    hub
        The rooms of this server.
    key
        Which room it is.
    written
        Called where there is something new.
    """

    def __init__(self, visit: Visit, hub: Hub, key: RoomKey, written: Callable[[], None]) -> None:
        self.visit, self.hub, self.key = visit, hub, key
        self._written = written
        self._deliver = to_this_page()
        self._before: ViewState | None = None
        self._shown: tuple[int, str] = (0, "")
        self._news = Later(written)
        self._turned = Later(self._show)
        self._watcher = visit.view.param.watch(lambda _event: self._turned(), "state")
        self._presenting = visit.param.watch(self._presented, "presenting")
        self.counted: dict[int, tuple[int, Tally]] = {}
        self._name = object()
        self.live: LiveRoom = hub.listen(key, self._name, _weakly(self, hub, key, self._name))

    @property
    def known(self) -> Known:
        """How things stand, as far as is known."""
        return self.live.known

    @property
    def room(self) -> Room:
        """How the room stands."""
        return self.known.room if self.known.room.number else EMPTY

    @property
    def question(self) -> Live | None:
        """The question that the class has before it."""
        return self.room.live

    @property
    def present(self) -> int:
        """How many students are there."""
        return self.hub.present(self.live)

    def stop(self) -> None:
        """Lead no more; the room stays as it is."""
        self.hub.unlisten(self.key, self._name)
        self.visit.view.param.unwatch(self._watcher)
        self.visit.param.unwatch(self._presenting)
        self._restore()

    # What the visitor does

    def ask(self, question: BaseQuestion, view: ViewState, lesson: str = "") -> None:  # type: ignore[type-arg]
        """Put a question to the class."""
        self.do(Asked(question=question, view=view, lesson=lesson))

    def again(self) -> None:
        """Have the class vote once more on what was revealed."""
        live = self.question
        if live is not None:
            first = live.again or live.round
            again = Asked(question=live.question, view=live.view, lesson=live.lesson, again=first)
            self.do(again)

    def reveal(self) -> None:
        """Show the answer."""
        if self.question is not None:
            self.do(Revealed(round=self.question.round))

    def close(self) -> None:
        """Take the question away."""
        if self.question is not None:
            self.do(Closed(round=self.question.round))

    def lead(self, *, on: bool) -> None:
        """Let the screens follow, or leave them alone."""
        self.do(Led(on=on))

    def blank(self, *, on: bool) -> None:
        """Darken the screens, or lighten them again."""
        self.do(Blanked(on=on))

    def time(self, seconds: int) -> None:
        """Start a clock that everybody sees; 0 takes it away."""
        self.do(Timed(seconds=seconds))

    def name(self, *, on: bool) -> None:
        """Let the screens tell names, or tell none."""
        self.do(Named(on=on))

    def point(self, at: Point | None, *, spot: bool) -> None:
        """Point at a place of the body on every screen, with a light where ``spot`` is on."""
        self.do(Pointed(at=at, spot=spot))

    def play(self, *, teams: int, ranked: bool) -> None:
        """Play it in teams, with a ranking, or neither."""
        self.do(Played(teams=teams, ranked=ranked))

    def end(self) -> None:
        """The class is over."""
        self.do(Ended())

    def do(self, event: Event) -> None:
        """Do something to the room; what cannot be kept is told."""
        done = self.hub.lead(self.key, self.visit.learner, event)
        done.add_done_callback(lambda one: self._deliver(lambda: self._told(one)))

    def _told(self, done: Future[bool]) -> None:
        try:
            if not done.result():
                self.visit.tell(self.visit.say(NOT_YOURS), "class")
        except StoreError as error:
            self.visit.not_kept(error)

    # Through a lesson

    @property
    def lesson(self) -> Lesson | None:
        """The lesson that the class goes through."""
        ident = self.room.lesson
        return self.visit.library.lessons.get(ident) if ident else None

    @property
    def notes(self) -> Notes:
        """What the visitor reads beside the class; nothing where there is no lesson."""
        lesson = self.lesson
        return Notes() if lesson is None else notes_of(self.room, lesson, self.visit.say)

    def go_through(self, lesson: str) -> None:
        """Go through a lesson (its id), step by step; "" ends that."""
        self.do(Stepped(lesson=lesson))

    def step(self, by: int) -> None:
        """Go on or back: in the lesson, else in what is presented."""
        lesson = self.lesson
        if lesson is None:
            presenter.step(self.visit, by)
            return
        step = next_of(self.room, lesson) if by > 0 else before(self.room)
        if step is not None:
            self._take(step, lesson)

    def _take(self, step: Next, lesson: Lesson) -> None:
        if step.deed == "reveal":
            self.reveal()
            return
        if step.deed == "end":
            self.close()
            return
        there, view = lesson.steps[step.at], lesson.view_at(step.at)
        if step.deed == "show":
            self.close()
        self.do(Stepped(lesson=lesson.id, at=step.at))
        if step.deed == "ask" and there.question is not None:
            self.ask(there.question, view, lesson.id)
        else:
            self._before = None
            self.visit.view.ask(view, NOTHING_BESIDE, quiet=False)

    def _presented(self, event: Any) -> None:
        """What hides names, or darkens the window, before a class does so on every screen."""
        old, new = event.old, event.new
        if self.room.ended:
            return
        if old.secret != new.secret:
            self.name(on=not new.secret)
        if old.black != new.black:
            self.blank(on=new.black)

    # What the class sees

    def _show(self) -> None:
        """Show the class what the visitor looks at."""
        room = self.room
        if not room.number or room.ended or not room.led:
            return
        state = self.visit.state
        if state not in (room.view, seen_in(room, self.hub.questions, None)[0]):
            self.do(Shown(view=state))

    def hear(self, events: tuple[Numbered, ...]) -> None:
        """There is something new; called on the loop, perhaps beside this page's own turn."""
        self._deliver(lambda: self._follow(events))

    def _follow(self, events: tuple[Numbered, ...]) -> None:
        for one in events:
            if isinstance(one.event, Pressed):
                self.step(1 if one.event.what == "next" else -1)
        live = self.question
        now = (0, "") if live is None else (live.round, live.phase)
        if now != self._shown:
            self._shown = now
            self._stand(live)
        elif live is not None and live.phase == "revealed":
            self._lay(live)
        self._news()

    def _stand(self, live: Live | None) -> None:
        """Look at what the class is asked, at the answer, or at what was there before."""
        view = self.visit.view
        if live is None:
            self._restore()
            return
        if self._before is None:
            self._before = view.state
        state, beside = seen_in(self.room, self.hub.questions, self.known.tally)
        view.ask(state, beside, quiet=live.phase == "open")

    def _lay(self, live: Live) -> None:
        """An answer that came late is laid on the body as well."""
        view = self.visit.view
        beside = answers_on_body(self.known.tally)
        if live.phase == "revealed" and view.beside != beside:
            view.ask(view.state, beside, quiet=False)

    def _restore(self) -> None:
        before, self._before = self._before, None
        if before is not None:
            self.visit.view.ask(before, NOTHING_BESIDE, quiet=False)


def _weakly(
    leading: Leading, hub: Hub, key: RoomKey, name: object
) -> Callable[[tuple[Numbered, ...]], None]:
    """A listener that holds no visit: a visitor who has left is gone."""
    held = weakref.ref(leading, lambda _gone: hub.unlisten(key, name))

    def hear(events: tuple[Numbered, ...]) -> None:
        found = held()
        if found is not None:
            found.hear(events)

    return hear
