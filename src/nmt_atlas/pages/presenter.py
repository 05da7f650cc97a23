"""Before a class: no bars, large words, prepared views by the arrow keys."""

from __future__ import annotations

from collections.abc import Iterator

from nmt_atlas.domain import actions, prospects
from nmt_atlas.domain.language import mark
from nmt_atlas.domain.nerve import Nerve
from nmt_atlas.domain.presenting import Prepared
from nmt_atlas.pages.visit import Visit
from nmt_atlas.viewer.shell_data import Stage

LABEL_SCALE = 1.85
"""Names on the body in 24 pixels."""
_SIDES = {"right": mark("right side"), "left": mark("left side")}
_COUNT = mark("{number} of {count}")


def begin(visit: Visit) -> None:
    """Put the bars away and make the names large."""
    visit.presenting = visit.presenting.begun(tuple(views_of(visit)))
    visit.view.canvas.scale = LABEL_SCALE


def end(visit: Visit) -> None:
    """Back to the desk, with every name that was hidden."""
    visit.presenting = visit.presenting.ended()
    visit.view.canvas.scale = 1.0
    visit.view.hide_names(on=False)


def keep(visit: Visit) -> None:
    """Keep what is shown as a view to present."""
    title = _chosen(visit) or visit.say("The whole body")
    visit.presenting = visit.presenting.with_kept(Prepared(title=title, state=visit.state))
    count = len(visit.presenting.kept)
    told = visit.say("View {number} is kept: “{title}”. Press P to show all.", number=count,
                     title=title)  # fmt: skip
    visit.tell(told, "presenter")


def step(visit: Visit, by: int) -> None:
    """Go on or back: in the story that is open, else through the prepared views."""
    if visit.stepper:
        visit.presenting = visit.presenting.changed(black=False, point=0)
        visit.stepper(by)
        return
    visit.presenting = visit.presenting.stepped(by)
    view = visit.presenting.view
    if view is not None:
        visit.view.look(view.state)


def hide_names(visit: Visit) -> None:
    """Hide every name, those too that a pointer or a screen reader would betray; or show them."""
    visit.presenting = visit.presenting.changed(secret=not visit.presenting.secret)
    visit.view.hide_names(on=visit.presenting.secret)


def point(visit: Visit, number: int) -> None:
    """Paint one trigger point's pain alone (from 1); 0 paints all of them again."""
    points = points_of(visit)
    if number > len(points):
        return
    visit.presenting = visit.presenting.changed(point=number)
    if number:
        visit.view.change(overlay=(_tag(points[number - 1]),))
    else:
        visit.show(visit.with_pain(visit.state))


def points_of(visit: Visit) -> tuple[tuple[str, str], ...]:
    """The trigger points of what is selected, each with its side."""
    body = visit.body
    return tuple(one for part in visit.state.selection for one in body.points_of(part))


def stage_of(visit: Visit, caption: str) -> Stage:
    """What the window shows before a class.

    Parameters
    ----------
    visit
        The visitor.
    caption
        What the open page says over the body; "" where it says nothing.
    """
    now = visit.presenting
    if not now.on:
        return Stage()
    told = "" if now.secret or visit.view.quiet else caption or _said(visit)
    count = ""
    if now.view is not None and not visit.stepper:
        count = visit.say(_COUNT, number=now.at + 1, count=len(now.views))
    return Stage(on=True, caption=told, count=count, spotlight=now.spotlight,
                 pointer=now.pointer, black=now.black)  # fmt: skip


def _said(visit: Visit) -> str:
    """The words below the body: of the point, of the prepared view, of what is chosen."""
    now = visit.presenting
    points = points_of(visit)
    if 0 < now.point <= len(points) and visit.state.overlay == (_tag(points[now.point - 1]),):
        return _of_point(visit, points[now.point - 1][0])
    if now.view is not None and now.view.is_seen(visit.state):
        return ": ".join(filter(None, (now.view.title, now.view.words)))
    return _chosen(visit)


def _of_point(visit: Visit, ident: str) -> str:
    _, one = visit.library.trigger_points[ident]
    words = "; ".join(zone.words.rstrip(".") for zone in one.zones if zone.kind == "essential")
    return f"{one.name}: {words}" if words else one.name


def _chosen(visit: Visit) -> str:
    """The name of what is selected or followed, with its side."""
    known = visit.body.context.parts
    parts = [known[one] for one in visit.state.selection if one in known]
    if len(parts) > 1:
        return visit.say("{count} structures", count=len(parts))
    if parts:
        name = visit.body.context.name(parts[0].structure, visit.taste.language)
        side = _SIDES.get(parts[0].side)
        return f"{name}, {visit.say(side)}" if side else name
    nerve = visit.library.nerves.get(visit.state.nerve.partition(":")[0])
    return nerve.name if nerve else ""


# The views where none were kept


def views_of(visit: Visit) -> Iterator[Prepared]:
    """The views of what is selected, one after the other; of the regions where nothing is."""
    if not visit.state.selection:
        yield from _regions(visit)
        return
    yield from _muscle(visit)


def _muscle(visit: Visit) -> Iterator[Prepared]:
    """The muscle, the pain of each of its points, all of it together, and the nerves it has."""
    say, state, views = visit.say, visit.state, visit.body.views
    name = _chosen(visit)
    way = views.facing_several(state.selection)
    yield Prepared(title=name, state=actions.look_at_muscle(state.changed(overlay=()), way))
    points = points_of(visit)
    for one in points:
        painted = state.changed(overlay=(_tag(one),))
        facing = views.facing_paint(painted.overlay, ())
        if facing is not None:
            title = _of_point(visit, one[0])
            yield Prepared(title=title, state=actions.look_at_pain(painted, facing))
    if points:
        whole = visit.with_pain(state)
        both = views.facing_several(whole.selection, whole.overlay)
        title = say("{name}: the muscle and its pain", name=name)
        yield Prepared(title=title, state=actions.look_at_both(whole, both))
    for nerve, side in _nerves(visit):
        laid = visit.body.with_nerve(actions.look_at_muscle(state, way), nerve.id, side)
        yield Prepared(title=say("{name}: its {nerve}", name=name, nerve=nerve.name.lower()),
                       state=laid)  # fmt: skip


def _nerves(visit: Visit) -> Iterator[tuple[Nerve, str]]:
    library, known = visit.library, visit.body.context.parts
    for part in visit.state.selection:
        muscle = library.muscle_of(known[part].structure) if part in known else None
        for one in muscle.innervation if muscle else ():
            nerve = library.nerves.get(one.nerve_id or "")
            if nerve is not None:
                yield nerve, known[part].side


def _regions(visit: Visit) -> Iterator[Prepared]:
    whole = prospects.whole(visit.state)
    yield Prepared(title=visit.say("The whole body"), state=whole)
    for one in prospects.PROSPECTS:
        seen = prospects.look_at(visit.state, one, "right")
        yield Prepared(title=visit.say(one.title), state=seen)


def _tag(one: tuple[str, str]) -> str:
    return f"{one[0]}:{one[1]}"
