"""Looking up what a drawing leads to: ranked, narrowed by answers and by what hands find."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Literal, cast

from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.found import Found
from nmt_atlas.domain.matching import PainSource
from nmt_atlas.domain.narrowing import Answer
from nmt_atlas.domain.pain import PainDrawing
from nmt_atlas.domain.palpation import FOUND, Finding, Step
from nmt_atlas.domain.sketch_text import LONGEST
from nmt_atlas.pages.later import Later, aside
from nmt_atlas.pages.pain.hand import Hand
from nmt_atlas.pages.pain.sources import key_of
from nmt_atlas.pages.visit import Visit

_ANSWERS: Mapping[str, Answer] = {"y": "yes", "n": "no"}

At = tuple[str, SideName]
"""A trigger point and its side."""


class Looking:
    """What a drawing leads to by now.

    Attributes
    ----------
    found
        The answer; None while nothing is drawn or looked up.
    answers, skipped, findings
        What was answered, which questions were skipped, and what was felt at which point.
    steps
        The plan, made of the answer before anything was felt.
    count
        Grows with every answer.

    Parameters
    ----------
    visit, hand
        The visitor, and the hand that draws.
    told
        Called when there is another answer.
    """

    def __init__(self, visit: Visit, hand: Hand, told: Callable[[], None]) -> None:
        self.visit, self.hand, self._told = visit, hand, told
        self.answers: dict[str, Answer] = {}
        self.skipped: frozenset[str] = frozenset()
        self.findings: dict[At, Finding] = {}
        self.found: Found | None = None
        self.steps: tuple[Step, ...] = ()
        self.count = 0
        self.soon = Later(self.now)
        hand.felt = lambda: self.findings

    @property
    def drawing(self) -> PainDrawing:
        """What is drawn, as a document."""
        ground = self.hand.ground
        return self.hand.sketch.drawing(ground.body.id, ground.skin)

    @property
    def rows(self) -> tuple[PainSource, ...]:
        """The ranked sources."""
        return self.found.rows if self.found else ()

    def row(self, key: str) -> PainSource | None:
        """The row with a key."""
        return next((row for row in self.rows if key_of(row) == key), None)

    def forget(self) -> None:
        """Forget what was answered and felt: it belonged to another drawing."""
        self.answers, self.skipped, self.findings, self.steps = {}, frozenset(), {}, ()

    def now(self) -> None:
        """Rank; what the first time needs is made beside the loop."""
        if self.hand.sketch.empty:
            self._take(None)
        elif (finder := self.visit.body.finder).warmed:
            self._take(self.visit.atlas.pain_sources(self.drawing, self.answers, self.findings))
        else:
            aside(finder.warm, lambda _: self.now())

    def _take(self, found: Found | None) -> None:
        self.found = found
        self.count += 1
        self._told()

    def answer(self, ident: str, said: Answer | Literal["skip"]) -> None:
        """Answer a question that is asked, or skip it."""
        if self.found is None or not any(one.id == ident for one in self.found.questions):
            return
        if said == "skip":
            self.skipped |= {ident}
        else:
            self.answers[ident] = said
        self.now()

    def take_back(self) -> None:
        """Take every answer back."""
        self.answers, self.skipped = {}, frozenset()
        self.now()

    def plan(self) -> None:
        """Make the plan of the answer as it stands, whatever is felt afterwards."""
        if not self.hand.sketch.empty:
            atlas = self.visit.atlas
            self.steps = atlas.palpation_plan(atlas.pain_sources(self.drawing, self.answers))

    def step(self, key: str) -> Step | None:
        """The step of the plan at ``point:side``."""
        point, _, side = key.rpartition(":")
        at = (point, side)
        return next((one for one in self.steps if (one.trigger_point, one.side) == at), None)

    def feel(self, key: str, finding: str) -> None:
        """Note what was found at a point; the same again takes it back."""
        step = self.step(key)
        if step is None or finding not in FOUND:
            return
        at = (step.trigger_point, step.side)
        if self.findings.get(at) == finding:
            del self.findings[at]
        else:
            self.findings[at] = cast(Finding, finding)
        self.now()

    # The address

    def address(self) -> dict[str, str]:
        """What was answered and felt, as texts."""
        told = [f"{ident}.{said[0]}" for ident, said in self.answers.items()]
        felt = [f"{point}.{side[0]}.{one[0]}" for (point, side), one in self.findings.items()]
        return {"told": ",".join(told)[:LONGEST], "felt": ",".join(felt)[:LONGEST]}

    def restore(self, keys: Mapping[str, str]) -> None:
        """Take up what was answered and felt; what cannot be read is passed over."""
        self.forget()
        for one in keys.get("told", "").split(","):
            ident, _, said = one.rpartition(".")
            if ident and said in _ANSWERS:
                self.answers[ident] = _ANSWERS[said]
        self.findings = dict(_findings(keys.get("felt", "")))


def _findings(text: str) -> Iterator[tuple[At, Finding]]:
    sides: dict[str, SideName] = {"r": "right", "l": "left"}
    states: dict[str, Finding] = {one[0]: one for one in FOUND}
    for one in text.split(","):
        point, _, rest = one.partition(".")
        side, _, state = rest.partition(".")
        if point and side in sides and state in states:
            yield (point, sides[side]), states[state]
