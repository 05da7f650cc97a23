"""It hurts here: from anywhere on the body to the drawing of a pain."""

from __future__ import annotations

from nmt_atlas.domain.language import mark
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Pain")


def _vertex(visit: Visit) -> int:
    """The skin over what was clicked or selected last; -1 where nothing was."""
    if visit.pointed >= 0 or not visit.state.selection:
        return visit.pointed
    part = visit.body.context.parts.get(visit.state.selection[-1])
    return int(visit.body.views.skin_tree.query(part.centre)[1]) if part else -1


def _hurts(visit: Visit) -> None:
    vertex = _vertex(visit)
    visit.go("pain", **({"here": str(vertex)} if vertex >= 0 else {}))


def _draw(visit: Visit) -> None:
    visit.go("pain")


COMMANDS = (
    Command(
        "hurts-here",
        mark("It hurts here"),
        _hurts,
        GROUP,
        "personal_injury",
        places=frozenset({"menu", "search"}),
    ),
    Command(
        "draw-pain",
        mark("Where does it hurt?"),
        _draw,
        GROUP,
        "draw",
        "w",
        places=frozenset({"search"}),
    ),
)
