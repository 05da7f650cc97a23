"""Assignments: what is set to me, and to groups that I teach."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit


def _nobody_signs_in(visit: Visit) -> str:
    return "" if visit.warrant().role else mark("Nobody signs in here.")


COMMANDS = (
    Command(
        "work",
        mark("Assignments: what is set, and by when"),
        lambda visit: visit.go("work"),
        mark("Learn"),
        "assignment",
        places=frozenset({"search"}),
    ),
    Command(
        "account",
        mark("My account: who I am here, sign out"),
        lambda visit: visit.go("work"),
        mark("Learn"),
        "account_circle",
        refused=_nobody_signs_in,
        places=frozenset({"search"}),
    ),
)
