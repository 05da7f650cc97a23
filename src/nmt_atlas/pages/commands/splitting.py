"""Two muscles side by side, each with its own pain."""

from __future__ import annotations

from nmt_atlas.atlas.halves import beside
from nmt_atlas.domain import actions
from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.commands.seen import GROUP
from nmt_atlas.pages.visit import Visit

_TWO = mark("Select two muscles first: hold Shift or Ctrl and press the second one.")


def _why(visit: Visit) -> str:
    return "" if visit.state.split or len(visit.state.selection) > 1 else _TWO


def _split(visit: Visit) -> None:
    """The last two of what is selected side by side; again, one picture."""
    state = visit.state
    if state.split:
        visit.show(actions.show_beside(state, ""))
        return
    first, second = state.selection[-2:]
    alone = visit.with_pain(state.changed(selection=(first,)))
    visit.show(beside(alone, second, visit.body))


COMMANDS = (
    Command(
        "split",
        mark("Two side by side"),
        _split,
        GROUP,
        "vertical_split",
        "v",
        _why,
        lambda visit: bool(visit.state.split),
        frozenset({"strip", "menu", "search"}),
        short=mark("Side by side"),
    ),
)
