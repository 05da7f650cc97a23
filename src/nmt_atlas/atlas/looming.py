"""What would loom behind a foot that is looked at from below: it is cut off above the ankle."""

from __future__ import annotations

from nmt_atlas.atlas.aiming import together
from nmt_atlas.atlas.showing import Surroundings
from nmt_atlas.domain.view_state import ViewState

_FOOT, _ROOM = 120.0, 60.0
"""What lies below this height (mm) is a foot; so much is left above what is looked at."""


def without_looming(state: ViewState, body: Surroundings) -> ViewState:
    """The state without the body above a foot that is seen from straight below."""
    if state.camera != "inferior" or state.clip:
        return state
    context = body.context
    tags = state.zones or (*state.overlay, *state.territory)
    boxes = [context.parts[part].bounds for part in state.focus if part in context.parts]
    boxes += [box for tag in tags if (box := context.box_of(tag))]
    if state.spot is not None:
        *at, reach = state.spot
        x, y, z = at
        boxes.append(((x - reach, y - reach, z), (x + reach, y + reach, z)))
    if not boxes:
        return state
    top = together(boxes)[1][2]
    return state.changed(clip=((0.0, 0.0, 1.0, round(top + _ROOM)),)) if top < _FOOT else state
