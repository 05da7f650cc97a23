"""Next and back, where a story or something else of several steps is open."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command, Place
from nmt_atlas.pages.visit import Visit

GROUP = mark("Stories")
_NOTHING = mark("Open a story first.")


def _refused(visit: Visit) -> str:
    return "" if visit.stepper else _NOTHING


def _going(way: int) -> Callable[[Visit], None]:
    return lambda visit: visit.stepper(way) if visit.stepper else None


_SEARCH: frozenset[Place] = frozenset({"search"})

COMMANDS = (
    Command(
        "story-next",
        mark("Next view of the story"),
        _going(1),
        GROUP,
        "navigate_next",
        "PageDown",
        _refused,
        places=_SEARCH,
    ),
    Command(
        "story-back",
        mark("View before in the story"),
        _going(-1),
        GROUP,
        "navigate_before",
        "PageUp",
        _refused,
        places=_SEARCH,
    ),
)
