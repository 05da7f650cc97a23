"""The list of lessons, with how far the learner has come."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.run import END, best_share
from nmt_atlas.pages.bits import action, alert, column, heading, row, words
from nmt_atlas.pages.remembered import Standing
from nmt_atlas.pages.visit import Visit

LEVELS = {
    "beginner": mark("Beginner"),
    "intermediate": mark("Intermediate"),
    "advanced": mark("Advanced"),
}
_FAULTS = 12
"""So many faults of documents are listed; the others are counted."""


def lesson_list(
    visit: Visit,
    standings: Mapping[str, Standing],
    open_lesson: Callable[[str], None],
    start_over: Callable[[str], None],
) -> list[Any]:
    """Every lesson by its title, and for instructors what could not be used.

    Parameters
    ----------
    visit
        The visitor.
    standings
        Lesson id -> how the learner stands; lessons never begun are left out.
    open_lesson, start_over
        Called with a lesson's id.
    """
    lessons = sorted(visit.library.lessons.values(), key=lambda one: one.title)
    cards = [
        _card(visit.say, one, standings.get(one.id), open_lesson, start_over) for one in lessons
    ]
    return [heading(visit.say("Lessons"), 2), *cards, *_faults(visit)]


def _card(
    say: Say,
    lesson: Lesson,
    standing: Standing | None,
    open_lesson: Callable[[str], None],
    start_over: Callable[[str], None],
) -> Any:
    return column(
        heading(lesson.title, 3),
        words(lesson.summary),
        words(facts_of(say, lesson), quiet=True),
        *(_score(say, lesson, standing) if standing else []),
        row(
            _begin(say, lesson, standing, open_lesson),
            *([_over(say, lesson, start_over)] if standing else []),
            margin=(4, 8, 12, 8),
        ),
    )


def facts_of(say: Say, lesson: Lesson) -> str:
    """Level, length and author of a lesson, in a line."""
    count = len(lesson.questions)
    facts = (
        say(LEVELS[lesson.level]),
        say("{minutes} minutes", minutes=lesson.minutes),
        say("1 question") if count == 1 else say("{questions} questions", questions=count),
        say("by {author}", author=lesson.author) if lesson.author else "",
    )
    return " · ".join(fact for fact in facts if fact)


def _score(say: Say, lesson: Lesson, standing: Standing) -> list[Any]:
    if not lesson.questions:
        return []
    percent = round(100 * best_share(lesson, standing.best))
    bar = pmui.LinearProgress(
        value=percent, variant="determinate", margin=(4, 10), sizing_mode="stretch_width"
    )
    return [bar, words(say("Best score {percent} %", percent=percent), quiet=True)]


def _begin(
    say: Say, lesson: Lesson, standing: Standing | None, open_lesson: Callable[[str], None]
) -> Any:
    if standing is None:
        label, told = say("Begin"), say("Begin {lesson}", lesson=lesson.title)
    elif standing.reached == END:
        label, told = say("See the result"), say("See the result of {lesson}", lesson=lesson.title)
    else:
        label, told = say("Go on"), say("Go on with {lesson}", lesson=lesson.title)
    begin = partial(open_lesson, lesson.id)
    return action(label, "play_arrow", begin, variant="contained", description=told)


def _over(say: Say, lesson: Lesson, start_over: Callable[[str], None]) -> Any:
    told = say("Start {lesson} over", lesson=lesson.title)
    over = partial(start_over, lesson.id)
    return action(say("Start over"), "restart_alt", over, description=told)


def _faults(visit: Visit) -> list[Any]:
    """What instructors should know: documents that could not be used, by file and pointer."""
    problems, say = visit.atlas.problems, visit.say
    if not problems:
        return []
    count = len(problems)
    told = (
        say("For instructors: 1 fault in the documents. What it concerns is left out.")
        if count == 1
        else say(
            "For instructors: {count} faults in the documents. What they concern is left out.",
            count=count,
        )
    )
    lines = [words(str(problem), quiet=True) for problem in problems[:_FAULTS]]
    if count > _FAULTS:
        lines.append(words(say("… and {count} more", count=count - _FAULTS), quiet=True))
    mend = say("`nmt-atlas check` lists every fault.")
    return [alert(told, "warning"), *lines, words(mend, quiet=True)]
