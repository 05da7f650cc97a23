"""A view state resolved against a body: what any renderer has to draw."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from nmt_atlas.domain.anatomy import GROUPS, Part, Structure, mirror_point, part_id
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.look import LOOK
from nmt_atlas.domain.pack import PackIndex
from nmt_atlas.domain.scene import GroupLook, Label, Marker, PartLook, Plane, Scene, cut_at
from nmt_atlas.domain.taste import PLAIN, Taste
from nmt_atlas.domain.view_state import Camera, ViewState
from nmt_atlas.library.library import Library

_POINT = LOOK.markers["trigger-point"]
_NARROW = LOOK.markers["narrow-place"]

PlaceOf = Callable[[str, str], Point | None]
"""Trigger point id and side -> its place in this body; None where it cannot be found."""


@dataclass(frozen=True)
class SceneContext:
    """What a view state is resolved against: one body, the documents, and a locator."""

    index: PackIndex
    library: Library
    place_of: PlaceOf

    @cached_property
    def parts(self) -> Mapping[str, Part]:
        """Parts by id."""
        return {part.id: part for part in self.index.parts}

    @cached_property
    def structures(self) -> Mapping[str, Structure]:
        """Structures by id."""
        return {structure.id: structure for structure in self.index.structures}

    def name(self, structure_id: str, language: str) -> str:
        """A structure's name in a language; English where it has none in that language."""
        structure = self.structures[structure_id]
        if language == "la":
            return structure.latin or structure.name
        return self.library.catalogue(language).name(structure_id, structure.name)


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
    return Scene(
        groups=_groups(state),
        parts=_parts(state, context),
        selected=tuple(part for part in state.selection if part in context.parts),
        markers=(*_points(state, context, taste), *_narrow_places(state, context, taste)),
        labels=_labels(state, context, taste),
        camera=camera,
        clip=_cut(state, camera),
        theme=taste.theme,
    )


def _cut(state: ViewState, camera: Camera) -> Plane | None:
    return None if state.clip is None else cut_at(*state.clip, camera.position)


def nerve_parts(library: Library, nerve_tag: str, variant: str = "") -> tuple[str, ...]:
    """The part ids that draw a nerve ``id:side``; empty for no or an unknown nerve.

    A chosen variant (``<structure>-variant-…``) stands for the structure that it varies.
    """
    nerve_id, _, side = nerve_tag.partition(":")
    nerve = library.nerves.get(nerve_id)
    if nerve is None:
        return ()
    varied = variant.partition("-variant-")[0]
    drawn = (variant if part == varied else part for part in nerve.parts)
    return tuple(part_id(part, side or "right") for part in drawn)


def _groups(state: ViewState) -> dict[str, GroupLook]:
    painted = bool(state.overlay or state.territory)
    looks = {}
    for group in GROUPS:
        visible = group in state.layers
        if group == "skin":
            looks[group] = GroupLook(visible=visible or painted, opacity=state.skin)
        else:
            looks[group] = GroupLook(visible=visible)
    return looks


def _parts(state: ViewState, context: SceneContext) -> dict[str, PartLook]:
    looks: dict[str, PartLook] = {}
    if state.isolated:
        keep = {*state.isolated, *state.selection}
        for part in context.index.parts:
            if part.group.startswith("muscles") and part.id not in keep:
                looks[part.id] = PartLook(visible=False)
        for part_name in state.isolated:
            looks[part_name] = PartLook(visible=True)
    for structure_id in _variants(context, state.variant):
        for side in ("right", "left", "midline"):
            looks[part_id(structure_id, side)] = PartLook(visible=False)
    for part_name in state.faded:
        looks[part_name] = PartLook(visible=True, opacity=LOOK.faded)
    for part_name in state.hidden:
        looks[part_name] = PartLook(visible=False)
    for part_name in nerve_parts(context.library, state.nerve, state.variant):
        looks[part_name] = PartLook(visible=True, glow=LOOK.nerve_glow)
    for part_name in state.selection:
        faded = LOOK.faded if part_name in state.faded else None
        looks[part_name] = PartLook(visible=True, glow=LOOK.selection_glow, opacity=faded)
    return {name: look for name, look in looks.items() if name in context.parts}


def _variants(context: SceneContext, chosen: str) -> Iterable[str]:
    """Structures of courses that are not the chosen one (``<structure>-variant-…``)."""
    for structure_id in context.structures:
        base, mark, _ = structure_id.partition("-variant-")
        if mark and structure_id != chosen:
            yield structure_id
        if mark and structure_id == chosen:
            yield base


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
    shown = [*state.selection, *nerve_parts(context.library, state.nerve)]
    return tuple(
        Label(text=context.name(part.structure, taste.language), at=part.centre)
        for part in (context.parts[name] for name in shown if name in context.parts)
    )


def camera_of(state: ViewState, context: SceneContext, aspect: float = 1.0) -> Camera:
    """The free camera that a preset and its focus stand for."""
    if isinstance(state.camera, Camera):
        return state.camera
    focus = [context.parts[name] for name in state.focus if name in context.parts]
    low, high = _bounds(focus or list(context.index.parts))
    if focus:
        low, high = _roomy(low, high)
    margin = 1.35 if focus else 1.06
    return frame(low, high, state.camera, aspect=aspect, margin=margin)


def _roomy(low: Point, high: Point, least: float = 110.0) -> tuple[Point, Point]:
    """The box with at least ``least`` mm to each side of its centre: context for small parts."""
    centre = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    half = [max((b - a) / 2, least) for a, b in zip(low, high, strict=True)]
    return (
        (centre[0] - half[0], centre[1] - half[1], centre[2] - half[2]),
        (centre[0] + half[0], centre[1] + half[1], centre[2] + half[2]),
    )


def _bounds(parts: list[Part]) -> tuple[Point, Point]:
    if not parts:
        return (-260.0, -250.0, -80.0), (260.0, 60.0, 1650.0)
    low = tuple(min(part.bounds[0][k] for part in parts) for k in range(3))
    high = tuple(max(part.bounds[1][k] for part in parts) for k in range(3))
    return (low[0], low[1], low[2]), (high[0], high[1], high[2])
