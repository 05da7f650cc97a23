"""Two muscles side by side: what the second half of the picture shows."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from nmt_atlas.atlas.body_view import BodyView
from nmt_atlas.body.pictures.tint import SkinPaint
from nmt_atlas.domain import actions
from nmt_atlas.domain.sided import tag
from nmt_atlas.domain.view_state import ViewState


def beside(state: ViewState, part: str, body: BodyView) -> ViewState:
    """The state with a part beside what is selected, both framed, each uncovered in its half."""
    way = body.views.facing_several((*state.selection, part))
    shown = actions.show_beside(state, part)
    return actions.framed(shown, way, parts=(*state.selection, part))


def second_half(state: ViewState, body: BodyView) -> ViewState:
    """What the second half shows: its own part with its own pain, all else as in the first."""
    found = body.context.parts.get(state.split)
    if found is None:
        return state.changed(split="")
    structure = body.context.structures[found.structure]
    layers = actions.layers_to_see(structure)
    tags = tuple(tag(point, side) for point, side in body.points_of(state.split))
    return state.changed(
        split="",
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
