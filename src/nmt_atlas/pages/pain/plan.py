"""What to feel for after an answer, as blocks: places, position, care, and what was found."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from nmt_atlas.domain.base import SideName
from nmt_atlas.domain.found import Found
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.palpation import FINDING_WORDS, LYING_WORDS, Finding, Step
from nmt_atlas.library.words import point_title
from nmt_atlas.pages.pain.sources import SIDES
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Choice, Heading, Text

SHORT: Mapping[Finding, str] = {
    "active": mark("Active"),
    "latent": mark("Latent"),
    "tender": mark("Tender"),
    "nothing": mark("Nothing"),
}
_UNEXPLAINED = 0.5


def plan_blocks(
    visit: Visit,
    found: Found,
    steps: Sequence[Step],
    findings: Mapping[tuple[str, SideName], Finding],
) -> Iterator[Block]:
    """The points in their order, each with what can be found there."""
    say = visit.say
    yield Heading(text=say("What to feel for"), level=2, id="plan")
    if not steps:
        words = say("None of the first sources is a muscle that can be felt.")
        yield Text(runs=Rich.plain(words).runs, tone="info")
        return
    for text in FINDING_WORDS.values():
        yield Text(runs=Rich.plain(say(text)).runs, tone="quiet")
    lying = None
    for number, step in enumerate(steps, 1):
        if step.lying != lying:
            lying = step.lying
            yield Heading(text=say(LYING_WORDS[lying]), level=3)
        yield from _step(visit, number, step, findings)
    yield from _unexplained(visit, found)
    make = Button(id="sheet:", label=say("Print the plan (PDF)"), main=True)
    yield Buttons(buttons=(make,))


def title_of(visit: Visit, step: Step) -> str:
    """A step's point with its side."""
    name = point_title(*visit.library.trigger_points[step.trigger_point])
    return f"{name} ({visit.say(SIDES[step.side])})"


def _step(
    visit: Visit,
    number: int,
    step: Step,
    findings: Mapping[tuple[str, SideName], Finding],
) -> Iterator[Block]:
    say, title = visit.say, title_of(visit, step)
    how = visit.library.muscles[step.muscle].palpation
    yield Heading(text=f"{number}. {title}", level=4)
    if how is not None:
        for words in (how.position, how.landmark, how.direction, how.felt):
            if words:
                yield Text(runs=Rich.plain(words).runs)
        if how.avoid:
            yield Text(runs=Rich.plain(how.avoid).runs, tone="caution")
    for near in step.near[:2]:
        head = Rich.bold(say("{name}, {mm} mm away:", name=near.name, mm=near.millimetres))
        yield Text(runs=(head + " " + near.words.text).runs, tone="caution")
    options = tuple((key, say(name)) for key, name in SHORT.items())
    value = findings.get((step.trigger_point, step.side), "")
    yield Choice(
        id=f"found:{step.trigger_point}:{step.side}",
        label=say("Found at {name}", name=title),
        options=options,
        value=value,
    )
    show = Button(id=f"place:{step.trigger_point}:{step.side}", label=say("Show the place"))
    yield Buttons(buttons=(show,))


def _unexplained(visit: Visit, found: Found) -> Iterator[Block]:
    """Areas that no active point explains yet."""
    left = [str(at + 1) for at, share in enumerate(found.unexplained) if share >= _UNEXPLAINED]
    if left:
        words = visit.say(
            "No active point explains these areas yet: {areas}. Go on with the next points.",
            areas=", ".join(left),
        )
        yield Text(runs=Rich.plain(words).runs, tone="info", id="unexplained")
