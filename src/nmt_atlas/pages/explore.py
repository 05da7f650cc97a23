"""The Explore page: search, layers, views and tools beside the body."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import GROUPS, split_part_id
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import ViewState, short
from nmt_atlas.pages.bits import GROUP_NAMES
from nmt_atlas.pages.card import Card
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Choice,
    Heading,
    Select,
    Slider,
    Switch,
    Text,
    Typed,
)

_VIEWS = {
    "anterior": mark("Front"),
    "posterior": mark("Back"),
    "right": mark("Right"),
    "left": mark("Left"),
    "superior": mark("Top"),
    "inferior": mark("Below"),
}
_TOOLS = {
    "isolate": mark("Isolate"),
    "hide": mark("Hide"),
    "fade": mark("Fade"),
    "all": mark("Show all"),
    "swap": mark("Other side"),
    "undo": mark("Undo"),
    "redo": mark("Redo"),
}
_ACTIONS: dict[str, Callable[[ViewState], ViewState]] = {
    "isolate": lambda state: actions.isolate(state, state.selection),
    "hide": lambda state: actions.hide(state, state.selection),
    "fade": lambda state: actions.fade(state, state.selection),
    "all": actions.show_all,
    "swap": actions.swap_side,
}
_LEAST = 2
"""So many letters are needed for suggestions."""


class ExplorePage(Page):
    """The body to look at, with what is known of what is selected.

    Attributes
    ----------
    side
        The side that a search looks on, until something on the other one is selected.
    typed
        What is typed into the search field.
    """

    id = "explore"
    title = mark("Explore")
    icon = "accessibility_new"

    side = "right"
    typed = ""

    def make_left(self) -> Any:
        """Search, layers, views and tools."""
        self.typed = ""
        self.desk = Desk(
            {
                "find": self._find,
                "side": lambda _, side: self._turn_to(side),
                "layer": self._layer,
                "skin": lambda _, value: self._skin(value),
                "view": lambda preset, _: self._look_from(preset),
                "tool": lambda name, _: self._use(name),
                "labels": lambda _, on: self.visit.view.change(labels=bool(on)),
                "names": lambda _, language: self._read_in(language),
            }
        )
        self.keep(self._key, self._write)
        return self.desk.leaf

    def make_right(self) -> Any:
        """The card."""
        card = Card(self.visit)
        self.keep(card.key, card.write)
        return card.panel

    # What is shown

    def _key(self) -> object:
        """What the controls depend on; turning the body is not among it."""
        visit, state = self.visit, self.visit.state
        sides = {split_part_id(part)[1] for part in state.selection} - {"midline"}
        if len(sides) == 1:
            self.side = sides.pop()
        return (
            (state.body, state.layers, state.skin, state.labels, visit.taste.language),
            (self.side, self.typed),
            (visit.view.can_undo, visit.view.can_redo, bool(state.selection)),
        )

    def _write(self) -> None:
        self.desk.write(self._blocks())

    def _blocks(self) -> Iterator[Block]:
        say, state = self.visit.say, self.visit.state
        yield self._search()
        sides = (("right", say("Right")), ("left", say("Left")))
        yield Choice(id="side", label=say("Side"), options=sides, value=self.side)
        yield Heading(text=say("Layers"), level=3)
        for group in GROUPS:
            on = group in state.layers
            yield Switch(id=f"layer:{group}", label=say(GROUP_NAMES[group]), on=on)
        yield Slider(id="skin", label=say("Skin opacity"), step=0.02, value=state.skin)
        yield Heading(text=say("Look from"), level=3)
        views = tuple(Button(id=f"view:{one}", label=say(name)) for one, name in _VIEWS.items())
        yield Buttons(id="views", label=say("Look from"), buttons=views, columns=3)
        yield Heading(text=say("Tools"), level=3)
        yield self._tools()
        yield Switch(id="labels", label=say("Names on the body"), on=state.labels)
        languages = (("en", "English"), ("la", say("Latin")), ("es", "Español"))
        language = self.visit.taste.language
        yield Select(id="names", label=say("Names in"), options=languages, value=language)
        how = say(
            "Click a muscle; Shift-click adds another. Drag turns, the wheel zooms, "
            "right-drag moves. Double-click looks closer."
        )
        yield Text(runs=Rich.plain(how).runs, tone="quiet")

    def _tools(self) -> Block:
        say, view = self.visit.say, self.visit.view
        chosen = bool(self.visit.state.selection)
        usable = {"undo": view.can_undo, "redo": view.can_redo, "swap": True, "all": True}
        tools = tuple(
            Button(id=f"tool:{one}", label=say(name), off=not usable.get(one, chosen))
            for one, name in _TOOLS.items()
        )
        return Buttons(id="tools", label=say("Tools"), buttons=tools, columns=3)

    def _search(self) -> Block:
        say, state = self.visit.say, self.visit.state
        found: tuple[str, ...] = ()
        if len(self.typed) >= _LEAST:
            language = self.visit.taste.language
            found = self.visit.atlas.suggest(self.typed, state.body, language)
        return Typed(
            id="find",
            label=say("Find a structure"),
            hint=say("piriformis, fibularis, median…"),
            suggests=True,
            query=self.typed,
            options=tuple((name, name) for name in found),
        )

    # What the controls do

    def _find(self, what: str, text: str) -> None:
        """Suggest names for what is typed, or go to what was chosen."""
        if what == "ask":
            self.typed = text
            self.refresh()
            return
        self.typed = ""
        goal = self.visit.atlas.look_up(text, self.visit.state.body)
        if goal is None:
            told = self.visit.say("Nothing is called “{name}” here.", name=short(text))
            self.visit.tell(told, "search")
            return
        kind, ident = goal
        if kind == "nerve":
            self.visit.follow(ident, self.side)
        else:
            self.visit.reveal(ident, self.side)

    def _turn_to(self, side: str) -> None:
        """Look on a side, and swap what is selected on the other one."""
        if side not in ("right", "left"):
            return
        self.side = side
        state = self.visit.state
        shown: set[str] = {split_part_id(part)[1] for part in state.selection}
        shown |= {state.nerve.partition(":")[2]} - {""}
        if shown and side not in shown:
            self.visit.show(actions.swap_side(state))
        self.refresh()

    def _layer(self, group: str, on: str) -> None:
        if group in GROUPS:
            self.visit.show(actions.show_layer(self.visit.state, group, on=bool(on)))

    def _skin(self, value: str) -> None:
        try:
            opacity = float(value)
        except ValueError:
            return
        if 0.0 <= opacity <= 1.0:
            self.visit.view.change(skin=opacity)

    def _look_from(self, preset: str) -> None:
        if preset in _VIEWS:
            self.visit.view.change(camera=preset)

    def _use(self, tool: str) -> None:
        view = self.visit.view
        if tool == "undo":
            view.undo()
        elif tool == "redo":
            view.redo()
        elif tool in _ACTIONS:
            self.visit.show(_ACTIONS[tool](self.visit.state))

    def _read_in(self, language: str) -> None:
        if language in ("en", "la", "es"):
            self.visit.read_in(self.visit.taste.changed(language=language))
