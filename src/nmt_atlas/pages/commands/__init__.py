"""Everything that a visitor can do, one file a group: strip, keys, search and menu show it."""

from __future__ import annotations

from nmt_atlas.pages.commands import (
    assigning,
    authoring,
    cases,
    handing,
    helping,
    hurting,
    inside,
    labelling,
    listing,
    looking,
    moving,
    nerves,
    penning,
    presenting,
    quizzes,
    regions,
    seen,
    share,
    splitting,
    studying,
    telling,
    varying,
)
from nmt_atlas.pages.commands.command import Command

COMMANDS: tuple[Command, ...] = (
    *looking.COMMANDS,
    *regions.COMMANDS,
    *labelling.COMMANDS,
    *seen.COMMANDS,
    *varying.COMMANDS,
    *splitting.COMMANDS,
    *inside.COMMANDS,
    *moving.COMMANDS,
    *penning.COMMANDS,
    *handing.COMMANDS,
    *share.COMMANDS,
    *hurting.COMMANDS,
    *nerves.COMMANDS,
    *cases.COMMANDS,
    *telling.COMMANDS,
    *listing.COMMANDS,
    *presenting.COMMANDS,
    *helping.COMMANDS,
    *quizzes.COMMANDS,
    *authoring.COMMANDS,
    *studying.COMMANDS,
    *assigning.COMMANDS,
)
"""A new group is one file and one name here."""
