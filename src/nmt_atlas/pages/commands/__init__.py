"""Everything that a visitor can do, one file a group: strip, keys, search and menu show it."""

from __future__ import annotations

from nmt_atlas.pages.commands import (
    cases,
    handing,
    helping,
    hurting,
    inside,
    labelling,
    listing,
    looking,
    presenting,
    quizzes,
    regions,
    seen,
    share,
    telling,
)
from nmt_atlas.pages.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *looking.COMMANDS,
    *regions.COMMANDS,
    *labelling.COMMANDS,
    *seen.COMMANDS,
    *inside.COMMANDS,
    *handing.COMMANDS,
    *share.COMMANDS,
    *hurting.COMMANDS,
    *cases.COMMANDS,
    *telling.COMMANDS,
    *listing.COMMANDS,
    *presenting.COMMANDS,
    *helping.COMMANDS,
    *quizzes.COMMANDS,
)
"""A new group is one file and one name here."""
