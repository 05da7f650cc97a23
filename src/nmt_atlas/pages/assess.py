"""The Assess page: first whether a session may be given at all."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, ClassVar

from nmt_atlas.domain.assessment import Matter, Screening, Verdict, matters, screen
from nmt_atlas.domain.language import mark
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.page import Page
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
    """A checklist of contraindications whose answer stops with a clear reason.

    Attributes
    ----------
    found
        The keys of what is present; forgotten with the visit.
    """

    id: ClassVar[str] = "assess"
    title: ClassVar[str] = mark("Assess")
    icon: ClassVar[str] = "fact_check"
    wide: ClassVar[tuple[str, ...]] = ("left",)
    narrow: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.found: frozenset[str] = frozenset()

    @property
    def screening(self) -> Screening:
        """What the answers come to."""
        return screen(self.found, matters(self.visit.library.conditions))

    def make_left(self) -> Any:
        """The answer, and below it the list."""
        desk = Desk({"found": self._mark, "clear": lambda *_: self._clear()})
        self.keep(self._key, lambda: desk.write(tuple(self._blocks()), "screen"))
        return desk.leaf

    def _key(self) -> object:
        return self.found, self.visit.taste.language

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
