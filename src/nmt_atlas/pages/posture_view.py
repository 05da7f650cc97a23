"""What is seen of a posture as a checklist, and what fits with it, as blocks of a leaf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import groupby

from nmt_atlas.domain.assessment import (
    LinkedTest,
    Match,
    Muscles,
    Observation,
    leading,
    linked_tests,
    matching,
    muscles_of,
    observations,
    postures_of,
    work_on,
)
from nmt_atlas.domain.condition import Condition, SignPart, SignView
from nmt_atlas.domain.figure import box, strokes
from nmt_atlas.domain.language import mark
from nmt_atlas.library.articles import Passage, article
from nmt_atlas.library.library import Library
from nmt_atlas.library.writing.evidence import EVIDENCE
from nmt_atlas.pages.article_view import Reading, passage_of
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Choice,
    Fold,
    Heading,
    Ranked,
    Ranking,
    Text,
)
from nmt_atlas.viewer.leaf_entries import Line, Mark, Marks

_VIEWS: dict[SignView, str] = {
    "side": mark("From the side"),
    "front": mark("From the front"),
    "back": mark("From behind"),
}
_PARTS: dict[SignPart, str] = {
    "neck": mark("Head and neck"),
    "shoulders": mark("Shoulders and shoulder blades"),
    "back": mark("Back and ribs"),
    "pelvis": mark("Low back and pelvis"),
    "knees": mark("Hips and knees"),
    "feet": mark("Heels and feet"),
}
_WORK = {
    "release": mark("Release what is tight"),
    "strengthening": mark("Then strengthen what is weak"),
    "re-education": mark("Then use it in daily movement"),
}
_MOST_TESTS = 6


@dataclass(frozen=True)
class PostureView:
    """What is seen, and who reads.

    Attributes
    ----------
    reading
        The reader's words and documents.
    seen
        Keys of what is seen.
    """

    reading: Reading
    seen: frozenset[str]

    @property
    def library(self) -> Library:
        """The documents in the reader's language."""
        return self.reading.library

    @cached_property
    def listed(self) -> tuple[Observation, ...]:
        """All that is asked about."""
        return observations(postures_of(self.library.conditions))

    @cached_property
    def matches(self) -> tuple[Match, ...]:
        """The postures that explain something of it."""
        keys = (one.key for one in self.listed if one.key in self.seen)
        return matching(keys, postures_of(self.library.conditions))

    @cached_property
    def worked_with(self) -> tuple[Condition, ...]:
        """The postures to work with."""
        return tuple(self.library.conditions[one.posture] for one in leading(self.matches))

    @cached_property
    def muscles(self) -> Muscles:
        """Their muscles."""
        return muscles_of(self.worked_with)

    # The checklist

    def checklist(self) -> Iterator[Block]:
        """What can be seen, by view and from the head down."""
        say = self.reading.say
        how = say("Mark what you see while the person stands at ease and does not pose.")
        yield Text(runs=Rich.plain(how).runs, tone="quiet")
        if self.seen:
            yield Buttons(buttons=(Button(id="unsee:", label=say("Clear what is seen")),))
        for view, found in groupby(self.listed, key=lambda one: one.view):
            yield Fold(title=say(_VIEWS[view]), blocks=tuple(self._by_part(found)))

    def _by_part(self, signs: Iterable[Observation]) -> Iterator[Block]:
        for part, found in groupby(signs, key=lambda one: one.part):
            title = self.reading.say(_PARTS[part])
            yield Heading(text=title, level=4)
            yield Marks(id=f"marks:{part}", label=title, marks=tuple(map(self._mark, found)))

    def _mark(self, one: Observation) -> Mark:
        lines = strokes(one.figure) if one.figure else ()
        drawn = tuple(Line(ink=line.ink, d=line.d) for line in lines)
        shown = {"box": box(one.figure)} if one.figure else {}
        on = one.key in self.seen
        return Mark(id=f"see:{one.key}", label=one.text, on=on, lines=drawn, **shown)

    # What fits

    def results(self, side: str) -> Iterator[Block]:
        """What fits with what is seen, with reasons, and what follows from it."""
        say, matches = self.reading.say, self.matches
        if not matches:
            return
        first = leading(matches)
        how = say("By how many of their signs are seen: a count, not a probability.")
        yield Text(runs=Rich.plain(how).runs, tone="quiet")
        if sum(one.rank == 1 for one in matches) > 1:
            tie = say(
                "Nothing that you marked tells the first ones apart. Look for their other signs."
            )
            yield Text(runs=Rich.plain(tie).runs, tone="info")
        yield self._ranking(first, "fits")
        rest = tuple(one for one in matches if one not in first)
        if rest:
            title = say("Less of it fits ({count})", count=len(rest))
            yield Fold(title=title, blocks=(self._ranking(rest, "less"),))
        yield from self._muscles(side)
        yield from self._at_risk()
        yield from self._work()
        yield from self._tests()
        yield from self._evidence()

    def _ranking(self, matches: Iterable[Match], ident: str) -> Ranking:
        say = self.reading.say
        rows = tuple(self._row(one) for one in matches)
        return Ranking(id=ident, label=say("Postures that fit"), why=say("Why"), rows=rows)

    def _row(self, match: Match) -> Ranked:
        say, ident = self.reading.say, match.posture
        seen, whole = len(match.seen), len(match.seen) + len(match.missing)
        texts = {one.key: one.text for one in self.listed}
        told = (
            (mark("Seen: {signs}"), [one.text for one in match.seen]),
            (mark("Not seen: {signs}"), [one.text for one in match.missing]),
            (mark("Not explained by it: {signs}"), [texts[key] for key in match.unexplained]),
        )
        return Ranked(
            id=ident,
            rank=str(match.rank),
            label=self.library.conditions[ident].name,
            bar=seen / whole,
            says=say("{seen} of {count} signs seen", seen=seen, count=whole),
            chips=(say("level with others"),) if match.tied else (),
            notes=tuple(say(words, signs=" ".join(signs)) for words, signs in told if signs),
            buttons=(
                Button(id=f"read:condition/{ident}", label=say("Article")),
                Button(id=f"story:{ident}", label=say("Story")),
                Button(id=f"handout:{ident}", label=say("Handout")),
            ),
        )

    def _muscles(self, side: str) -> Iterator[Block]:
        say, found = self.reading.say, self.muscles
        yield Heading(text=say("Muscles"), level=3)
        names = ", ".join(one.name for one in self.worked_with)
        yield Text(runs=Rich.plain(say("Of: {names}", names=names)).runs, tone="quiet")
        for title, named in (
            (mark("Muscles that tend to be tight"), found.tight),
            (mark("Muscles that tend to be weak"), found.weak),
        ):
            if named:
                yield Text(runs=Rich.bold(say(title)).runs)
                yield self._links(f"muscle/{one.muscle}" for one in named)
        for one in found.disputed:
            words = say(
                "{muscle}: tight with {tight}, weak with {weak}. Feel and test it first.",
                muscle=self._name("muscle", one.muscle),
                tight=self._names(one.tight_for),
                weak=self._names(one.weak_for),
            )
            if one.both_in:
                words += " " + say("Its parts differ: one may be tight and another weak.")
            yield Text(runs=Rich.plain(words).runs, tone="caution")
        sides = (("right", say("Right")), ("left", say("Left")))
        yield Choice(id="side:", label=say("Side"), options=sides, value=side)
        show = Button(id="muscles:", label=say("Show tight and weak on the body"), main=True)
        yield Buttons(buttons=(show,))

    def nerves_of(self, posture: Condition) -> tuple[str, ...]:
        """The nerves of a posture and of its narrow places."""
        traps = (self.library.entrapments.get(one) for one in posture.entrapments)
        found = (*posture.nerves, *(trap.nerve for trap in traps if trap))
        return tuple(dict.fromkeys(one for one in found if one in self.library.nerves))

    def _at_risk(self) -> Iterator[Block]:
        say, known = self.reading.say, self.library
        nerves = [f"nerve/{it}" for one in self.worked_with for it in self.nerves_of(one)]
        traps = [
            f"entrapment/{it}"
            for one in self.worked_with
            for it in one.entrapments
            if it in known.entrapments
        ]
        muscles = (known.muscles.get(one.muscle) for one in self.muscles.tight)
        points = [
            f"trigger-point/{point.id}" for one in muscles if one for point in one.trigger_points
        ]
        if nerves or traps or points:
            yield Heading(text=say("At risk"), level=3)
        if nerves or traps:
            yield Text(runs=Rich.bold(say("Nerves and narrow places")).runs)
            yield self._links((*nerves, *traps))
        if points:
            title = say("Trigger points of the tight muscles ({count})", count=len(points))
            yield Fold(title=title, blocks=(self._links(points),))

    def _work(self) -> Iterator[Block]:
        say, steps = self.reading.say, work_on(self.worked_with)
        if steps:
            yield Heading(text=say("In which order"), level=3)
        for number, (heading, found) in enumerate(groupby(steps, lambda one: one.heading), 1):
            yield Text(runs=Rich.bold(f"{number}. {say(_WORK[heading])}").runs)
            for one in found:
                name = self.library.conditions[one.posture].name
                said = Passage(label=name, text=one.fact.text, sources=one.fact.sources)
                yield from self._said(one.posture, said)

    @cached_property
    def linked(self) -> tuple[LinkedTest, ...]:
        """The tests that the postures lead to, those that name them first."""
        found: dict[str, LinkedTest] = {}
        for posture in self.worked_with:
            nerves = self.nerves_of(posture)
            for one in linked_tests(posture, nerves, self.library.tests.values()):
                found.setdefault(one.test, one)
        order = ("condition", "nerve", "muscle")
        return tuple(sorted(found.values(), key=lambda one: order.index(one.because)))

    def _tests(self) -> Iterator[Block]:
        say, ranked = self.reading.say, self.linked
        if not ranked:
            return
        shown, rest = ranked[:_MOST_TESTS], ranked[_MOST_TESTS:]
        yield Heading(text=say("Tests that go with it"), level=3)
        yield self._test_links(shown)
        if rest:
            title = say("More tests ({count})", count=len(rest))
            yield Fold(title=title, blocks=(self._test_links(rest),))

    def _test_links(self, tests: Iterable[LinkedTest]) -> Buttons:
        buttons = tuple(
            Button(
                id=f"read:test/{one.test}",
                label=f"{self._name('test', one.test)} "
                f"({', '.join(self._name(one.because, it) for it in one.names)})",
            )
            for one in tests
        )
        return Buttons(buttons=buttons, stacked=True)

    def _evidence(self) -> Iterator[Block]:
        yield Heading(text=self.reading.say("How sure is this?"), level=3)
        for one in self.worked_with:
            yield Text(runs=Rich.bold(one.name).runs)
            held, kind = one.evidence, EVIDENCE[one.evidence.kind]
            yield from self._said(one.id, Passage(label=kind, text=held.note, sources=held.sources))

    def _said(self, posture: str, passage: Passage) -> Iterator[Block]:
        page = article(self.library, "condition", posture)
        yield from passage_of(passage, page, self.reading.of(page))

    def _links(self, keys: Iterable[str]) -> Buttons:
        found = dict.fromkeys(keys)
        named = ((key, self._name(*key.split("/", 1))) for key in found)
        return Buttons(buttons=tuple(Button(id=f"read:{key}", label=name) for key, name in named))

    def _names(self, postures: Iterable[str]) -> str:
        return ", ".join(self._name("condition", one) for one in postures)

    def _name(self, kind: str, ident: str) -> str:
        if kind == "trigger-point":
            return self.library.trigger_points[ident][1].name
        return str(getattr(self.library.of(kind).get(ident), "name", ident))
