"""The Nerves page: a nerve's course step by step, and the narrow places on it."""

from __future__ import annotations

from typing import Any

from nmt_atlas.domain import actions
from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles import article
from nmt_atlas.pages.article_view import body_of
from nmt_atlas.pages.card import Card
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.reader import Reader
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Select, Text


class NervesPage(Page):
    """Choose a nerve, follow it, and read about its narrow places."""

    id = "nerves"
    title = mark("Nerves")
    icon = "route"

    side = "right"
    """The side on which a nerve is followed next."""

    def make_left(self) -> Any:
        """The choice of a nerve and a side, and the nerve written out."""
        deeds = {"nerve": self._choose, "side": self._turn_to, "back": lambda _: self._unfollow()}
        self.reader = Reader(self.visit, lambda: self._followed()[1], deeds)
        self.keep(self._key, self._write)
        return self.reader.leaf

    def make_right(self) -> Any:
        """The card."""
        card = Card(self.visit)
        self.keep(card.key, card.write)
        return card.panel

    def _controls(self) -> tuple[Block, ...]:
        """Which nerve, and on which side."""
        say, (nerve, side) = self.visit.say, self._followed()
        nerves = sorted(self.visit.library.nerves.values(), key=lambda one: one.name)
        names = (("", say("Choose…")), *((one.id, one.name) for one in nerves))
        sides = (("right", say("Right")), ("left", say("Left")))
        return (
            Select(id="nerve", label=say("Nerve"), options=names, value=nerve),
            Choice(id="side", label=say("Side"), options=sides, value=side),
        )

    def _choose(self, nerve: str) -> None:
        if nerve in self.visit.library.nerves:
            self.visit.follow(nerve, self._followed()[1])
        else:
            self._unfollow()

    def _turn_to(self, side: str) -> None:
        if side not in ("right", "left"):
            return
        self.side = side
        nerve, _ = self._followed()
        if nerve:
            self.visit.follow(nerve, side)
        self.refresh()

    def _unfollow(self) -> None:
        state = actions.leave_nerve(self.visit.state)
        self.visit.show(state.changed(focus=(), camera="anterior"))

    def _followed(self) -> tuple[str, str]:
        """The nerve (id) that is followed, or an empty text, and the side."""
        nerve, _, side = self.visit.state.nerve.partition(":")
        return nerve if nerve in self.visit.library.nerves else "", side or self.side

    def _key(self) -> object:
        """What the text depends on; turning the body is not among it."""
        visit = self.visit
        return visit.state.nerve, self.side, visit.state.variant, visit.taste.language

    def _write(self) -> None:
        nerve, side = self._followed()
        self.side = side
        back = Button(id="back:body", label=self.visit.say("Back to the whole body"))
        if nerve:
            page = article(self.visit.library, "nerve", nerve, short=True)
            latin = Text(runs=Rich.italic(page.subtitle).runs, tone="quiet")
            text = body_of(page, self.reader.reading())
            blocks = (*self._controls(), Buttons(buttons=(back,)), latin, *text)
            self.reader.write(blocks, page.key, page)
            return
        how = self.visit.say(
            "Choose a nerve to follow it from its roots to the skin that it serves."
        )
        self.reader.write((*self._controls(), Text(runs=Rich.plain(how).runs)), "")
