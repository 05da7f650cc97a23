"""Where the body is looked at from: six sides, and what is selected."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Look from")
_SIDES = {
    "anterior": (mark("Front"), "1"),
    "posterior": (mark("Back"), "2"),
    "right": (mark("Right"), "3"),
    "left": (mark("Left"), "4"),
    "superior": (mark("Top"), "5"),
    "inferior": (mark("Below"), "6"),
}


def _from(way: str) -> Callable[[Visit], None]:
    return lambda visit: visit.view.change(camera=way)


COMMANDS = tuple(
    Command(f"view-{way}", title, _from(way), GROUP, "", key)
    for way, (title, key) in _SIDES.items()
)
