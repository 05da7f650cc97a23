"""What of a document can be shown on the body: structures, points, a nerve, painted skin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from nmt_atlas.atlas.context import SceneContext
from nmt_atlas.atlas.following import nerve_parts
from nmt_atlas.atlas.views import Views
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import mirror_point, part_id
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.targets import Target

__all__ = ["Surroundings", "Target", "target_of", "view_of"]

CLOSE = 120.0
"""How much (mm) is seen around a place that is looked at closely."""


class Surroundings(Protocol):
    """What a body tells of itself."""

    context: SceneContext
    views: Views


def target_of(library: Library, kind: str, ident: str) -> Target:
    """What a document shows on the body; a target that is false where it is nothing."""
    for one in library.kinds:
        if one.name == kind and one.target and ident in one.documents(library):
            return one.target(library, ident)
    return Target()


def view_of(
    target: Target, state: ViewState, body: Surroundings, side: str = "right"
) -> ViewState | None:
    """The state that shows a target on a body; None where this body has nothing of it.

    Parameters
    ----------
    target
        What to show.
    state
        What is shown now: theme, language and body stay.
    body
        The body.
    side
        The side to show what is paired on; points that are charted on one side only are shown
        on theirs.
    """
    context = body.context
    points = [context.library.trigger_point(one) for one in target.points]
    only = {point.only_side for point in points}
    if len(only) == 1:
        side = only.pop() or side
    overlay = tuple(f"{one.id}:{side}" for one in points if one.only_side in (None, side))
    territory = tuple(f"{one}:{side}" for one in target.territories)
    parts = _parts_on(context, target.structures, side)
    painted = state.changed(overlay=overlay, territory=territory)
    if parts:
        state = _revealing(parts, target, side, painted, body)
    elif target.nerve:
        state = _following(target.nerve, side, state, body)
    elif territory:
        state = _on_skin(painted, body)
    else:
        return None
    state = state.changed(overlay=overlay, territory=territory)
    if target.at is None:
        return state
    at = mirror_point(target.at) if side == "left" else target.at
    way = body.views.facing_place(target.place, at, side)
    return actions.framed(state, way, spot=(*at, CLOSE))


def _on_skin(state: ViewState, body: Surroundings) -> ViewState:
    """What is painted, seen from where most of it is, on skin that hides what lies below."""
    way = body.views.facing_paint(state.overlay, state.territory) or "anterior"
    bare = actions.leave_nerve(state).changed(
        selection=(), isolated=(), overlay=state.overlay, territory=state.territory
    )
    return actions.look_at_pain(bare, way)


def _parts_on(context: SceneContext, structures: Iterable[str], side: str) -> tuple[str, ...]:
    found = (
        part_id(one, side if context.structures[one].paired else "midline")
        for one in structures
        if one in context.structures
    )
    return tuple(part for part in found if part in context.parts)


def _following(nerve: str, side: str, state: ViewState, body: Surroundings) -> ViewState:
    parts = nerve_parts(body.context.library, f"{nerve}:{side}")
    parts = tuple(part for part in parts if part in body.context.parts)
    return actions.follow_nerve(
        state,
        nerve,
        side,
        parts=parts,
        beside=body.views.beside_nerve(nerve, side),
        camera=body.views.facing_nerve(nerve, side),
    )


def _revealing(
    parts: Sequence[str], target: Target, side: str, state: ViewState, body: Surroundings
) -> ViewState:
    """Parts uncovered; with a nerve that belongs to them beside them, and told apart."""
    context, overlay = body.context, state.overlay
    camera = body.views.facing_several(parts, overlay)
    state = state.changed(nerve="", territory=())
    if len(parts) == 1 and not target.nerve:
        structure = context.structures[context.parts[parts[0]].structure]
        zones = [tag for tag in body.views.zones_near(parts[0]) if tag in overlay]
        state = actions.reveal(state, parts[0], structure, camera, zones)
    else:
        groups = {context.parts[part].group for part in parts}
        state = actions.reveal_several(state, parts, groups, camera)
    if target.nerve:
        state = body.views.with_nerve(state, target.nerve, side)
        nerves = nerve_parts(context.library, f"{target.nerve}:{side}")
        covers = body.views.covers((*parts, *nerves))
    else:
        covers = body.views.covers(parts) if target.tight or target.weak else ()
    return state.changed(
        faded=covers,
        tight=_parts_on(context, target.tight, side),
        weak=_parts_on(context, target.weak, side),
    )
