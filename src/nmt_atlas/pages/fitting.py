"""Fitting the days of the Review page to a learner's own answers."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from nmt_atlas.domain.fitting import ENOUGH, Once, fitted
from nmt_atlas.domain.language import Say
from nmt_atlas.pages.rich import Rich
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.leaf import Block, Button, Buttons, Text

_EVER = datetime(2000, 1, 1, tzinfo=UTC)


def fit_blocks(say: Say, own: bool) -> tuple[Block, ...]:
    """Whether the days are fitted to one's own answers, and the button for it."""
    told = (
        say("How long a first answer lasts is fitted to your own answers.")
        if own
        else say("How long a first answer lasts is what it is for most people.")
    )
    buttons = [Button(id="fit:", label=say("Fit it to my answers"))]
    if own:
        buttons.append(Button(id="unfit:", label=say("Back to the usual")))
    return (Text(runs=Rich.plain(told).runs), Buttons(buttons=tuple(buttons)))


def fit(visit: Visit, study: Callable[[tuple[float, ...]], None]) -> None:
    """Fit the model to a visitor's answers, where nobody waits for it.

    Parameters
    ----------
    study
        Called with the parameters; where there are too few answers that is told instead.
    """

    def work() -> tuple[float, ...]:
        past = visit.store.memory.history(visit.learner, _EVER)
        return fitted(Once(one.card, one.rating, one.at, one.offset_minutes) for one in past)

    def done(parameters: tuple[float, ...]) -> None:
        if parameters:
            study(parameters)
            return
        told = visit.say(
            "For that {count} cards must have been asked again on another day.", count=ENOUGH
        )
        visit.tell(told, "review")

    visit.keep(work, done)
