"""What a person can do to the view: each action takes a state and returns another."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nmt_atlas.domain.anatomy import GROUPS, Structure, part_id, split_part_id
from nmt_atlas.domain.peeling import next_stop
from nmt_atlas.domain.pose import Pose, other_name
from nmt_atlas.domain.sections import Section, mirrored, placed, turned
from nmt_atlas.domain.sided import OTHER, Sided, tag
from nmt_atlas.domain.view_state import DEFAULT_LAYERS, PARTS, TAGS, Camera, Chart, Spot, ViewState
from nmt_atlas.domain.ways import Way, other_way

_OVER = {
    "superficial": (),
    "intermediate": ("muscles-superficial",),
    "deep": ("muscles-superficial", "muscles-intermediate", "ligaments"),
}
"""Layers that cover a muscle of each depth (fascia lies over the deep ones)."""

_COVERS_ALL = ("muscles-superficial", "muscles-intermediate", "muscles-deep")
_ALWAYS = ("bones",)


def layers_to_see(structure: Structure) -> tuple[str, ...]:
    """The layers that are shown when a structure is found: all but those that cover it."""
    covering = _OVER[structure.layer] if structure.layer else _COVERS_ALL
    kept = (layer for layer in DEFAULT_LAYERS if layer not in covering)
    return _in_order((*kept, structure.group, *_ALWAYS))


def taken_off(state: ViewState) -> tuple[str, ...]:
    """The layers that are usually shown and are not: what a page says is taken off."""
    return tuple(layer for layer in DEFAULT_LAYERS if layer not in state.layers)


def select(
    state: ViewState, part: str, structure: Structure | None, *, add: bool = False
) -> ViewState:
    """Select a part (or nothing, for an empty id), keeping everything else.

    ``add`` toggles the part in a selection of several. Another selection takes the painted
    pain of the former one away.
    """
    if not part:
        return state.changed(selection=(), overlay=(), focus=(), zones=(), spot=None)
    if add:
        return state.changed(selection=toggled(state.selection, part))
    if state.selection == (part,):
        return state
    hidden = tuple(item for item in state.hidden if item != part)
    layers = state.layers
    if structure is not None and structure.group not in layers and structure.group != "skin":
        layers = _in_order((*layers, structure.group))
    return state.changed(selection=(part,), overlay=(), hidden=hidden, layers=layers)


def select_several(state: ViewState, parts: Iterable[str]) -> ViewState:
    """Select parts together with those that are selected; without any the state as it is."""
    both = tuple(dict.fromkeys((*state.selection, *parts)))
    return state if both == state.selection else state.changed(selection=both)


def reveal(
    state: ViewState, part: str, structure: Structure, camera: Way, zones: Iterable[str] = ()
) -> ViewState:
    """Select a part found by name: take the layers that cover it off and look at it.

    The layers are taken from the part alone, so that what was looked at before leaves nothing
    behind. ``camera`` is the way that the part is best seen from; ``zones`` are framed with it.
    """
    chosen = select(state.changed(isolated=(), tight=(), weak=()), part, structure)
    return framed(
        chosen.changed(layers=layers_to_see(structure)), camera, parts=(part,), zones=zones
    )


def reveal_several(
    state: ViewState, parts: Sequence[str], groups: Iterable[str], camera: Way
) -> ViewState:
    """Select parts of any depth: of the muscles only these are shown, over the bones.

    ``groups`` are the layers that the parts belong to.
    """
    shown = state.changed(
        selection=tuple(parts),
        overlay=(),
        nerve="",
        tight=(),
        weak=(),
        hidden=tuple(item for item in state.hidden if item not in parts),
        isolated=tuple(parts),
        layers=_in_order((*groups, "bones", "cartilage")),
    )
    return framed(shown, camera, parts=parts)


def framed(
    state: ViewState,
    camera: Way,
    *,
    parts: Iterable[str] = (),
    zones: Iterable[str] = (),
    spot: Spot | None = None,
) -> ViewState:
    """Look from a way at parts, painted zones or a place; at the whole body where all are empty."""
    return state.changed(camera=camera, focus=tuple(parts), zones=tuple(zones), spot=spot)


def look_at_pain(state: ViewState, camera: Way) -> ViewState:
    """Look at what is painted, on skin that hides what lies below."""
    shown = show_layer(state, "skin", on=True).changed(skin=1.0)
    return framed(shown, camera, zones=(*state.overlay, *state.territory))


def look_at_both(state: ViewState, camera: Way) -> ViewState:
    """Look at what is selected together with what is painted, the skin only hinted at."""
    shown = _without_skin(state)
    return framed(shown, camera, parts=state.selection, zones=(*state.overlay, *state.territory))


def look_at_muscle(state: ViewState, camera: Way) -> ViewState:
    """Look at what is selected, the skin only hinted at."""
    return framed(_without_skin(state), camera, parts=state.selection)


def _without_skin(state: ViewState) -> ViewState:
    return show_layer(state, "skin", on=False).changed(skin=ViewState().skin)


def isolate(state: ViewState, parts: Iterable[str]) -> ViewState:
    """Show only these parts of the muscles (again: show everything)."""
    wanted = tuple(parts)
    return state.changed(isolated=() if state.isolated == wanted else wanted)


def hide(state: ViewState, parts: Iterable[str]) -> ViewState:
    """Hide parts and let go of them."""
    gone = tuple(parts)
    return state.changed(
        hidden=(*state.hidden, *(p for p in gone if p not in state.hidden)),
        selection=tuple(p for p in state.selection if p not in gone),
        overlay=(),
    )


def fade(state: ViewState, parts: Iterable[str]) -> ViewState:
    """Make parts translucent, or solid again."""
    faded = state.faded
    for part in parts:
        faded = toggled(faded, part)
    return state.changed(faded=faded)


def show_all(state: ViewState) -> ViewState:
    """Everything visible, solid, whole and in its place again; the camera and the words stay."""
    return state.changed(
        clip=(),
        peel=None,
        exploded=0.0,
        where=(),
        xray=False,
        attachments=False,
        hidden=(),
        isolated=(),
        faded=(),
        selection=(),
        overlay=(),
        territory=(),
        nerve="",
        station=0,
        chart="",
        split="",
        tight=(),
        weak=(),
        layers=DEFAULT_LAYERS,
        focus=(),
        zones=(),
        spot=None,
    )


def show_layer(state: ViewState, layer: str, *, on: bool) -> ViewState:
    """Show or hide a whole layer."""
    kept = tuple(item for item in state.layers if item != layer)
    return state.changed(layers=_in_order((*kept, layer)) if on else kept)


def toggle_overlay(state: ViewState, point: str, side: str) -> ViewState:
    """Paint or wipe the pain that a trigger point is charted to refer."""
    return state.changed(overlay=toggled(state.overlay, tag(point, side)))


def swap_side(state: ViewState) -> ViewState:
    """The same view of the other side of the body."""

    def other(part: str) -> str:
        structure, side = split_part_id(part)
        return part_id(structure, OTHER.get(side, side))

    def other_tag(shown: str) -> str:
        return str(Sided.read(shown).other)

    camera = state.camera
    if isinstance(camera, Camera):
        camera = Camera(
            position=(-camera.position[0], *camera.position[1:]),
            target=(-camera.target[0], *camera.target[1:]),
            up=(-camera.up[0], *camera.up[1:]),
        )
    else:
        camera = other_way(camera)
    spot = state.spot
    return state.changed(
        camera=camera,
        **{name: tuple(map(other, getattr(state, name))) for name in PARTS},
        **{name: tuple(map(other_tag, getattr(state, name))) for name in TAGS},
        spot=spot and (-spot[0], *spot[1:]),
        nerve=other_tag(state.nerve),
        split=state.split if "/" in state.split else state.split and other(state.split),
        clip=tuple(map(mirrored, state.clip)),
        pose=Pose.read(state.pose)[0].mirrored().texts,
        acting=other_name(state.acting),
    )


def peel(state: ViewState, *, back: bool = False) -> ViewState:
    """Take the next layer off, or put the last one back."""
    return state.changed(peel=next_stop(state.peel, back=back))


def dissect(state: ViewState) -> ViewState:
    """Take off what is selected, as a dissector does: what lay below is seen, the eye stays."""
    return hide(state, state.selection)


def cut(state: ViewState, section: Section) -> ViewState:
    """Cut the body open: the first plane, or a second one; a third takes the second's place."""
    return state.changed(clip=(*state.clip[:1], section))


def mend(state: ViewState, number: int) -> ViewState:
    """Take one cut away, by its number; others stay."""
    return state.changed(clip=tuple(one for k, one in enumerate(state.clip) if k != number))


def turn_cut(state: ViewState, number: int) -> ViewState:
    """Take the other half away at one cut."""
    kept = (turned(one) if k == number else one for k, one in enumerate(state.clip))
    return state.changed(clip=tuple(kept))


def move_cut(state: ViewState, number: int, place: float) -> ViewState:
    """Move one cut to a place along its axis or normal (mm)."""
    kept = (placed(one, place) if k == number else one for k, one in enumerate(state.clip))
    return state.changed(clip=tuple(kept))


def follow_nerve(
    state: ViewState,
    nerve: str,
    side: str,
    *,
    parts: Sequence[str],
    beside: Sequence[str],
    camera: Way,
) -> ViewState:
    """Follow a nerve: it glows, and of the muscles only those beside it are shown.

    Parameters
    ----------
    parts
        The nerve's own part ids, which the camera frames.
    beside
        Part ids of the structures that form its narrow places.
    """
    shown = state.changed(
        nerve=tag(nerve, side),
        variant=state.variant if Sided.read(state.nerve).id == nerve else "",
        station=0,
        split="",
        **_closed(state),
        selection=(),
        overlay=(),
        isolated=tuple(beside),
        tight=(),
        weak=(),
        layers=FOLLOWING,
    )
    return framed(shown, camera, parts=parts)


def take_course(state: ViewState, variant: str) -> ViewState:
    """Show another course of the followed nerve; "" shows the usual one."""
    return state.changed(variant=variant)


def leave_nerve(state: ViewState) -> ViewState:
    """Stop following a nerve; what was opened for it closes again."""
    layers = tuple(layer for layer in state.layers if layer != "nerves")
    return state.changed(
        nerve="",
        variant="",
        station=0,
        isolated=(),
        layers=layers or DEFAULT_LAYERS,
        **_closed(state),
    )


def stand_at(
    state: ViewState,
    station: int,
    camera: Way,
    spot: Spot,
    *,
    opened: Sequence[str] = (),
    glassy: Sequence[str] = (),
    territory: Sequence[str] = (),
) -> ViewState:
    """Stand at a station of the followed nerve, with what lies over it opened.

    Parameters
    ----------
    station
        Its number, from 1.
    camera, spot
        Where one looks from, and at.
    opened, glassy
        Part ids that are taken off there, and those that one sees through: what narrows it.
    territory
        ``id:side`` tags of the skin that suffers there.
    """
    shown = state.changed(
        station=station,
        selection=(),
        overlay=(),
        isolated=(),
        hidden=tuple(opened),
        faded=tuple(glassy),
        territory=tuple(territory),
        layers=FOLLOWING,
    )
    return framed(shown, camera, spot=spot)


def show_supplied(state: ViewState, parts: Sequence[str], camera: Way) -> ViewState:
    """Show of the muscles those that the followed nerve supplies, with the nerve."""
    shown = state.changed(
        station=0,
        selection=(),
        overlay=(),
        isolated=tuple(parts),
        layers=FOLLOWING,
        **_closed(state),
    )
    return framed(shown, camera, parts=parts)


def show_chart(state: ViewState, chart: Chart) -> ViewState:
    """Cover the whole skin with a map, or take it off again; the eye stays on the whole body."""
    if not chart:
        return show_layer(state, "skin", on=False).changed(chart="", skin=ViewState().skin)
    bare = leave_nerve(state).changed(selection=(), overlay=(), territory=(), split="", peel=None)
    return show_layer(bare, "skin", on=True).changed(chart=chart, skin=1.0)


def show_beside(state: ViewState, part: str) -> ViewState:
    """Show a part, or a prepared view, in the other half; "" shows one picture again."""
    return state.changed(split=part, unpainted=())


def _closed(state: ViewState) -> dict[str, object]:
    """What a station had opened, closed; what a person has hidden elsewhere stays hidden."""
    return {"hidden": (), "faded": (), "territory": ()} if state.station else {}


def toggled(items: tuple[str, ...], item: str) -> tuple[str, ...]:
    """Items with one added at the end, or taken out where it was in."""
    if item in items:
        return tuple(other for other in items if other != item)
    return (*items, item)


def _in_order(layers: Iterable[str]) -> tuple[str, ...]:
    wanted = set(layers)
    return tuple(group for group in GROUPS if group in wanted)


FOLLOWING = _in_order((*DEFAULT_LAYERS, "nerves"))
"""The layers that are shown when a nerve is followed."""
