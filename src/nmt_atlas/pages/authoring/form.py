"""Draws the fields of a document as blocks: of whatever type, as that type tells them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from nmt_atlas.domain.drafting import at, place_of, place_told
from nmt_atlas.domain.forms import Field, name_of
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.pages.authoring.names import Known, option_told
from nmt_atlas.pages.lesson_list import words
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Chips, Heading, Select, Switch, Typed
from nmt_atlas.viewer.leaf_writing import Writing

POINTED = frozenset({"structure", "muscle", "whole", "trigger-point", "nerve"})
"""Kinds of documents that a click on the body can name."""

_LINES = {"words": 4, "line": 1, "number": 1}
_TAKE_VIEW = {
    "view": mark("Take the view that is shown"),
    "shows": mark("Take the view that is shown for the explanation"),
}


@dataclass(frozen=True)
class Form:
    """How fields are drawn.

    Attributes
    ----------
    data
        The whole draft.
    say
        Texts of the interface.
    known
        The documents that fields may name.
    faults
        Pointer -> what should stand there.
    armed
        The field (pointer) that the next click on the body fills in; "" for none.
    asked
        The field of names that is typed in (pointer), what is typed, and what it may mean.
    objectives
        The lesson's objectives, which questions test by number.
    """

    data: Mapping[str, Any]
    say: Say
    known: Known
    faults: Mapping[str, str]
    armed: str = ""
    asked: tuple[str, str, tuple[tuple[str, str], ...]] = ("", "", ())
    objectives: tuple[str, ...] = ()

    def blocks(self, fields: tuple[Field, ...], pointer: str) -> Iterator[Block]:
        """The blocks of some fields of what stands at a pointer."""
        for one in fields:
            yield from _DRAWN[one.shape](self, one, f"{pointer}/{one.name}")

    # One way for each shape

    def _written(self, one: Field, pointer: str) -> Iterator[Block]:
        value = at(self.data, pointer)
        yield Writing(
            id=f"put:{pointer}",
            label=self._label(one, pointer),
            value="" if value is None else str(value),
            lines=_LINES[one.shape],
            fault=self.faults.get(pointer, ""),
        )

    def _choice(self, one: Field, pointer: str) -> Iterator[Block]:
        options = tuple((option, option_told(option, self.say)) for option in one.options)
        value = str(at(self.data, pointer) or next(iter(one.options), ""))
        label = self._label(one, pointer)
        yield Select(id=f"pick:{pointer}", label=label, options=options, value=value)

    def _flag(self, one: Field, pointer: str) -> Iterator[Block]:
        on = bool(at(self.data, pointer))
        yield Switch(id=f"flag:{pointer}", label=self._label(one, pointer), on=on)

    def _link(self, one: Field, pointer: str) -> Iterator[Block]:
        """A document by its name: typed, chosen, or clicked on the body."""
        say, label = self.say, self._label(one, pointer)
        ident = at(self.data, pointer)
        yield words(label, "quiet")
        if one.shape == "links":
            chosen = [(f"{pointer}/{n}", str(each)) for n, each in enumerate(ident or ())]
        else:
            chosen = [(pointer, str(ident))] if ident else []
        named = [(where, self.known.name(one.kinds, each)) for where, each in chosen]
        gone = tuple(
            Button(id=f"del:{where}", label=f"{name} ✕", told=say("Take {name} away", name=name))
            for where, name in named
        )
        if gone:
            yield Buttons(buttons=gone, id=f"of:{pointer}", label=label)
        where, query, options = self.asked
        here = where == pointer
        yield Typed(
            id=f"link:{pointer}",
            label=say("Add by name: {what}", what=label),
            suggests=True,
            query=query if here else "",
            options=options if here else (),
        )
        yield from self._by_hand(one, pointer, label)
        yield from self._fault(pointer)

    def _by_hand(self, one: Field, pointer: str, label: str) -> Iterator[Block]:
        if not POINTED & set(one.kinds):
            return
        say, armed = self.say, self.armed == pointer
        click = Button(
            id=f"arm:{pointer}",
            label=say("Click the body …") if armed else say("Click it on the body"),
            told=say("Click {what} on the body", what=label),
            on=armed,
        )
        taken = Button(
            id=f"chosen:{pointer}",
            label=say("Take what is selected"),
            told=say("Take what is selected for {what}", what=label),
        )
        yield Buttons(buttons=(click, taken))

    def _lines(self, one: Field, pointer: str) -> Iterator[Block]:
        yield words(self._label(one, pointer), "quiet")
        held = at(self.data, pointer) or ()
        for number, value in enumerate(held):
            here = f"{pointer}/{number}"
            fault = self.faults.get(here, "")
            label = self._at(here)
            yield Writing(id=f"put:{here}", label=label, value=str(value), fault=fault)
            yield self._moves(here, number, len(held))
        yield from self._more(one, pointer, len(held))

    def _things(self, one: Field, pointer: str) -> Iterator[Block]:
        held = at(self.data, pointer) or ()
        for number in range(len(held)):
            here = f"{pointer}/{number}"
            yield Heading(text=self._at(here), level=4)
            yield from self.blocks(one.inner, here)
            yield self._moves(here, number, len(held))
        yield from self._more(one, pointer, len(held))

    def _more(self, one: Field, pointer: str, held: int) -> Iterator[Block]:
        if one.most is None or held < one.most:
            label = self.say("Add: {what}", what=self._label(one, pointer))
            yield Buttons(buttons=(Button(id=f"item:{pointer}", label=label),))
        yield from self._fault(pointer)

    def _moves(self, pointer: str, number: int, count: int) -> Block:
        say, what = self.say, self._at(pointer)
        return Buttons(
            buttons=(
                Button(
                    id=f"up:{pointer}",
                    label="↑",
                    told=say("Move {what} up", what=what),
                    off=not number,
                ),
                Button(
                    id=f"down:{pointer}",
                    label="↓",
                    told=say("Move {what} down", what=what),
                    off=number >= count - 1,
                ),
                Button(
                    id=f"del:{pointer}", label=say("Delete"), told=say("Delete {what}", what=what)
                ),
            )
        )

    def _marks(self, one: Field, pointer: str) -> Iterator[Block]:
        """Which of the lesson's objectives it tests."""
        label, held = self._label(one, pointer), at(self.data, pointer) or ()
        chips = tuple(
            Switch(id=f"mark:{pointer}:{number}", label=f"{number}. {text}", on=number in held)
            for number, text in enumerate(self.objectives, 1)
            if text
        )
        if chips:
            yield words(self.say("Objectives that it tests"), "quiet")
            yield Chips(id=f"marks:{pointer}", label=label, chips=chips)
        yield from self._fault(pointer)

    def _view(self, one: Field, pointer: str) -> Iterator[Block]:
        say = self.say
        label = self._label(one, pointer)
        held = bool(at(self.data, pointer))
        told = say("A view is kept.") if held else say("No view of its own.")
        yield words(f"{label}: {told}", "quiet")
        yield Buttons(
            id=f"of:{pointer}",
            label=label,
            buttons=(
                Button(
                    id=f"view:{pointer}", label=say(_TAKE_VIEW.get(one.name, _TAKE_VIEW["view"]))
                ),
                Button(id=f"look:{pointer}", label=say("Show it"), off=not held),
                Button(id=f"del:{pointer}", label=say("Empty it"), off=not held),
            ),
        )
        yield from self._fault(pointer)

    # Words

    def _label(self, one: Field, pointer: str) -> str:
        del pointer
        return self.say(name_of(one.name))

    def _at(self, pointer: str) -> str:
        """What one of several is called: ``Answer 2``."""
        return place_told(place_of(pointer)[-1:], self.say)

    def _fault(self, pointer: str) -> Iterator[Block]:
        fault = self.faults.get(pointer, "")
        if fault:
            yield words(fault, "caution")


_Drawn = Callable[[Form, Field, str], Iterator[Block]]
_DRAWN: Mapping[str, _Drawn] = {
    "line": Form._written,
    "words": Form._written,
    "number": Form._written,
    "choice": Form._choice,
    "flag": Form._flag,
    "link": Form._link,
    "links": Form._link,
    "lines": Form._lines,
    "things": Form._things,
    "marks": Form._marks,
    "view": Form._view,
}
