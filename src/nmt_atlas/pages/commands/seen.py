"""What is shown of what is selected: alone, away, see-through, on the other side."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain import actions
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.commands.command import Command, Place
from nmt_atlas.pages.visit import Visit

GROUP = mark("Tools")
_NOTHING = mark("Select something on the body first.")
_EVERYWHERE: frozenset[Place] = frozenset({"strip", "menu", "search"})


def _selected(visit: Visit) -> str:
    return "" if visit.state.selection else _NOTHING


def _does(action: Callable[[ViewState], ViewState]) -> Callable[[Visit], None]:
    return lambda visit: visit.show(action(visit.state))


def _with(visit: Visit, words: str, what: str) -> str:
    return visit.say(words, what=what) if what else ""


COMMANDS = (
    Command(
        "isolate",
        mark("Isolate"),
        _does(lambda state: actions.isolate(state, state.selection)),
        GROUP,
        "center_focus_strong",
        "i",
        _selected,
        lambda visit: bool(visit.state.isolated),
        _EVERYWHERE,
    ),
    Command(
        "hide",
        mark("Hide"),
        _does(lambda state: actions.hide(state, state.selection)),
        GROUP,
        "visibility_off",
        "h",
        _selected,
        None,
        _EVERYWHERE,
    ),
    Command(
        "fade",
        mark("Fade"),
        _does(lambda state: actions.fade(state, state.selection)),
        GROUP,
        "opacity",
        "f",
        _selected,
        lambda visit: bool(visit.state.faded),
        _EVERYWHERE,
    ),
    Command("all", mark("Show all"), _does(actions.show_all), GROUP, "restart_alt", "a"),
    Command("swap", mark("Other side"), _does(actions.swap_side), GROUP, "flip", "o"),
    Command(
        "undo",
        mark("Undo"),
        lambda visit: visit.hand.undo(),
        GROUP,
        "undo",
        "Control+z",
        lambda visit: "" if visit.hand.can_undo else mark("There is nothing to undo."),
        named=lambda visit: _with(visit, mark("Undo: {what}"), visit.hand.undo_name),
        short=mark("Undo"),
        bar=lambda visit: visit.pen.held,
    ),
    Command(
        "redo",
        mark("Redo"),
        lambda visit: visit.hand.redo(),
        GROUP,
        "redo",
        "Control+y",
        lambda visit: "" if visit.hand.can_redo else mark("There is nothing to redo."),
        named=lambda visit: _with(visit, mark("Redo: {what}"), visit.hand.redo_name),
        short=mark("Redo"),
        bar=lambda visit: visit.pen.held,
    ),
    Command(
        "labels",
        mark("Names on the body"),
        lambda visit: visit.view.change(labels=not visit.state.labels),
        GROUP,
        "label",
        "l",
        on=lambda visit: visit.state.labels,
        short=mark("Names"),
    ),
)
