"""The Lessons page: choose a lesson, walk through its steps, answer, see why."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from functools import partial
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.errors import StoreError
from nmt_atlas.domain.grading import Answer, Verdict, grade
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import (
    ChooseReferral,
    ClickStructure,
    Lesson,
    NameStructure,
    PointReferral,
    Question,
    Step,
)
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.bits import action, alert, column, heading, row, words
from nmt_atlas.pages.choices import name_choices, picture_choices
from nmt_atlas.pages.session import Session
from nmt_atlas.store.progress import ProgressStore

Clock = Callable[[], datetime]

_OUTCOME = {
    "right": ("success", mark("Right.")),
    "partly": ("warning", mark("Partly right.")),
    "wrong": ("error", mark("Not this time.")),
}
_LEVELS = {one.lower(): one for one in (mark("Beginner"), mark("Intermediate"), mark("Advanced"))}


class LessonsPanel:
    """The left side of the Lessons page.

    Parameters
    ----------
    session
        The visitor.
    store
        Where progress is kept.
    learner
        The visitor's key in the store.
    clock
        The present time (aware).
    """

    def __init__(self, session: Session, store: ProgressStore, learner: str, clock: Clock) -> None:
        self.session = session
        self.store = store
        self.learner = learner
        self.clock = clock
        self.lesson: Lesson | None = None
        self.position = 0
        self.verdict: Verdict | None = None
        self.view = column()
        self._write_again: Callable[[], None] = self.list_lessons
        session.on_language(self._in_language)
        self.list_lessons()

    def __panel__(self) -> Any:
        """The panel as Panel objects."""
        return self.view

    def _in_language(self) -> None:
        """Write what is shown anew in the visitor's language."""
        if self.lesson is not None:
            self.lesson = self.session.library.lessons[self.lesson.id]
        self._write_again()

    # The list of lessons

    def list_lessons(self) -> None:
        """Show every lesson with how far the learner has come."""
        self.lesson = None
        self.session.answering = None
        self._write_again = self.list_lessons
        lessons = sorted(self.session.library.lessons.values(), key=lambda one: one.title)
        self.view.objects = [
            heading(self.session.say("Lessons"), 2),
            *(self._lesson_card(lesson) for lesson in lessons),
            *self._faults(),
        ]

    def _lesson_card(self, lesson: Lesson) -> Any:
        progress = self._guarded(lambda: self.store.progress(self.learner, lesson.id), None)
        share = progress.share(len(lesson.questions)) if progress else 0.0
        say = self.session.say
        begun = progress is not None and bool(progress.step or progress.attempts)
        return pmui.Card(
            words(lesson.summary),
            words(
                say(
                    "{level} · {minutes} minutes · {questions} questions",
                    level=say(_LEVELS[lesson.level]),
                    minutes=lesson.minutes,
                    questions=len(lesson.questions),
                ),
                quiet=True,
            ),
            pmui.LinearProgress(
                value=round(100 * share),
                variant="determinate",
                margin=(4, 10),
                sizing_mode="stretch_width",
            ),
            words(say("Best score {percent} %", percent=round(100 * share)), quiet=True),
            row(
                action(
                    say("Go on") if begun else say("Begin"),
                    "play_arrow",
                    partial(self.open, lesson.id),
                    variant="contained",
                    description=say("Go on with {lesson}", lesson=lesson.title)
                    if begun
                    else say("Begin {lesson}", lesson=lesson.title),
                ),
                *(
                    [action(say("Start over"), "restart_alt", partial(self._restart, lesson.id))]
                    if begun
                    else []
                ),
                margin=(4, 8),
            ),
            title=lesson.title,
            collapsible=False,
            sizing_mode="stretch_width",
            margin=(6, 8),
            outlined=True,
        )

    def _faults(self) -> list[Any]:
        """What instructors should know: documents that could not be used."""
        problems = self.session.atlas.problems
        if not problems:
            return []
        say = self.session.say
        lines = [str(problem) for problem in problems[:12]]
        if len(problems) > 12:
            lines.append(say("… and {count} more", count=len(problems) - 12))
        told = say(
            "For instructors: {count} fault(s) in the documents. What they concern is left out. "
            "Run `nmt-atlas check`.",
            count=len(problems),
        )
        return [alert("<br>".join([told, *lines]), "warning")]

    # One lesson

    def open(self, lesson_id: str) -> None:
        """Open a lesson where the learner left it."""
        self.lesson = self.session.library.lesson(lesson_id)
        progress = self._guarded(lambda: self.store.progress(self.learner, lesson_id), None)
        names = [step.id for step in self.lesson.steps]
        reached = progress.step if progress else ""
        at = names.index(reached) if reached in names else 0
        self.go(0 if at == len(names) - 1 else at)

    def _restart(self, lesson_id: str) -> None:
        self._guarded(lambda: self.store.start_over(self.learner, lesson_id, self.clock()), None)
        self.lesson = self.session.library.lesson(lesson_id)
        self.go(0)

    def go(self, position: int) -> None:
        """Show a step of the open lesson."""
        lesson = self.lesson
        if lesson is None:
            return
        if position >= len(lesson.steps):
            self._finish(lesson)
            return
        self.position = position
        self.verdict = None
        step = lesson.steps[position]
        self._guarded(
            lambda: self.store.reach(self.learner, lesson.id, step.id, self.clock()), None
        )
        self._look(step)
        self._listen(step)
        self._write()

    def _look(self, step: Step) -> None:
        """Show what the step shows, on the body that the learner has chosen."""
        question = step.question
        view = step.view
        if isinstance(question, (ClickStructure, NameStructure, PointReferral)):
            view = question.view if question.view != ViewState() else step.view
        now = self.session.state
        view = view.changed(body=now.body)
        if isinstance(question, NameStructure):
            target = part_id(question.target, question.side)
            view = view.changed(selection=(target,), labels=False)
        elif question is not None:
            view = view.changed(labels=False)
        self.session.show(self.session.body.dressed(view, question is None))

    def _listen(self, step: Step) -> None:
        question = step.question
        if isinstance(question, ClickStructure):
            self.session.answering = partial(self._clicked, question)
        elif isinstance(question, PointReferral):
            self.session.answering = partial(self._pointed, question)
        else:
            self.session.answering = None

    def _write(self) -> None:
        lesson = self.lesson
        if lesson is None:
            return
        self._write_again = self._write
        say = self.session.say
        step = lesson.steps[self.position]
        last = self.position == len(lesson.steps) - 1
        self.view.objects = [
            row(action(say("All lessons"), "arrow_back", self.list_lessons), margin=(6, 6)),
            heading(lesson.title, 2),
            pmui.LinearProgress(
                value=round(100 * self.position / max(1, len(lesson.steps))),
                variant="determinate",
                margin=(4, 10),
                sizing_mode="stretch_width",
            ),
            words(
                say("Step {number} of {count}", number=self.position + 1, count=len(lesson.steps)),
                quiet=True,
            ),
            heading(step.title, 3),
            *([words(step.words)] if step.words else []),
            *(self._question(step.question) if step.question else []),
            row(
                action(
                    say("Previous"),
                    "navigate_before",
                    lambda: self.go(self.position - 1),
                    disabled=self.position == 0,
                ),
                action(
                    say("Finish") if last else say("Next"),
                    "navigate_next",
                    lambda: self.go(self.position + 1),
                    variant="contained",
                ),
                margin=(10, 6),
            ),
        ]

    def _question(self, question: Question) -> list[Any]:
        items: list[Any] = [
            pmui.Typography(
                object=question.prompt, variant="subtitle1", margin=(8, 10), sx={"fontWeight": 600}
            )
        ]
        if self.verdict is None:
            items += self._ways_to_answer(question)
            if question.hint:
                items.append(
                    pmui.Details(
                        words(question.hint),
                        title=self.session.say("A hint"),
                        margin=(4, 8),
                        sizing_mode="stretch_width",
                    )
                )
            return items
        severity, said = _OUTCOME[self.verdict.outcome]
        items.append(alert(f"{self.session.say(said)} {question.explanation}", severity))
        cited = [self.session.atlas.library.sources.get(i) for i in question.sources]
        for source in cited:
            if source is not None:
                items.append(
                    words(f"{source.authors} ({source.year}). {source.title}.", quiet=True)
                )
        return items

    def _ways_to_answer(self, question: Question) -> list[Any]:
        say = self.session.say
        match question:
            case ClickStructure():
                return [words(say("Click it on the body."), quiet=True)]
            case PointReferral():
                return [words(say("Click the place on the body."), quiet=True)]
            case NameStructure():
                return name_choices(self.session, question, self._chose)
            case ChooseReferral():
                return picture_choices(self.session, question, self._chose)

    # Answers

    def _clicked(self, question: ClickStructure, tap: dict[str, Any]) -> bool:
        part = str(tap.get("part") or "")
        if not part or self.verdict is not None:
            return self.verdict is None
        self._answered(question, Answer(value=part))
        return True

    def _pointed(self, question: PointReferral, tap: dict[str, Any]) -> bool:
        vertex = int(tap.get("skin_vertex", -1))
        if self.verdict is not None:
            return False
        if vertex < 0:
            return True
        essential, spillover = self.session.body.weights_at(question.target, question.side, vertex)
        said = f"skin vertex {vertex}"
        self._answered(question, Answer(value=said, essential=essential, spillover=spillover))
        return True

    def _chose(self, value: str) -> None:
        lesson = self.lesson
        step = lesson.steps[self.position] if lesson else None
        if step is None or step.question is None or self.verdict is not None:
            return
        self._answered(step.question, Answer(value=value))

    def _answered(self, question: Question, answer: Answer) -> None:
        self.verdict = grade(question, answer)
        lesson = self.lesson
        if lesson is not None:
            score = self.verdict.score
            self._guarded(
                lambda: self.store.record(
                    self.learner,
                    lesson.id,
                    question.id,
                    answer=answer.value,
                    score=score,
                    now=self.clock(),
                ),
                None,
            )
        self._show_truth(question)
        self._write()

    def _show_truth(self, question: Question) -> None:
        """Show the right answer on the body."""
        state = self.session.state.changed(labels=True)
        match question:
            case ClickStructure():
                side = question.side or "right"
                part = part_id(question.accept[0], side)
                if part not in self.session.body.context.parts:
                    part = question.accept[0]
                state = state.changed(selection=(part,))
            case ChooseReferral() | PointReferral():
                point = self.session.atlas.library.trigger_point(question.target)
                state = state.changed(
                    overlay=(f"{question.target}:{question.side}",),
                    selection=(part_id(point.part, question.side),),
                )
            case NameStructure():
                pass
        self.session.answering = None
        self.session.show(state)

    def _finish(self, lesson: Lesson) -> None:
        self.session.answering = None
        self._write_again = lambda: self._finish(self.lesson or lesson)
        say = self.session.say
        progress = self._guarded(lambda: self.store.progress(self.learner, lesson.id), None)
        best = progress.best if progress else {}
        total = len(lesson.questions)
        score = sum(best.values())
        weak = [q.prompt for q in lesson.questions if best.get(q.id, 0.0) < 1.0]
        self.view.objects = [
            heading(say("Finished: {lesson}", lesson=lesson.title), 2),
            words(
                f"<b>{say('Best score: {score} of {total}', score=f'{score:g}', total=total)}</b>"
            ),
            *(
                [heading(say("Look at these again"), 3), *(words(f"• {prompt}") for prompt in weak)]
                if weak
                else [alert(say("Every question answered right."), "success")]
            ),
            row(
                action(
                    say("Once more"),
                    "restart_alt",
                    partial(self._restart, lesson.id),
                    variant="outlined",
                ),
                action(say("All lessons"), "arrow_back", self.list_lessons, variant="contained"),
                margin=(8, 8),
            ),
        ]

    def _guarded(self, do: Callable[[], Any], otherwise: Any) -> Any:
        """Use the store; where it fails the lesson goes on and the visitor is told."""
        try:
            return do()
        except StoreError as error:
            say = self.session.say
            self.session.notice = say("Your progress cannot be kept: {why}", why=say(error.public))
            return otherwise
