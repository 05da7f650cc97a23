"""What is peeled off, moved apart and attached: a view state resolved for seeing inside."""

from __future__ import annotations

from collections.abc import Mapping

from nmt_atlas.atlas.context import SceneContext
from nmt_atlas.domain.anatomy import GROUPS, Structure
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.exploding import offsets
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.peeling import Stratum, concerns, left_of, stratum_of
from nmt_atlas.domain.scene import GroupLook, PartLook, Scene
from nmt_atlas.domain.view_state import ViewState

_WHOLE: Mapping[str, Stratum] = {
    "skin": "skin",
    "muscles-superficial": "superficial",
    "muscles-intermediate": "intermediate",
    "muscles-deep": "deep",
    "bones": "bones",
    "cartilage": "bones",
}
"""Groups of which everything belongs to one stratum."""


def group_looks(state: ViewState) -> dict[str, GroupLook]:
    """How each group is shown: as its layer is, or as much of it as the peeling leaves."""
    painted = bool(state.overlay or state.territory or state.chart)
    peeled = state.peel is not None and not state.where
    looks = {}
    for group in GROUPS:
        visible = group in state.layers
        through = LOOK.xray_bones if group == "bones" else LOOK.xray
        opacity = through if state.xray else 1.0
        if group == "skin":
            visible, opacity = visible or painted, state.skin
        if peeled and group in _WHOLE and state.peel is not None:
            left = left_of(_WHOLE[group], state.peel)
            opacity = left if group == "skin" else min(opacity, left)
            visible = left > LOOK.drawn_from or (group == "skin" and painted)
        looks[group] = GroupLook(visible=visible, opacity=opacity)
    return looks


def peeled_parts(state: ViewState, context: SceneContext) -> dict[str, PartLook]:
    """Parts that are peeled apart from their group: sheets of fascia, and single segments."""
    if state.peel is None:
        return {}
    looks: dict[str, PartLook] = {}
    for part in context.index.parts:
        structure = context.structures[part.structure]
        stratum = stratum_of(structure)
        told_by_group = not state.where and part.group in _WHOLE
        if stratum in (None, "skin") or told_by_group or not concerns(structure, state.where):
            continue
        looks[part.id] = _left(stratum or "bones", state.peel, xray=state.xray)
    return looks


def _left(stratum: Stratum, depth: float, *, xray: bool) -> PartLook:
    left = left_of(stratum, depth)
    if left <= LOOK.drawn_from:
        return PartLook(visible=False)
    if xray:
        left = min(left, LOOK.xray)
    return PartLook(visible=True, opacity=None if left >= 1.0 else left)


def attached(state: ViewState, context: SceneContext) -> tuple[str, ...]:
    """Selected muscles and bones, where their attachments are wanted."""
    if not state.attachments:
        return ()
    chosen = (context.parts[name] for name in state.selection if name in context.parts)
    return tuple(part.id for part in chosen if _attaches(context.structures[part.structure]))


def _attaches(structure: Structure) -> bool:
    return structure.system in ("muscle", "bone")


def veins(context: SceneContext) -> dict[str, PartLook]:
    """Veins in their colour; arteries have their group's."""
    return {
        part.id: PartLook(color=LOOK.vein)
        for part in context.index.parts
        if part.group == "vessels" and any(word in part.structure for word in LOOK.veins)
    }


def apart(scene: Scene, state: ViewState, context: SceneContext) -> Scene:
    """The scene with its parts moved apart, with the marks and names that belong to them."""
    if not state.exploded:
        return scene
    far = offsets(context.index.parts, context.structures, state.where, state.exploded)
    looks = {
        name: scene.parts.get(name, PartLook()).model_copy(update={"moved": by})
        for name, by in far.items()
    }
    marks = (one.model_copy(update={"at": _at(one.at, far, one.part)}) for one in scene.markers)
    names = (one.model_copy(update={"at": _at(one.at, far, one.part)}) for one in scene.labels)
    return scene.model_copy(
        update={"parts": scene.parts | looks, "markers": tuple(marks), "labels": tuple(names)}
    )


def _at(place: Point, far: Mapping[str, Point], part: str) -> Point:
    by = far.get(part, (0.0, 0.0, 0.0))
    return (place[0] + by[0], place[1] + by[1], place[2] + by[2])
