"""Where the camera stands for a state: the way that it looks from, and what it frames."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from nmt_atlas.atlas.context import SceneContext
from nmt_atlas.domain.base import Point
from nmt_atlas.domain.framing import frame
from nmt_atlas.domain.view_state import Camera, ViewState

Box = tuple[Point, Point]

_WHOLE: Box = ((-260.0, -250.0, -80.0), (260.0, 60.0, 1650.0))
_ROOM = 110.0
"""At least so much (mm) is seen to each side of a part, so that one knows where it is."""
_SKIN_ROOM = 70.0
"""The same of painted skin."""


def camera_of(state: ViewState, context: SceneContext, aspect: float = 1.0) -> Camera:
    """The free camera that a way and what it frames stand for, on a picture of some shape."""
    if isinstance(state.camera, Camera):
        return state.camera
    framed = list(_framed(state, context))
    if not framed:
        low, high = context.corners or _WHOLE
        return frame(low, high, state.camera, aspect=aspect)
    low, high = together(framed)
    margin = 1.35 if state.focus else 1.15
    return frame(low, high, state.camera, aspect=aspect, margin=margin)


def _framed(state: ViewState, context: SceneContext) -> Iterable[Box]:
    parts = [context.parts[name].bounds for name in state.focus if name in context.parts]
    if parts:
        yield _roomy(together(parts), _ROOM)
    boxes = [box for box in map(context.box_of, state.zones) if box is not None]
    if boxes:
        yield _roomy(together(boxes), _SKIN_ROOM)
    if state.spot is not None:
        x, y, z, reach = state.spot
        yield (x - reach, y - reach, z - reach), (x + reach, y + reach, z + reach)


def _roomy(box: Box, least: float) -> Box:
    """The box with at least ``least`` mm to each side of its centre: context for what is small."""
    low, high = box
    centre = [(a + b) / 2 for a, b in zip(low, high, strict=True)]
    half = [max((b - a) / 2, least) for a, b in zip(low, high, strict=True)]
    return (
        (centre[0] - half[0], centre[1] - half[1], centre[2] - half[2]),
        (centre[0] + half[0], centre[1] + half[1], centre[2] + half[2]),
    )


def together(boxes: Sequence[Box]) -> Box:
    """The box around boxes; the whole body's where there is none."""
    if not boxes:
        return _WHOLE
    low = [min(box[0][k] for box in boxes) for k in range(3)]
    high = [max(box[1][k] for box in boxes) for k in range(3)]
    return (low[0], low[1], low[2]), (high[0], high[1], high[2])
