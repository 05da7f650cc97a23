"""The plan of an assessment: goals, course and notes as they are entered, and its blocks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from datetime import date, timedelta

from pydantic import ValidationError

from nmt_atlas.atlas.assessing import AssessOrder, assess_sheet
from nmt_atlas.domain.assessment import Screening
from nmt_atlas.domain.errors import AtlasError
from nmt_atlas.domain.foreign import legible
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.plan import (
    FAULTS,
    MEASURES,
    MOST_DAYS,
    MOST_SESSIONS,
    Course,
    Goal,
    Plan,
    Step,
)
from nmt_atlas.pages.desk import Act
from nmt_atlas.pages.later import to_this_page
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, File, Heading, Select, Text, Typed
from nmt_atlas.viewer.leaf_entries import Number, Numbers
from nmt_atlas.viewer.sheets import SHEETS

LONGEST = 200
"""Characters of a goal's words; the notes may have three times as many."""
MOST_GOALS = 6
_WEEKS = (2, 3, 4, 6, 8, 12)
_HEADINGS: Mapping[str, str] = {
    "release": mark("Release what is tight"),
    "strengthening": mark("Then strengthen what is weak"),
    "re-education": mark("Then use it in daily movement"),
}


class PlanDesk:
    """What is entered of a plan.

    Attributes
    ----------
    goals, course, notes
        What stands so far.
    link
        Where the printed sheet lies; "" while there is none.

    Parameters
    ----------
    visit
        The visitor.
    changed
        Called when something else is entered.
    """

    def __init__(self, visit: Visit, changed: Callable[[], None]) -> None:
        self.visit = visit
        self._changed = changed
        self.goals: tuple[Goal, ...] = ()
        self.course = Course(begins=self.today)
        self.notes = self.link = ""
        self.words, self.measure, self.weeks = "", "minutes", 6
        self.numbers: dict[str, float] = {}
        self._cleared = 0

    @property
    def today(self) -> date:
        """The day on the visitor's clock."""
        return self.visit.clock().date()

    @property
    def key(self) -> object:
        """What its blocks depend on."""
        draft = self.measure, self.weeks, self._cleared, tuple(self.numbers.items())
        return self.goals, self.course, self.link, draft

    def plan(self, steps: tuple[Step, ...], cares: tuple[str, ...]) -> Plan:
        """The plan as it stands."""
        return Plan(
            goals=self.goals, steps=steps, course=self.course, cares=cares, notes=self.notes
        )

    # What is entered

    def acts(self) -> dict[str, Act]:
        """What the controls do, by the word before the colon of their ids."""
        return {
            "goal": lambda _, text: self._word(text),
            "measure": lambda _, value: self._set(measure=value) if value in MEASURES else None,
            "weeks": lambda _, value: self._week(value),
            "number": self._number,
            "add": lambda *_: self.add(),
            "drop": lambda number, _: self._drop(number),
            "course": self._course,
            "notes": lambda _, text: self._note(text),
        }

    def aim(self, goal: Goal) -> None:
        """Take a goal up; one of the same motion and side takes the place of the former."""
        others = [one for one in self.goals if (one.motion, one.side) != (goal.motion, goal.side)]
        same = [one for one in self.goals if one.motion is None and goal.motion is None]
        kept = self.goals if same or goal.motion is None else tuple(others)
        self._set(goals=(*kept, goal)[:MOST_GOALS], link="")

    def add(self) -> None:
        """Take up the goal that was entered, where it has words and both numbers."""
        now, end = self.numbers.get("now"), self.numbers.get("wanted")
        if not self.words or now is None or end is None or len(self.goals) >= MOST_GOALS:
            say = self.visit.say
            self.visit.tell(say("A goal needs words and both numbers; six are enough."), "plan")
            return
        by = self.course.begins + timedelta(weeks=self.weeks)
        given = {"words": self.words, "measure": self.measure, "now": now, "wanted": end, "by": by}
        try:
            goal = Goal.model_validate(given)
        except ValidationError:
            self.visit.tell(self.visit.say("That number is too large or too small."), "plan")
            return
        self.words, self.numbers = "", {}
        self._cleared += 1
        self._set(goals=(*self.goals, goal), link="")

    def _set(self, **changes: object) -> None:
        for name, value in changes.items():
            setattr(self, name, value)
        self._changed()

    def _word(self, text: str) -> None:
        self.words = legible(text)[:LONGEST].strip()

    def _note(self, text: str) -> None:
        self.notes, self.link = legible(text)[: 3 * LONGEST].strip(), ""

    def _week(self, value: str) -> None:
        if value.isdecimal() and int(value) in _WEEKS:
            self._set(weeks=int(value))

    def _number(self, name: str, text: str) -> None:
        value = number_of(text)
        others = {key: one for key, one in self.numbers.items() if key != name}
        if name in ("now", "wanted"):
            self._set(numbers=others if value is None else {**others, name: value})

    def _drop(self, number: str) -> None:
        if number.isdecimal():
            kept = tuple(one for at, one in enumerate(self.goals) if at != int(number[:3]))
            self._set(goals=kept, link="")

    def _course(self, name: str, text: str) -> None:
        value = number_of(text)
        if name not in ("sessions", "apart", "looked_at") or value is None:
            return
        try:
            course = Course.model_validate({**self.course.model_dump(), name: int(value)})
        except ValidationError:
            words = mark("Up to {sessions} sessions, at most {days} days apart.")
            said = self.visit.say(words, sessions=MOST_SESSIONS, days=MOST_DAYS)
            self.visit.tell(said, "plan")
            return
        self._set(course=course, link="")

    def print_out(self, order: AssessOrder) -> None:
        """Have the worker make the plan's sheet, and offer it where it has come."""
        visit, deliver = self.visit, to_this_page()
        future = visit.atlas.pictures.later(assess_sheet, order.model_dump_json())

        def come() -> None:
            try:
                pages = future.result()
            except AtlasError as error:
                visit.tell(str(error), "plan")
                return
            self._set(link=SHEETS.put("plan.pdf", pages[0]))

        future.add_done_callback(lambda _: deliver(come))

    # What is shown

    def blocks(
        self, screening: Screening, plan: Plan, errors: Mapping[str, float]
    ) -> Iterator[Block]:
        """The plan; only the reason where no session may be given."""
        say = self.visit.say
        if screening.stops:
            words = say("No plan while something that stops a session is marked: refer first.")
            yield Text(runs=Rich.bold(words).runs, tone="emergency")
            for one in screening.reasons:
                yield Text(runs=(Rich.bold(f"{one.name}: ") + one.why.text).runs, tone="emergency")
            return
        for one in screening.reasons:
            yield Text(runs=(Rich.bold(f"{one.name}: ") + one.why.text).runs, tone="caution")
        yield Heading(text=say("Goals"), level=3)
        faults = list(plan.faults(errors))
        for at, goal in enumerate(self.goals):
            yield Text(runs=Rich.plain(f"{at + 1}. {goal_words(self.visit, goal)}").runs)
            for _, fault in (one for one in faults if one[0] == at):
                yield Text(runs=Rich.plain(say(FAULTS[fault])).runs, tone="caution", inset=True)
            told = say("Take goal {number} out", number=at + 1)
            drop = Button(id=f"drop:{at}", label=say("Take out"), told=told)
            yield Buttons(buttons=(drop,))
        if not self.goals:
            none = say("None yet. A goal is what shall be possible, and a number that tells it.")
            yield Text(runs=Rich.plain(none).runs, tone="quiet")
        yield from self._form()
        yield from self._course_blocks()
        yield from self._steps(plan)
        yield Typed(id="notes", label=say("Notes"), hint=say("They are printed as they stand."))
        buttons = [Button(id="print:", label=say("Print the plan (PDF)"), main=True)]
        if self.visit.cases is not None:
            buttons.append(Button(id="keep:", label=say("Keep in a case file")))
        yield Buttons(buttons=tuple(buttons))
        if self.link:
            yield File(label=say("Open the plan"), href=self.link)

    def _form(self) -> Iterator[Block]:
        say = self.visit.say
        yield Heading(text=say("Another goal"), level=4)
        hint = say("Carry the shopping home")
        yield Typed(id=f"goal:{self._cleared}", label=say("What shall be possible"), hint=hint)
        measures = tuple((key, say(word)) for key, word in MEASURES.items())
        yield Select(id="measure:", label=say("Counted in"), options=measures, value=self.measure)
        names = {"now": say("Now"), "wanted": say("Wanted")}
        fields = tuple(
            Number(
                id=f"number:{key}",
                label=name,
                value=f"{self.numbers[key]:g}" if key in self.numbers else "",
                low=-180,
                high=10_000,
            )
            for key, name in names.items()
        )
        yield Numbers(id=f"amounts:{self._cleared}", label=say("Number"), numbers=fields)
        weeks = tuple((str(one), say("in {count} weeks", count=one)) for one in _WEEKS)
        yield Select(id="weeks:", label=say("When"), options=weeks, value=str(self.weeks))
        yield Buttons(buttons=(Button(id="add:", label=say("Add the goal")),))

    def _course_blocks(self) -> Iterator[Block]:
        say, course = self.visit.say, self.course
        yield Heading(text=say("Course"), level=3)
        fields = (
            ("sessions", say("Sessions"), course.sessions, MOST_SESSIONS),
            ("apart", say("Days apart"), course.apart, MOST_DAYS),
            ("looked_at", say("Look again after"), course.looked_at, MOST_SESSIONS),
        )
        numbers = tuple(
            Number(id=f"course:{key}", label=name, value=str(value), low=1, high=most)
            for key, name, value, most in fields
        )
        yield Numbers(id="course", label=say("How often"), numbers=numbers)
        days = ", ".join(one.isoformat() for one in course.reviews)
        words = say(
            "The last session is on {last}. The goals are measured again on {days}.",
            last=course.days[-1].isoformat(),
            days=days,
        )
        yield Text(id="reviews", runs=Rich.plain(words).runs, tone="info")

    def _steps(self, plan: Plan) -> Iterator[Block]:
        say, before = self.visit.say, ""
        yield Heading(text=say("The work, in its order"), level=3)
        if not plan.steps:
            words = say("It comes from what is seen of the posture and from limited motions.")
            yield Text(runs=Rich.plain(words).runs, tone="quiet")
        for one in plan.steps:
            if one.heading != before:
                yield Text(runs=Rich.bold(say(_HEADINGS[one.heading])).runs)
            before = one.heading
            yield Text(runs=(Rich.bold(f"{one.about}: ") + one.words).runs)


def goal_words(visit: Visit, goal: Goal) -> str:
    """A goal in one line: what, from where to where, until when."""
    say = visit.say
    return say(
        "{words}: {now} → {wanted} {measure}, by {day}",
        words=goal.words,
        now=f"{goal.now:g}",
        wanted=f"{goal.wanted:g}",
        measure=say(MEASURES[goal.measure]),
        day=goal.by.isoformat(),
    )


def number_of(text: str) -> float | None:
    """A number as people type it, with a comma too; None where it is none."""
    cleaned = text.strip().replace(",", ".").replace("−", "-")
    if not cleaned or len(cleaned) > _DIGITS:
        return None
    try:
        value = float(cleaned)
    except ValueError:
        return None
    return value if abs(value) < _LARGEST else None


def age_of(text: str) -> int | None:
    """An age in years; None where it is none."""
    value = number_of(text)
    return int(value) if value is not None and 0 <= value <= _OLDEST else None


_DIGITS, _LARGEST, _OLDEST = 12, 1e6, 120
