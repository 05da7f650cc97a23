"""Help where one stands: a tour of the screen."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Help")


def _tour(visit: Visit) -> None:
    visit.toured += 1


COMMANDS = (
    Command(
        "tour",
        mark("Take the tour"),
        _tour,
        GROUP,
        "tour",
        "F1",
        places=frozenset({"search"}),
    ),
)
