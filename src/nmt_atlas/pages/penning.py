"""The pen of a visit: what it draws becomes part of the view, what the eraser meets goes."""

from __future__ import annotations

import logging
import uuid
from functools import partial
from typing import Any

from nmt_atlas.atlas.known import short_query
from nmt_atlas.domain.ink import MOST, Pen, drawn, fits, rubbed
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.note import Kept, Sort
from nmt_atlas.domain.picks import Penned, Rubbed
from nmt_atlas.pages.visit import Visit
from nmt_atlas.store.jottings import Jottings

_LOG = logging.getLogger(__name__)
_FULL = mark("The view holds {count} lines; rub some out first.")
_LONG = mark(
    "The drawing has become too long for an address: links and notes are without it. It stays on "
    "the screen and in pictures."
)
_NAMES: dict[Sort, str] = {"note": mark("Drawing"), "view": mark("View with a drawing")}
ABOUT = "pen"


def watch(visit: Visit) -> None:
    """Follow the pen of a visit."""
    canvas = visit.view.canvas
    canvas.param.watch(partial(_keep_penned, visit), "penned")
    canvas.param.watch(partial(_keep_rubbed, visit), "rubbed")
    canvas.param.watch(partial(_heed_tool, visit), "tool")
    visit.param.watch(partial(_wield, visit), "pen")


def hold(visit: Visit, **changes: object) -> None:
    """Take the pen in the hand, with another colour, width or end."""
    wanted = {"held": True, "erase": False, **changes}
    visit.pen = Pen.model_validate({**visit.pen.model_dump(), **wanted})


def put_away(visit: Visit) -> None:
    """Have the hand point and turn again."""
    if visit.pen.held:
        visit.pen = visit.pen.model_copy(update={"held": False, "erase": False})


def clear(visit: Visit) -> None:
    """Take the whole drawing away; undo brings it back."""
    visit.view.change(ink=())


def keep(visit: Visit, sort: Sort) -> None:
    """Keep the drawing with its view among what is one's own."""
    if not fits(visit.state.ink):
        visit.tell(visit.say(_LONG), ABOUT)
        return
    one = Kept(
        id=uuid.uuid4().hex,
        sort=sort,
        name=visit.say(_NAMES[sort]),
        part=next(iter(visit.state.selection), "") if sort == "note" else "",
        view=short_query(visit.atlas, visit.state),
    )
    store, learner, now = Jottings(visit.store.database), visit.learner, visit.clock()

    def told(_done: object) -> None:
        where = visit.say("Kept as “{name}”; it lies under Notes (Shift N).", name=one.name)
        visit.tell(where, ABOUT)

    visit.keep(lambda: store.keep(learner, (one,), now), told)


def _wield(visit: Visit, event: Any) -> None:
    """Give the canvas the pen, or take it away."""
    canvas, pen = visit.view.canvas, event.new
    told = {"color": pen.color, "width": pen.width, "erase": pen.erase}
    tool = "pen" if pen.held else "pick" if canvas.tool == "pen" else canvas.tool
    canvas.param.update(pen=told, tool=tool)


def _heed_tool(visit: Visit, event: Any) -> None:
    """Another tool was taken: the pen is not in the hand any more."""
    if event.new != "pen":
        put_away(visit)


def _keep_penned(visit: Visit, event: Any) -> None:
    told = Penned.read(event.new)
    if told is None:
        _LOG.warning("a stroke that could not be read: %.120r", event.new)
        return
    before = visit.state.ink
    if len(before) >= MOST:
        visit.tell(visit.say(_FULL, count=MOST), ABOUT)
        put_away(visit)  # what the browser shows of the stroke goes with it
        return
    after = drawn(before, told)
    visit.view.change(ink=after)
    if fits(before) and not fits(after):
        visit.tell(visit.say(_LONG), ABOUT)


def _keep_rubbed(visit: Visit, event: Any) -> None:
    told = Rubbed.read(event.new)
    if told is None:
        _LOG.warning("strokes that could not be read: %.120r", event.new)
        return
    visit.view.change(ink=rubbed(visit.state.ink, told.ids))
