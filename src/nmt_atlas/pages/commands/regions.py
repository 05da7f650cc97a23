"""Regions of the body to look at, on the side of what is selected."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.prospects import PROSPECTS, Prospect, look_at, side_of
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Regions")


def _look(prospect: Prospect) -> Callable[[Visit], None]:
    def run(visit: Visit) -> None:
        state = visit.state
        visit.view.look(look_at(state, prospect, side_of(state.selection)))

    return run


COMMANDS = tuple(
    Command(
        f"region-{prospect.id}",
        prospect.title,
        _look(prospect),
        GROUP,
        places=frozenset({"search"}),
    )
    for prospect in PROSPECTS
)
