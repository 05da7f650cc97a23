"""Handing on and keeping what is seen."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command, Place
from nmt_atlas.pages.visit import Visit

GROUP = mark("Views")
_BOTH: frozenset[Place] = frozenset({"strip", "search"})
_SEARCH: frozenset[Place] = frozenset({"search"})
_MENU: frozenset[Place] = frozenset({"search", "menu"})


def _tab(tab: str) -> Callable[[Visit], None]:
    return lambda visit: visit.go("views", tab=tab)


COMMANDS = (
    Command(
        "share",
        mark("Hand this view on: address, QR code, picture"),
        _tab("share"),
        GROUP,
        "ios_share",
        "Shift+S",
        short=mark("Hand on"),
        places=_BOTH,
    ),
    Command(
        "gallery",
        mark("Prepared views"),
        _tab("gallery"),
        GROUP,
        "photo_library",
        "Shift+G",
        places=_SEARCH,
    ),
    Command(
        "notes",
        mark("My views, notes and favourites"),
        _tab("mine"),
        GROUP,
        "bookmark",
        "Shift+N",
        places=_MENU,
    ),
)
