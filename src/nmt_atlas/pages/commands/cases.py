"""Case files: from anywhere to them, and what is drawn into one of them."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.pain.by_date import day_of
from nmt_atlas.pages.pain.hand import Hand
from nmt_atlas.pages.tray import put_by
from nmt_atlas.pages.visit import Visit

GROUP = mark("Pain")
_NOTHING = mark("Draw a pain first: “Where does it hurt?”")


def _drawn(visit: Visit) -> Hand | None:
    hand = visit.undoer
    return hand if isinstance(hand, Hand) and not hand.sketch.empty else None


def _open(visit: Visit) -> None:
    visit.go("cases")


def _refused(visit: Visit) -> str:
    return "" if _drawn(visit) else _NOTHING


def _keep(visit: Visit) -> None:
    hand = _drawn(visit)
    if hand is not None:
        put_by(visit, day_of(hand))


COMMANDS = (
    Command(
        "case-files",
        mark("Case files"),
        _open,
        GROUP,
        "folder_shared",
        places=frozenset({"search"}),
    ),
    Command(
        "keep-in-case",
        mark("Keep this drawing in a case file"),
        _keep,
        GROUP,
        "create_new_folder",
        refused=_refused,
        places=frozenset({"search"}),
    ),
)
