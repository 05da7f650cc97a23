"""The Assess page: whether a session may be given at all, then what is seen of the posture."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from nmt_atlas.domain.address import Address
from nmt_atlas.domain.assessment import Matter, Screening, Verdict, matters, screen
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import short
from nmt_atlas.library.targets import muscles_target
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.posture_view import PostureView
from nmt_atlas.pages.reader import Deed, Reader
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Fold, Heading, Switch, Text, Tone

_ASKED: dict[Verdict, str] = {
    "stop": mark("Is any of these present?"),
    "not-here": mark("Is any of these at the place to be treated?"),
    "with-care": mark("Does any of these call for care?"),
}
_TOLD: dict[Verdict, tuple[str, Tone]] = {
    "stop": (mark("Stop: no session today. Refer."), "emergency"),
    "not-here": (mark("Not at that place."), "caution"),
    "with-care": (mark("With care, or after a physician’s word."), "caution"),
    "clear": (mark("Nothing is marked. Ask about each of these first."), "info"),
}


class AssessPage(Page):
    """A checklist of contraindications whose answer stops with a reason, and one of posture.

    Attributes
    ----------
    found
        The keys of what is present; forgotten with the visit.
    seen
        The keys of what is seen of the posture; they stand in the address.
    side
        The side that muscles are shown on.
    """

    id: ClassVar[str] = "assess"
    title: ClassVar[str] = mark("Assess")
    icon: ClassVar[str] = "fact_check"
    keys: ClassVar[tuple[str, ...]] = ("signs",)
    wide: ClassVar[tuple[str, ...]] = ("left",)
    narrow: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.found: frozenset[str] = frozenset()
        self.seen: frozenset[str] = frozenset()
        self.side = "right"
        self._reader = Reader(visit, lambda: self.side, self._deeds())

    @classmethod
    def sheets_at(cls, address: Address) -> tuple[str, ...]:
        """Both, where what is seen is in the address."""
        return ("left", "right") if address.keys.get("signs") else cls.wide

    @property
    def topic(self) -> str:
        """What fits, once anything is marked."""
        return self.visit.say("What fits with it") if self.seen else ""

    @property
    def posture(self) -> PostureView:
        """What is seen, for who reads."""
        return PostureView(self._reader.reading(), self.seen)

    @property
    def screening(self) -> Screening:
        """What the answers come to."""
        return screen(self.found, matters(self.visit.library.conditions))

    def make_left(self) -> Any:
        """The answer, and below it the two lists."""
        desk = Desk(
            {
                "found": self._mark,
                "clear": lambda *_: self._clear(),
                "see": self._see,
                "unsee": lambda *_: self._seeing(frozenset()),
            }
        )
        self.keep(self._key, lambda: desk.write(tuple(self._blocks()), "screen"))
        return desk.leaf

    def _key(self) -> object:
        return self.found, self.seen, self.side, self.visit.taste.language

    def make_right(self) -> Any:
        """What fits with what is seen."""
        self._reader = Reader(self.visit, lambda: self.side, self._deeds())
        self.keep(self._key, lambda: self._reader.write(tuple(self._fitting()), "posture"))
        return self._reader.leaf

    def _fitting(self) -> Iterator[Block]:
        words, tone = _TOLD["stop"]
        if self.screening.stops:
            yield Text(runs=Rich.bold(self.visit.say(words)).runs, tone=tone)
        yield from self.posture.results(self.side)

    def _blocks(self) -> Iterator[Block]:
        say, result = self.visit.say, self.screening
        yield Heading(text=say("Before you begin"), level=2)
        words, tone = _TOLD[result.verdict]
        yield Text(runs=Rich.bold(say(words)).runs, tone=tone)
        for reason in result.reasons:
            said = Rich.bold(f"{self._name(reason)}: ") + reason.why.text
            yield Text(runs=said.runs, tone=_TOLD[reason.verdict][1])
        if result.reasons:
            yield Buttons(buttons=(Button(id="clear:", label=say("Clear the list")),))
        asked = matters(self.visit.library.conditions)
        for verdict, title in _ASKED.items():
            named = tuple(one for one in asked if one.verdict == verdict)
            switches = tuple(
                Switch(id=f"found:{one.key}", label=self._name(one), on=one.key in self.found)
                for one in named
            )
            if switches:
                yield Fold(title=say(title), blocks=switches)
        yield from self.posture.checklist()

    def _name(self, matter: Matter) -> str:
        text = self.visit.say(matter.name)
        return text[:1].upper() + text[1:]

    def _mark(self, key: str, on: str) -> None:
        if any(key == one.key for one in matters(self.visit.library.conditions)):
            self.found = self.found | {key} if on else self.found - {key}
            self.refresh()

    def _clear(self) -> None:
        self.found = frozenset()
        self.refresh()

    # The posture

    def _deeds(self) -> dict[str, Deed]:
        go, show = self.visit.go, self.visit.show_document
        return {
            "show": lambda ident: show("condition", ident, self.side),
            "near": lambda _: None,
            "story": lambda ident: go("stories", story=ident, side=self.side),
            "handout": lambda ident: go("client", about=f"condition/{ident}", of=self.side),
            "side": self._look_on,
            "muscles": lambda _: self._show_muscles(),
        }

    def _see(self, key: str, on: str) -> None:
        if any(key == one.key for one in self.posture.listed):
            self._seeing(self.seen | {key} if on else self.seen - {key})

    def _seeing(self, seen: frozenset[str]) -> None:
        self.seen = seen
        self.refresh()
        self.visit.settled(step=False)

    def _look_on(self, side: str) -> None:
        if side in ("right", "left"):
            self.side = side
            self.refresh()

    def _show_muscles(self) -> None:
        found = self.posture.muscles
        tight, weak, both = (
            [one.muscle for one in group] for group in (found.tight, found.weak, found.disputed)
        )
        target = muscles_target(self.visit.library, tight, weak, both)
        self.visit.show_target(target, self.side)

    # The address

    def address(self) -> dict[str, str]:
        """What is seen, in the order of the list."""
        named = ",".join(one.key for one in self.posture.listed if one.key in self.seen)
        return {"signs": named} if named else {}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up what is seen; what the documents do not know is told and left out."""
        named = tuple(filter(None, keys.get("signs", "").split(",")))
        known = {one.key for one in self.posture.listed}
        self.seen = frozenset(known.intersection(named))
        self.refresh()
        missing = ", ".join(one for one in named if one not in known)
        if not missing:
            return ()
        return (self.visit.say("The library has no “{name}”.", name=short(missing)),)
