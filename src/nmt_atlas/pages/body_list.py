"""The body as a list: a twin of the picture, for the keyboard, the screen reader, and reading."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from nmt_atlas.atlas.beneath import Beneath, beneath
from nmt_atlas.domain.address import Address
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.roster import (
    ORDERS,
    Member,
    Roll,
    by_chart,
    by_segment,
    by_system,
    members_of,
)
from nmt_atlas.domain.sided import OTHER
from nmt_atlas.pages.bits import GROUP_NAMES, listed
from nmt_atlas.pages.card import Card
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.inside import SEGMENT_NAMES
from nmt_atlas.pages.later import when_done
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Choice, Line, Shelf, Table, TableRow, Text

_ORDERS = {
    "region": mark("Region"),
    "system": mark("System"),
    "chart": mark("Skin over it"),
}
_FORMS = {"list": mark("List"), "table": mark("Table")}
_SIDES = {"right": mark("Right"), "left": mark("Left")}
_ON_SIDE = {"right": mark("{name}, right"), "left": mark("{name}, left")}


class BodyListPage(Page):
    """Everything that the body shows, in groups; what is chosen is selected on the body.

    Attributes
    ----------
    order
        By what it is grouped.
    form
        Whether groups are lists or tables.
    side
        The side whose parts are listed, beside those of the middle.
    """

    id: ClassVar[str] = "list"
    title: ClassVar[str] = mark("List")
    icon: ClassVar[str] = "list_alt"
    keys: ClassVar[tuple[str, ...]] = ("by", "as", "on")
    wide: ClassVar[tuple[str, ...]] = ("left",)
    offered: ClassVar[bool] = False

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.order = "region"
        self.form = "list"
        self.side = "right"
        self._open: frozenset[str] = frozenset()
        self._beneath: dict[tuple[str, int], Beneath] = {}
        self._known: tuple[object, tuple[Member, ...], Mapping[str, str]] = (None, (), {})

    @property
    def name(self) -> str:
        """What the left sheet is."""
        return self.visit.say("The body as a list")

    @property
    def topic(self) -> str:
        """What is selected."""
        return self.card.topic if self.right is not None else ""

    @classmethod
    def sheets_at(cls, address: Address) -> tuple[str, ...]:
        """The list, and the card where anything is chosen."""
        return ("left", "right") if address.state.selection else ("left",)

    def make_left(self) -> Any:
        """The list."""
        self.desk = Desk(
            {
                "by": lambda _, order: self._turn(order=order),
                "as": lambda _, form: self._turn(form=form),
                "on": lambda _, side: self._turn(side=side),
                "open": self._unfold,
                "pick": lambda part, _: self._pick(part),
            }
        )
        self.keep(self._key, self._write)
        return self.desk.leaf

    def make_right(self) -> Any:
        """The card of what is selected."""
        self.card = Card(self.visit)
        self.keep(self.card.key, self.card.write)
        return self.card.panel

    def _key(self) -> object:
        state, taste = self.visit.state, self.visit.taste
        return self.order, self.form, self.side, self._open, state.selection, taste, self._chart()

    # What is listed

    def _chart(self) -> Beneath | None:
        """What lies beneath the regions; None until the worker has answered."""
        return self._beneath.get((self.visit.body.id, self.visit.atlas.edition))

    def _ask(self) -> None:
        """Have the worker say what lies beneath which region."""
        visit = self.visit
        key = visit.body.id, visit.atlas.edition

        def come(found: Beneath) -> None:
            self._beneath = {key: found}
            self.refresh()

        when_done(visit.atlas.pictures.later(beneath, visit.body.id), come)

    def _all(self) -> tuple[tuple[Member, ...], Mapping[str, str]]:
        """Every part as it is listed, and every name with its side; made once (20 ms)."""
        visit, language = self.visit, self.visit.taste.language
        key = visit.body.id, language, visit.atlas.edition
        if self._known[0] != key:
            context = visit.body.context
            members = members_of(
                context.index.parts, context.structures, lambda one: context.name(one, language)
            )
            self._known = key, members, visit.body.names(language)
        return self._known[1:]

    def _rolls(self) -> tuple[Roll, ...]:
        members, _ = self._all()
        if self.order == "chart":
            return by_chart(members, self._chart() or (), self.side)
        return (by_system if self.order == "system" else by_segment)(members, self.side)

    def _write(self) -> None:
        if self.order == "chart" and self._chart() is None:
            self._ask()
        self.desk.write(self._blocks(), f"{self.order}/{self.form}")

    def _blocks(self) -> Iterator[Block]:
        say = self.visit.say
        yield Text(runs=Rich.plain(self._selected()).runs, id="selected")
        for ident, label, words, value in (
            ("by", say("Grouped by"), _ORDERS, self.order),
            ("on", say("Side"), _SIDES, self.side),
            ("as", say("Shown as"), _FORMS, self.form),
        ):
            options = tuple((one, say(name)) for one, name in words.items())
            yield Choice(id=ident, label=label, options=options, value=value)
        if self.order == "chart" and self._chart() is None:
            yield Text(
                runs=Rich.plain(say("The list is being made…")).runs, tone="quiet", id="wait"
            )
        for roll in self._rolls():
            yield from self._group(roll)

    def _selected(self) -> str:
        visit = self.visit
        _, names = self._all()
        chosen = listed((names[one] for one in visit.state.selection if one in names), visit.say)
        if not chosen:
            return visit.say("Nothing is selected. What you choose here is selected on the body.")
        return visit.say("Selected: {names}", names=chosen)

    def _group(self, roll: Roll) -> Iterator[Block]:
        """One group; its members are sent where it is open."""
        opened = roll.key in self._open
        table = self.form == "table"
        lines = tuple(map(self._line, roll.members)) if opened and not table else ()
        title = self._title(roll.key)
        many = len(roll.members)
        counted = self.visit.say.plural(many, "{count} structure", "{count} structures")
        yield Shelf(id=roll.key, title=title, count=many, counted=counted, open=opened, items=lines)
        if opened and table:
            yield self._table(roll, title)

    def _title(self, key: str) -> str:
        say = self.visit.say
        if self.order == "system":
            return say(GROUP_NAMES[key])
        if self.order == "region":
            return say(SEGMENT_NAMES[key])
        region, _, side = key.partition(":")
        name = self.visit.library.regions[region].name
        return say(_ON_SIDE[side], name=name) if side in _ON_SIDE else name

    def _line(self, member: Member) -> Line:
        chosen = member.part in self.visit.state.selection
        return Line(id=f"pick:{member.part}", label=member.name, hint=self._hint(member), on=chosen)

    def _hint(self, member: Member) -> str:
        """What the heading of its group does not say."""
        say = self.visit.say
        if self.order == "system":
            return say(SEGMENT_NAMES.get(member.segment, member.segment))
        return say(GROUP_NAMES[member.group])

    def _table(self, roll: Roll, title: str) -> Table:
        say = self.visit.say
        other = say("Region") if self.order == "system" else say("Kind")
        rows = tuple(
            TableRow(
                id=f"pick:{one.part}",
                cells=(one.name, one.latin, self._hint(one)),
                on=one.part in self.visit.state.selection,
            )
            for one in roll.members
        )
        return Table(
            id=f"table:{roll.key}",
            caption=title,
            heads=(say("Name"), say("Latin"), other),
            rows=rows,
            langs=("", "la", ""),
        )

    # What is pressed

    def _turn(self, order: str = "", form: str = "", side: str = "") -> None:
        if order in ORDERS:
            self.order, self._open = order, frozenset()
        if form in _FORMS:
            self.form = form
        if side in OTHER:
            self.side = side
        self.refresh()
        self.visit.settled(step=False)

    def _unfold(self, key: str, on: str) -> None:
        self._open = self._open | {key} if on else self._open - {key}
        self.refresh()

    def _pick(self, part: str) -> None:
        """Uncover a part, look at it and select it."""
        found = self.visit.body.context.parts.get(part)
        if found is not None:
            self.visit.reveal(found.structure, found.side)
            self.refresh()

    # Its part of the address

    def address(self) -> dict[str, str]:
        """How the list is grouped, its form and side, where they are not the usual ones."""
        now = {"by": self.order, "as": self.form, "on": self.side}
        return {key: value for key, value in now.items() if value != _USUAL[key]}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Group as an address says."""
        wanted = {**_USUAL, **{key: value for key, value in keys.items() if key in _USUAL}}
        self.order = wanted["by"] if wanted["by"] in ORDERS else "region"
        self.form = wanted["as"] if wanted["as"] in _FORMS else "list"
        self.side = wanted["on"] if wanted["on"] in OTHER else "right"
        self.refresh()
        return ()


_USUAL = {"by": "region", "as": "list", "on": "right"}
