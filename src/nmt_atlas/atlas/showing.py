"""What of a document can be shown on the body: structures, points, a nerve, painted skin."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Protocol

from nmt_atlas.atlas.scene import SceneContext, nerve_parts
from nmt_atlas.domain import actions
from nmt_atlas.domain.anatomy import mirror_point, part_id
from nmt_atlas.domain.base import Frozen, Point
from nmt_atlas.domain.view_state import Camera, CameraPreset, ViewState
from nmt_atlas.library.catalogue import Library

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


class Target(Frozen):
    """What a document shows on the body, for no side in particular.

    Attributes
    ----------
    structures
        Structure ids to uncover and select.
    points
        Trigger point ids whose charted pain is painted.
    nerve
        The nerve (id) to follow.
    territories
        Ids of documents whose territory or sites are painted.
    at
        A place (mm, right side or midline) to look at closely.
    """

    structures: tuple[str, ...] = ()
    points: tuple[str, ...] = ()
    nerve: str = ""
    territories: tuple[str, ...] = ()
    at: Point | None = None

    def __bool__(self) -> bool:
        """True where there is anything to show."""
        return bool(self.structures or self.nerve or self.territories)


def target_of(library: Library, kind: str, ident: str) -> Target:
    """What a document shows on the body; a target that is false where it is nothing."""
    documents, target = _TARGETS.get(kind, (None, None))
    if documents is None or target is None or ident not in documents(library):
        return Target()
    return target(library, ident)


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


def _muscle(library: Library, ident: str) -> Target:
    muscle = library.muscles[ident]
    points = tuple(point.id for point in muscle.trigger_points)
    return Target(structures=muscle.parts, points=points)


def _point(library: Library, ident: str) -> Target:
    return Target(structures=(library.trigger_point(ident).part,), points=(ident,))


def _nerve(library: Library, ident: str) -> Target:
    return Target(nerve=ident, territories=_painted(library, [ident]))


def _entrapment(library: Library, ident: str) -> Target:
    trap = library.entrapments[ident]
    nerve = trap.nerve if trap.nerve in library.nerves else ""
    found = Target(nerve=nerve, territories=_painted(library, [ident]), at=trap.at)
    return found if nerve else found.model_copy(update={"structures": trap.structures})


def _dermatome(library: Library, ident: str) -> Target:
    return Target(territories=_painted(library, [ident]))


def _condition(library: Library, ident: str) -> Target:
    one = library.conditions[ident]
    muscles = [library.muscles.get(name) for name in (*one.muscles_tight, *one.muscles_weak)]
    parts = (part for muscle in muscles if muscle for part in muscle.parts)
    sites = [name for site in one.sites for name in site.structures]
    nerve = next((name for name in one.nerves if name in library.nerves), "")
    structures = tuple(dict.fromkeys((*parts, *sites)))
    single = one.sites[0].at if len(one.sites) == 1 else None
    painted = _painted(library, [ident, *one.entrapments])
    if structures:
        return Target(structures=structures, territories=painted, at=single)
    return Target(nerve=nerve, territories=painted, at=single)


def _structure(_library: Library, ident: str) -> Target:
    return Target(structures=(ident,))


def _painted(library: Library, ids: Iterable[str]) -> tuple[str, ...]:
    return tuple(one for one in ids if library.territory(one))


_TARGETS: Mapping[
    str,
    tuple[Callable[[Library], Mapping[str, object]], Callable[[Library, str], Target]],
] = {
    "muscle": (lambda library: library.muscles, _muscle),
    "trigger-point": (lambda library: library.trigger_points, _point),
    "nerve": (lambda library: library.nerves, _nerve),
    "entrapment": (lambda library: library.entrapments, _entrapment),
    "dermatome": (lambda library: library.dermatomes, _dermatome),
    "condition": (lambda library: library.conditions, _condition),
    "structure": (lambda library: library.structures, _structure),
}
