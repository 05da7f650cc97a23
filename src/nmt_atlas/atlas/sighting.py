"""Whether a part can be seen in a view: drawn small, with nothing but what may lie before it."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

import numpy as np

from nmt_atlas.atlas.context import Box, SceneContext
from nmt_atlas.atlas.scene import resolve
from nmt_atlas.body.mesh import Floats
from nmt_atlas.body.painting.measures import BodyMeasures
from nmt_atlas.body.painting.painter import Painter
from nmt_atlas.body.pictures.raster import Drawn, draw, visible_parts
from nmt_atlas.domain.framing import PRESETS, frame
from nmt_atlas.domain.scene import Scene
from nmt_atlas.domain.view_state import ViewState
from nmt_atlas.domain.viewpoint import WAYS
from nmt_atlas.domain.ways import Way, other_way

_SIZE = (72, 72)
_COVERS = 0.5
"""A skin more opaque than this hides what lies below."""
_ENOUGH = 4
"""So many pixels of the small picture are a part that somebody can click."""


class Measured(BodyMeasures):
    """A built body as the rules ask for it, with what can be seen on it.

    Parameters
    ----------
    painter
        The body's places and paint.
    context
        Its index and the documents.
    """

    def __init__(self, painter: Painter, context: SceneContext) -> None:
        super().__init__(painter)
        self._body = painter.body
        self._context = context

    def seen(self, part: str, view: ViewState) -> bool:
        """Whether a part can be seen in a view, from its own way or as the body is turned."""
        if part not in self._context.parts:
            return True  # another body's: nothing can be said here
        scene = resolve(view, self._context)
        groups = {one.id: one.group for one in self._context.index.parts}
        shown = visible_parts(scene, groups)
        skin = scene.groups.get("skin")
        if skin is not None and skin.visible and skin.opacity > _COVERS:
            return groups[part] == "skin"
        return part in shown and any(
            self._drawn(part, shown, scene, way) for way in self._ways(part, view)
        )

    def _ways(self, part: str, view: ViewState) -> Iterator[Way]:
        """The view's own way, then the others, those that show most of the part first."""
        own = view.camera if isinstance(view.camera, str) else None
        if own is not None:
            yield own
        structure = self._context.parts[part]
        left = structure.side == "left"
        shares = self._context.viewpoints.of("part", structure.structure)
        order = sorted(range(len(WAYS)), key=lambda at: -(shares[at] if shares else 0))
        for at in order:
            way = other_way(WAYS[at]) if left else WAYS[at]
            if way != own:
                yield way

    def _drawn(self, part: str, shown: list[str], scene: Scene, way: Way) -> bool:
        box = self._context.parts[part].bounds
        near = [one for one in shown if _before(self._context.parts[one].bounds, box, way)]
        things = [self._thing(one) for one in dict.fromkeys((part, *near))]
        picture = draw(things, frame(*box, way), _SIZE, clips=scene.clips)
        return int((picture.owner == picture.parts.index(part)).sum()) >= _ENOUGH

    def _thing(self, part: str) -> Drawn:
        mesh = self._body.mesh(part, "phone")
        return Drawn(part, mesh, np.ones((len(mesh.points), 3)))


def _before(one: Box, target: Box, way: Way) -> bool:
    """Whether a box may hide another one: it reaches nearer to the eye, and they overlap there."""
    toward, up = (np.asarray(axis) for axis in PRESETS[way])
    across = np.cross(toward, up)
    mine, other = _corners(one), _corners(target)
    nearer = (mine @ toward).max() > (other @ toward).min()
    return bool(nearer and all(_meet(mine @ axis, other @ axis) for axis in (up, across)))


def _corners(box: Box) -> Floats:
    return np.array(list(product(*zip(*box, strict=True))), dtype=np.float64)


def _meet(one: Floats, other: Floats) -> bool:
    return bool(one.max() >= other.min() and other.max() >= one.min())
