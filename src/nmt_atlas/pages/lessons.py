"""The Lessons page: choose a lesson, walk through its steps, answer, see why.

What counts is decided by :class:`~nmt_atlas.domain.run.Run`; the store keeps what must last.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any, ClassVar

from nmt_atlas.atlas.looming import without_looming
from nmt_atlas.domain.drafting import is_tried_out
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.memory import card_of
from nmt_atlas.domain.picks import Pick, Stroked
from nmt_atlas.domain.questions import Answer
from nmt_atlas.domain.quoting import short
from nmt_atlas.domain.run import Run
from nmt_atlas.pages.asking.answering import Answering
from nmt_atlas.pages.asking.ground import Ground
from nmt_atlas.pages.desk import Act, Desk
from nmt_atlas.pages.lesson_list import LessonList, Made
from nmt_atlas.pages.lesson_step import QUESTION, STEP, TIME_IS_UP, VERDICT, lesson_step
from nmt_atlas.pages.lesson_summary import lesson_summary
from nmt_atlas.pages.moving import play_into
from nmt_atlas.pages.own_words import OwnWords
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.remembered import (
    NOTHING,
    Remembered,
    Standing,
    keep_answer,
    remember,
    standings,
)
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block

_TOO_LATE = mark("The lesson had gone on when that was pressed: it is no answer to this question.")
_OF_A_STEP = frozenset({"next", "previous", "hint", "again"})
"""What else means something only beside the step that it was pressed at."""


class LessonsPage(Page):
    """Lessons and their questions.

    Attributes
    ----------
    run
        The run through the open lesson; None while the list is shown.
    """

    id: ClassVar[str] = "lessons"
    title: ClassVar[str] = mark("Learn")
    icon: ClassVar[str] = "school"
    keys: ClassVar[tuple[str, ...]] = ("lesson", "step")
    wide: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.run: Run | None = None
        self._list_of = LessonList(visit, self._write)
        self._opening: dict[str, str] = {}
        self._arriving = False  # by an address: that is no step of the history
        self._desk: Desk | None = None
        self.answering = Answering(visit, self.give, self._write)
        self._own = OwnWords(visit, self._write)

    @property
    def caption(self) -> str:
        """The open question, over the body."""
        return self.run.question.prompt if self.asking and self.run and self.run.question else ""

    # The panel

    def make_left(self) -> Any:
        """The list, the step or the summary, in the visitor's language."""
        self._desk = Desk(self._acts(), {"own": self._own.take}, self._late)
        self._write()
        return self._desk.leaf

    def _acts(self) -> dict[str, Act]:
        return {
            **self.answering.acts(),
            **self._list_of.acts(),
            "begin": lambda lesson, _: self._if_known(self.open, lesson),
            "over": lambda lesson, _: self._if_known(self.start_over, lesson),
            "go": lambda position, _: self.go(int(position) if position.isdigit() else 0),
            "read": lambda key, _: self.visit.go("library", doc=key),
            "next": lambda *_: self.next(),
            "previous": lambda *_: self.previous(),
            "close": lambda *_: self.close(),
            "hint": lambda *_: self.hint(),
            "again": lambda *_: self.again(),
            "clock": lambda *_: self._time_is_up(),
            "write": lambda *_: self.visit.go("author"),
            "copy": lambda lesson, _: self.visit.go("author", copy=lesson),
            "draft": lambda draft, _: self._back_to(draft),
        }

    def _late(self, act: str) -> bool:
        """Whether what was pressed beside another step counts for nothing; an answer is told so."""
        if act in self.answering.acts():
            self.visit.tell(self.visit.say(_TOO_LATE), "answer")
            return True
        return act in _OF_A_STEP

    def _back_to(self, draft: str) -> None:
        """Go back to the draft that is tried out, at the step that is shown."""
        place = self.run.position + 1 if self.run else 1
        self.visit.go("author", draft=draft, part=str(place))

    def _if_known(self, act: Callable[[str], None], lesson: str) -> None:
        if self.visit.library.lessons.may_hold(lesson):
            act(lesson)

    def forget(self) -> None:
        """Let go of the panel: language or documents have changed.

        A lesson whose steps are others by now, or that is gone, is taken to its end as it was.
        """
        super().forget()
        self._desk = None
        run = self.run
        lesson = self.visit.library.lessons.get(run.lesson.id) if run else None
        if run and lesson and _steps(lesson) == _steps(run.lesson):
            self.run = run.told(lesson)

    def _write(self) -> None:
        run = self.run
        if self._desk is not None:
            self._desk.write(
                self._screen(), "" if run is None else f"{run.lesson.id}/{run.reached}"
            )

    def _screen(self) -> list[Block]:
        run = self.run
        if run is None:
            return [] if self._opening else self._list_of.blocks()
        if run.finished:
            return lesson_summary(self.visit, run)
        return lesson_step(self.visit, run, self.answering, self._own)

    def _attend(self, what: str) -> None:
        """Move the focus there: what was pressed is gone."""
        if self._desk is not None:
            self._desk.leaf.attend(what)

    # Coming and going

    def enter(self) -> None:
        """Take up an open question again, or bring the list up to date."""
        if self.asking:
            self._look()
        elif self.run is None and not self._opening:
            self._list()

    def leave(self) -> None:
        """Names are off, and the brush is held, only while a question is open."""
        self.answering.stop()
        if self.asking:
            view = self.visit.view
            view.ask(view.state.changed(labels=True), quiet=False)

    @property
    def quiet(self) -> bool:
        """True while a question is open: the address tells nothing of what is shown."""
        return self.asking

    def address(self) -> dict[str, str]:
        """The open lesson and its step."""
        run = self.run
        if run is None:
            return self._opening
        step = run.reached if run.finished else str(run.position + 1)
        return {"lesson": run.lesson.id, "step": step}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Open the lesson and step that an address names, or the list."""
        lesson, step, run = keys.get("lesson", ""), keys.get("step", ""), self.run
        if not lesson:
            self.run, self._opening = None, {}
            self._list()
        elif run is not None and run.lesson.id == lesson:
            if step not in ("", run.reached, str(run.position + 1)):
                self._moved(lambda run, now: run.go_to(step, now))
        elif not self.visit.library.lessons.may_hold(lesson):
            return (self.visit.say("The library has no “{name}”.", name=short(lesson)),)
        else:
            self._arriving = True
            self.open(lesson, step)
        return ()

    def close(self) -> None:
        """Leave the lesson, with what it showed, for the list."""
        self.run, self._opening, self._arriving = None, {}, False
        self._clear()
        self._list()
        self.visit.settled()

    def _list(self) -> None:
        self._write()
        visit = self.visit

        def read() -> tuple[Mapping[str, Standing], Made]:
            made = tuple(visit.library.lessons.makeable())
            return standings(visit.store, visit.learner), made

        visit.keep(read, self._listed)

    def _listed(self, found: tuple[Mapping[str, Standing], Made]) -> None:
        listed = self._list_of
        changed, (listed.standings, listed.made) = (
            found != (listed.standings, listed.made),
            found,
        )
        if changed and self.run is None:
            self._write()

    def _time_is_up(self) -> None:
        """Tell it; nothing is taken away."""
        if self.run is not None and self.run.ends_at is not None:
            self.visit.tell(self.visit.say(TIME_IS_UP), "time")
            self._write()

    # The run

    def open(self, lesson_id: str, step: str = "") -> None:
        """Open a lesson at a step, or where the learner left it.

        Raises
        ------
        UnknownIdError
            Where there is no such lesson.
        """
        if not self.visit.library.lessons.may_hold(lesson_id):
            self.visit.library.lesson(lesson_id)
        begin = {"lesson": lesson_id, **({"step": step} if step else {})}
        self._recall(begin, lambda found: self._turn(self._begun(lesson_id, found, step)))

    def start_over(self, lesson_id: str) -> None:
        """Begin the next run through a lesson; what was answered stays in the log."""
        visit, now = self.visit, self.visit.clock()
        self._recall(
            {"lesson": lesson_id},
            lambda found: self._turn(self._begun(lesson_id, found).start_over(now)),
        )
        if not is_tried_out(lesson_id):
            visit.keep(lambda: visit.store.start_over(visit.learner, lesson_id, now))

    def go(self, position: int) -> None:
        """Show a step of the open lesson, counted from 0; one past the last is the summary."""
        self._moved(lambda run, now: run.go(position, now))

    def next(self) -> None:
        """Go one step on."""
        self._moved(Run.next)

    def previous(self) -> None:
        """Go one step back."""
        self._moved(Run.previous)

    @property
    def asking(self) -> bool:
        """True while an answer is awaited."""
        return self.run is not None and self.run.asking

    def on_tap(self, pick: Pick) -> bool:
        """Answer the open question; while it is open clicks do nothing else."""
        if not self.asking:
            return False
        self.answering.take(pick)
        return True

    def on_stroke(self, stroked: Stroked) -> None:
        """Take a stroke of the brush for the open question."""
        self.answering.stroke(stroked)

    def hint(self) -> None:
        """Read the hint, which costs some of the marks."""
        if self.run is not None:
            self.run = self.run.read_hint()
            self._write()
            self._attend("hinted")

    def again(self) -> None:
        """Try the question once more, for practice."""
        if self.run is not None:
            self.run = self.run.again(self.visit.clock())
            self._look()
            self._write()
            self._attend(QUESTION)
            self.visit.settled(step=False)

    def give(self, answer: Answer) -> None:
        """Answer the open question: show what is right, keep it, say why."""
        visit, run = self.visit, self.run
        if run is None or run.question is None:
            return
        was_asking = run.asking
        self.run, given = run.answer(answer, Ground(visit), visit.clock())
        if not was_asking:
            return
        self._explain(answer)
        if given is not None and not is_tried_out(run.lesson.id):
            card = card_of(run.question)
            visit.keep(lambda: keep_answer(visit.store, visit.learner, run.lesson.id, given, card))
        self._write()
        self._attend(VERDICT)
        visit.settled(step=False)

    def _explain(self, answer: Answer | None) -> None:
        """Show what is right, with what was chosen marked."""
        run, visit = self.run, self.visit
        if run is None or run.question is None:
            return
        self.answering.stop()
        shown = without_looming(run.question.explains(visit.state, Ground(visit)), visit.body)
        visit.view.ask(shown, self.answering.beside(answer), quiet=False)

    def _moved(self, how: Callable[[Run, datetime], Run]) -> None:
        if self.run is not None:
            self._turn(how(self.run, self.visit.clock()))

    def _recall(self, opening: dict[str, str], then: Callable[[Remembered], None]) -> None:
        """Read what the store knows of a lesson; without the store it is as if nothing were."""
        visit, library = self.visit, self.visit.library
        self._opening = opening

        def read() -> Remembered:
            library.lessons.get(opening["lesson"])  # one that is made is made here, not on the loop
            return remember(visit.store, visit.learner, opening["lesson"])

        def go_on(found: Remembered) -> None:
            if self._opening is not opening:
                return
            if opening["lesson"] in library.lessons:
                then(found)
                return
            self._opening = {}
            missing = visit.say("The library has no “{name}”.", name=short(opening["lesson"]))
            visit.tell(missing, "address")
            self._list()

        def failed(error: StoreError) -> None:
            visit.not_kept(error)
            go_on(NOTHING)

        visit.recorder.submit(read, go_on, failed)

    def _begun(self, lesson_id: str, found: Remembered, step: str = "") -> Run:
        lesson = self.visit.library.lesson(lesson_id)
        return found.run(lesson, self.visit.learner_key, self.visit.clock(), step)

    def _turn(self, run: Run) -> None:
        """Show another place of a run, and remember it."""
        visit, now = self.visit, self.visit.clock()
        self.run, self._opening = run, {}
        moved = self._desk is not None
        self._look()
        if not is_tried_out(run.lesson.id):
            visit.keep(lambda: visit.store.reach(visit.learner, run.lesson.id, run.reached, now))
        self._write()
        if moved and not self._arriving:
            self._attend(QUESTION if run.question is not None else STEP)
        visit.settled(step=not self._arriving)
        self._arriving = False

    def _look(self) -> None:
        """Show what the step shows, on the body that the learner has chosen."""
        run, visit = self.run, self.visit
        if run is None or run.step is None:
            self._clear()
            return
        question, view = run.question, run.lesson.view_at(run.position)
        view = view if question is None else question.asks(view)
        view = visit.body.dressed(view.changed(body=visit.state.body), question is None)
        self.answering.begin(question, open_=run.asking)
        answer = None
        if question is not None and not run.asking and run.given is not None:
            answer = question.read(run.given.answer)
            view = question.explains(view, Ground(visit))
        shown = without_looming(view, visit.body)
        visit.view.ask(shown, self.answering.beside(answer), quiet=run.asking)
        play_into(visit, playing=run.asking)

    def _clear(self) -> None:
        """Take away what the last step painted."""
        self.answering.begin(None, open_=False)
        bare = {"labels": True, "selection": (), "overlay": (), "territory": ()}
        view = self.visit.view
        view.ask(view.state.changed(**bare), quiet=False)


def _steps(lesson: Lesson) -> tuple[str, ...]:
    return tuple(step.id for step in lesson.steps)
