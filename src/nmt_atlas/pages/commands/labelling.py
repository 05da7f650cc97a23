"""How names are shown on the body: as they are, as numbers, where they are touched."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import LabelStyle
from nmt_atlas.pages.commands.command import Command
from nmt_atlas.pages.visit import Visit

GROUP = mark("Names on the body")
_STYLES: dict[LabelStyle, str] = {
    "names": mark("Names written out"),
    "numbers": mark("Names as numbers"),
    "touch": mark("Names where they are touched"),
}


def _style(style: LabelStyle) -> Callable[[Visit], None]:
    """Show names so; where they are shown so already, none."""
    return lambda visit: visit.view.change(labels=not _is(style)(visit), label_style=style)


def _is(style: LabelStyle) -> Callable[[Visit], bool]:
    return lambda visit: visit.state.labels and visit.state.label_style == style


COMMANDS = tuple(
    Command(
        f"labels-{style}",
        title,
        _style(style),
        GROUP,
        on=_is(style),
        places=frozenset({"search"}),
    )
    for style, title in _STYLES.items()
)
