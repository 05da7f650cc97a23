"""The Explore page: search, layers, views and tools beside the body."""

from __future__ import annotations

from functools import partial
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import GROUPS, split_part_id
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import short
from nmt_atlas.pages.bits import GROUP_NAMES, action, column, heading, row, words
from nmt_atlas.pages.card import Card
from nmt_atlas.pages.page import Page

_VIEWS = {
    "anterior": mark("Front"),
    "posterior": mark("Back"),
    "right": mark("Right"),
    "left": mark("Left"),
    "superior": mark("Top"),
    "inferior": mark("Below"),
}


class ExplorePage(Page):
    """The body to look at, with what is known of what is selected."""

    id = "explore"
    title = mark("Explore")
    icon = "accessibility_new"

    side_shown = "right"
    """The side that a search looks on, until something on the other one is selected."""

    def make_left(self) -> Any:
        """Search, layers, views and tools."""
        self._syncing = False
        self._build()
        self.keep(lambda: (self.visit.state, self.visit.taste), self._sync)
        self.keep(lambda: self.visit.state.body, self._rename)
        return column(*self._controls())

    def make_right(self) -> Any:
        """The card."""
        card = Card(self.visit)
        self.keep(card.key, card.write)
        return card.panel

    def _build(self) -> None:
        """Make every control in the visitor's language."""
        visit, say = self.visit, self.visit.say
        self.search = self._search()
        self.side = pmui.RadioButtonGroup(
            label=say("Side"),
            options={say("Right"): "right", say("Left"): "left"},
            value=self.side_shown,
            size="small",
            margin=(4, 10),
            sizing_mode="stretch_width",
        )
        self.layers = {group: self._layer_switch(group) for group in GROUPS}
        self.skin = pmui.FloatSlider(
            label=say("Skin opacity"),
            start=0.0,
            end=1.0,
            step=0.02,
            value=visit.state.skin,
            margin=(0, 16),
            sizing_mode="stretch_width",
            size="small",
        )
        self.labels = pmui.Switch(label=say("Names on the body"), value=True, margin=(2, 10))
        self.names = pmui.Select(
            label=say("Names in"),
            options={"English": "en", say("Latin"): "la", "Español": "es"},
            value=visit.taste.language,
            size="small",
            margin=(6, 10),
            sizing_mode="stretch_width",
        )
        self.undo = action(say("Undo"), "undo", visit.view.undo, disabled=True)
        self.redo = action(say("Redo"), "redo", visit.view.redo, disabled=True)
        self._watch()

    def _rename(self) -> None:
        """Suggest the names of the body that is shown."""
        self.search.options = self._names()

    def _names(self) -> list[str]:
        visit = self.visit
        return list(visit.atlas.search_names(visit.state.body, visit.taste.language))

    def _controls(self) -> list[Any]:
        visit, say = self.visit, self.visit.say
        views = [
            action(
                say(name),
                "",
                partial(self._look_from, preset),
                variant="outlined",
                sizing_mode="stretch_width",
            )
            for preset, name in _VIEWS.items()
        ]
        return [
            self.search,
            self.side,
            heading(say("Layers"), 3),
            *(switch for switch in self.layers.values()),
            self.skin,
            heading(say("Look from"), 3),
            pmui.Grid(
                *(pmui.Grid(view, size=4) for view in views),
                container=True,
                spacing=0.5,
                margin=(2, 8),
            ),
            heading(say("Tools"), 3),
            row(
                action(say("Isolate"), "filter_center_focus", self._isolate),
                action(say("Hide"), "visibility_off", self._hide),
                action(say("Fade"), "opacity", self._fade),
                action(
                    say("Show all"),
                    "visibility",
                    lambda: visit.show(actions.show_all(visit.state)),
                ),
                action(
                    say("Other side"),
                    "swap_horiz",
                    lambda: visit.show(actions.swap_side(visit.state)),
                ),
                self.undo,
                self.redo,
                margin=(0, 6),
            ),
            self.labels,
            self.names,
            words(
                say(
                    "Click a muscle; Shift-click adds another. Drag turns, the wheel zooms, "
                    "right-drag moves. Double-click looks closer."
                ),
                quiet=True,
            ),
        ]

    def _search(self) -> pmui.AutocompleteInput:
        visit = self.visit
        return pmui.AutocompleteInput(
            label=visit.say("Find a structure"),
            placeholder=visit.say("piriformis, fibularis, median…"),
            options=self._names(),
            restrict=False,
            case_sensitive=False,
            search_strategy="includes",
            min_characters=2,
            size="small",
            margin=(10, 10, 4, 10),
            sizing_mode="stretch_width",
        )

    def _layer_switch(self, group: str) -> pmui.Switch:
        switch = pmui.Switch(
            label=self.visit.say(GROUP_NAMES[group]),
            value=group in self.visit.state.layers,
            margin=(0, 10),
            size="small",
        )
        switch.param.watch(partial(self._toggle_layer, group), "value")
        return switch

    def _watch(self) -> None:
        self.search.param.watch(self._found, "value")
        self.side.param.watch(self._side_changed, "value")
        self.skin.param.watch(lambda event: self._user(skin=event.new), "value_throttled")
        self.labels.param.watch(lambda event: self._user(labels=event.new), "value")
        self.names.param.watch(
            lambda event: self.visit.read_in(self.visit.taste.changed(language=event.new)),
            "value",
        )

    def _user(self, **changes: object) -> None:
        if not self._syncing:
            self.visit.view.change(**changes)

    def _toggle_layer(self, group: str, event: Any) -> None:
        if not self._syncing:
            self.visit.show(actions.show_layer(self.visit.state, group, on=event.new))

    def _look_from(self, preset: str) -> None:
        self.visit.view.change(camera=preset)

    def _found(self, event: Any) -> None:
        if not event.new or self._syncing:
            return
        goal = self.visit.atlas.look_up(str(event.new), self.visit.state.body)
        if goal is None:
            text = self.visit.say("Nothing is called “{name}” here.", name=short(event.new))
            self.visit.tell(text, "search")
            return
        kind, ident = goal
        if kind == "nerve":
            self.visit.follow(ident, self.side.value)
        else:
            self.visit.reveal(ident, self.side.value)

    def _side_changed(self, event: Any) -> None:
        self.side_shown = event.new
        if self._syncing:
            return
        shown: set[str] = {split_part_id(part)[1] for part in self.visit.state.selection}
        shown |= {self.visit.state.nerve.partition(":")[2]} - {""}
        if shown and event.new not in shown:
            self.visit.show(actions.swap_side(self.visit.state))

    def _isolate(self) -> None:
        state = self.visit.state
        self.visit.show(actions.isolate(state, state.selection))

    def _hide(self) -> None:
        state = self.visit.state
        self.visit.show(actions.hide(state, state.selection))

    def _fade(self) -> None:
        state = self.visit.state
        self.visit.show(actions.fade(state, state.selection))

    def _sync(self) -> None:
        """Show the state in the controls without acting on it."""
        state = self.visit.state
        self._syncing = True
        try:
            for group, switch in self.layers.items():
                switch.value = group in state.layers
            self.skin.value = state.skin
            self.labels.value = state.labels
            self.names.value = self.visit.taste.language
            sides = {split_part_id(part)[1] for part in state.selection} - {"midline"}
            if len(sides) == 1:
                self.side.value = sides.pop()
            self.undo.disabled = not self.visit.view.can_undo
            self.redo.disabled = not self.visit.view.can_redo
        finally:
            self._syncing = False
