"""The Explore page: search, layers, views and tools beside the body."""

from __future__ import annotations

from functools import partial
from typing import Any

import panel_material_ui as pmui

from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import GROUPS, split_part_id
from nmt_atlas.pages.bits import GROUP_NAMES, action, column, heading, row, words
from nmt_atlas.pages.session import Session

_VIEWS = {
    "anterior": "Front",
    "posterior": "Back",
    "right": "Right",
    "left": "Left",
    "superior": "Top",
    "inferior": "Below",
}


class ExplorePanel:
    """The left side of the Explore page.

    Parameters
    ----------
    session
        The visitor.
    """

    def __init__(self, session: Session) -> None:
        self.session = session
        self.search = self._search()
        self.side = pmui.RadioButtonGroup(
            label="Side",
            options={"Right": "right", "Left": "left"},
            value="right",
            size="small",
            margin=(4, 10),
            sizing_mode="stretch_width",
        )
        self.layers = {group: self._layer_switch(group) for group in GROUPS}
        self.skin = pmui.FloatSlider(
            label="Skin opacity",
            start=0.0,
            end=1.0,
            step=0.02,
            value=session.state.skin,
            margin=(0, 16),
            sizing_mode="stretch_width",
            size="small",
        )
        self.labels = pmui.Switch(label="Names on the body", value=True, margin=(2, 10))
        self.names = pmui.Select(
            label="Names in",
            options={"English": "en", "Latin": "la", "Español": "es"},
            value="en",
            size="small",
            margin=(6, 10),
            sizing_mode="stretch_width",
        )
        self.undo = action("Undo", "undo", session.undo, disabled=True)
        self.redo = action("Redo", "redo", session.redo, disabled=True)
        self._syncing = False
        self._watch()
        self._sync()

    def __panel__(self) -> Any:
        """The panel as Panel objects."""
        session = self.session
        views = [
            action(
                name,
                "",
                partial(self._look_from, preset),
                variant="outlined",
                sizing_mode="stretch_width",
            )
            for preset, name in _VIEWS.items()
        ]
        return column(
            self.search,
            self.side,
            heading("Layers", 3),
            *(switch for switch in self.layers.values()),
            self.skin,
            heading("Look from", 3),
            pmui.Grid(
                *(pmui.Grid(view, size=4) for view in views),
                container=True,
                spacing=0.5,
                margin=(2, 8),
            ),
            heading("Tools", 3),
            row(
                action("Isolate", "filter_center_focus", self._isolate),
                action("Hide", "visibility_off", self._hide),
                action("Fade", "opacity", self._fade),
                action(
                    "Show all", "visibility", lambda: session.show(actions.show_all(session.state))
                ),
                action(
                    "Other side",
                    "swap_horiz",
                    lambda: session.show(actions.swap_side(session.state)),
                ),
                self.undo,
                self.redo,
                margin=(0, 6),
            ),
            self.labels,
            self.names,
            words(
                "Click a muscle; Shift-click adds another. Drag turns, the wheel zooms, "
                "right-drag moves. Double-click looks closer.",
                quiet=True,
            ),
        )

    def _search(self) -> pmui.AutocompleteInput:
        return pmui.AutocompleteInput(
            label="Find a structure",
            placeholder="piriformis, fibularis, median…",
            options=list(self.session.atlas.search_names(self.session.state.body)),
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
            label=GROUP_NAMES[group],
            value=group in self.session.state.layers,
            margin=(0, 10),
            size="small",
        )
        switch.param.watch(partial(self._toggle_layer, group), "value")
        return switch

    def _watch(self) -> None:
        session = self.session
        self.search.param.watch(self._found, "value")
        self.side.param.watch(self._side_changed, "value")
        self.skin.param.watch(lambda event: self._user(skin=event.new), "value_throttled")
        self.labels.param.watch(lambda event: self._user(labels=event.new), "value")
        self.names.param.watch(lambda event: self._user(language=event.new), "value")
        session.param.watch(lambda _event: self._sync(), "state")

    def _user(self, **changes: object) -> None:
        if not self._syncing:
            self.session.show(self.session.state.changed(**changes))

    def _toggle_layer(self, group: str, event: Any) -> None:
        if not self._syncing:
            self.session.show(actions.show_layer(self.session.state, group, on=event.new))

    def _look_from(self, preset: str) -> None:
        self.session.show(self.session.state.changed(camera=preset))

    def _found(self, event: Any) -> None:
        if not event.new or self._syncing:
            return
        goal = self.session.atlas.look_up(str(event.new), self.session.state.body)
        if goal is None:
            self.session.notice = f"Nothing is called “{event.new}” here."
            return
        kind, ident = goal
        if kind == "nerve":
            self.session.follow(ident, self.side.value)
        else:
            self.session.reveal(ident, self.side.value)

    def _side_changed(self, event: Any) -> None:
        if self._syncing:
            return
        shown = {split_part_id(part)[1] for part in self.session.state.selection}
        shown |= {self.session.state.nerve.partition(":")[2]} - {""}
        if shown and event.new not in shown:
            self.session.show(actions.swap_side(self.session.state))

    def _isolate(self) -> None:
        state = self.session.state
        self.session.show(actions.isolate(state, state.selection))

    def _hide(self) -> None:
        state = self.session.state
        self.session.show(actions.hide(state, state.selection))

    def _fade(self) -> None:
        state = self.session.state
        self.session.show(actions.fade(state, state.selection))

    def _sync(self) -> None:
        """Show the state in the controls without acting on it."""
        state = self.session.state
        self._syncing = True
        try:
            for group, switch in self.layers.items():
                switch.value = group in state.layers
            self.skin.value = state.skin
            self.labels.value = state.labels
            self.names.value = state.language
            sides = {split_part_id(part)[1] for part in state.selection} - {"midline"}
            if len(sides) == 1:
                self.side.value = sides.pop()
            self.undo.disabled = not self.session.can_undo
            self.redo.disabled = not self.session.can_redo
        finally:
            self._syncing = False
