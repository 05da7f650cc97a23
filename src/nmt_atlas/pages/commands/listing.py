"""The body as a list: for whoever would rather read it, or cannot see it."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command

COMMANDS = (
    Command(
        "body-list",
        mark("The body as a list"),
        lambda visit: visit.go("list"),
        mark("Read"),
        "list_alt",
        "Shift+L",
        places=frozenset({"search", "skip"}),
    ),
)
