"""Write a lesson."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.school.rights import NOT_ALLOWED
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.reach import REACHED

GROUP = mark("Learn")
_NOT_HERE = mark("This server lets nobody write lessons.")


def _refused(visit: Visit) -> str:
    if not visit.may("author"):
        return NOT_ALLOWED
    return "" if REACHED.may_author else _NOT_HERE


COMMANDS = (
    Command(
        "author",
        mark("Write a lesson"),
        lambda visit: visit.go("author"),
        GROUP,
        "edit_note",
        refused=_refused,
        places=frozenset({"search"}),
    ),
)
