"""The list of lessons: where to begin, a quiz, the course by topic, and what the atlas makes."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

from nmt_atlas.domain.course import missing, next_lesson, shelves
from nmt_atlas.domain.foreign import told_apart
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.lesson import Lesson, Topic
from nmt_atlas.domain.run import END, best_share
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.quiz_maker import QuizMaker
from nmt_atlas.pages.remembered import Standing
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Heading, Line, Shelf, Text, Tone
from nmt_atlas.viewer.reach import REACHED

LEVELS = {
    "beginner": mark("Beginner"),
    "intermediate": mark("Intermediate"),
    "advanced": mark("Advanced"),
}
TOPICS: Mapping[Topic, str] = {
    "beginning": mark("Where to begin"),
    "region": mark("Region by region"),
    "pain": mark("Pain and trigger points"),
    "nerve": mark("Nerves and narrow places"),
    "posture": mark("Posture and movement"),
    "assessment": mark("Tests and reasoning"),
    "technique": mark("Techniques"),
    "safety": mark("Safety"),
    "client": mark("Talking with clients"),
    "examination": mark("Examinations"),
}
MADE = {
    "muscle": mark("Made by the atlas: muscles"),
    "nerve": mark("Made by the atlas: nerves"),
    "entrapment": mark("Made by the atlas: narrow places"),
    "condition": mark("Made by the atlas: conditions"),
}
Made = tuple[tuple[str, str, str], ...]
"""Lessons that are made when somebody opens them: their ids, with a document's kind and id."""
_MOST, _STEP = 40, 200
"""So many lines of a shelf are sent at first, and so many more each time."""
_FAULTS = 12
"""So many faults of documents are listed; the others are counted."""


def words(text: str | Rich, tone: Tone = "plain", ident: str = "") -> Text:
    """A paragraph."""
    runs = Rich.plain(text).runs if isinstance(text, str) else text.runs
    return Text(runs=runs, tone=tone, id=ident)


class LessonList:
    """The list of lessons of one visitor.

    Attributes
    ----------
    standings
        Lesson id -> how the learner stands; lessons never begun are left out.
    made
        The lessons that can be made.

    Parameters
    ----------
    visit
        The visitor.
    write
        Writes the page anew.
    """

    def __init__(self, visit: Visit, write: Callable[[], None]) -> None:
        self._visit = visit
        self._write = write
        self._maker = QuizMaker(visit, write)
        self._opened: dict[str, bool] = {}
        self._shown: dict[str, int] = {}
        self.standings: Mapping[str, Standing] = {}
        self.made: Made = ()

    def acts(self) -> dict[str, Act]:
        """What its controls do, but for opening a lesson."""
        return {**self._maker.acts(), "open": self._unfold, "more": lambda one, _: self._more(one)}

    def blocks(self) -> list[Block]:
        """Where to begin, a quiz, the shelves, and for instructors what could not be used."""
        return [
            *self._now(),
            *self._maker.blocks(),
            Heading(text=self._visit.say("Lessons"), id="top"),
            *self._written(),
            *self._makeable(),
            *self._of_ones_own(),
            *_faults(self._visit),
        ]

    @property
    def _done(self) -> frozenset[str]:
        return frozenset(one for one, how in self.standings.items() if how.reached == END)

    def _now(self) -> Iterator[Block]:
        """The lesson to take now, whole."""
        lessons = self._visit.library.lessons
        one = next_lesson(lessons, self.standings, self._done)
        if one is None:
            return
        say, standing = self._visit.say, self.standings.get(one.id)
        title = mark("Go on where you were") if standing else mark("Begin here")
        if not standing and self._done:
            title = mark("What comes next")
        yield words(say(title), "quiet")
        yield Heading(text=one.title)
        yield words(one.summary)
        yield words(facts_of(say, one), "quiet")
        label, told = (
            (say("Go on"), say("Go on with {lesson}", lesson=one.title))
            if standing
            else (say("Begin"), say("Begin {lesson}", lesson=one.title))
        )
        over = Button(
            id=f"over:{one.id}",
            label=say("Start over"),
            told=say("Start {lesson} over", lesson=one.title),
        )
        begin = Button(id=f"begin:{one.id}", label=label, main=True, told=told)
        yield Buttons(buttons=(begin, *([over] if standing else [])))

    def _written(self) -> Iterator[Block]:
        """The lessons that people wrote, by topic; the first that is not done is unfolded."""
        say, waiting = self._visit.say, True
        for topic, lessons in shelves(self._visit.library.lessons):
            done = sum(one.id in self._done for one in lessons)
            ended = done == len(lessons)
            title = say(TOPICS[topic])
            if done:
                title = say("{title}: {done} done", title=title, done=done)
            titles = told_apart((one.title for one in lessons), say("Without a name"))
            lines = [self._line(*both) for both in zip(lessons, titles, strict=True)]
            yield self._shelf(topic, title, lines, opened=waiting and not ended)
            waiting = waiting and ended

    def _line(self, lesson: Lesson, title: str) -> Line:
        """A lesson by its title, with how far the learner has come."""
        return Line(
            id=f"begin:{lesson.id}",
            label=title,
            hint=" · ".join(filter(None, (self._how(lesson), facts_of(self._visit.say, lesson)))),
        )

    def _how(self, lesson: Lesson) -> str:
        say, standing = self._visit.say, self.standings.get(lesson.id)
        if standing is None:
            lessons = self._visit.library.lessons
            first = missing(lesson, lessons, self._done)
            return say("after “{lesson}”", lesson=lessons[first[0]].title) if first else ""
        how = say("✓ Done") if standing.reached == END else say("Begun")
        if not lesson.questions:
            return how
        percent = round(100 * best_share(lesson, standing.best))
        return f"{how} · {say('Best score {percent} %', percent=percent)}"

    def _makeable(self) -> Iterator[Block]:
        """What the atlas makes of its documents, folded, by their kind."""
        library = self._visit.library
        for kind, title in MADE.items():
            found = [(one, ident) for one, of, ident in self.made if of == kind]
            named = sorted((str(getattr(library.of(kind)[ident], "name", ident)), one)
                           for one, ident in found if ident in library.of(kind))  # fmt: skip
            if named:
                lines = [Line(id=f"begin:{one}", label=name, hint=self._of_made(one))
                         for name, one in named]  # fmt: skip
                yield self._shelf(f"made-{kind}", self._visit.say(title), lines, opened=False)

    def _of_made(self, lesson: str) -> str:
        standing = self.standings.get(lesson)
        if standing is None:
            return ""
        return self._visit.say("✓ Done" if standing.reached == END else "Begun")

    def _shelf(self, ident: str, title: str, lines: list[Line], *, opened: bool) -> Shelf:
        """A shelf; of one that is folded nothing is sent."""
        opened = self._opened.get(ident, opened)
        shown = tuple(lines[: self._shown.get(ident, _MOST)]) if opened else ()
        rest = len(lines) - len(shown)
        more = self._visit.say("Show more ({count})", count=rest) if opened and rest else ""
        return Shelf(id=ident, title=title, count=len(lines), open=opened, items=shown, more=more)

    def _of_ones_own(self) -> Iterator[Block]:
        """The way to write one, where this server lets its visitors."""
        if REACHED.may_author and self._visit.may("author"):
            label = self._visit.say("Write a lesson of your own")
            yield Buttons(buttons=(Button(id="write:", label=label),))

    def _unfold(self, shelf: str, on: str) -> None:
        self._opened[shelf] = bool(on)
        self._write()

    def _more(self, shelf: str) -> None:
        self._shown[shelf] = self._shown.get(shelf, _MOST) + _STEP
        self._write()


def facts_of(say: Say, lesson: Lesson, *, author: bool = False) -> str:
    """Level and length of a lesson, in a line; its author too where asked."""
    count = len(lesson.questions)
    facts = (
        say(LEVELS[lesson.level]),
        say.plural(lesson.minutes, "{count} minute", "{count} minutes"),
        say.plural(count, "{count} question", "{count} questions"),
        say("by {author}", author=lesson.author) if author and lesson.author else "",
    )
    return " · ".join(fact for fact in facts if fact)


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
