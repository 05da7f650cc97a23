"""Tests of the examination as blocks of a leaf: results are entered, and what each is worth."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from nmt_atlas.domain.assessed import Assessed
from nmt_atlas.domain.clinical import Accuracy, ClinicalTest
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.likelihood import WEIGHTS, Found, Result, ratio, weight
from nmt_atlas.domain.ranging import Sides
from nmt_atlas.library.kinds.test import AREAS
from nmt_atlas.pages.article_view import Reading
from nmt_atlas.pages.range_view import SIDES
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Heading, Select, Text

WORDS: Mapping[Result, str] = {
    "positive": mark("Positive"),
    "negative": mark("Negative"),
    "unclear": mark("Unclear"),
}
_SIDED: Mapping[Sides, str] = {
    "right": mark("{test}, right"),
    "left": mark("{test}, left"),
    "midline": mark("{test}"),
}
SUGGESTED = "suggested"


def sides_of(test: ClinicalTest) -> tuple[Sides, ...]:
    """The sides that a test is done on."""
    return ("right", "left") if test.side == "each" else ("midline",)


@dataclass(frozen=True)
class TestsView:
    """What tests gave, and who reads.

    Attributes
    ----------
    reading
        The reader's words and documents.
    assessed
        What was found so far.
    area
        Where the listed tests ask; ``suggested`` lists those that what was found leads to.
    suggested
        Those tests (ids).
    """

    __test__ = False  # pytest: no class of tests

    reading: Reading
    assessed: Assessed
    area: str
    suggested: Sequence[str] = ()

    @property
    def tests(self) -> Mapping[str, ClinicalTest]:
        """Every test by id."""
        return self.reading.library.tests

    @property
    def listed(self) -> tuple[ClinicalTest, ...]:
        """The tests of the chosen area."""
        if self.area == SUGGESTED:
            return tuple(self.tests[one] for one in self.suggested if one in self.tests)
        return tuple(one for one in self.tests.values() if one.area == self.area)

    def entries(self) -> Iterator[Block]:
        """Which tests, and what each gave on each side."""
        say = self.reading.say
        how = say("Press what a test gave; press it again to take it back.")
        yield Text(runs=Rich.plain(how).runs, tone="quiet")
        found = ((SUGGESTED, say("What was found leads to ({count})", count=len(self.suggested))),)
        areas = tuple((one, say(name)) for one, name in AREAS.items())
        yield Select(id="area:", label=say("Tests"), options=(*found, *areas), value=self.area)
        if not self.listed:
            words = say("Nothing leads to a test yet. Choose where to test.")
            yield Text(runs=Rich.plain(words).runs, tone="info")
        for one in self.listed:
            yield Heading(text=one.name, level=3)
            yield Text(runs=Rich.plain(one.positive.text).runs, tone="quiet")
            for side in sides_of(one):
                if side != "midline":
                    yield Text(runs=Rich.bold(say(SIDES[side])).runs)
                yield Choice(
                    id=f"test:{one.id}:{side}",
                    label=say(_SIDED[side], test=one.name),
                    options=tuple((key, say(word)) for key, word in WORDS.items()),
                    value=self.assessed.result(one.id, side) or "",
                )
            told = say("How {name} is done", name=one.name)
            button = Button(id=f"read:test/{one.id}", label=say("How it is done"), told=told)
            yield Buttons(buttons=(button,))

    def results(self) -> Iterator[Block]:
        """What each result is worth, study by study."""
        say = self.reading.say
        if not self.assessed.results:
            return
        yield Heading(text=say("What the tests gave"), level=3, id="tested")
        how = say(
            "A likelihood ratio near 1 changes nothing; above 10 or below 0.1 it changes much. "
            "Ratios of tests that ask about the same are not multiplied."
        )
        yield Text(runs=Rich.plain(how).runs, tone="quiet")
        for one in self.assessed.results:
            if one.test in self.tests:
                yield from self._result(one, self.tests[one.test])

    def _result(self, one: Found, test: ClinicalTest) -> Iterator[Block]:
        say = self.reading.say
        title = f"{say(_SIDED[one.side], test=test.name)}: {say(WORDS[one.result]).lower()}"
        yield Heading(text=title, level=4)
        yield Text(runs=Rich.plain(test.worth.text).runs)
        if one.result == "unclear":
            words = say(
                "An unclear result counts for neither side: do it once more, or leave it out."
            )
            yield Text(runs=Rich.plain(words).runs, tone="info")
        elif not test.accuracy:
            words = say("No study with numbers is cited for it.")
            yield Text(runs=Rich.plain(words).runs, tone="info")
        else:
            for study in test.accuracy:
                yield Text(runs=self._study(study, one.result).runs, inset=True)
        yield Buttons(buttons=(Button(id=f"read:test/{one.test}", label=say("Article")),))

    def _study(self, study: Accuracy, result: Result) -> Rich:
        say, found = self.reading.say, ratio(study, result)
        shares = [
            (mark("sensitivity {share}"), study.sensitivity),
            (mark("specificity {share}"), study.specificity),
        ]
        told = ", ".join(say(words, share=share.words) for words, share in shares if share)
        head = Rich.bold(f"{study.finding} ({study.people}): ") + f"{told}. "
        if found is not None:
            name = (
                mark("LR+ {ratio}: {worth}.")
                if result == "positive"
                else mark("LR− {ratio}: {worth}.")
            )
            worth = say(WEIGHTS[weight(found, result)])
            return head + say(name, ratio=found.told, worth=worth)
        if study.sensitivity is None or study.specificity is None:
            return head + say("One of the two is missing, so there is no likelihood ratio.")
        return head + say("Nobody without it had that result, so the ratio has no end.")
