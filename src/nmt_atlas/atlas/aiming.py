"""Where the camera stands for a state: the way that it looks from, and what it frames."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from nmt_atlas.atlas.context import Box, SceneContext, around
from nmt_atlas.body.packs.segments import segment_of
from nmt_atlas.domain.anatomy import Part
from nmt_atlas.domain.framing import frame, slender
from nmt_atlas.domain.pose import SEGMENTS, Pose, transforms
from nmt_atlas.domain.rigid import Transform, applied
from nmt_atlas.domain.view_state import Camera, ViewState

_WHOLE: Box = ((-260.0, -250.0, -80.0), (260.0, 60.0, 1650.0))
_ROOM = 110.0
"""At least so much (mm) is seen to each side of a part, so that one knows where it is."""
_SKIN_ROOM = 70.0
"""The same of painted skin."""


def camera_of(state: ViewState, context: SceneContext, aspect: float = 1.0) -> Camera:
    """The free camera that a way and what it frames stand for, on a picture of some shape."""
    if isinstance(state.camera, Camera):
        return state.camera
    (low, high), margin = _box_of(state, context)
    return frame(low, high, state.camera, aspect=aspect, margin=margin)


def slender_of(state: ViewState, context: SceneContext) -> float:
    """Width over height of what is framed; of a free camera, from its wider side."""
    (low, high), _ = _box_of(state, context)
    ways = ("anterior", "left") if isinstance(state.camera, Camera) else (state.camera,)
    return max(slender(low, high, way) for way in ways)


def _box_of(state: ViewState, context: SceneContext) -> tuple[Box, float]:
    """What is framed, and how much more than that is seen."""
    moves = moves_of(state, context)
    framed = list(_framed(state, context, moves))
    if framed:
        return together(framed), 1.35 if state.focus or state.zones else 1.15
    whole = [_moved(box, moves.get(name)) for name, box in context.stiff.items()]
    return (around(whole) if moves else context.corners) or _WHOLE, 1.06


def moves_of(state: ViewState, context: SceneContext) -> dict[str, Transform]:
    """How the segments move; nothing where the body is at rest, or cannot move."""
    pose, _ = Pose.read(state.pose)
    if not pose or context.index.weights is None:
        return {}
    return dict(zip(SEGMENTS, transforms(context.library.of("joint"), pose), strict=True))


def _moved(box: Box, move: Transform | None) -> Box:
    if move is None:
        return box
    corners = [applied(move, (x, y, z)) for x, y, z in product(*zip(*box, strict=True))]
    return around([(corner, corner) for corner in corners])


def _carried(part: Part, context: SceneContext, moves: Mapping[str, Transform]) -> Iterable[Box]:
    """Where a part may have gone: a bone with its segment, all else as the bones that it meets."""
    box, number = part.bounds, segment_of(part)
    if moves and number is not None:
        return (_moved(box, moves[SEGMENTS[number]]),)
    met = [name for name, bones in context.stiff.items() if moves and _meet(box, bones)]
    return (_moved(box, moves[name]) for name in met) if met else (box,)


def _meet(one: Box, other: Box) -> bool:
    return all(one[0][k] <= other[1][k] and other[0][k] <= one[1][k] for k in range(len(one[0])))


def _framed(
    state: ViewState, context: SceneContext, moves: Mapping[str, Transform]
) -> Iterable[Box]:
    parts = [
        box
        for name in state.focus
        if name in context.parts
        for box in _carried(context.parts[name], context, moves)
    ]
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
    return around(boxes)
