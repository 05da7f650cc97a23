"""The commands as the window shows them, and doing one that it asks for."""

from __future__ import annotations

import logging
from collections.abc import Iterable

from nmt_atlas.library.words import fold
from nmt_atlas.pages.commands import COMMANDS, inside, looking
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.shell_data import Tool

FOLDED = {looking.GROUP: "3d_rotation", inside.GROUP: "layers_clear"}
"""The groups that are one menu each on the strip, with its icon."""

_LOG = logging.getLogger(__name__)


def tools_of(visit: Visit, commands: Iterable[Command] = COMMANDS) -> tuple[Tool, ...]:
    """Everything that can be done, in the visitor's language, and why what cannot be done now."""
    say = visit.say
    return tuple(
        Tool(
            id=one.id,
            title=one.label(visit),
            group=say(one.group),
            icon=one.icon,
            key=one.key,
            why=say(why) if (why := one.refused(visit)) else "",
            on=None if one.on is None else one.on(visit),
            strip="strip" in one.places,
            skip="skip" in one.places,
            over="presenter" in one.places,
            short=say(one.short) if one.short else "",
            fold=FOLDED.get(one.group, ""),
            bar=one.bar(visit),
            color=one.dot[0],
            px=one.dot[1],
        )
        for one in commands
    )


def command(visit: Visit, ident: str, commands: Iterable[Command] = COMMANDS) -> bool:
    """Do a command; where it cannot be done now the visitor is told why.

    Returns
    -------
    bool
        Whether it was done.
    """
    one = next((one for one in commands if one.id == ident), None)
    if one is None:
        _LOG.warning("a command that is not there: %.120r", ident)
        return False
    why = one.refused(visit)
    if why:
        visit.tell(visit.say(why), "command")
        return False
    one.run(visit)
    return True


def named_so(visit: Visit, text: str, commands: Iterable[Command] = COMMANDS) -> list[Command]:
    """The commands that a search finds: every word typed begins one of theirs."""
    wanted = fold(text).split()
    if not wanted:
        return []
    found = []
    for one in commands:
        if "search" not in one.places:
            continue
        said = f"{visit.say(one.title)} {visit.say(one.group)} {one.title}"
        words = fold(said).split()
        own = fold(f"{visit.say(one.title)} {one.title}").split()
        if all(any(word.startswith(part) for word in words) for part in wanted) and any(
            word.startswith(part) for part in wanted for word in own
        ):
            found.append(one)
    return found
