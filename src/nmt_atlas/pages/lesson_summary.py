"""The end of a lesson: the score, and what to look at again."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.run import Again, Run
from nmt_atlas.pages.asking.ground import InWords
from nmt_atlas.pages.bits import action, alert, heading, row, words
from nmt_atlas.pages.lesson_step import OUTCOMES
from nmt_atlas.pages.visit import Visit

_SKIPPED = mark("Skipped.")


def lesson_summary(
    visit: Visit,
    run: Run,
    go: Callable[[int], None],
    start_over: Callable[[str], None],
    close: Callable[[], None],
) -> list[Any]:
    """How a run went.

    Parameters
    ----------
    visit
        The visitor.
    run
        The run.
    go
        Called with the step to go back to.
    start_over
        Called with the lesson's id.
    close
        Called to go to the list.
    """
    say, told = visit.say, run.summary()
    over = partial(start_over, run.lesson.id)
    return [
        heading(say("Finished: {lesson}", lesson=run.lesson.title), 2),
        *(
            [heading(say("Score: {score} of {total}", score=f"{told.score:g}", total=told.of), 3)]
            if told.of
            else []
        ),
        *_again(visit, told.again, go),
        *([alert(say("Every question answered right."), "success")] if _all_right(run) else []),
        row(
            action(say("Once more"), "restart_alt", over, variant="outlined"),
            action(say("All lessons"), "arrow_back", close, variant="contained"),
            margin=(8, 8),
        ),
    ]


def _all_right(run: Run) -> bool:
    return bool(run.lesson.questions) and not run.summary().again


def _again(visit: Visit, again: tuple[Again, ...], go: Callable[[int], None]) -> list[Any]:
    if not again:
        return []
    items: list[Any] = [heading(visit.say("Look at these again"), 3)]
    for one in again:
        said = _SKIPPED if one.outcome == "skipped" else OUTCOMES[one.outcome][1]
        items += [
            words(f"{visit.say(said)} {one.question.prompt}"),
            row(
                action(one.step.title, "arrow_back", partial(go, one.position)),
                *_to_read(visit, one),
                margin=(0, 8, 6, 8),
            ),
        ]
    return items


def _to_read(visit: Visit, one: Again) -> list[Any]:
    """A button to the article on what was asked, once it gives nothing away."""
    if one.outcome == "skipped":
        return []
    return [
        action(
            visit.say("Read: {name}", name=_name(visit, kind, ident)),
            "menu_book",
            partial(visit.go, "library", doc=f"{kind}/{ident}"),
        )
        for kind, ident in one.question.about()
        if ident in visit.library.of(kind)
    ]


def _name(visit: Visit, kind: str, ident: str) -> str:
    names = InWords(visit)
    return names.point(ident) if kind == "trigger-point" else names.structure(ident)
