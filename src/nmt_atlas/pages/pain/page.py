"""The Pain page: where it hurts, drawn or said, and where that may come from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from concurrent.futures import Future
from typing import Any, ClassVar

from nmt_atlas.atlas.planning import PlanOrder, plan_sheet
from nmt_atlas.domain.address import Address
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.picks import Pick, Stroked
from nmt_atlas.domain.sketch import Steps
from nmt_atlas.domain.sketch_text import Lost, read_sketch, write_sketch
from nmt_atlas.pages.bits import anchor, column, link
from nmt_atlas.pages.desk import Act, Desk
from nmt_atlas.pages.later import aside, to_this_page
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.pain.by_date import day_of
from nmt_atlas.pages.pain.drawing import GROUPS, drawing_blocks
from nmt_atlas.pages.pain.hand import Hand
from nmt_atlas.pages.pain.looking import Looking
from nmt_atlas.pages.pain.over import Over
from nmt_atlas.pages.pain.plan import plan_blocks
from nmt_atlas.pages.pain.sources import Shown, document_of, results_blocks
from nmt_atlas.pages.tray import put_by
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Switch
from nmt_atlas.viewer.sheets import SHEETS

_WIDE = 1200
"""From so many CSS pixels on both sheets stand beside each other."""
FILE = "pain-drawing.json"
_LOST: Mapping[Lost, str] = {
    "unreadable": mark("A part of the drawing in this link could not be read and was left out."),
    "other-skin": mark("This was painted on another skin: the painted places were left out."),
    "unknown-region": mark("A region of this drawing is not in the body chart and was left out."),
}


class PainPage(Page):
    """Where it hurts, and where that may come from.

    Attributes
    ----------
    hand
        The drawing and who draws it.
    looking
        What it leads to, with what was answered and felt.
    over
        What lies over the body meanwhile.
    plain
        Whether it is shown to a client: plain words, large letters.
    asked
        Whether the sources are wanted where there is no room beside the drawing.
    planned, more
        Whether the plan is shown, and whether all sources are listed.
    """

    id: ClassVar[str] = "pain"
    title: ClassVar[str] = mark("Pain")
    icon: ClassVar[str] = "personal_injury"
    keys: ClassVar[tuple[str, ...]] = ("drawn", "told", "felt", "client", "plan", "here")
    wide: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.hand = Hand(visit, self._drawn, self.refresh)
        self.looking = Looking(visit, self.hand, self._answered)
        self.over = Over(visit, self.hand, self.looking)
        self.plain = self.asked = self.more = self.planned = False
        self._opened: frozenset[str] = frozenset()
        self._linked = False
        self._toward = -1
        self._link = ("", "")

    # The sheets

    @classmethod
    def sheets_at(cls, address: Address) -> tuple[str, ...]:
        """Both, where a drawing is in the address."""
        return ("left", "right") if address.keys.get("drawn") else cls.wide

    @property
    def name(self) -> str:
        """The question that the page asks."""
        return self.visit.say("Where does it hurt?")

    @property
    def narrow(self) -> bool:
        """True where the sheets do not stand beside each other."""
        return 0 < self.visit.width < _WIDE

    @property
    def topic(self) -> str:
        """Where it may come from, once anything is drawn and there is room, or it was asked for."""
        if self.hand.sketch.empty:
            return ""
        return "" if self.narrow and not self.asked else self.visit.say("Where it may come from")

    def make_left(self) -> Any:
        """What is drawn with."""
        desk = Desk(
            {
                **self.hand.acts(),
                "open": self._unfold,
                "plain": lambda _, on: self._set(plain=bool(on)),
                "ask": lambda *_: self._set(asked=True),
            }
        )

        def write() -> None:
            desk.leaf.large = self.plain
            desk.write(tuple(self._left_blocks()))

        self.keep(self._left_key, write)
        return desk.leaf

    def make_right(self) -> Any:
        """What it may come from."""
        desk = Desk(self._acts())
        self._made = link()

        def write() -> None:
            desk.leaf.large = self.plain
            desk.write(tuple(self._right_blocks()), "plan" if self.planned else "sources")

        self.keep(self._right_key, write)
        self.keep(lambda: self._link, self._write_link)
        return column(desk.leaf, self._made)

    def _left_key(self) -> object:
        hand = self.hand
        controls = hand.tool, hand.size, hand.mirror, hand.side, hand.query, hand.options
        return (hand.steps, controls, self._opened, self.plain, self.topic, self.visit.taste)

    def _left_blocks(self) -> Iterator[Block]:
        say = self.visit.say
        if not self.hand.sketch.empty and not self.topic:
            ask = Button(id="ask:", label=say("Where may it come from?"), main=True)
            yield Buttons(buttons=(ask,))
        yield from drawing_blocks(self.hand, self._opened)
        yield Switch(id="plain:", label=say("For a client: plain words, large"), on=self.plain)

    def _right_key(self) -> object:
        how = self.more, self.plain, self.planned, self.narrow
        return self.looking.count, self.over.on(), how, self.visit.taste

    def _right_blocks(self) -> Iterator[Block]:
        say, found = self.visit.say, self.looking.found
        if found is None:
            return
        buttons = []
        if self.narrow:
            buttons.append(Button(id="back:", label=say("Back to the drawing")))
        plan = say("Back to the sources") if self.planned else say("What to feel for")
        if found.rows and not self.plain:
            buttons.append(Button(id="plan:", label=plan, main=not self.planned))
        if not self.plain:
            buttons.append(Button(id="keep:", label=say("Keep in a case file")))
            buttons.append(Button(id="file:", label=say("Drawing as a file")))
        if buttons:
            yield Buttons(buttons=tuple(buttons))
        looking = self.looking
        if self.planned and not self.plain:
            yield from plan_blocks(self.visit, found, looking.steps, looking.findings)
            return
        answers, skipped = len(looking.answers), looking.skipped
        shown = Shown(self.over.on(), self.more, self.plain, skipped, answers)
        yield from results_blocks(self.visit, found, shown)

    def _acts(self) -> dict[str, Act]:
        looking, over = self.looking, self.over
        return {
            "show": lambda key, _: over.show(key),
            "beside": lambda key, _: over.show(key, beside=True),
            "near": lambda key, on: over.point(key if on else ""),
            "together": lambda *_: over.show_together(),
            "handout": lambda key, _: self._hand_out(key),
            "read": lambda key, _: self._read(key),
            "more": lambda *_: self._set(more=not self.more),
            "yes": lambda ident, _: looking.answer(ident, "yes"),
            "no": lambda ident, _: looking.answer(ident, "no"),
            "skip": lambda ident, _: looking.answer(ident, "skip"),
            "unanswer": lambda *_: looking.take_back(),
            "plan": lambda *_: self._plan(on=not self.planned),
            "back": lambda *_: self._set(asked=False),
            "keep": lambda *_: put_by(self.visit, day_of(self.hand)),
            "found": looking.feel,
            "place": lambda key, _: over.paint((key,), ()) if looking.step(key) else None,
            "sheet": lambda *_: self._print(),
            "file": lambda *_: self._file(),
        }

    def _set(self, **changes: bool) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self.refresh()
        self.visit.settled(step=False)

    def _unfold(self, group: str, on: str) -> None:
        if group in GROUPS:
            self._opened = self._opened | {group} if on else self._opened - {group}
            self.refresh()

    # What is drawn, and what it leads to

    def on_stroke(self, stroked: Stroked) -> None:
        """Paint."""
        self.hand.stroke(stroked)

    def on_tap(self, pick: Pick) -> bool:
        """Fill a region; no click selects anything here."""
        if not pick.marker:
            self.hand.tap(pick)
        return True

    def _drawn(self) -> None:
        """Another drawing: what was answered and felt belonged to the one before."""
        found = self.looking.found
        if found is None or found.drawing != self.looking.drawing:
            self.looking.forget()
            self.planned, self._link = False, ("", "")
            self.over.lay()
            self.looking.soon()
        if self.hand.sketch.empty:
            self.asked = False
        self.refresh()
        self.visit.settled(step=False)

    def _answered(self) -> None:
        """Another answer is there."""
        if self.planned and not self.looking.steps:
            self.looking.plan()
        self.refresh()
        self.visit.settled(step=False)

    def _plan(self, *, on: bool) -> None:
        self.planned = on
        if on:
            self.looking.plan()
        self.refresh()
        self.visit.settled()

    # Ways on

    def _hand_out(self, key: str) -> None:
        row = self.looking.row(key)
        if row is not None and row.muscle:
            self.visit.go("client", about=f"muscle/{row.muscle}", of=row.side)

    def _read(self, key: str) -> None:
        row = self.looking.row(key)
        if row is None:
            return
        kind, ident = ("muscle", row.muscle) if row.muscle else document_of(self.visit, row)
        if kind:
            self.visit.go("library", doc=f"{kind}/{ident}")

    def _print(self) -> None:
        """Have the worker make the plan's sheet, and offer it where it has come."""
        visit, looking = self.visit, self.looking
        order = PlanOrder(
            drawing=looking.drawing,
            answers=looking.answers,
            findings=tuple((*at, finding) for at, finding in looking.findings.items()),
            view=visit.state,
            language=visit.taste.language,
        )
        self._offer(visit.atlas.pictures.later(plan_sheet, order))

    def _file(self) -> None:
        """Offer the drawing as a document, which `nmt-atlas find --drawing` reads."""
        now = self.visit.clock().astimezone().isoformat(timespec="seconds")
        drawing = self.looking.drawing.model_copy(update={"time": now})
        url = SHEETS.put(FILE, drawing.model_dump_json(indent=1).encode())
        self._link = (url, self.visit.say("Open {name}", name=FILE))
        self.refresh()

    def _offer(self, future: Future[tuple[bytes, ...]]) -> None:
        deliver, visit = to_this_page(), self.visit

        def come() -> None:
            try:
                pages = future.result()
            except AtlasError as error:
                visit.tell(str(error), "plan")
                return
            self._link = (SHEETS.put("plan.pdf", pages[0]), visit.say("Open the plan"))
            self.refresh()

        future.add_done_callback(lambda _: deliver(come))

    def _write_link(self) -> None:
        self._made.object = anchor(*self._link)

    # Coming and going

    def enter(self) -> None:
        """Bare the skin and take up the brush; what lay on the body before goes."""
        visit, self.over.open = self.visit, True
        self.asked = not self.hand.sketch.empty  # as `sheets_at` opens them
        visit.undoer = self.hand
        bare: dict[str, Any] = {"selection": (), "nerve": "", "tight": (), "weak": ()}
        if not self._linked:
            bare |= {"overlay": (), "territory": (), "focus": (), "zones": ()}
        elif not visit.state.overlay and visit.state.camera == "anterior":
            bare["camera"] = self.hand.ground.facing(self.hand.sketch.areas)
        self._linked = False
        visit.show(visit.state.changed(**bare))
        self._turn()
        self.hand.hold()
        if not visit.body.finder.warmed:
            aside(visit.body.finder.warm, lambda _: self.over.lay())
        self.over.lay()

    def leave(self) -> None:
        """Put the brush down and cover the body as it was."""
        self.visit.undoer = None
        self.hand.let_go()
        self.over.lift()

    def address(self) -> dict[str, str]:
        """The drawing as compact text, what was answered and felt, and how it is read."""
        sketch, ground = self.hand.sketch, self.hand.ground
        client = "on" if self.plain else ""
        if sketch.empty:
            return {"client": client}
        return {
            "drawn": write_sketch(sketch, ground.skin, ground.named),
            **self.looking.address(),
            "client": client,
            "plan": "on" if self.planned else "",
        }

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up a drawing, with what was answered and felt; no text leaves it as it was."""
        lost: tuple[Lost, ...] = ()
        hand, ground = self.hand, self.hand.ground
        if keys:
            self.plain = bool(keys.get("client"))
        if keys.get("drawn"):
            regions = self.visit.library.regions
            sketch, lost = read_sketch(keys["drawn"], ground.skin, ground.count, regions)
            if sketch != hand.sketch:
                hand.steps = Steps(sketch)
            self.looking.restore(keys)
            self.asked, self.planned = not sketch.empty, bool(keys.get("plan"))
            self._linked = True
            self.looking.soon()
        if keys.get("here", "").isdecimal():
            self._hurts_at(int(keys["here"][:9]))
        self.over.lay()
        self.refresh()
        return tuple(self.visit.say(_LOST[one]) for one in lost)

    def _hurts_at(self, vertex: int) -> None:
        """Fill the region at a skin vertex, if it is not filled yet."""
        region, side = self.hand.ground.region_at(vertex) or ("", "both")
        filled = any(
            region in area.regions and side in (area.side, "both")
            for area in self.hand.sketch.areas
        )
        if region and not filled:
            self.hand.fill_at(vertex)
        self.asked = not self.hand.sketch.empty
        if region and vertex != self.visit.pointed:  # what was clicked is seen already
            self._toward = vertex
            if self.over.open:
                self._turn()

    def _turn(self) -> None:
        """Turn the body so that the region at the skin vertex that was asked for is seen."""
        vertex, self._toward = self._toward, -1
        if vertex >= 0:
            visit = self.visit
            visit.show(self.hand.ground.toward(visit.state, vertex))
