"""A palpation plan as a sheet to print: flags, places, care, and room to write."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING

import numpy as np
from pydantic import Field

from nmt_atlas.atlas.drawing import drawn_state
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain.base import Frozen, SideName
from nmt_atlas.domain.found import Found
from nmt_atlas.domain.handout import Advice, Handout, Help, Key
from nmt_atlas.domain.language import Say, mark
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.narrowing import Answer
from nmt_atlas.domain.pain import PainDrawing
from nmt_atlas.domain.palpation import LYING_WORDS, Finding, Step
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.words import point_title
from nmt_atlas.library.writing.handout import WORDS
from nmt_atlas.press.printing import printed

if TYPE_CHECKING:
    from nmt_atlas.atlas.atlas import Atlas

SIZE = (720, 868)
_SIDES: dict[SideName, str] = {
    "right": mark("right"),
    "left": mark("left"),
    "midline": mark("middle"),
}
_FOUND: dict[Finding, str] = {
    "active": mark("Found: active."),
    "latent": mark("Found: latent."),
    "tender": mark("Found: only tender."),
    "nothing": mark("Nothing found."),
}
_MOST_FLAGS = 3


class PlanOrder(Frozen):
    """A plan to print: the drawing, what was answered and found, from where it is looked at."""

    drawing: PainDrawing
    answers: Mapping[str, Answer] = Field(default_factory=dict)
    findings: tuple[tuple[str, SideName, Finding], ...] = ()
    view: ViewState = ViewState()
    language: str = "en"


def plan_sheet(atlas: Atlas, order: PlanOrder) -> tuple[bytes, ...]:
    """The plan of a drawing as a PDF.

    Raises
    ------
    HandoutError
        Where the sheet cannot be set.
    """
    library = atlas.library.in_language(order.language)
    say = atlas.library.catalogue(order.language).say
    found = atlas.pain_sources(order.drawing, order.answers)
    steps = atlas.palpation_plan(found)
    marked = {(point, side): finding for point, side, finding in order.findings}
    words = Handout(
        language=order.language,
        title=say("What to feel for"),
        about=say("Palpation plan"),
        helps=tuple(_helps(library, found)),
        plain=(say("In this order the person turns over as seldom as can be."),),
        felt=tuple(_felt(library, steps, marked, say)),
        legend=(Key(color=LOOK.paint["drawn"].color, words=say("Where it hurts")),),
        picture=say("The body with the place that hurts"),
        words=_headings(say),
        foot=(say("Teaches; does not diagnose."),),
    )
    return printed(words, plan_picture(atlas, order), "pdf", "a4")


def _headings(say: Say) -> dict[str, str]:
    own = {
        "help": mark("First ask about these"),
        "plain": mark("How to go on"),
        "felt": mark("The points"),
        "notes": mark("Notes"),
    }
    return {key: say(text) for key, text in {**WORDS, **own}.items()}


def _helps(library: Library, found: Found) -> Iterator[Help]:
    near = [flag for flag in found.flags if flag.because != "always"]
    for flag in near[:_MOST_FLAGS]:
        one = library.conditions[flag.id]
        yield Help(urgency=flag.urgency, words=one.client or one.summary.text)


def _felt(
    library: Library,
    steps: tuple[Step, ...],
    marked: dict[tuple[str, SideName], Finding],
    say: Say,
) -> Iterator[Advice]:
    for number, step in enumerate(steps, 1):
        name = point_title(*library.trigger_points[step.trigger_point])
        how = library.muscles[step.muscle].palpation
        told = [how.landmark, how.direction, how.avoid] if how else []
        told = [how.position if how else say(LYING_WORDS[step.lying]), *told]
        told += [f"{near.name} ({near.millimetres} mm)." for near in step.near[:1]]
        finding = marked.get((step.trigger_point, step.side))
        told += [say(_FOUND[finding])] if finding else []
        yield Advice(
            about=f"{number}. {name} ({say(_SIDES[step.side])})",
            words=" ".join(one for one in told if one),
        )


def plan_picture(atlas: Atlas, order: PlanOrder) -> bytes:
    """The skin with what was drawn on it."""
    view = atlas.body(order.drawing.body if order.drawing.body in atlas.body_names() else "own")
    drawn, _ = view.finder.canvas.put(order.drawing, frozenset())
    seen = {"camera": order.view.camera, "spot": order.view.spot}
    state = ViewState(body=view.id, layers=("skin",), skin=1.0).changed(**seen)
    vertices = drawn.vertices.astype(np.uint32)
    paint = SkinPaint.of("drawn", vertices, np.full(len(vertices), 255, np.uint8))
    return drawn_state(view.source, view.context, state, (paint,), size=SIZE).png()
