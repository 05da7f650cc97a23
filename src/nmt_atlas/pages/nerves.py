"""The Nerves page: a nerve's course step by step, and the narrow places on it."""

from __future__ import annotations

from typing import Any

import panel_material_ui as pmui

from nmt_atlas.domain import actions
from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles import article
from nmt_atlas.pages.article_view import body_of
from nmt_atlas.pages.bits import action, column
from nmt_atlas.pages.card import Card
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.reader import Reader
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Text


class NervesPage(Page):
    """Choose a nerve, follow it, and read about its narrow places."""

    id = "nerves"
    title = mark("Nerves")
    icon = "route"

    def make_left(self) -> Any:
        """The choice of a nerve and a side, and the nerve written out."""
        self._syncing = False
        self._controls()
        self.reader = Reader(self.visit, lambda: self._followed()[1])
        self.keep(lambda: self.visit.state.nerve, self._sync)
        self.keep(self._key, self._write)
        back = action(
            self.visit.say("Back to the whole body"),
            "accessibility_new",
            self._unfollow,
            variant="outlined",
            margin=(8, 10),
        )
        return column(self.nerve, self.side, self.reader.leaf, back)

    def make_right(self) -> Any:
        """The card."""
        card = Card(self.visit)
        self.keep(card.key, card.write)
        return card.panel

    def _controls(self) -> None:
        say = self.visit.say
        nerves = sorted(self.visit.library.nerves.values(), key=lambda nerve: nerve.name)
        self.nerve = pmui.Select(
            label=say("Nerve"),
            options={say("Choose…"): ""} | {n.name: n.id for n in nerves},
            value="",
            size="small",
            margin=(10, 10, 4, 10),
            sizing_mode="stretch_width",
        )
        self.side = pmui.RadioButtonGroup(
            label=say("Side"),
            options={say("Right"): "right", say("Left"): "left"},
            value="right",
            size="small",
            margin=(4, 10),
            sizing_mode="stretch_width",
        )
        self.nerve.param.watch(lambda _event: self._chosen(), "value")
        self.side.param.watch(lambda _event: self._chosen(), "value")

    def _chosen(self) -> None:
        if self._syncing:
            return
        if self.nerve.value:
            self.visit.follow(self.nerve.value, self.side.value)
        else:
            self._unfollow()

    def _unfollow(self) -> None:
        state = actions.leave_nerve(self.visit.state)
        self.visit.show(state.changed(focus=(), camera="anterior"))

    def _followed(self) -> tuple[str, str]:
        """The nerve (id) that is followed, or an empty text, and the side."""
        nerve, _, side = self.visit.state.nerve.partition(":")
        return nerve if nerve in self.visit.library.nerves else "", side or "right"

    def _sync(self) -> None:
        """Show what is followed in the controls without acting on it."""
        nerve, side = self._followed()
        self._syncing = True
        try:
            self.nerve.value = nerve
            if nerve:
                self.side.value = side
        finally:
            self._syncing = False

    def _key(self) -> object:
        """What the text depends on; turning the body is not among it."""
        visit = self.visit
        return visit.state.nerve, visit.state.variant, visit.taste.language

    def _write(self) -> None:
        nerve, _side = self._followed()
        if nerve:
            page = article(self.visit.library, "nerve", nerve, short=True)
            latin = Text(runs=Rich.italic(page.subtitle).runs, tone="quiet")
            self.reader.write((latin, *body_of(page, self.reader.reading())), page.key, page)
            return
        text = self.visit.say(
            "Choose a nerve to follow it from its roots to the skin that it serves."
        )
        self.reader.write((Text(runs=Rich.plain(text).runs),), "")
