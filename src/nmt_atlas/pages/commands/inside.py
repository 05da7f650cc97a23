"""Seeing inside: peel, dissect, cut open, X-ray, move apart, attachments."""

from __future__ import annotations

from collections.abc import Callable

from nmt_atlas.domain import actions
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.sections import Axis, facing, through
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.pages.commands.command import Command, Place
from nmt_atlas.pages.visit import Visit

GROUP = mark("See inside")
_NOTHING = mark("Select something on the body first.")
_UNCUT = mark("Cut the body open first.")
_BARE = mark("Everything down to the bones is taken off.")
_WHOLE = mark("Nothing is peeled off.")
_EVERYWHERE: frozenset[Place] = frozenset({"strip", "menu", "search"})
_SEARCH: frozenset[Place] = frozenset({"search"})


def _does(action: Callable[[ViewState], ViewState]) -> Callable[[Visit], None]:
    return lambda visit: visit.show(action(visit.state))


def _cut(axis: Axis) -> Callable[[Visit], None]:
    def run(visit: Visit) -> None:
        section = facing(axis, visit.view.middle, visit.view.eye)
        visit.show(actions.cut(visit.state, section))
        visit.view.canvas.tool = "section"

    return run


def _cut_as_seen(visit: Visit) -> None:
    """Cut square to the way that the eye looks."""
    middle, eye = visit.view.middle, visit.view.eye
    towards: Point = (eye[0] - middle[0], eye[1] - middle[1], eye[2] - middle[2])
    visit.show(actions.cut(visit.state, through(middle, towards)))
    visit.view.canvas.tool = "section"


def _close(visit: Visit) -> None:
    visit.show(visit.state.changed(clip=()))
    visit.view.canvas.tool = "pick"


def _drag(visit: Visit) -> None:
    canvas = visit.view.canvas
    canvas.tool = "pick" if canvas.tool == "section" else "section"


def _selected(visit: Visit) -> str:
    return "" if visit.state.selection else _NOTHING


def _is_cut(visit: Visit) -> str:
    return "" if visit.state.clip else _UNCUT


_PEELING = (
    Command(
        "peel",
        mark("Take the next layer off"),
        _does(actions.peel),
        GROUP,
        "layers_clear",
        "[",
        lambda visit: _BARE if visit.state.peel == 1.0 else "",
    ),
    Command(
        "unpeel",
        mark("Put a layer back"),
        _does(lambda state: actions.peel(state, back=True)),
        GROUP,
        "layers",
        "]",
        lambda visit: "" if visit.state.peel is not None else _WHOLE,
    ),
    Command(
        "dissect",
        mark("Dissect: take it off"),
        lambda visit: visit.show(actions.dissect(visit.state)),
        GROUP,
        "content_cut",
        "Shift+D",
        _selected,
        None,
        frozenset({"menu", "search"}),
    ),
)

_CUTS = (
    Command("cut-z", mark("Cut across"), _cut("z"), GROUP, "horizontal_rule", "Shift+Z"),
    Command("cut-x", mark("Cut lengthwise, left from right"), _cut("x"), GROUP, places=_SEARCH),
    Command("cut-y", mark("Cut lengthwise, front from back"), _cut("y"), GROUP, places=_SEARCH),
    Command("cut-seen", mark("Cut as I look"), _cut_as_seen, GROUP, "flip_to_front", "Shift+X"),
    Command(
        "cut-drag",
        mark("Drag the cut"),
        _drag,
        GROUP,
        "swap_vert",
        "x",
        _is_cut,
        lambda visit: bool(visit.view.canvas.tool == "section"),
    ),
    Command(
        "cut-turn",
        mark("Show the other half"),
        lambda visit: visit.show(actions.turn_cut(visit.state, len(visit.state.clip) - 1)),
        GROUP,
        "flip",
        "",
        _is_cut,
        places=_SEARCH,
    ),
    Command("cut-close", mark("Close the cut"), _close, GROUP, "healing", "", _is_cut),
)

_SHOWING = (
    Command(
        "xray",
        mark("X-ray"),
        lambda visit: visit.view.change(xray=not visit.state.xray),
        GROUP,
        "motion_photos_on",
        "r",
        on=lambda visit: visit.state.xray,
    ),
    Command(
        "explode",
        mark("Move the parts apart"),
        lambda visit: visit.view.change(exploded=0.0 if visit.state.exploded else 1.0),
        GROUP,
        "open_with",
        "e",
        on=lambda visit: bool(visit.state.exploded),
    ),
    Command(
        "attachments",
        mark("Origins and insertions"),
        lambda visit: visit.view.change(attachments=not visit.state.attachments),
        GROUP,
        "push_pin",
        "t",
        on=lambda visit: visit.state.attachments,
        places=_EVERYWHERE,
    ),
)

COMMANDS = (*_PEELING, *_CUTS, *_SHOWING)
