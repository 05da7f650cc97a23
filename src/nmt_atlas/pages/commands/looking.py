"""Where the body is looked at from: six sides of what is looked at, and the whole of it."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain import prospects
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.ways import Way
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Look from")
_SIDES: dict[Way, tuple[str, str]] = {
    "anterior": (mark("Front"), "1"),
    "posterior": (mark("Back"), "2"),
    "right": (mark("Right"), "3"),
    "left": (mark("Left"), "4"),
    "superior": (mark("Top"), "5"),
    "inferior": (mark("Below"), "6"),
}
_NOTHING = mark("Select something on the body first.")


def _from(way: Way) -> Callable[[Visit], None]:
    return lambda visit: visit.view.look(prospects.look_from(visit.state, way))


def _whole(visit: Visit) -> None:
    visit.view.look(prospects.whole(visit.state))


COMMANDS = (
    *(
        Command(f"view-{way}", title, _from(way), GROUP, "", key)
        for way, (title, key) in _SIDES.items()
    ),
    Command(
        "fly",
        mark("Come closer"),
        lambda visit: visit.look_at("muscle"),
        GROUP,
        "center_focus_weak",
        "c",
        lambda visit: "" if visit.state.selection else _NOTHING,
        None,
        frozenset({"menu", "search"}),
    ),
    Command(
        "view-whole",
        mark("Whole body"),
        _whole,
        GROUP,
        "accessibility_new",
        "0",
    ),
)
