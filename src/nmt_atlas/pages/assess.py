"""The Assess page: whether a session may be given, what is found, and a plan."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, ClassVar

from nmt_atlas.atlas.assessing import AssessOrder
from nmt_atlas.domain.address import Address
from nmt_atlas.domain.assessed import Assessed
from nmt_atlas.domain.assessment import Matter, Screening, Verdict, matters, screen
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.likelihood import RESULTS
from nmt_atlas.domain.plan import Goal, Plan
from nmt_atlas.domain.plan_making import (
    STRETCHED,
    in_order,
    possible_error,
    posture_steps,
    stretch_steps,
    wanted,
)
from nmt_atlas.domain.quoting import short
from nmt_atlas.domain.ranging import Read, further_tests
from nmt_atlas.library.kinds.motion import JOINTS
from nmt_atlas.library.kinds.test import AREAS
from nmt_atlas.library.targets import muscles_target
from nmt_atlas.pages.desk import Desk
from nmt_atlas.pages.page import Page
from nmt_atlas.pages.plan_desk import PlanDesk, age_of, number_of
from nmt_atlas.pages.posture_view import PostureView
from nmt_atlas.pages.range_view import KnownLimits, RangeView
from nmt_atlas.pages.reader import READING, Deed, Reader
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.tests_view import SUGGESTED, TestsView, sides_of
from nmt_atlas.pages.tray import put_by
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import (
    Block,
    Button,
    Buttons,
    Fold,
    Heading,
    Switch,
    Tab,
    Tabs,
    Text,
    Tone,
)

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
    """A checklist of contraindications whose answer stops with a reason, then what is found.

    Attributes
    ----------
    assessed
        What was found: what is seen stands in the address; all else is forgotten with the visit.
    planned
        The plan as it is entered.
    side
        The side that muscles are shown on.
    joint, area
        Which joint's motions, and which tests, are listed.
    """

    id: ClassVar[str] = "assess"
    title: ClassVar[str] = mark("Assess")
    icon: ClassVar[str] = "fact_check"
    keys: ClassVar[tuple[str, ...]] = ("signs",)
    wide: ClassVar[tuple[str, ...]] = ("left",)
    narrow: ClassVar[tuple[str, ...]] = ("left",)

    def __init__(self, visit: Visit) -> None:
        super().__init__(visit)
        self.assessed = Assessed()
        self.planned = PlanDesk(visit, self.refresh)
        self.side, self.joint, self.area = "right", "neck", SUGGESTED
        self._reader = Reader(visit, lambda: self.side, self._deeds())
        self._limits = KnownLimits()

    @classmethod
    def sheets_at(cls, address: Address) -> tuple[str, ...]:
        """Both, where what is seen is in the address."""
        return ("left", "right") if address.keys.get("signs") else cls.wide

    @property
    def topic(self) -> str:
        """What fits, once anything is marked, limited or tested."""
        any_ = self.assessed.seen or self.assessed.results or self.ranges.limited
        return self.visit.say("What fits with it") if any_ else ""

    @property
    def found(self) -> frozenset[str]:
        """The keys of what is present of what must be asked before a session."""
        return self.assessed.present

    @property
    def seen(self) -> frozenset[str]:
        """The keys of what is seen of the posture."""
        return self.assessed.seen

    @property
    def posture(self) -> PostureView:
        """What is seen, for who reads."""
        return PostureView(self._reader.reading(), self.assessed.seen)

    @property
    def ranges(self) -> RangeView:
        """What is measured, for who reads."""
        return RangeView(self._reader.reading(), self.assessed, self._limits, self.joint)

    @property
    def tests(self) -> TestsView:
        """What tests gave, for who reads."""
        named = dict.fromkeys(one.test for one in self.posture.linked)
        ranges, tests = self.ranges, self.visit.library.tests
        for one in ranges.limited:
            motion = ranges.motions[one.motion]
            named |= dict.fromkeys(further_tests(motion, ranges.limiters_of(one), tests))
        return TestsView(self._reader.reading(), self.assessed, self.area, tuple(named))

    @property
    def screening(self) -> Screening:
        """What the answers come to."""
        return screen(self.assessed.present, matters(self.visit.library.conditions))

    @property
    def plan(self) -> Plan:
        """The plan as it stands: goals, course, and the work that what was found leads to."""
        ranges, muscles = self.ranges, self.visit.library.muscles
        tight = [
            muscles[limiter.muscle]
            for one in ranges.limited
            for limiter in ranges.limiters_of(one)[:STRETCHED]
        ]
        steps = in_order((*posture_steps(self.posture.worked_with), *stretch_steps(tight)))
        cares = tuple(f"{one.name}: {one.why.text}" for one in self.screening.reasons)
        return self.planned.plan(steps, cares)

    # The sheets

    def make_left(self) -> Any:
        """The answer of the screen, and below it what is entered, in tabs."""
        desk = Desk(
            {
                "found": self._mark,
                "clear": lambda *_: self._found(present=frozenset()),
                "see": self._see,
                "unsee": lambda *_: self._seeing(frozenset()),
                "age": lambda _, text: self._who(age=age_of(text)),
                "sex": lambda _, value: self._who(sex=value),
                "joint": lambda _, value: self._set(joint=value) if value in JOINTS else None,
                "range": self._measure,
                "area": lambda _, value: self._area(value),
                "test": self._test,
                "read": lambda key, _: self.visit.go(READING, doc=key),
                "print": lambda *_: self._print(),
                "keep": lambda *_: self._keep(),
                **self.planned.acts(),
            }
        )
        self.keep(self._key, lambda: desk.write(tuple(self._blocks()), "assess"))
        return desk.leaf

    def _key(self) -> object:
        chosen = self.side, self.joint, self.area, self.visit.taste.language
        return self.assessed, chosen, self.planned.key

    def make_right(self) -> Any:
        """What fits with what was found."""
        self._reader = Reader(self.visit, lambda: self.side, self._deeds())
        self.keep(self._key, lambda: self._reader.write(tuple(self._fitting()), "posture"))
        return self._reader.leaf

    def _fitting(self) -> Iterator[Block]:
        if self.screening.stops:
            yield from self._verdict()
        yield from self.posture.results(self.side)
        yield from self.ranges.results()
        yield from self.tests.results()

    def _verdict(self) -> Iterator[Block]:
        say, result = self.visit.say, self.screening
        words, tone = _TOLD[result.verdict]
        yield Text(runs=Rich.bold(say(words)).runs, tone=tone)
        for reason in result.reasons:
            said = Rich.bold(f"{self._name(reason)}: ") + reason.why.text
            yield Text(runs=said.runs, tone=_TOLD[reason.verdict][1])

    def _blocks(self) -> Iterator[Block]:
        say = self.visit.say
        if self.screening.verdict != "clear":
            yield from self._verdict()
        errors = possible_error(self.ranges.motions.values())
        tabs = (
            ("before", mark("First"), self._screen()),
            ("posture", mark("Posture"), self.posture.checklist()),
            ("range", mark("Range"), self.ranges.entries()),
            ("tests", mark("Tests"), self.tests.entries()),
            ("plan", mark("Plan"), self.planned.blocks(self.screening, self.plan, errors)),
        )
        yield Tabs(
            id="assess",
            label=say("Parts of the assessment"),
            blocks=tuple(Tab(id=one, title=say(name), blocks=tuple(it)) for one, name, it in tabs),
        )

    def _screen(self) -> Iterator[Block]:
        say, result = self.visit.say, self.screening
        yield Heading(text=say("Before you begin"), level=2)
        if result.verdict == "clear":
            yield from self._verdict()
        else:
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

    # What is entered

    def _found(self, **changes: object) -> None:
        self.assessed = self.assessed.changed(**changes)
        self.planned.link = ""
        self.refresh()
        self.visit.settled(step=False)

    def _set(self, **changes: str) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self.refresh()

    def _mark(self, key: str, on: str) -> None:
        if any(key == one.key for one in matters(self.visit.library.conditions)):
            self._found(present=self.found | {key} if on else self.found - {key})

    def _see(self, key: str, on: str) -> None:
        if any(key == one.key for one in self.posture.listed):
            self._seeing(self.seen | {key} if on else self.seen - {key})

    def _seeing(self, seen: frozenset[str]) -> None:
        self._found(seen=seen)

    def _who(self, **changes: object) -> None:
        sex = changes.get("sex", "")
        if sex in ("", "female", "male"):
            changes = {"sex": sex} if "sex" in changes else changes
            self._found(who=self.assessed.who.model_copy(update=changes))

    def _measure(self, key: str, text: str) -> None:
        ident, _, side = key.partition(":")
        motion = self.ranges.motions.get(ident)
        if motion is None:
            return
        before, value = self.assessed, number_of(text)
        self.assessed = before.measured(motion, side, value)
        if value is not None and side not in self.assessed.ranges.get(ident, {}):
            say = self.visit.say
            self.visit.tell(
                say("No such joint moves so far: {value}.", value=f"{value:g}"), "range"
            )
        self._found()

    def _area(self, area: str) -> None:
        if area == SUGGESTED or area in AREAS:
            self._set(area=area)

    def _test(self, key: str, result: str) -> None:
        ident, _, side = key.partition(":")
        test = self.visit.library.tests.get(ident)
        if test and side in sides_of(test) and result in RESULTS:
            self.assessed = self.assessed.tested(ident, side, result)
            self._found()

    # What is shown

    def _deeds(self) -> dict[str, Deed]:
        go, show = self.visit.go, self.visit.show_document
        return {
            "show": lambda ident: (
                self._show_limiter(ident) if ":" in ident else show("condition", ident, self.side)
            ),
            "near": lambda _: None,
            "story": lambda ident: go("stories", story=ident, side=self.side),
            "handout": lambda ident: go("client", about=f"condition/{ident}", of=self.side),
            "side": self._look_on,
            "muscles": lambda _: self._show_muscles(),
            "limits": self._show_limits,
            "aim": self._aim,
        }

    def _look_on(self, side: str) -> None:
        if side in ("right", "left"):
            self._set(side=side)

    def _show_muscles(self) -> None:
        found = self.posture.muscles
        tight, weak, both = (
            [one.muscle for one in group] for group in (found.tight, found.weak, found.disputed)
        )
        target = muscles_target(self.visit.library, tight, weak, both)
        self.visit.show_target(target, self.side)

    def _limited(self, key: str) -> Read | None:
        ident, _, side = key.partition(":")
        found = self.ranges.limited
        return next((one for one in found if (one.motion, one.side) == (ident, side)), None)

    def _show_limits(self, key: str) -> None:
        """Show the muscles that may limit a motion, as tight ones, on the side where they lie."""
        one = self._limited(key)
        if one is None:
            return
        found = self.ranges.limiters_of(one)
        side = found[0].side if found and found[0].side != "midline" else self.side
        named = [limiter.muscle for limiter in found if limiter.side in (side, "midline")]
        self.visit.show_target(muscles_target(self.visit.library, named, ()), side)

    def _show_limiter(self, key: str) -> None:
        muscle, _, side = key.partition(":")
        self.visit.show_document("muscle", muscle, side if side in ("right", "left") else self.side)

    def _aim(self, key: str) -> None:
        one = self._limited(key)
        if one is None:
            return
        motion, course = self.ranges.motions[one.motion], self.planned.course
        goal = Goal(
            words=self.ranges.title(one),
            measure="degrees" if motion.unit == "degrees" else "millimetres",
            motion=one.motion,
            side="" if one.side == "midline" else one.side,
            now=one.value,
            wanted=wanted(motion, one),
            by=course.days[-1],
        )
        self.planned.aim(goal)
        self.visit.tell(self.visit.say("It stands among the goals of the plan."), "plan")

    def _print(self) -> None:
        """Have the worker make the plan's sheet, and offer it where it has come."""
        if self.screening.stops:
            return
        order = AssessOrder(
            plan=self.plan,
            assessed=self.assessed,
            side="left" if self.side == "left" else "right",
            language=self.visit.taste.language,
            body=self.visit.state.body,
        )
        self.planned.print_out(order)

    def _keep(self) -> None:
        """Put what was found and the plan by for a case file."""
        day = self.assessed.day(self.planned.today)
        put_by(self.visit, day.model_copy(update={"agreed": self.plan}))

    # The address

    def address(self) -> dict[str, str]:
        """What is seen, in the order of the list."""
        named = ",".join(one.key for one in self.posture.listed if one.key in self.seen)
        return {"signs": named} if named else {}

    def restore(self, keys: Mapping[str, str]) -> tuple[str, ...]:
        """Take up what is seen; what the documents do not know is told and left out."""
        named = tuple(filter(None, keys.get("signs", "").split(",")))
        known = {one.key for one in self.posture.listed}
        self.assessed = self.assessed.changed(seen=frozenset(known.intersection(named)))
        self.refresh()
        missing = ", ".join(one for one in named if one not in known)
        if not missing:
            return ()
        return (self.visit.say("The library has no “{name}”.", name=short(missing)),)
