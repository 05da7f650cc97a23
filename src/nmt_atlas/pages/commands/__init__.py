"""Everything that a visitor can do, one file a group: strip, keys, search and menu show it."""

from __future__ import annotations

from nmt_atlas.pages.commands import handing, hurting, looking, seen, telling
from nmt_atlas.pages.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *looking.COMMANDS,
    *seen.COMMANDS,
    *handing.COMMANDS,
    *hurting.COMMANDS,
    *telling.COMMANDS,
)
"""A new group is one file and one name here."""
