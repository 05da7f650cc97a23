"""What of a document can be shown on the body: structures, points, a nerve, painted skin."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Protocol

from nmt_atlas.atlas.scene import SceneContext, nerve_parts
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import mirror_point, part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.view_state import Camera, CameraPreset, ViewState
from nmt_atlas.library.library import Library
from nmt_atlas.library.targets import Target

__all__ = ["Surroundings", "Target", "target_of", "view_of"]

_CLOSE = 120.0
"""How much (mm) is seen around a place that is looked at closely."""


class Surroundings(Protocol):
    """What a body tells of itself."""

    context: SceneContext

    def facing_point(self, at: Point) -> CameraPreset:
        """The preset that looks at a place (mm) through the nearest skin."""
        ...

    def close_up(self, at: Point, reach: float, facing: str) -> Camera:
        """A camera that looks at a place (mm) with ``reach`` mm around it."""
        ...

    def beside_nerve(self, nerve_id: str, side: str) -> tuple[str, ...]:
        """Part ids of the structures that form a nerve's narrow places."""
        ...

    def middle_of(self, territory: Sequence[str]) -> Point | None:
        """The middle (mm) of the skin that ``id:side`` tags paint; None where they paint none."""
        ...


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
    if target.nerve:
        state = _following(target.nerve, side, state, body)
    elif parts:
        state = _revealing(parts, state, body)
    elif territory:
        middle = body.middle_of(territory)
        camera = body.facing_point(middle) if middle else "anterior"
        state = actions.leave_nerve(state).changed(
            selection=(), isolated=(), focus=(), camera=camera
        )
    else:
        return None
    state = state.changed(overlay=overlay, territory=territory)
    if target.at is None:
        return state
    at = mirror_point(target.at) if side == "left" else target.at
    return state.changed(camera=body.close_up(at, _CLOSE, body.facing_point(at)))


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
        beside=body.beside_nerve(nerve, side),
        camera=body.facing_point(body.context.parts[parts[0]].centre) if parts else "anterior",
    )


def _revealing(parts: Sequence[str], state: ViewState, body: Surroundings) -> ViewState:
    context = body.context
    shown = [context.parts[part] for part in parts]
    centre = [sum(part.centre[k] for part in shown) / len(shown) for k in range(3)]
    camera = body.facing_point((centre[0], centre[1], centre[2]))
    state = state.changed(nerve="", territory=())
    if len(parts) == 1:
        return actions.reveal(state, parts[0], context.structures[shown[0].structure], camera)
    return actions.reveal_several(state, parts, {part.group for part in shown}, camera)
