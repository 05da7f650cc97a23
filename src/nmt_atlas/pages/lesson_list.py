"""The list of lessons, with how far the learner has come."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nmt_atlas.domain.foreign import told_apart
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.run import END, best_share
from nmt_atlas.pages.remembered import Standing
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Heading, Text, Tone

LEVELS = {
    "beginner": mark("Beginner"),
    "intermediate": mark("Intermediate"),
    "advanced": mark("Advanced"),
}
_FAULTS = 12
"""So many faults of documents are listed; the others are counted."""


def words(text: str | Rich, tone: Tone = "plain", ident: str = "") -> Text:
    """A paragraph."""
    runs = Rich.plain(text).runs if isinstance(text, str) else text.runs
    return Text(runs=runs, tone=tone, id=ident)


def lesson_list(visit: Visit, standings: Mapping[str, Standing]) -> list[Block]:
    """Every lesson by its title, and for instructors what could not be used.

    Parameters
    ----------
    visit
        The visitor.
    standings
        Lesson id -> how the learner stands; lessons never begun are left out.
    """
    lessons = sorted(visit.library.lessons.values(), key=lambda one: one.title)
    blocks: list[Block] = [Heading(text=visit.say("Lessons"), level=2, id="top")]
    titles = told_apart((one.title for one in lessons), visit.say("Without a name"))
    for one, title in zip(lessons, titles, strict=True):
        named = one.model_copy(update={"title": title})
        blocks += _card(visit.say, named, standings.get(one.id))
    return [*blocks, *_faults(visit)]


def _card(say: Say, lesson: Lesson, standing: Standing | None) -> Iterator[Block]:
    yield Heading(text=lesson.title)
    yield words(lesson.summary)
    yield words(facts_of(say, lesson), "quiet")
    if standing and lesson.questions:
        percent = round(100 * best_share(lesson, standing.best))
        yield words(say("Best score {percent} %", percent=percent), "quiet")
    over = Button(
        id=f"over:{lesson.id}",
        label=say("Start over"),
        told=say("Start {lesson} over", lesson=lesson.title),
    )
    yield Buttons(buttons=(_begin(say, lesson, standing), *([over] if standing else [])))


def facts_of(say: Say, lesson: Lesson) -> str:
    """Level, length and author of a lesson, in a line."""
    count = len(lesson.questions)
    facts = (
        say(LEVELS[lesson.level]),
        say.plural(lesson.minutes, "{count} minute", "{count} minutes"),
        say.plural(count, "{count} question", "{count} questions"),
        say("by {author}", author=lesson.author) if lesson.author else "",
    )
    return " · ".join(fact for fact in facts if fact)


def _begin(say: Say, lesson: Lesson, standing: Standing | None) -> Button:
    if standing is None:
        label, told = say("Begin"), say("Begin {lesson}", lesson=lesson.title)
    elif standing.reached == END:
        label, told = say("See the result"), say("See the result of {lesson}", lesson=lesson.title)
    else:
        label, told = say("Go on"), say("Go on with {lesson}", lesson=lesson.title)
    return Button(id=f"begin:{lesson.id}", label=label, main=True, told=told)


def _faults(visit: Visit) -> Iterator[Block]:
    """What instructors should know: documents that could not be used, by file and pointer."""
    problems, say = visit.atlas.problems, visit.say
    if not problems:
        return
    count = len(problems)
    yield words(
        say.plural(
            count,
            "For instructors: {count} fault in the documents. What it concerns is left out.",
            "For instructors: {count} faults in the documents. What they concern is left out.",
        ),
        "caution",
    )
    yield from (words(str(problem), "quiet") for problem in problems[:_FAULTS])
    if count > _FAULTS:
        yield words(say("… and {count} more", count=say.number(count - _FAULTS)), "quiet")
    yield words(say("`nmt-atlas check` lists every fault."), "quiet")
