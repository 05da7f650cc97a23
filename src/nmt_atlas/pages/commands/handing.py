"""What a client is told of what is selected, and the page to take home."""

from __future__ import annotations

from nmt_atlas.domain.anatomy import split_part_id
from nmt_atlas.domain.language import mark
from nmt_atlas.library.writing.handout import has_handout
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Tools")
_NOTHING = mark("Select a muscle on the body first.")
_UNWRITTEN = mark("Nothing in plain words is written of this.")


def _about(visit: Visit) -> tuple[str, str]:
    """The muscle document (id) of what is selected, and the side; "" for none."""
    for part in visit.state.selection:
        structure, side = split_part_id(part)
        found = visit.structure(part)
        muscle = visit.library.muscle_of(structure) if found else None
        if muscle:
            return muscle.id, side
    return "", ""


def _refused(visit: Visit) -> str:
    if not visit.state.selection:
        return _NOTHING
    return "" if has_handout(visit.library, "muscle", _about(visit)[0]) else _UNWRITTEN


def _run(visit: Visit) -> None:
    muscle, side = _about(visit)
    if muscle:
        visit.go("client", about=f"muscle/{muscle}", of=side)


COMMANDS = (
    Command(
        "client",
        mark("For the client: plain words, handout"),
        _run,
        GROUP,
        "record_voice_over",
        "Shift+H",
        _refused,
        places=frozenset({"strip", "menu", "search"}),
        short=mark("Client"),
    ),
)
