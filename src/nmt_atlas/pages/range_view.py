"""Ranges of motion as blocks of a leaf: where they are typed, and what they say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from nmt_atlas.domain.assessed import Assessed
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.motion import Motion
from nmt_atlas.domain.ranging import (
    Limiter,
    Limits,
    Read,
    Sides,
    Standing,
    fitting,
    further_tests,
)
from nmt_atlas.library.kinds.motion import JOINTS
from nmt_atlas.library.library import Library
from nmt_atlas.library.writing.motions import THOUGHT, UNITS, told
from nmt_atlas.pages.article_view import Reading
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
    Select,
    Text,
)
from nmt_atlas.viewer.leaf_entries import Number, Numbers

SIDES: Mapping[Sides, str] = {
    "right": mark("Right"),
    "left": mark("Left"),
    "midline": mark("Measured"),
}
_STANDING: Mapping[Standing, str] = {
    "below": mark("less than every source that tells of such a person"),
    "below-some": mark("less than some sources tell, not than all"),
    "usual": mark("as usual"),
    "above": mark("more than every source tells"),
}
_SEXES = (("", mark("Not said")), ("female", mark("Female")), ("male", mark("Male")))
_OLDEST = 120
_SHOWN = 8


class KnownLimits:
    """What may limit each motion, worked out anew only where the documents are others."""

    def __init__(self) -> None:
        self._of: tuple[Library, Limits] | None = None

    def of(self, library: Library) -> Limits:
        """What the documents of a library come to."""
        if self._of is None or self._of[0] is not library:
            found = Limits(library.of("motion"), library.muscles.values(), library.joints)
            self._of = library, found
        return self._of[1]


@dataclass(frozen=True)
class RangeView:
    """What is measured, and who reads.

    Attributes
    ----------
    reading
        The reader's words and documents.
    assessed
        What was found so far.
    limits
        What may limit each motion, kept while the documents stay the same.
    joint
        The joint whose motions are listed.
    """

    reading: Reading
    assessed: Assessed
    limits: KnownLimits
    joint: str = "neck"

    @property
    def library(self) -> Library:
        """The documents in the reader's language."""
        return self.reading.library

    @property
    def motions(self) -> Mapping[str, Motion]:
        """Every motion by id."""
        return self.library.of("motion")

    @cached_property
    def limited(self) -> tuple[Read, ...]:
        """The measurements that there is something to explain about."""
        return tuple(one for one in self.assessed.reads(self.motions) if one.limited)

    # Where it is typed

    def entries(self) -> Iterator[Block]:
        """Of whom, which joint, and a field for each side of each motion."""
        say = self.reading.say
        how = say("Type what you measure. It is compared with the other side and with each source.")
        yield Text(runs=Rich.plain(how).runs, tone="quiet")
        age = "" if self.assessed.who.age is None else str(self.assessed.who.age)
        years = Number(
            id="age:", label=say("Age"), value=age, unit=say("years"), low=0, high=_OLDEST
        )
        yield Numbers(id="who", label=say("Of whom, where it is known"), numbers=(years,))
        sexes = tuple((value, say(name)) for value, name in _SEXES)
        yield Choice(id="sex:", label=say("Sex"), options=sexes, value=self.assessed.who.sex)
        yield Select(
            id="joint:",
            label=say("Joint"),
            options=tuple((one, say(name)) for one, name in JOINTS.items()),
            value=self.joint,
        )
        for one in self.motions.values():
            if one.joint == self.joint:
                yield from self._motion(one)

    def _motion(self, one: Motion) -> Iterator[Block]:
        say, here = self.reading.say, self.assessed.ranges.get(one.id, {})
        sides: tuple[Sides, ...] = ("right", "left") if one.sides == "each" else ("midline",)
        fields = tuple(
            Number(
                id=f"range:{one.id}:{side}",
                label=say(SIDES[side]),
                value=f"{here[side]:g}" if side in here else "",
                unit=UNITS[one.unit].strip(),
                low=-one.most,
                high=one.most,
            )
            for side in sides
        )
        yield Numbers(id=f"motion:{one.id}", label=one.name, numbers=fields)
        about = say("Usual: {values}", values=self._usual(one))
        yield Text(runs=Rich.plain(about).runs, tone="quiet")
        said = " ".join(self.words(read) for read in self.assessed.reads({one.id: one}))
        loud = any(read.limited for read in self.assessed.reads({one.id: one}))
        if said:
            tone = "caution" if loud else "info"
            yield Text(id=f"says:{one.id}", runs=Rich.plain(said).runs, tone=tone)
        how = say("How {name} is measured", name=one.name)
        button = Button(id=f"read:motion/{one.id}", label=say("How it is measured"), told=how)
        yield Buttons(buttons=(button,))

    def _usual(self, one: Motion) -> str:
        """The handbook's value, and from where to where means of people go."""
        found = fitting(one, self.assessed.who)
        agreed = [told(it.low, it.high, one.unit) for it in found if it.kind == "handbook"]
        means = [it for it in found if it.kind == "measured"]
        if not means:
            return ", ".join(agreed)
        low, high = min(it.low for it in means), max(it.high for it in means)
        measured = told(low, high, one.unit)
        return ", ".join((*agreed, self.reading.say("measured {values}", values=measured)))

    def words(self, one: Read) -> str:
        """What one measurement says, in a sentence or two."""
        say, motion = self.reading.say, self.motions[one.motion]

        def degrees(value: float) -> str:
            return told(round(value, 1), round(value, 1), motion.unit)

        said = [
            say(
                "{side} {value}: {standing}.",
                side=say(SIDES[one.side]),
                value=degrees(one.value),
                standing=say(_STANDING[one.standing]),
            )
        ]
        if one.lopsided and one.lacks is not None:
            said.append(
                say(
                    "That is {less} less than the other side: more than measuring twice may differ "
                    "({doubt}).",
                    less=degrees(one.lacks),
                    doubt=degrees(motion.doubt),
                )
            )
        elif one.lacks is not None and one.lacks > 0:
            said.append(
                say(
                    "{less} less than the other side: measuring twice may differ so ({doubt}).",
                    less=degrees(one.lacks),
                    doubt=degrees(motion.doubt),
                )
            )
        return " ".join(said)

    # What it says

    def results(self) -> Iterator[Block]:
        """What limited motions suggest, with reasons."""
        found = self.limited
        if not found:
            return
        say = self.reading.say
        yield Heading(text=say("What limited motions suggest"), level=3, id="limited")
        yield Text(runs=Rich.plain(say(THOUGHT)).runs, tone="quiet")
        for one in found:
            yield from self._result(one)

    def limiters_of(self, one: Read) -> tuple[Limiter, ...]:
        """The muscles that may limit it."""
        return self.limits.of(self.library).of(one.motion, one.side)

    def title(self, one: Read) -> str:
        """A motion with its side."""
        name = self.motions[one.motion].name
        if one.side == "midline":
            return name
        return f"{name} ({self.reading.say(SIDES[one.side]).lower()})"

    def _result(self, one: Read) -> Iterator[Block]:
        say, motion = self.reading.say, self.motions[one.motion]
        yield Heading(text=self.title(one), level=4)
        yield Text(runs=Rich.plain(self.words(one)).runs)
        yield Fold(title=say("Beside each source"), blocks=tuple(self._beside(one, motion)))
        found = self.limiters_of(one)
        yield Ranking(
            id=f"may:{one.motion}:{one.side}",
            label=say("Muscles that may limit it"),
            why=say("Why"),
            rows=tuple(self._row(limiter) for limiter in found[:_SHOWN]),
        )
        for fact in motion.apart:
            yield Text(runs=Rich.plain(fact.text).runs, tone="info")
        yield Text(runs=Rich.plain(motion.else_limits.text).runs, tone="caution")
        key = f"{one.motion}:{one.side}"
        show = Button(id=f"limits:{key}", label=say("Show them on the body"), main=True)
        aim = Button(id=f"aim:{key}", label=say("Make it a goal"))
        yield Buttons(buttons=(show, aim))
        tests = further_tests(motion, found, self.library.tests)
        if tests:
            yield Text(runs=Rich.bold(say("Tests that ask further")).runs)
            named = ((it, self.library.tests[it].name) for it in tests)
            buttons = tuple(Button(id=f"read:test/{it}", label=name) for it, name in named)
            yield Buttons(buttons=buttons)

    def _beside(self, one: Read, motion: Motion) -> Iterator[Block]:
        say = self.reading.say
        for it in one.beside:
            usual = told(it.usual.low, it.usual.high, motion.unit, it.usual.spread)
            size = told(round(abs(it.less), 1), round(abs(it.less), 1), motion.unit)
            how = (
                mark("{usual}, {of}: {size} less.")
                if it.less > 0
                else mark("{usual}, {of}: no less.")
            )
            words = say(how, usual=usual, of=it.usual.of, size=size)
            yield Text(runs=Rich.plain(words).runs)

    def _row(self, one: Limiter) -> Ranked:
        say, word = self.reading.say, self.library.told
        muscle = self.library.muscles[one.muscle]
        reasons = [
            say("{movement} ({joint})", movement=word(action.movement), joint=word(action.joint))
            for action in one.actions
        ]
        stretch = (muscle.stretch.text,) if muscle.stretch else ()
        return Ranked(
            id=f"{one.muscle}:{one.side}",
            label=muscle.name,
            hint="" if one.side == "midline" else say(SIDES[one.side]),
            says=say("mainly does the opposite") if one.prime else say("helps to do the opposite"),
            bar=1.0 if one.prime else 0.5,
            notes=(say("It does: {actions}.", actions="; ".join(reasons)), *stretch),
            buttons=(Button(id=f"read:muscle/{one.muscle}", label=say("Article")),),
        )
