"""Study tools: compare what is selected, read aloud what is open, cards of a list."""

from __future__ import annotations

from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Learn")
_NO_VOICE = mark("This browser has no voice to read with.")


def _muscles(visit: Visit) -> tuple[str, ...]:
    """The muscle documents (ids) of what is selected, each once."""
    found = (visit.library.muscle_of(split_part_id(one)[0]) for one in visit.state.selection)
    return tuple(dict.fromkeys(one.id for one in found if one is not None))


def _compare(visit: Visit) -> None:
    keys = dict(zip(("one", "two"), _muscles(visit), strict=False))
    visit.go("compare", **keys)


def _read(visit: Visit) -> None:
    visit.spoken += 1


COMMANDS = (
    Command(
        "compare",
        mark("Compare two muscles"),
        _compare,
        GROUP,
        "compare",
        "Shift+C",
        places=frozenset({"search", "menu"}),
    ),
    Command(
        "read-aloud",
        mark("Read aloud what is open, or stop"),
        _read,
        GROUP,
        "volume_up",
        "Shift+R",
        refused=lambda visit: "" if visit.has_voice else _NO_VOICE,
        places=frozenset({"search"}),
    ),
    Command(
        "deck",
        mark("Cards of a list: practise, or take them to Anki"),
        lambda visit: visit.go("deck"),
        GROUP,
        "style",
        "Shift+K",
        places=frozenset({"search", "menu"}),
    ),
)
