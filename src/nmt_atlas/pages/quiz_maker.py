"""Make me a quiz: about what, how many questions, and go."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from nmt_atlas.domain.generating.areas import AREA_NAMES
from nmt_atlas.library.made import Scope
from nmt_atlas.pages.commands.quizzes import COUNT, make_quiz, scope_of
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Heading, Select, Text

COUNTS = (10, 20, 40)
_ALL, _HERE = "all:", "here:"


class QuizMaker:
    """What a quiz shall be about, and how many questions it has.

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
        self._about = ""
        self._count = COUNT

    def acts(self) -> dict[str, Act]:
        """What its controls do."""
        return {
            "about": lambda _, value: self._choose(about=value),
            "count": lambda _, value: self._choose(count=value),
            "quiz": lambda *_: self.start(),
            "exam": lambda *_: self.examine(),
        }

    def blocks(self) -> list[Block]:
        """Its controls."""
        say, options = self._visit.say, tuple(self._options())
        counts = tuple((str(one), str(one)) for one in COUNTS)
        start = Button(id="quiz:", label=say("Start the quiz"), main=True)
        exam = Button(id="exam:", label=say("Practice examination"))
        return [
            Heading(text=say("Make me a quiz")),
            Select(id="about:", label=say("About"), options=options, value=self._now(options)),
            Text(runs=Rich.plain(say("Questions")).runs, tone="quiet"),
            Choice(id="count:", label=say("Questions"), options=counts, value=str(self._count)),
            Buttons(buttons=(start, exam)),
        ]

    def start(self) -> None:
        """Make the quiz and open it."""
        kind, _, ident = self._now(tuple(self._options())).partition(":")
        scope = scope_of(self._visit) if kind == "here" else Scope(kind, ident)
        make_quiz(self._visit, scope, self._count)

    def examine(self) -> None:
        """Make a practice examination where nobody waits for it, and open it."""
        visit = self._visit
        ident = f"exam-{int(visit.clock().timestamp()) % 1_000_000_000}"
        visit.keep(
            lambda: ident in visit.library.lessons, lambda _: visit.go("lessons", lesson=ident)
        )

    def _options(self) -> Iterator[tuple[str, str]]:
        visit, say = self._visit, self._visit.say
        if scope_of(visit).kind != "all":
            yield _HERE, say("What you look at")
        yield _ALL, say("Everything")
        yield from ((f"area:{area}", say(name)) for area, name in AREA_NAMES.items())
        nerves = sorted(visit.library.nerves.values(), key=lambda one: one.name)
        yield from ((f"nerve:{one.id}", one.name) for one in nerves)

    def _now(self, options: tuple[tuple[str, str], ...]) -> str:
        """What is chosen, as far as it is offered; else the first."""
        offered = [value for value, _ in options]
        return self._about if self._about in offered else offered[0]

    def _choose(self, about: str = "", count: str = "") -> None:
        self._about = about or self._about
        if count in map(str, COUNTS):
            self._count = int(count)
        self._write()
