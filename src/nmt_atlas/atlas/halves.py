"""Two things side by side: what the second half of the picture shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.atlas.painted import legend_of
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.body.pictures.divided import one_picture, sizes_of
from nmt_atlas.body.pictures.raster import Picture
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain import actions
from nmt_atlas.domain.prepared import PreparedView
from nmt_atlas.domain.scene import LegendEntry, Scene
from nmt_atlas.domain.sided import tag
from nmt_atlas.domain.taste import PLAIN, Taste, Theme
from nmt_atlas.domain.view_state import VIEW, Camera, ViewState
from nmt_atlas.domain.ways import Way

_PAIN = frozenset({"essential", "spillover"})
"""Lines of the legend that each half has for itself; the others mean the same in both."""


def beside(state: ViewState, part: str, body: BodyView) -> ViewState:
    """The state with a part beside what is selected, both framed, each uncovered in its half."""
    way = body.views.facing_several((*state.selection, part))
    shown = actions.show_beside(state, part)
    return actions.framed(shown, way, parts=(*state.selection, part))


def view_beside(state: ViewState, ident: str, body: BodyView) -> ViewState:
    """The state with a prepared view in the other half, both framed by the one camera."""
    found = _view(state, body, ident)
    shown = actions.show_beside(state, f"{VIEW}{ident}")
    if found is None or not (_framed(state) and _framed(found)):
        return actions.framed(shown, _way(state))
    return actions.framed(
        shown,
        _way(state),
        parts=dict.fromkeys((*state.focus, *found.focus)),
        zones=dict.fromkeys((*state.zones, *found.zones)),
        spot=state.spot or found.spot,
    )


def _way(state: ViewState) -> Way:
    return "anterior" if isinstance(state.camera, Camera) else state.camera


def _framed(state: ViewState) -> bool:
    return bool(state.focus or state.zones or state.spot)


def _view(state: ViewState, body: BodyView, ident: str) -> ViewState | None:
    found: PreparedView | None = body.library.of("view").get(ident)
    return found.view.changed(body=state.body) if found else None


def second_half(state: ViewState, body: BodyView) -> ViewState:
    """What the second half shows: its own part with its own pain, or a view; seen as the first."""
    whole = _whole(state, body)
    off = set(state.unpainted)
    return whole.changed(
        split="", unpainted=(), overlay=tuple(one for one in whole.overlay if one not in off)
    )


def _whole(state: ViewState, body: BodyView) -> ViewState:
    """The second half with all of its pain; the state itself where it shows nothing."""
    if state.split.startswith(VIEW):
        view = _view(state, body, state.split.removeprefix(VIEW)) or state
        seen = ("camera", "focus", "zones", "spot", "labels", "label_style")
        return view.changed(**{name: getattr(state, name) for name in seen})
    found = body.context.parts.get(state.split)
    if found is None:
        return state
    structure = body.context.structures[found.structure]
    layers = actions.layers_to_see(structure)
    tags = tuple(tag(point, side) for point, side in body.points_of(state.split))
    return state.changed(
        selection=(state.split,),
        overlay=tags,
        layers=(*("skin",) * ("skin" in state.layers), *layers),
        isolated=(),
    )


def second_paint(state: ViewState, body: BodyView) -> Iterator[SkinPaint]:
    """The paint of the second half; nothing where there is one picture."""
    if state.split:
        for layer in body.paint(second_half(state, body)):
            yield replace(layer, half=1)


def second_legend(
    state: ViewState, body: BodyView, taste: Taste
) -> tuple[tuple[LegendEntry, bool], ...]:
    """The lines of the legend that are the second half's own, and whether each is taken off."""
    if not state.split:
        return ()
    lines = legend_of(_whole(state, body).changed(split=""), body.library, taste)
    off = set(state.unpainted)
    return tuple((one, set(one.tags) <= off) for one in lines if one.kind in _PAIN)


def with_other(scene: Scene, state: ViewState, body: BodyView, taste: Taste = PLAIN) -> Scene:
    """The scene with what its other half shows, and with the legend of both."""
    if not state.split:
        return scene
    other = resolve(second_half(state, body), body.context, taste)
    if state.split.startswith(VIEW):
        views = body.library.in_language(taste.language).of("view")
        found: PreparedView | None = views.get(state.split.removeprefix(VIEW))
        other = other.model_copy(update={"title": found.title if found else ""})
    own = (one for one, off in second_legend(state, body, taste) if not off)
    legend = dict.fromkeys((*scene.legend, *own))
    return scene.model_copy(update={"other": other, "legend": tuple(legend)})


def aspect_of(size: tuple[int, int], state: ViewState) -> float:
    """Width over height of what the camera fills: of one half where the picture is divided."""
    aspect = size[0] / size[1]
    if not state.split:
        return aspect
    return aspect / 2 if aspect >= 1 else aspect * 2


def both_painted(state: ViewState, body: BodyView) -> tuple[SkinPaint, ...]:
    """What is painted on the skin in both halves."""
    return (*body.paint(state), *second_paint(state, body))


def picture(state: ViewState, size: tuple[int, int], theme: Theme, body: BodyView) -> Picture:
    """A state drawn without a graphics driver, in two halves where it has them."""
    if not state.split:
        return body.picture(state, size, theme)
    states = (state.changed(split=""), second_half(state, body))
    sizes = sizes_of(size)
    drawn = (body.picture(one, half, theme) for one, half in zip(states, sizes, strict=True))
    return one_picture(tuple(drawn), size)
