"""Choosing what a class is asked: a question of any lesson, or one made on the spot."""

from __future__ import annotations

import secrets
from collections.abc import Callable, Iterator
from typing import Any

from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.lesson import Lesson
from nmt_atlas.domain.questions import BaseQuestion, ChooseOne, ChooseReferral, ClickStructure
from nmt_atlas.domain.questions.options import Option
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.words import fold
from nmt_atlas.pages.asking.ground import InWords
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Fold,
    Line,
    Shelf,
    Text,
    Typed,
)

Ask = Callable[[BaseQuestion[Any], ViewState, str], None]
_SUGGESTED = 10
_LEAST, _MOST = 2, 6
_EXPLAINED = mark("Your instructor explains it.")
_SOURCE = "class"


class Choosing:
    """What the class may be asked next.

    Parameters
    ----------
    visit
        The visitor.
    ask
        Asks it: a question, the view beside it, and the lesson that it is of.
    write
        Writes the page anew.
    """

    def __init__(self, visit: Visit, ask: Ask, write: Callable[[], None]) -> None:
        self._visit, self._ask, self._write = visit, ask, write
        self._query = ""
        self._lesson: Lesson | None = None
        self._prompt = ""
        self._options: tuple[str, ...] = ()
        self._right = 0

    def key(self) -> object:
        """What is written depends on this."""
        lesson = self._lesson.id if self._lesson else ""
        spot = self._prompt, self._options, self._right, self._visit.state.selection
        return self._query, lesson, spot

    def acts(self) -> dict[str, Act]:
        """What its controls do."""
        return {
            "lesson": self._find,
            "other": lambda *_: self._take(None),
            "ask": lambda number, _: self._of_lesson(int(number) if number.isdecimal() else -1),
            "where": lambda *_: self._where(),
            "prompt": lambda _, text: self._set(prompt=text),
            "option": self._option,
            "right": lambda number, _: self._set(right=int(number)),
            "drop": lambda number, _: self._drop(int(number)),
            "spot": lambda *_: self._on_the_spot(),
        }

    def blocks(self) -> Iterator[Block]:
        """Its controls."""
        say = self._visit.say
        if self._lesson is None:
            yield Typed(
                id="lesson",
                label=say("Questions of a lesson"),
                hint=say("Type a word of its title"),
                suggests=True,
                query=self._query,
                options=self._suggested(),
            )
        else:
            yield from self._questions(self._lesson)
        yield from self._clicked()
        yield Fold(title=say("A question of your own"), blocks=tuple(self._own()))

    # Of a lesson

    def _suggested(self) -> tuple[tuple[str, str], ...]:
        wanted = fold(self._query)
        if not wanted:
            return ()
        lessons = self._visit.library.lessons
        found = ((one, lessons[one].title) for one in lessons if lessons[one].questions)
        return tuple((one, title) for one, title in found if wanted in fold(title))[:_SUGGESTED]

    def _find(self, what: str, text: str) -> None:
        lessons = self._visit.library.lessons
        if what != "take":
            self._query = text
            self._write()
            return
        named = {fold(lessons[one].title): one for one in lessons}
        ident = text if text in lessons else named.get(fold(text), "")
        if ident:
            self._take(lessons[ident])
        else:
            self._visit.tell(self._visit.say("Choose one of the lessons that are offered."), "ask")

    def _take(self, lesson: Lesson | None) -> None:
        self._lesson, self._query = lesson, ""
        for step in lesson.steps if lesson else ():
            self._drawn_ahead(step.question)
        self._write()

    def _drawn_ahead(self, question: BaseQuestion[Any] | None) -> None:
        """Have the pictures of a question drawn before it is asked."""
        if isinstance(question, ChooseReferral):
            for point in question.choices(""):
                body, pictures = self._visit.body, self._visit.atlas.pictures
                pictures.pattern(body.id, point, question.side, question.camera)

    def _questions(self, lesson: Lesson) -> Iterator[Block]:
        say = self._visit.say
        lines = tuple(
            Line(id=f"ask:{number}", label=step.question.prompt)
            for number, step in enumerate(lesson.steps)
            if step.question is not None
        )
        yield Shelf(id="lesson-of", title=lesson.title, count=len(lines), open=True, items=lines)
        through = Button(
            id=f"through:{lesson.id}", label=say("Lead through this lesson"), main=True
        )
        other = Button(id="other:", label=say("Another lesson"))
        yield Buttons(buttons=(through, other))

    def _of_lesson(self, number: int) -> None:
        lesson = self._lesson
        if lesson is not None and 0 <= number < len(lesson.steps):
            step = lesson.steps[number]
            if step.question is not None:
                self._ask(step.question, step.view, lesson.id)

    # On the spot

    def _clicked(self) -> Iterator[Block]:
        """A question where the selected structure is."""
        say, part = self._visit.say, self._selected()
        if part:
            label = say("Ask: where is {name}?", name=InWords(self._visit).part(part))
            yield Buttons(buttons=(Button(id="where:", label=label),))
        else:
            how = say("Select a structure on the body to ask where it is.")
            yield Text(runs=Rich.plain(how).runs, tone="quiet")

    def _selected(self) -> str:
        known = self._visit.body.context.parts
        return next((one for one in self._visit.state.selection if one in known), "")

    def _where(self) -> None:
        part, say = self._selected(), self._visit.say
        if not part:
            return
        structure, side = split_part_id(part)
        name = InWords(self._visit).part(part)
        view = self._visit.state.changed(selection=(), overlay=(), isolated=(), labels=False)
        question = ClickStructure.model_validate(
            {
                **self._common(say("Where is {name}? Click it on the body.", name=name)),
                "accept": (structure,),
                "side": side if side in ("right", "left") else None,
                "view": view,
            }
        )
        self._ask(question, view, "")

    def _own(self) -> Iterator[Block]:
        say = self._visit.say
        yield Typed(id="prompt", label=say("Your question"), hint=self._prompt)
        yield Typed(id="option", label=say("An answer to choose"), hint=say("Enter adds it"))
        for number, text in enumerate(self._options):
            right = number == self._right
            pick = Button(id=f"right:{number}", label=text, on=right, told=text)
            drop = Button(id=f"drop:{number}", label="×", told=say("Take out {name}", name=text))
            yield Buttons(buttons=(pick, drop), pair=True)
        if self._options:
            how = say("What is pressed in is the right answer.")
            yield Text(runs=Rich.plain(how).runs, tone="quiet")
        ready = bool(self._prompt) and len(self._options) > _LEAST
        ask = Button(id="spot:", label=say("Ask it"), main=True, off=not ready)
        yield Buttons(buttons=(ask,))
        if not ready:
            how = say("It needs a question and three answers at least.")
            yield Text(runs=Rich.plain(how).runs, tone="quiet")

    def _set(self, *, prompt: str | None = None, right: int | None = None) -> None:
        self._prompt = self._prompt if prompt is None else prompt.strip()
        self._right = self._right if right is None else right
        if right is not None or prompt is not None:
            self._write()

    def _option(self, what: str, text: str) -> None:
        clean = text.strip()
        if what == "take" and clean and len(self._options) < _MOST:
            self._options = tuple(dict.fromkeys((*self._options, clean)))
            self._write()

    def _drop(self, number: int) -> None:
        self._options = tuple(one for n, one in enumerate(self._options) if n != number)
        self._right = min(self._right, max(0, len(self._options) - 1))
        self._write()

    def _on_the_spot(self) -> None:
        if not self._prompt or len(self._options) <= _LEAST:
            return
        options = [
            Option(text=text, right=number == self._right)
            for number, text in enumerate(self._options)
        ]
        state = self._visit.state
        question = ChooseOne.model_validate(
            {**self._common(self._prompt), "options": options, "view": state}
        )
        self._prompt, self._options, self._right = "", (), 0
        self._ask(question, state, "")

    def _common(self, prompt: str) -> dict[str, Any]:
        """What a question on the spot has: it is the instructor's own, and they explain it."""
        return {
            "id": f"spot-{secrets.token_hex(4)}",
            "prompt": prompt,
            "explanation": self._visit.say(_EXPLAINED),
            "sources": (_SOURCE,),
        }
