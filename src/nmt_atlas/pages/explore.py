"""The Body page: the body with its layers, and the card of what is chosen on it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from nmt_atlas.domain import actions
from nmt_atlas.domain.address import Address
from nmt_atlas.domain.anatomy import GROUPS
from nmt_atlas.domain.language import mark
from nmt_atlas.pages import moving
from nmt_atlas.pages.bits import GROUP_NAMES
from nmt_atlas.pages.card import Card
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.inside import Inside
from nmt_atlas.pages.nerves import followed
from nmt_atlas.pages.page import Page
from nmt_atlas.viewer.leaf import Block, Heading, Select, Slider, Switch


class ExplorePage(Page):
    """The body to look at, with what is known of what is selected or followed."""

    id = "explore"
    title = mark("Body")
    icon = "accessibility_new"
    wide = ()
    peels = True

    def make_left(self) -> Any:
        """How deep it is peeled, where it is cut, the layers, and which nerve is followed."""
        self.inside = Inside(self.visit)
        self.desk = Desk(
            {
                **self.inside.acts,
                **moving.acts(self.visit),
                "layer": self._layer,
                "skin": lambda _, value: self._skin(value),
                "nerve": lambda _, nerve: self._follow(nerve),
            }
        )
        self.keep(self._key, lambda: self.desk.write(self._blocks()))
        return self.desk.leaf

    def make_right(self) -> Any:
        """The card."""
        self.card = Card(self.visit)
        self.keep(self.card.key, self.card.write)
        return self.card.panel

    @classmethod
    def sheets_at(cls, address: Address) -> tuple[str, ...]:
        """The card, where anything is chosen."""
        state = address.state
        return ("right",) if state.selection or state.nerve or state.chart else ()

    @property
    def topic(self) -> str:
        """What is selected or followed."""
        return self.card.topic if self.right is not None else ""

    @property
    def name(self) -> str:
        """What the left sheet is."""
        return self.visit.say("Inside and layers")

    # What is shown

    def _key(self) -> object:
        """What the controls depend on; turning the body is not among it."""
        state = self.visit.state
        posed = state.pose, state.plumb, self.visit.tempo
        return state.body, state.layers, state.skin, state.nerve, posed, self.inside.key()

    def _blocks(self) -> Iterator[Block]:
        say, state = self.visit.say, self.visit.state
        yield from self.inside.blocks()
        yield Heading(text=say("Stand and lie"), level=3)
        yield from moving.standing_blocks(self.visit)
        yield Heading(text=say("Layers"), level=3)
        for group in GROUPS:
            on = group in state.layers
            yield Switch(id=f"layer:{group}", label=say(GROUP_NAMES[group]), on=on)
        yield Slider(id="skin", label=say("Skin opacity"), step=0.02, value=state.skin)
        nerves = sorted(self.visit.library.nerves.values(), key=lambda one: one.name)
        names = (("", say("None")), *((one.id, one.name) for one in nerves))
        nerve, _ = followed(self.visit)
        yield Select(id="nerve", label=say("Follow a nerve"), options=names, value=nerve)

    # What the controls do

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

    def _follow(self, nerve: str) -> None:
        if nerve in self.visit.library.nerves:
            self.visit.follow(nerve, followed(self.visit)[1])
        elif not nerve:
            self.visit.show(actions.leave_nerve(self.visit.state))
