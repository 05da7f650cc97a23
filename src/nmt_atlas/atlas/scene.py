"""A view state resolved against a body: what any renderer has to draw."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from nmt_atlas.atlas.acting import acting_looks
from nmt_atlas.atlas.aiming import camera_of, moves_of, slender_of
from nmt_atlas.atlas.context import SceneContext
from nmt_atlas.atlas.following import kin_of, nerve_parts, root_marks
from nmt_atlas.atlas.inside import apart, attached, group_looks, peeled_parts, veins
from nmt_atlas.atlas.painted import legend_of
from nmt_atlas.domain.anatomy import SIDES, mirror_point, part_id
from nmt_atlas.domain.dual import Dual, duals_of
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.pose import Pose
from nmt_atlas.domain.scene import Label, Marker, PartLook, Scene
from nmt_atlas.domain.sections import plane_of
from nmt_atlas.domain.taste import PLAIN, Taste
from nmt_atlas.domain.upright import Rule, Upright, rules, upright
from nmt_atlas.domain.view_state import Camera, ViewState

_POINT = LOOK.markers["trigger-point"]
_NARROW = LOOK.markers["narrow-place"]


def resolve(
    state: ViewState, context: SceneContext, taste: Taste = PLAIN, *, aspect: float = 1.0
) -> Scene:
    """Resolve a view state.

    Parameters
    ----------
    state
        Ids that this body lacks are left out silently (links are checked when they are read).
    context
        The body's index, the documents, and where trigger points lie.
    taste
        The language of labels and the theme.
    aspect
        Width over height of the picture, so that what a preset frames is seen whole.
    """
    camera = camera_of(state, context, aspect)
    return apart(_whole(state, context, taste, camera), state, context)


def _whole(state: ViewState, context: SceneContext, taste: Taste, camera: Camera) -> Scene:
    """The scene with every part in its place."""
    return Scene(
        ink=state.ink,
        groups=group_looks(state),
        parts=_parts(state, context),
        selected=tuple(part for part in state.selection if part in context.parts),
        markers=(
            *_points(state, context, taste),
            *_narrow_places(state, context, taste),
            *root_marks(state, context),
        ),
        labels=_labels(state, context, taste),
        label_style=state.label_style,
        legend=legend_of(state, context.library, taste),
        camera=camera,
        slender=slender_of(state, context),
        clips=tuple(plane_of(section, camera.position) for section in state.clip),
        attached=attached(state, context),
        pose=posed(state, context),
        rules=_rules(state, context, taste, camera),
        theme=taste.theme,
        tone=taste.tone if taste.tone != LOOK.skin.plain else None,
    )


def _parts(state: ViewState, context: SceneContext) -> dict[str, PartLook]:
    looks = veins(context) | peeled_parts(state, context)
    if state.isolated:
        keep = {*state.isolated, *state.selection}
        for part in context.index.parts:
            if part.group.startswith("muscles") and part.id not in keep:
                looks[part.id] = PartLook(visible=False)
        for part_name in state.isolated:
            looks[part_name] = PartLook(visible=True)
    looks |= acting_looks(state, context.library)
    looks |= looks_apart(state)
    hidden = PartLook(visible=False)
    if not state.variants:
        asked = {*state.isolated, *state.tight, *state.weak}
        looks |= {name: hidden for name in context.unusual if name not in asked}
    looks |= dict.fromkeys(_variant_parts(context, state.variant), hidden)
    for part_name in state.faded:
        own = looks.get(part_name, PartLook())
        shown = {"visible": True, "opacity": _faded(state, part_name)}
        looks[part_name] = own.model_copy(update=shown)
    for part_name in state.hidden:
        looks[part_name] = PartLook(visible=False)
    looks |= _nerves(state, context)
    for part_name in state.selection:
        faded = _faded(state, part_name) if part_name in state.faded else None
        own = looks.get(part_name, PartLook())
        opacity = 1.0 if state.xray and faded is None else faded
        looks[part_name] = own.model_copy(
            update={"visible": True, "glow": LOOK.selection_glow, "opacity": opacity}
        )
    return {name: look for name, look in looks.items() if name in context.parts}


def posed(state: ViewState, context: SceneContext) -> dict[str, Dual]:
    """How every segment moves; nothing where the body is at rest, or cannot move."""
    moves = moves_of(state, context)
    return duals_of(tuple(moves), tuple(moves.values()))


def standing(state: ViewState, context: SceneContext) -> Upright | None:
    """How the body of a state stands; None where that cannot be told of it."""
    pose, _ = Pose.read(state.pose if context.index.weights is not None else ())
    return upright(context.library.of("joint"), context.library.landmarks, pose)


def _rules(
    state: ViewState, context: SceneContext, taste: Taste, camera: Camera
) -> tuple[Rule, ...]:
    """The plumb line and the angles that are seen from where the camera stands."""
    found = standing(state, context) if state.plumb else None
    if found is None:
        return ()
    across, along = (abs(camera.position[k] - camera.target[k]) for k in (0, 1))
    say = context.library.catalogue(taste.language).say
    return rules(found, "side" if across > along else "front", say)


def _faded(state: ViewState, part: str) -> float:
    """How opaque a faded part is; what is told apart, or narrows a nerve here, is seen more."""
    told = state.station > 0 or part in (*state.tight, *state.weak)
    return LOOK.faded_apart if told else LOOK.faded


def looks_apart(state: ViewState) -> dict[str, PartLook]:
    """Tight and weak muscles, each in its colour."""
    tight = PartLook(visible=True, color=LOOK.apart.tight)
    weak = PartLook(visible=True, color=LOOK.apart.weak, hatched=True)
    return {**dict.fromkeys(state.tight, tight), **dict.fromkeys(state.weak, weak)}


def _nerves(state: ViewState, context: SceneContext) -> dict[str, PartLook]:
    """A followed nerve bright and thicker, its kin grey, other nerves not at all."""
    followed = nerve_parts(context.library, state.nerve, state.variant)
    if not followed:
        return {}
    shown = {*state.isolated, *state.selection}
    looks = {
        part.id: PartLook(visible=False)
        for part in context.index.parts
        if part.group == "nerves" and part.id not in shown
    }
    hidden = {*state.hidden, *_variant_parts(context, state.variant)}
    for name in kin_of(context.library, state.nerve):
        if name not in hidden:
            looks[name] = PartLook(color=LOOK.nerve.kin)
    bright = PartLook(
        visible=True,
        color=LOOK.nerve.followed,
        glow=LOOK.nerve_glow,
        thicker=LOOK.nerve.thicker,
    )
    return looks | dict.fromkeys(followed, bright)


def _variant_parts(context: SceneContext, chosen: str) -> Iterator[str]:
    for structure_id in _variants(context, chosen):
        for side in SIDES:
            yield part_id(structure_id, side)


def _variants(context: SceneContext, chosen: str) -> Iterable[str]:
    """Structures of courses that are not the chosen one (``<structure>-variant-…``)."""
    for structure_id, base in context.courses:
        yield base if structure_id == chosen else structure_id


def _points(state: ViewState, context: SceneContext, taste: Taste) -> tuple[Marker, ...]:
    wanted: dict[tuple[str, str], None] = {}
    for part_name in state.selection:
        part = context.parts.get(part_name)
        structure = context.structures.get(part.structure) if part else None
        if part is None or structure is None or part.side == "midline":
            continue
        muscle = context.library.muscles.get(structure.whole)
        for point in muscle.trigger_points if muscle else ():
            if point.part == structure.id or point.part not in context.structures:
                wanted[point.id, part.side] = None
    for tag in state.overlay:
        point_id, _, side = tag.partition(":")
        if point_id in context.library.trigger_points:
            wanted[point_id, side] = None
    markers = []
    library = context.library.in_language(taste.language)
    for point_id, side in wanted:
        point = library.trigger_point(point_id)
        at = context.place_of(point_id, side)
        if point.only_side not in (None, side) or at is None:
            continue
        markers.append(
            Marker(
                id=f"{point_id}:{side}",
                at=at,
                radius=_POINT.radius,
                color=_POINT.color,
                label=point.name if state.labels else "",
                part=part_id(point.part, side),
            )
        )
    return tuple(markers)


def _narrow_places(state: ViewState, context: SceneContext, taste: Taste) -> tuple[Marker, ...]:
    nerve_id, _, side = state.nerve.partition(":")
    if nerve_id not in context.library.nerves:
        return ()
    return tuple(
        Marker(
            id=f"{narrow.id}:{side}",
            at=mirror_point(narrow.at) if side == "left" else narrow.at,
            radius=_NARROW.radius,
            color=_NARROW.color,
            label=narrow.name if state.labels else "",
            kind="narrow-place",
        )
        for narrow in context.library.in_language(taste.language).entrapments_of(nerve_id)
    )


def _labels(state: ViewState, context: SceneContext, taste: Taste) -> tuple[Label, ...]:
    if not state.labels:
        return ()
    shown = dict.fromkeys((*state.selection, *nerve_parts(context.library, state.nerve)))
    return tuple(
        Label(
            text=context.name(part.structure, taste.language),
            at=context.viewpoints.anchor(part.id) or part.centre,
            part=part.id,
        )
        for part in (context.parts[name] for name in shown if name in context.parts)
    )
