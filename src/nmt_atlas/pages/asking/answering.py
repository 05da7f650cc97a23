"""Answering an open question: what its controls hold, what is painted, what is laid on the body."""

from __future__ import annotations

import base64
from collections.abc import Callable
from functools import partial
from typing import Any

from nmt_atlas.atlas.beside import NOTHING_BESIDE, Beside
from nmt_atlas.domain.drawing import BLANK
from nmt_atlas.domain.picks import Pick, Stroked, through
from nmt_atlas.domain.questions import Answer, BaseQuestion, ChooseReferral, PaintedArea
from nmt_atlas.domain.questions.base import CHOICE, TYPED, WORDS
from nmt_atlas.domain.questions.put_in_order import ORDER, order_of
from nmt_atlas.domain.run import Run
from nmt_atlas.library.words import fold
from nmt_atlas.pages.asking import ASKING
from nmt_atlas.pages.asking.asked import Asked, Brush
from nmt_atlas.pages.asking.paint_referral import HANDS, LEAST, MOST
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.later import when_done
from nmt_atlas.pages.visit import Visit

_SUGGESTED = 12
"""So many names are suggested for what is typed."""


class Answering:
    """What a learner does with one question until it is answered.

    Parameters
    ----------
    visit
        The visitor.
    give
        Called with the answer.
    write
        Writes the page anew, since a control holds something else.
    """

    def __init__(
        self, visit: Visit, give: Callable[[Answer], None], write: Callable[[], None]
    ) -> None:
        self.visit = visit
        self._give = give
        self._write = write
        self._question: BaseQuestion[Any] | None = None
        self._pictures: dict[str, str] = {}
        self._choices: tuple[str, ...] = ()
        self._draft: dict[str, str] = {}
        self._query = ""
        self._options: tuple[tuple[str, str], ...] = ()
        self._drawing = BLANK
        self._brush = Brush()
        self.open = False

    def begin(self, question: BaseQuestion[Any] | None, *, open_: bool) -> None:
        """Take up a question; with ``open_`` an answer is awaited."""
        if self._question is not question:
            self._pictures = {}
        self._question = question
        self._clear()
        self.open = open_ and question is not None
        self._hold()
        if isinstance(question, ChooseReferral) and not self._pictures:
            self._draw(question)

    def stop(self) -> None:
        """No answer is awaited any more."""
        self.open = False
        self._clear()
        self._hold()

    def asked(self, run: Run, given: Answer | None) -> Asked[Any]:
        """The question as its widget takes it."""
        self._choices = run.choices
        return Asked(
            self.visit,
            run.question,
            run.choices,
            draft=dict(self._draft),
            query=self._query,
            options=self._options,
            pictures=dict(self._pictures),
            brush=self._brush,
            given=given,
            open=run.asking,
        )

    def beside(self, answer: Answer | None = None) -> Beside:
        """What is laid over the body: while it is asked, or with an answer afterwards."""
        question = self._question
        if question is None:
            return NOTHING_BESIDE
        if self.open:
            laid = question.aside()
            return Beside(painted=laid.painted, tags=laid.tags, drawn=self._drawing.vertices)
        if answer is None:
            return NOTHING_BESIDE
        drawn = answer.vertices if isinstance(answer, PaintedArea) else frozenset()
        return Beside(marked=question.chosen(answer), drawn=drawn)

    def take(self, pick: Pick) -> None:
        """Take a click on the body; for a place in a muscle, through what only lies over it."""
        if self.open and self._question is not None:
            if self._question.takes == "place":
                pick = through(pick, self.visit.body.covers)
            answer = self._question.from_tap(pick)
            if answer is not None:
                self._give(answer)

    def stroke(self, stroked: Stroked) -> None:
        """Take a stroke of the brush."""
        if not self.open or self._question is None or self._question.takes != "strokes":
            return
        self._drawing = self._drawing.stroke(stroked.vertices, erase=stroked.erase)
        self._drawn()

    def acts(self) -> dict[str, Act]:
        """What its controls do, by the word before the colon of their ids."""
        return {
            "choose": lambda which, _: self._choose(which),
            "set": self._set,
            "pick": lambda which, _: self._pick(which),
            "drop": lambda key, _: self._set(key, ""),
            "done": lambda *_: self._done(),
            "typed": self._typed,
            "words": self._words,
            "order": lambda key, _: self._order((*order_of(self._draft), key)),
            "unorder": lambda *_: self._order(order_of(self._draft)[:-1]),
            "hand": lambda _, hand: self._wield(hand=hand),
            "size": lambda _, size: self._wield(size=size),
            "undo": lambda *_: self._undo(),
        }

    # What is held

    def _clear(self) -> None:
        self._draft, self._query, self._options = {}, "", ()
        self._drawing, self._brush = BLANK, Brush()

    def _set(self, control: str, value: str, *, give: bool = False) -> None:
        if not self.open:
            return
        if value:
            self._draft[control] = value
        else:
            self._draft.pop(control, None)
        if give:
            self._done()
        else:
            self._write()

    def _choose(self, which: str) -> None:
        """Answer with a choice, by its place where there are several to choose among."""
        held = self._choices
        key = held[int(which)] if which.isdecimal() and int(which[:4]) < len(held) else which
        self._set(CHOICE, key, give=True)

    def _pick(self, which: str) -> None:
        control, _, value = which.partition(":")
        self._set(control, value)

    def _order(self, keys: tuple[str, ...]) -> None:
        self._set(ORDER, ",".join(dict.fromkeys(keys)))

    def _typed(self, what: str, text: str) -> None:
        """Keep what is typed; Enter answers."""
        if self.open:
            self._draft[TYPED] = text
            if what == "take":
                self._done()

    def _done(self) -> None:
        """Answer with what was painted, else with what the controls hold."""
        question = self._question
        if not self.open or question is None:
            return
        answer = question.from_strokes(self._drawing.vertices) or question.from_draft(self._draft)
        if answer is None:
            self.visit.tell(self.visit.say("Something is missing in your answer."), "answer")
        else:
            self._give(answer)

    # Names

    def _words(self, what: str, text: str) -> None:
        """Suggest names for what is typed, or take one of them."""
        question = self._question
        if not self.open or question is None:
            return
        widget = ASKING[type(question)]
        if widget.words is None:
            return
        names = widget.words(Asked(self.visit, question, ()))
        if what == "take":
            self._named(names, text, several=widget.several)
            return
        wanted = fold(text)
        found = [(key, name) for key, name in names.items() if wanted and wanted in fold(name)]
        found.sort(key=lambda one: not fold(one[1]).startswith(wanted))
        self._query, self._options = text, tuple(found[:_SUGGESTED])
        self._write()

    def _named(self, names: Any, text: str, *, several: bool) -> None:
        """A name that was chosen or typed whole; what is none is no answer."""
        by_name = {fold(name): key for key, name in names.items()}
        key = text if text in names else by_name.get(fold(text), "")
        self._query, self._options = "", ()
        if not key:
            self.visit.tell(self.visit.say("Choose one of the names that are offered."), "answer")
        elif several:
            self._set(key, "on")
        else:
            self._set(WORDS, key, give=True)

    # The brush

    def _hold(self) -> None:
        """Hold the brush where the question is painted, else the pointer."""
        question, brush = self._question, self._brush
        paints = self.open and question is not None and question.takes == "strokes"
        tool = "pick" if not paints else "orbit" if brush.hand == "turn" else "brush"
        wanted = {"size": brush.size, "erase": brush.hand == "erase"}
        canvas = self.visit.view.canvas
        if (canvas.tool, canvas.brush) != (tool, wanted):
            canvas.param.update(tool=tool, brush=wanted)

    def _wield(self, *, hand: str = "", size: str = "") -> None:
        brush = self._brush
        radius = int(float(size)) if size.replace(".", "", 1).isdigit() else brush.size
        kept: Any = hand if hand in HANDS else brush.hand
        self._brush = Brush(kept, min(MOST, max(LEAST, radius)), brush.strokes)
        self._hold()
        self._write()

    def _undo(self) -> None:
        self._drawing = self._drawing.undone()
        self._drawn()

    def _drawn(self) -> None:
        """Paint what is drawn by now."""
        view, brush = self.visit.view, self._brush
        self._brush = Brush(brush.hand, brush.size, len(self._drawing.strokes))
        view.ask(view.state, self.beside(), quiet=view.quiet)
        self._write()

    # Pictures

    def _draw(self, question: ChooseReferral) -> None:
        """Have the pictures drawn beside the loop; each is filled in when it has come."""
        body, pictures = self.visit.body, self.visit.atlas.pictures
        for point in question.choices(""):
            drawn = pictures.pattern(body.id, point, question.side, question.camera)
            when_done(drawn, partial(self._filled, question, point))

    def _filled(self, question: BaseQuestion[Any], point: str, png: bytes) -> None:
        if self._question is question:
            self._pictures[point] = f"data:image/png;base64,{base64.b64encode(png).decode()}"
            self._write()
