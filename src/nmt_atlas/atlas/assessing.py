"""The plan of an assessment as a sheet to print: goals, course, work, what was found, a picture."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby
from typing import TYPE_CHECKING, Literal

from nmt_atlas.atlas.drawing import drawn_state
from nmt_atlas.atlas.showing import view_of
from nmt_atlas.domain.assessed import Assessed
from nmt_atlas.domain.assessment import leading, matching, muscles_of, postures_of
from nmt_atlas.domain.base import Frozen
from nmt_atlas.domain.condition import Condition
from nmt_atlas.domain.errors import RenderError
from nmt_atlas.domain.handout import Advice, Key
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.likelihood import Result
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.plan import MEASURES, Goal, Plan
from nmt_atlas.domain.plan_sheet import PlanSheet
from nmt_atlas.domain.ranging import Sides, limiters
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.targets import Target, muscles_target
from nmt_atlas.library.writing.motions import told
from nmt_atlas.press.printing import printed

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas
    from nmt_atlas.atlas.body_view import BodyView

SIZE = (850, 720)
"""As wide for its height as its place on the sheet, so that nothing is cut off there."""
_MOST_REVIEWS = 4
_SIDES: dict[Sides, str] = {"right": mark("right"), "left": mark("left"), "midline": ""}
_RESULTS: dict[Result, str] = {
    "positive": mark("positive"),
    "negative": mark("negative"),
    "unclear": mark("unclear"),
}
_HEADINGS = {
    "release": mark("Release what is tight"),
    "strengthening": mark("Then strengthen what is weak"),
    "re-education": mark("Then use it in daily movement"),
}
_WORDS = {
    "cares": mark("With care"),
    "goals": mark("Goals"),
    "course": mark("Course"),
    "found": mark("What was found"),
    "steps": mark("The work, in its order"),
    "notes": mark("Notes"),
    "none": mark("None yet."),
}


class AssessOrder(Frozen):
    """A plan to print, with what was found, the side and the body that the picture shows."""

    plan: Plan
    assessed: Assessed = Assessed()
    side: Literal["right", "left"] = "right"
    language: str = "en"
    body: str = "own"


def assess_sheet(atlas: Atlas, text: str) -> tuple[bytes, ...]:
    """The sheet of an order (its JSON) as a PDF.

    Raises
    ------
    HandoutError
        Where the sheet cannot be set.
    """
    order = AssessOrder.model_validate_json(text)
    return printed(sheet_of(atlas.library, order), _picture(atlas, order), "pdf", "a4")


def sheet_of(library: Library, order: AssessOrder) -> PlanSheet:
    """The words of the sheet."""
    known = library.in_language(order.language)
    say = library.catalogue(order.language).say
    plan, course = order.plan, order.plan.course
    return PlanSheet(
        language=order.language,
        title=say("Plan"),
        about=say("From {day} on", day=course.begins.isoformat()),
        cares=plan.cares,
        goals=tuple(_goals(plan, say)),
        course=(
            say(
                "{sessions} sessions, {days} days apart; the last on {last}.",
                sessions=course.sessions,
                days=course.apart,
                last=course.days[-1].isoformat(),
            ),
            say(
                "The goals are measured again on {days}.",
                days=", ".join(one.isoformat() for one in course.reviews),
            ),
        ),
        steps=tuple(_steps(plan, say)),
        found=tuple(_found(known, order.assessed, say)),
        notes=plan.notes,
        legend=_legend(known, order, say),
        picture=say("The body with the muscles that are worked on"),
        words={key: say(words) for key, words in _WORDS.items()},
        foot=(say("Teaches; does not diagnose."),),
    )


def _goals(plan: Plan, say: Say) -> Iterator[tuple[str, ...]]:
    """The table of goals, with an empty column for each day on which they are measured again."""
    days = plan.course.reviews[-_MOST_REVIEWS:]
    heads = (say("What shall be possible"), say("Now"), say("Wanted"), say("By"))
    yield (*heads, *(f"{one:%d.%m.}" for one in days))
    for goal in plan.goals:
        yield (*_goal(goal, say), *("" for _ in days))


def _goal(goal: Goal, say: Say) -> tuple[str, ...]:
    unit = say(MEASURES[goal.measure])
    return goal.words, f"{goal.now:g} {unit}", f"{goal.wanted:g} {unit}", goal.by.isoformat()


def _steps(plan: Plan, say: Say) -> Iterator[tuple[str, tuple[Advice, ...]]]:
    for heading, steps in groupby(plan.steps, key=lambda one: one.heading):
        told_ = tuple(Advice(about=one.about, words=one.words) for one in steps)
        yield say(_HEADINGS.get(heading, heading)), told_


def _found(library: Library, assessed: Assessed, say: Say) -> Iterator[tuple[str, ...]]:
    """The table of what was measured and tested."""
    motions = library.of("motion")

    def named(name: str, side: Sides) -> str:
        return f"{name} ({say(_SIDES[side])})" if _SIDES[side] else name

    yield say("What was found"), say("Value")
    for read in assessed.reads(motions):
        motion = motions[read.motion]
        yield named(motion.name, read.side), told(read.value, read.value, motion.unit)
    for one in assessed.results:
        if one.test in library.tests:
            yield named(library.tests[one.test].name, one.side), say(_RESULTS[one.result])


def _legend(library: Library, order: AssessOrder, say: Say) -> tuple[Key, ...]:
    """What the colours of the picture mean, as far as it shows them.

    Muscles that work against a limited motion are short perhaps: they are not said to be tight.
    """
    target = target_of_work(library, order)
    of_posture = bool(muscles_of(_fitting(library, order)).tight)
    words = say("Tight or short") if of_posture else say("May be short")
    tight = Key(color=LOOK.apart.tight, words=words, texture="lines")
    weak = Key(color=LOOK.apart.weak, words=say("Weak or long"), texture="dots")
    return (*([tight] if target.tight else []), *([weak] if target.weak else []))


def _fitting(library: Library, order: AssessOrder) -> tuple[Condition, ...]:
    """The postures that fit with what is seen."""
    fits = leading(matching(order.assessed.seen, postures_of(library.conditions)))
    return tuple(library.conditions[one.posture] for one in fits)


def target_of_work(library: Library, order: AssessOrder) -> Target:
    """The muscles of the postures that fit, and those that may limit what is limited."""
    found = muscles_of(_fitting(library, order))
    motions, joints = library.of("motion"), library.joints
    short = [one.muscle for one in found.tight]
    for read in order.assessed.reads(motions) if joints else ():
        if read.limited and joints:
            against = limiters(motions[read.motion], read.side, library.muscles.values(), joints)
            short += [
                one.muscle for one in against if one.side in (order.side, "midline") and one.prime
            ]
    weak = [one.muscle for one in found.weak if one.muscle not in short]
    return muscles_target(library, dict.fromkeys(short), weak)


def _picture(atlas: Atlas, order: AssessOrder) -> bytes:
    """The picture, fine where this machine can draw so, and plainer where it cannot."""
    view = atlas.body(order.body if order.body in atlas.body_names() else "own")
    state = state_of_work(atlas.library, order, view)
    try:
        from nmt_atlas.body.pictures.stills import png

        return png(atlas.picture(state, size=SIZE))
    except (ModuleNotFoundError, RenderError):
        return drawn_state(view.source, view.context, state, (), size=SIZE).png()


def state_of_work(library: Library, order: AssessOrder, view: BodyView) -> ViewState:
    """What the picture shows: the muscles in the colours of its legend, not as a selection is."""
    target = target_of_work(library, order)
    state = ViewState(body=view.id)
    shown = view_of(target, state, view, order.side) if target else None
    return shown.changed(selection=(), labels=False) if shown else state
