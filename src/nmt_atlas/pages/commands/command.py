"""What a visitor can do by a button, a key, a word in the search, or the menu on the body."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from nmt_atlas.pages.visit import Visit

Place = Literal["strip", "menu", "search", "skip", "presenter"]
"""Where a command is offered: the strip of tools, the menu on a part, the search, the links that
come before everything else for the keyboard and the screen reader; or by its key before a class
alone, where that goes before every other meaning of the key."""


def _always(_visit: Visit) -> str:
    return ""


def _never(_visit: Visit) -> bool:
    return False


@dataclass(frozen=True)
class Command:
    """One thing to do, written once for every way to ask for it.

    Attributes
    ----------
    id
        Its id.
    title
        What it is called (marked for translation); its words are what the search finds it by.
    run
        Does it.
    group
        The heading under which it stands on the strip and on the sheet of shortcuts.
    icon
        The name of its Material icon.
    key
        ``KeyboardEvent.key`` that does it, with ``Shift+`` or ``Control+`` before it; "" for none.
    refused
        Why it cannot be done now, as an English sentence (marked); "" where it can.
    on
        Whether it is on now; None for what is done and over.
    places
        Where it is offered.
    named
        What it would do now, in the visitor's language ("Undo: hide Trapezius"), where the title
        alone says less; "" for the title.
    short
        Its word on the strip (marked), where the title is too long for it.
    bar
        Whether it stands on the bar below the body now.
    dot
        The colour (hex) and the width (CSS pixels) that it chooses, shown on that bar.
    """

    id: str
    title: str
    run: Callable[[Visit], None]
    group: str
    icon: str = ""
    key: str = ""
    refused: Callable[[Visit], str] = _always
    on: Callable[[Visit], bool] | None = None
    places: frozenset[Place] = frozenset({"strip", "search"})
    named: Callable[[Visit], str] = _always
    short: str = ""
    bar: Callable[[Visit], bool] = _never
    dot: tuple[str, float] = ("", 0.0)

    def label(self, visit: Visit) -> str:
        """What stands on it now, in the visitor's language."""
        return self.named(visit) or visit.say(self.title)
