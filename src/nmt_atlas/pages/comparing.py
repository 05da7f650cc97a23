"""Two muscles side by side: a table, and each in a hue of its own on the body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from nmt_atlas.atlas.beside import Beside
from nmt_atlas.atlas.painted import hues
from nmt_atlas.domain.anatomy import part_id
from nmt_atlas.domain.comparing import compare
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.quoting import short
from nmt_atlas.domain.referral import Muscle
from nmt_atlas.pages.authoring.names import Known
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.lesson_list import words
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Heading,
    Run,
    Table,
    TableRow,
    Text,
    Typed,
)

_KINDS = ("muscle",)
_NAME = mark("Compare two muscles")
_MARKED = mark("What both have is marked with =. Press a row to see it on the body.")
_SIDES = {"one": mark("First muscle"), "two": mark("Second muscle")}


class ComparingPage(Page):
    """Two muscles side by side."""

    id: ClassVar[str] = "compare"
    title: ClassVar[str] = mark("Compare")
    icon: ClassVar[str] = "compare"
    keys: ClassVar[tuple[str, ...]] = ("one", "two")
    wide: ClassVar[tuple[str, ...]] = ("left",)
    offered: ClassVar[bool] = False
    peels: ClassVar[bool] = True

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.chosen = {"one": "", "two": ""}
        self._known = Known(visit)
        self._asked: tuple[str, str, tuple[tuple[str, str], ...]] = ("", "", ())
        self._desk: Desk | None = None

    @property
    def name(self) -> str:
        """What stands over the sheet."""
        return self.visit.say(_NAME)

    def make_left(self) -> Any:
        """The two fields and the table."""
        self._desk = Desk(
            {
                "of": self._named,
                "see": lambda what, _: self.look(what.partition(":")[0]),
                "swap": lambda *_: self.choose(self.chosen["two"], self.chosen["one"]),
                "read": lambda key, _: self.visit.go("library", doc=key),
            }
        )
        self._write()
        return self._desk.leaf

    def forget(self) -> None:
        """Let go of the panel: language or documents have changed."""
        super().forget()
        self._desk = None

    @property
    def muscles(self) -> tuple[Muscle, ...]:
        """The two muscles, as far as they are chosen."""
        every = self.visit.library.muscles
        return tuple(every[one] for one in self.chosen.values() if one in every)

    def choose(self, one: str, two: str) -> None:
        """Compare two muscles (ids), and show both."""
        self.chosen = {"one": one, "two": two}
        self._asked = ("", "", ())
        self.look("pain")
        self._write()
        self.visit.settled()

    def _named(self, what: str, text: str) -> None:
        which, _, how = what.rpartition(":")
        if which not in self.chosen:
            return
        if how == "ask":
            self._asked = (which, text, self._known.meant(_KINDS, text))
            self._write()
            return
        ident = self._known.taken(_KINDS, text)
        if ident:
            self.choose(**{**self.chosen, which: ident})
        else:
            told = self.visit.say("Choose one of the names that are offered.")
            self.visit.tell(told, "compare")

    # What is shown

    def _write(self) -> None:
        if self._desk is not None:
            self._desk.write(self._blocks(), "/".join(self.chosen.values()))

    def _blocks(self) -> Iterator[Block]:
        say, muscles = self.visit.say, self.muscles
        where, query, options = self._asked
        for which, label in _SIDES.items():
            here = which == where
            yield Typed(
                id=f"of:{which}",
                label=say(label),
                hint=self._known.name(_KINDS, self.chosen[which]),
                suggests=True,
                query=query if here else "",
                options=options if here else (),
            )
        if len(muscles) < len(self.chosen):
            yield words(say("Name two muscles, or select them on the body before you come here."))
            return
        yield Heading(text=say("{one} and {other}", one=muscles[0].name, other=muscles[1].name))
        hue_of = hues(tuple(one.id for one in muscles))
        for one in muscles:
            yield Text(runs=(Run(text=one.name, color=hue_of[one.id].essential),), tone="quiet")
        yield words(say(_MARKED))
        yield self._table(muscles[0], muscles[1])
        yield Buttons(
            buttons=(
                Button(id="swap:", label=say("Swap them")),
                *(
                    Button(id=f"read:muscle/{one.id}", label=say("Read: {name}", name=one.name))
                    for one in muscles
                ),
            )
        )

    def _table(self, one: Muscle, other: Muscle) -> Table:
        say, library = self.visit.say, self.visit.library
        regions = {region.id: region.name for region in library.regions.values()}
        rows = compare(one, other, regions, say, library.told)
        return Table(
            id="compared",
            caption=say(_MARKED),
            heads=("", one.name, other.name),
            rows=tuple(
                TableRow(
                    id=f"see:{row.what}:{number}",
                    cells=(row.label, *(_cell(cell, row.shared) for cell in row.cells)),
                )
                for number, row in enumerate(rows)
            ),
        )

    def look(self, what: str) -> None:
        """Show of both muscles their pain, or themselves."""
        visit, muscles = self.visit, self.muscles
        if len(muscles) < len(self.chosen):
            return
        parts = {one.id: [part for part in map(self._part, one.parts) if part] for one in muscles}
        hue_of = hues(tuple(parts))
        every = tuple(part for found in parts.values() for part in found)
        if not every:
            return
        tags = tuple(
            f"{point}:{side}" for part in every for point, side in visit.body.points_of(part)
        )
        groups = {visit.body.context.parts[part].group for part in every}
        layers = tuple(dict.fromkeys((*visit.state.layers, *groups, "bones")))
        state = visit.state.changed(
            selection=every, overlay=tags if what == "pain" else (), layers=layers
        )
        way = visit.body.views.facing_several(every, state.overlay)
        looked: dict[str, object] = {"zones": tags, "focus": (), "skin": 1.0}
        if what != "pain":
            looked = {"zones": (), "focus": every, "skin": 0.15}
        state = state.changed(camera=way, **looked)
        tints = tuple(
            (part, hue_of[muscle].essential, False)
            for muscle, found in parts.items()
            for part in found
        )
        visit.view.ask(state, Beside(tints=tints), quiet=False)

    def _part(self, structure: str) -> str:
        """The part of the right side, or of the middle; "" where this body has none."""
        parts = self.visit.body.context.parts
        sided = part_id(structure, "right")
        return sided if sided in parts else structure if structure in parts else ""

    # Coming and going

    def enter(self) -> None:
        """Show both."""
        self.look("pain")

    def leave(self) -> None:
        """Take the hues away."""
        view = self.visit.view
        view.ask(view.state, quiet=False)

    def address(self) -> dict[str, str]:
        """The two muscles."""
        return {which: one for which, one in self.chosen.items() if one}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up the muscles that an address names."""
        every = self.visit.library.muscles
        wanted = {which: keys.get(which, "") for which in self.chosen}
        gone = [one for one in wanted.values() if one and one not in every]
        self.chosen = {which: one if one in every else "" for which, one in wanted.items()}
        self._write()
        say = self.visit.say
        return tuple(say("The library has no “{name}”.", name=short(one)) for one in gone)


def _cell(things: tuple[str, ...], shared: tuple[str, ...]) -> str:
    """The things of a cell; what the other one has too is marked."""
    return "; ".join(f"= {one}" if one in shared else one for one in things) or "–"
