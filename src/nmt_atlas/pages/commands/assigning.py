"""Assignments: what is set to me, and to groups that I teach."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command

COMMANDS = (
    Command(
        "work",
        mark("Assignments: what is set, and by when"),
        lambda visit: visit.go("work"),
        mark("Learn"),
        "assignment",
        places=frozenset({"search"}),
    ),
)
