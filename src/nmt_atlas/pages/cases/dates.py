"""What a case file holds, as blocks: a date, and two dates compared."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from nmt_atlas.domain.casefile import REPEATED, SPREAD, Apart, Change, Day, Finding
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.look import LOOK, PaintKind
from nmt_atlas.domain.plan import MEASURES, Plan
from nmt_atlas.library.library import Library
from nmt_atlas.pages.rich import Rich
from nmt_atlas.viewer.leaf import Block, Heading, Run, Text

SHADES: Mapping[Apart, tuple[PaintKind, str]] = {
    "before": ("spillover", LOOK.palette[2].essential),
    "both": ("essential", LOOK.paint["drawn"].color),
    "after": ("territory", LOOK.palette[1].essential),
}
"""How the two dates lie on the skin: dots, full, and another colour."""
_SHADED: Mapping[Apart, str] = {
    "before": mark("On the first date only (dots)"),
    "both": mark("On both dates"),
    "after": mark("On the second date only"),
}
_SIDES = {"right": mark("{name} (right)"), "left": mark("{name} (left)")}


def square(millimetres: float) -> str:
    """An area in words: ``42 cm²``."""
    return f"{millimetres / 100:.0f} cm²"


def day_blocks(day: Day, library: Library, say: Say) -> Iterator[Block]:
    """Everything under one date."""
    for one in day.drawings:
        told = Rich.bold(square(one.area)) + f"  {one.words}"
        yield Text(runs=told.runs)
    for finding in day.findings:
        yield Text(runs=Rich.plain(_found(finding, library, say)).runs)
    for title, words in (
        (say("Goals"), "; ".join(day.goals)),
        (say("Plan"), day.plan),
        (say("Looked at again"), day.review.isoformat() if day.review else ""),
    ):
        if words:
            yield Text(runs=(Rich.bold(f"{title}: ") + words).runs)
    if day.agreed:
        yield from _agreed(day.agreed, say)


def _agreed(plan: Plan, say: Say) -> Iterator[Block]:
    for goal in plan.goals:
        way = f"{goal.now:g} → {goal.wanted:g} {say(MEASURES[goal.measure])}, {goal.by.isoformat()}"
        yield Text(runs=(Rich.bold(f"{say('Goal')}: ") + f"{goal.words} ({way})").runs)
    days = ", ".join(day.isoformat() for day in plan.course.reviews)
    yield Text(runs=(Rich.bold(f"{say('Looked at again')}: ") + days).runs)


def _found(finding: Finding, library: Library, say: Say) -> str:
    name = _name(finding, library)
    if name and finding.side:
        name = say(_SIDES[finding.side], name=name)
    angle = "" if finding.degrees is None else f"{finding.degrees:g}°"
    return ": ".join(filter(None, (name, " ".join(filter(None, (angle, finding.words))))))


def _name(finding: Finding, library: Library) -> str:
    """What was examined, by its document's name; its id where no document has that."""
    ident = finding.id or ""
    if ident in library.trigger_points:
        muscle, point = library.trigger_points[ident]
        return f"{muscle.name}, {point.name}"
    found = library.of(finding.kind).get(ident) if finding.kind == "test" else None
    return str(getattr(found, "name", ident))


def change_blocks(before: Day, after: Day, change: Change, say: Say) -> Iterator[Block]:
    """Two dates in numbers, with how alike two drawings of one pain are."""
    title = say("{first} and {second}", first=before.day, second=after.day)
    yield Heading(text=title, level=3, id="compared")
    areas = say(
        "{before} were painted then, {after} later: {change}.",
        before=square(change.before),
        after=square(change.after),
        change=_signed(change.area),
    )
    yield Text(runs=Rich.plain(areas).runs)
    for kind, words in _SHADED.items():
        yield Text(runs=(Run(text=say(words), color=SHADES[kind][1]),))
    if change.jaccard is None:
        apart = mark("Nothing was painted on one of them, or on different skins: no overlap.")
        yield Text(runs=Rich.plain(say(apart)).runs, tone="info")
        return
    overlap = say("Overlap (Jaccard index): {value}", value=f"{change.jaccard:.2f}")
    yield Text(runs=Rich.bold(overlap).runs)
    beyond = mark("The two differ by more than most people’s two drawings of one pain do.")
    within = mark("Two drawings of one and the same pain differ as much: this proves no change.")
    told = beyond if change.beyond else within
    yield Text(runs=Rich.plain(say(told)).runs, tone="info", id="told")
    yield Text(runs=Rich.small(say(REPEATABILITY, mean=REPEATED, spread=SPREAD)).runs, tone="quiet")


REPEATABILITY = mark(
    "The same person drawing one shoulder pain twice reached a Jaccard index of {mean} ± {spread} "
    "(31 people; doi:10.1080/17434440.2023.2277226); healthy people who drew a fresh pain twice "
    "within a minute, 0.73 to 0.76 (doi:10.1111/papr.12429)."
)


def _signed(millimetres: float) -> str:
    return f"{'+' if millimetres >= 0 else '−'}{square(abs(millimetres))}"
